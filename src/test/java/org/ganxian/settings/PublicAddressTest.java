package org.ganxian.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
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
        MockEnvironment environment = new MockEnvironment().withProperty("ganxian.public-url", url);
        return started(environment, Map.of(), profiles);
    }

    private static PublicAddress started(MockEnvironment environment, Map<String, String> kept, String... profiles) {
        environment.setActiveProfiles(profiles);
        PublicAddressSection section = new PublicAddressSection();
        PublicAddress address =
                new PublicAddress(SettingsStories.kept(kept, environment, section), section, environment);
        address.lay();
        return address;
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://fuwu.example.org", "https://fuwu.example.org/", " https://fuwu.example.org// "})
    void anAddressLeadsToThePagesBelowIt(String url, CapturedOutput output) {
        assertThat(at(url).of("/portal/track")).isEqualTo("https://fuwu.example.org/portal/track");
        assertThat(output).doesNotContain("ganxian.public-url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fuwu.example.org", "ftp://fuwu.example.org", "https://", "javascript:alert(1)"})
    void whatIsNoAddressIsRefusedAtTheStart(String url) {
        assertThatThrownBy(() -> at(url)).isInstanceOf(IllegalStateException.class);
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

    /** Empty in a file is said by nobody: what administrators have set holds, and the operator is told as before. */
    @Test
    void whatTheDeploymentDoesNotSayIsTheAdministrators(CapturedOutput output) {
        PublicAddress kept = started(
                new MockEnvironment().withProperty("ganxian.public-url", " "),
                Map.of(PublicAddressSection.URL, "https://fuwu.example.org/"));
        assertThat(kept.of("/portal")).isEqualTo("https://fuwu.example.org/portal");
        assertThat(kept.opensFromOutside()).isTrue();
        assertThat(output).doesNotContain("ganxian.public-url");

        PublicAddress unset = started(new MockEnvironment(), Map.of());
        assertThat(unset.of("/")).isEqualTo("http://localhost:8080/");
        assertThat(unset.opensFromOutside()).isFalse();
        assertThat(output).contains("WARN", "文书上的二维码");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://fuwu.example.org",
                "http://localhost.example.org",
                "https://user:word@fuwu.example.org",
                "https://fuwu.example.org/?a=b",
                "https://fuwu.example.org/#a",
                "https://fu wu.example.org",
                "fuwu.example.org"
            })
    void onThePageAnAddressIsSecureAndPlain(String url) {
        assertThat(new PublicAddressSection().wrong(SettingValues.of(Map.of(PublicAddressSection.URL, url))))
                .containsOnlyKeys(PublicAddressSection.URL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://fuwu.example.org", "https://example.org/fuwu/", "http://localhost:8080"})
    void anAddressThatIsSecureOrOfThisMachineIsTaken(String url) {
        assertThat(new PublicAddressSection().wrong(SettingValues.of(Map.of(PublicAddressSection.URL, url))))
                .isEmpty();
    }
}
