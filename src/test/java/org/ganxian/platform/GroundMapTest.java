package org.ganxian.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroundMapTest {

    @Test
    void eachHostOfEachLayerIsNamedOnceAndNothingElse() {
        GroundMap map = new GroundMap(
                List.of(
                        "https://t{s}.example.cn/vec?x={x}&y={y}&l={z}&tk=secret",
                        "https://t{s}.example.cn/cva?x={x}&y={y}&l={z}",
                        "http://10.0.0.5:8080/{z}/{x}/{y}.png"),
                "07",
                "");
        assertThat(map.origins()).isEqualTo("https://t0.example.cn https://t7.example.cn http://10.0.0.5:8080");
        assertThat(new GroundMap(List.of(""), "", "").origins()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.cn/{z}/{x}.png, ''",
        "https://t{s}.example.cn/{z}/{x}/{y}.png, ''",
        "ftp://example.cn/{z}/{x}/{y}.png, ''",
        "/tiles/{z}/{x}/{y}.png, ''",
        "https://*/{z}/{x}/{y}.png, ''",
        "https://{z}/{x}/{y}; script-src *, ''",
        "https://t{s}.example.cn/{z}/{x}/{y}.png, ';'"
    })
    void anAddressThatIsNoneStopsTheStart(String template, String hosts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GroundMap(List.of(template), hosts, ""))
                .withMessageContaining("ganxian.map.tiles");
    }
}
