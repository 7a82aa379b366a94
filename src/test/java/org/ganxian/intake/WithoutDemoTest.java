package org.ganxian.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.ganxian.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** A city that is no demo, whose doors are narrow enough to see somebody wait. */
@IntegrationTest
@ActiveProfiles("production")
@TestPropertySource(
        properties = {
            "ganxian.rate-limit.create=3",
            "ganxian.rate-limit.query=20",
            "ganxian.map.tiles=https://t{s}.tiles.example.cn/vec/{z}/{x}/{y},https://t{s}.tiles.example.cn/cva/{z}/{x}/{y}",
            "ganxian.map.hosts=01"
        })
class WithoutDemoTest {

    @LocalServerPort
    int port;

    @Autowired
    MockMvc mvc;

    @Test
    void noAccountIsListedAndNothingIsCalledADemo() throws Exception {
        Visitor visitor = new Visitor(port).opens("/").sees(200);
        assertThat(visitor.page().select(".door")).hasSize(4);
        assertThat(visitor.page().text())
                .doesNotContain("ganxian")
                .doesNotContain("密码")
                .doesNotContain("演示");
        assertThat(visitor.opens("/portal").sees(200).page().text()).doesNotContain("演示");
    }

    @Test
    void picturesComeFromTheHostsOfTheMapAndFromNowhereElse() throws Exception {
        Visitor visitor = new Visitor(port).opens("/portal").sees(200);

        assertThat(visitor.shows("[data-open]")).isTrue();
        assertThat(visitor.answer()
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains(
                        "img-src 'self' data: blob: https://t0.tiles.example.cn https://t1.tiles.example.cn; style-src");
    }

    /** The first of three calls a minute is usual; with the second, few are left. */
    @Test
    void aProgramThatIsFastAnswersAQuestionOrWaits() throws Exception {
        String order = """
                {"category": "0908", "description": "楼道灯坏了三天", "contact": {"phone": "13900000001"}}""";
        places(order, 1).andExpect(status().isCreated());
        ResidentsDoor.problem(places(order, 1), 429)
                .andExpect(jsonPath("$.detail").value(containsString("GET /api/challenge")))
                .andExpect(header().string("Retry-After", "60"));

        JsonNode asked = new ObjectMapper()
                .readTree(mvc.perform(get("/api/challenge").with(from(1)))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsByteArray());
        String answer =
                String.valueOf(ChallengesTest.answer(asked.get("question").asText()));
        places(order, 1, "X-Challenge", asked.get("challenge").asText(), "X-Challenge-Answer", answer)
                .andExpect(status().isCreated());
        places(order, 2).andExpect(status().isCreated());
        places(order, 2, "X-Challenge", asked.get("challenge").asText(), "X-Challenge-Answer", answer)
                .andExpect(status().isTooManyRequests())
                .andExpect(jsonPath("$.detail").value(containsString("已经用过")));
    }

    @Test
    void nothingIsAskedOfWhoIsInDanger() throws Exception {
        String danger = """
                {"category": "0908", "description": "三楼起火了，有人困在里面", "contact": {"phone": "13900000001"}}""";
        for (int i = 0; i < 3; i++) {
            places(danger, 3).andExpect(status().isCreated());
        }
        places(danger, 3).andExpect(status().isTooManyRequests());
    }

    private ResultActions places(String order, int address, String... headers) throws Exception {
        MockHttpServletRequestBuilder request = post("/api/demands")
                .contentType(MediaType.APPLICATION_JSON)
                .content(order)
                .with(from(address));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return mvc.perform(request);
    }

    private static RequestPostProcessor from(int address) {
        return request -> {
            request.setRemoteAddr("10.20.30." + address);
            return request;
        };
    }

    @Test
    void whoKnocksTooOftenSeesAPageThatSaysSo() throws Exception {
        Visitor visitor = new Visitor(port).opens("/portal");
        for (int i = 0; i < 3; i++) {
            visitor.sends("#form", "description", "").sees(400);
        }
        visitor.sends("#form", "description", "").sees(429);
        assertThat(visitor.text(".lead")).contains("操作过于频繁");
        assertThat(visitor.answer().headers().firstValue("Retry-After")).isPresent();

        for (int i = 0; i < 30; i++) {
            visitor.opens("/portal/track");
        }
        visitor.sees(429);
        assertThat(visitor.text("h1")).isEqualTo("没有完成");
    }
}
