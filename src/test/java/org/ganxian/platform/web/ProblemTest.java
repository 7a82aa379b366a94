package org.ganxian.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ProblemTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "//", "///", "//x", "/a b", "/%zz", "/[", ""})
    void noAddressThatSomebodyAsksForBreaksItsRefusal(String asked) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new Problem(new ObjectMapper())
                .write(new MockHttpServletRequest("PROPFIND", asked), response, Refusal.invalid("不支持这种请求方法"));
        JsonNode body = new ObjectMapper().readTree(response.getContentAsByteArray());
        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(body.path("detail").asText()).isEqualTo("不支持这种请求方法");
    }
}
