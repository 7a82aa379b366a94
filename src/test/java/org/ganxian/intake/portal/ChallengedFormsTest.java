package org.ganxian.intake.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.ganxian.IntegrationTest;
import org.ganxian.intake.Challenges;
import org.ganxian.intake.ChallengesTest;
import org.ganxian.window.Scans;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockPart;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Residents' forms while few calls are left; when that is, RateLimitTest tells. */
@IntegrationTest
@Tag("any-database")
class ChallengedFormsTest {

    private static final String APPLY = "/portal/services/hygiene-permit/apply";

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcTemplate jdbc;

    private MockHttpServletResponse answer;

    private Document sends(MockHttpServletRequestBuilder request, String... typed) throws Exception {
        for (int i = 0; i < typed.length; i += 2) {
            request.param(typed[i], typed[i + 1]);
        }
        answer = mvc.perform(request.cookie(new Cookie("GANXIAN-XSRF", "t"))
                        .param("_csrf", "t")
                        .requestAttr(Challenges.class.getName(), true))
                .andReturn()
                .getResponse();
        return Jsoup.parse(answer.getContentAsString(StandardCharsets.UTF_8));
    }

    /** The form once more as it stands, with this answer. */
    private Document answers(Document page, String given) throws Exception {
        FormElement form = (FormElement) page.selectFirst("#challenge-form");
        List<String> typed = form.formData().stream()
                .filter(field -> !field.key().equals("answer") && !field.key().equals("_csrf"))
                .flatMap(field -> List.of(field.key(), field.value()).stream())
                .toList();
        return sends(post(form.attr("action")).param("answer", given), typed.toArray(String[]::new));
    }

    private static String right(Document page) {
        return String.valueOf(
                ChallengesTest.answer(page.select("label[for=answer]").text()));
    }

    private int demands() {
        return jdbc.queryForObject("select count(*) from demand", Integer.class);
    }

    @Test
    void anOrderWaitsForTheRightAnswerAndLosesNothing() throws Exception {
        int before = demands();
        Document page = sends(
                post("/portal/orders"), PortalTest.with("key", UUID.randomUUID().toString(), "apart", "1"));
        assertThat(answer.getStatus()).isEqualTo(429);
        assertThat(page.select("h1").text()).isEqualTo("先回答一个小问题");
        assertThat(page.select("input[name=description]").val()).isEqualTo("楼道灯坏了三天，老人夜里上下楼看不清");
        assertThat(page.select("input[name=apart]").val()).isEqualTo("1");
        assertThat(page.select(".error")).isEmpty();

        Document again = answers(page, "99");
        assertThat(answer.getStatus()).isEqualTo(429);
        assertThat(again.select("#answer-error").text()).contains("答得不对");
        assertThat(again.select("input[name=challenge]").val())
                .isNotEqualTo(page.select("input[name=challenge]").val());
        assertThat(demands()).isEqualTo(before);

        answers(again, right(again));
        assertThat(answer.getRedirectedUrl()).endsWith("/receipt");
        assertThat(demands()).isEqualTo(before + 1);

        answers(again, right(again));
        assertThat(answer.getStatus()).as("an answer counts once").isEqualTo(429);
        assertThat(demands()).isEqualTo(before + 1);
    }

    @Test
    void whoWantsToFollowACaseStillDoesAfterTheQuestion() throws Exception {
        int before = demands();
        Document page = sends(
                post("/portal/orders/following"),
                PortalTest.with("key", UUID.randomUUID().toString(), "master", "ZZ20200101-000001"));
        assertThat(answer.getStatus()).isEqualTo(429);
        assertThat(page.select("#challenge-form").attr("action")).isEqualTo("/portal/orders/following");

        Document refused = answers(page, right(page));
        assertThat(answer.getStatus()).as("there is no such case").isEqualTo(409);
        assertThat(refused.select("#description").text()).isEqualTo("楼道灯坏了三天，老人夜里上下楼看不清");
        assertThat(demands()).isEqualTo(before);
    }

    @Test
    void whatIsWrongIsToldBeforeAnythingIsAsked() throws Exception {
        Document page = sends(
                post("/portal/orders"), PortalTest.with("key", UUID.randomUUID().toString(), "phone", "1"));
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(page.select("#answer")).isEmpty();
    }

    @Test
    void whoTellsOfDangerIsAskedNothing() throws Exception {
        sends(
                post("/portal/orders"),
                PortalTest.with("key", UUID.randomUUID().toString(), "description", "三楼起火了，有人困在里面"));
        assertThat(answer.getRedirectedUrl()).endsWith("/receipt");
    }

    @Test
    void anApplicationKeepsItsFilesMeanwhile() throws Exception {
        String key = UUID.randomUUID().toString();
        MockPart plan = new MockPart("materials.floor-plan", "平面图.pdf", Scans.pdf());
        String[] typed = {
            "key", key, "place", "350602004", "applicant", "巷口理发店", "phone", "13900000001", "delivery", "WINDOW"
        };
        Document page = sends(multipart(APPLY).part(plan), typed);
        assertThat(answer.getStatus()).isEqualTo(429);
        assertThat(page.select(".summary").text()).contains("请先回答最下面的问题");
        assertThat(page.select(".kept").text()).contains("平面图.pdf");
        assertThat(page.select("#applicant").val()).isEqualTo("巷口理发店");

        sends(
                multipart(APPLY)
                        .param("challenge", page.select("input[name=challenge]").val())
                        .param("answer", right(page)),
                typed);
        assertThat(answer.getRedirectedUrl()).endsWith("/receipt");
        String number = answer.getRedirectedUrl().split("/")[3];
        assertThat(jdbc.queryForObject(
                        "select count(*) from material_file f join application a on a.id = f.application_id"
                                + " where a.number = ?",
                        Integer.class,
                        number))
                .isEqualTo(1);
    }
}
