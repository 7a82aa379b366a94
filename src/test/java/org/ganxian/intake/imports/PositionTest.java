package org.ganxian.intake.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.ganxian.platform.CityBounds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A position is worth a hint, never the demand. */
class PositionTest {

    private static final CityBounds CITY = new CityBounds(
            new BigDecimal("116.65"), new BigDecimal("118.40"), new BigDecimal("23.30"), new BigDecimal("25.45"));

    @ParameterizedTest
    @CsvSource({
        "117.65, 24.51, true, ",
        "24.51, 117.65, false, 读不出",
        "-74.00, 40.71, false, 不在本市范围内",
        "116.40, 39.90, false, 不在本市范围内",
        "0, 0, false, 读不出",
        "east, 24.51, false, 读不出",
        ", 24.51, false, 读不出",
        ", , false, "
    })
    void coordinatesOutsideTheCityAreLeftOutWithAHint(String longitude, String latitude, boolean kept, String hint) {
        List<String> hints = new ArrayList<>();
        Position position = Position.of(longitude, latitude, CITY, hints);
        if (kept) {
            assertThat(position.longitude()).isEqualByComparingTo(longitude);
            assertThat(position.latitude()).isEqualByComparingTo(latitude);
        } else {
            assertThat(position).isEqualTo(Position.UNKNOWN);
        }
        if (hint == null) {
            assertThat(hints).isEmpty();
        } else {
            assertThat(hints).singleElement().asString().contains(hint);
        }
    }
}
