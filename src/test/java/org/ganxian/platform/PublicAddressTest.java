package org.ganxian.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

@ExtendWith(OutputCaptureExtension.class)
class PublicAddressTest {

    private static PublicAddress at(String url, String... profiles) {
        MockEnvironment environment = new MockEnvironment();
        environment.setActiveProfiles(profiles);
        return new PublicAddress(url, environment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://fuwu.example.org", "https://fuwu.example.org/", " https://fuwu.example.org// "})
    void anAddressLeadsToThePagesBelowIt(String url, CapturedOutput output) {
        assertThat(at(url).of("/portal/track")).isEqualTo("https://fuwu.example.org/portal/track");
        assertThat(output).doesNotContain("ganxian.public-url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fuwu.example.org", "ftp://fuwu.example.org", "https://", "javascript:alert(1)"})
    void whatIsNoAddressIsRefusedAtTheStart(String url) {
        assertThatThrownBy(() -> at(url)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1", "http://[::1]:8080"})
    void anAddressThatResidentsCannotReachIsToldToTheOperator(String url, CapturedOutput output) {
        at(url);
        assertThat(output).contains("WARN", "文书上的二维码");
    }

    @Test
    void theDemoRunsOnTheMachineOfWhoeverTriesIt(CapturedOutput output) {
        at("http://localhost:8080", "demo");
        assertThat(output).doesNotContain("ganxian.public-url");
    }
}
