package org.ganxian.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** Who may scrape. */
class MetricsDoorTest {

    private static boolean opens(String token, String header) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/actuator/prometheus");
        if (header != null) {
            request.addHeader("Authorization", header);
        }
        return new MetricsDoor(token, new ObjectMapper()).hasToken(request);
    }

    @Test
    void onlyTheWholeTokenOpensTheDoor() {
        String token = "0123456789abcdef";
        assertThat(opens(token, "Bearer " + token)).isTrue();
        for (String other :
                new String[] {null, "", "Bearer ", "Bearer " + token + "0", "Bearer 0123", token, "Basic " + token}) {
            assertThat(opens(token, other)).as(other).isFalse();
        }
    }

    @Test
    void withoutATokenTheDoorStaysClosedAndAShortOneStopsTheStart() {
        assertThat(opens("", "Bearer ")).isFalse();
        assertThatThrownBy(() -> opens("short", "Bearer short")).hasMessageContaining("至少 16 个字符");
    }
}
