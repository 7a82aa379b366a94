package org.ganxian.sla.recomputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.OwnForm.withToken;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.ganxian.BreaksTies;
import org.ganxian.IntegrationTest;
import org.ganxian.calendar.Limit;
import org.ganxian.calendar.StaffDesk;
import org.ganxian.demand.Demand;
import org.ganxian.order.Orders;
import org.ganxian.order.Story;
import org.ganxian.sla.LimitsTable;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClock;
import org.ganxian.sla.SlaClocks;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;

/** Limits that change concern new demands alone, until a manager who has seen what would move says otherwise. */
@IntegrationTest
@BreaksTies("clears all clocks away before each test")
class PolicyChangeTest {

    private static final String PREVIEW = "/api/sla/policy/preview";
    private static final String APPLY = "/api/sla/policy/apply";
    /** Of an order placed on Monday, 8 June 2026: the end of the fifth and of the eighth working day after. */
    private static final Instant IN_FIVE_DAYS = Instant.parse("2026-06-15T10:00:00Z");

    private static final Instant IN_EIGHT_DAYS = Instant.parse("2026-06-18T10:00:00Z");

    @Autowired
    Story story;

    @Autowired
    RecomputationDesk desk;

    @Autowired
    LimitsTable table;

    @Autowired
    Orders orders;

    @Autowired
    SlaClocks clocks;

    @BeforeEach
    void nothingRunsOnAWorkingMorning() {
        story.isAWorkingMorning();
        desk.clear();
    }

    @AfterEach
    void theTableIsAsShipped() throws Exception {
        table.isAsShipped();
    }

    private void deploys(String instead, String... of) throws Exception {
        table.deploys(instead, of);
    }

    private JsonNode preview() throws Exception {
        return desk.staff.read(desk.asManager(PREVIEW).andExpect(status().isOk()));
    }

    private ResultActions applies(String username, String body) throws Exception {
        return desk.staff.mvc.perform(post(APPLY)
                .with(httpBasic(username, StaffDesk.PASSWORD))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private ResultActions applies(JsonNode preview) throws Exception {
        return applies(
                "manager", "{\"previewed\": \"" + preview.get("previewed").asText() + "\"}");
    }

    private SlaClock completion(Demand demand) {
        return clock(demand, Milestone.COMPLETION);
    }

    private SlaClock clock(Demand demand, Milestone step) {
        return clocks.running(demand.number(), step).orElseThrow();
    }

    @Test
    void openDemandsFollowNewLimitsOnceAManagerHasSeenWhatMoves() throws Exception {
        Demand before = story.aBrokenLamp();
        deploys("<text>\"P8D\"</text>");
        Demand after = story.aBrokenLamp();
        assertThat(completion(before).dueAt()).isEqualTo(IN_FIVE_DAYS);
        assertThat(completion(after).dueAt()).isEqualTo(IN_EIGHT_DAYS);

        JsonNode preview = preview();
        assertThat(preview.get("moved").asInt()).isEqualTo(1);
        assertThat(preview.get("open").asInt()).isEqualTo(6);
        assertThat(preview.get("late").asInt()).isZero();
        assertThat(preview.get("first")).singleElement().satisfies(line -> {
            assertThat(line.get("number").asText()).isEqualTo(before.number());
            assertThat(line.get("step").asText()).isEqualTo("COMPLETION");
            assertThat(line.get("oldDue").asText()).isEqualTo(IN_FIVE_DAYS.toString());
            assertThat(line.get("newDue").asText()).isEqualTo(IN_EIGHT_DAYS.toString());
        });
        assertThat(completion(before).dueAt()).isEqualTo(IN_FIVE_DAYS);

        applies(preview)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.kind").value("POLICY"))
                .andExpect(jsonPath("$.state").value("RUNNING"))
                .andExpect(jsonPath("$.requestedBy").value("漳州市管理者（manager）"));
        desk.runs();
        assertThat(completion(before).dueAt()).isEqualTo(IN_EIGHT_DAYS);
        assertThat(completion(before).limit()).isEqualTo(Limit.ofDays(8));
        assertThat(desk.timers(before, Milestone.COMPLETION.dueTimer()))
                .extracting(j -> j.getDuedate().toInstant())
                .containsExactly(IN_EIGHT_DAYS);
        assertThat(story.taskOf(before, "screen-order").getDueDate()).isEqualTo(Date.from(IN_EIGHT_DAYS));
        assertThat(desk.demands.get(before.number()).completionDue()).isEqualTo(IN_EIGHT_DAYS);
        assertThat(desk.latest().moved()).isEqualTo(1);

        assertThat(preview().get("moved").asInt()).isZero();
        applies(preview())
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("不需要套用")));
    }

    @Test
    void theManagerSeesOnAPageWhatWouldMoveAndAppliesItThere() throws Exception {
        Demand lamp = story.aBrokenLamp();
        assertThat(page(200).select("main").text()).contains("与现行规则一致，不需要套用");
        assertThat(page(200).select("button")).isEmpty();

        deploys("<text>\"P8D\"</text>");
        Document preview = page(200);
        assertThat(preview.select(".answer").text()).contains("期限变动 1 项");
        assertThat(preview.select("tbody tr").text())
                .startsWith(lamp.number() + " 办结 2026年6月15日（周一）18:00 2026年6月18日（周四）18:00");
        String previewed = preview.select("[name=previewed]").val();
        deploys("<text>\"P9D\"</text>");
        submits(previewed).andExpect(status().isConflict());
        submits(page(200).select("[name=previewed]").val())
                .andExpect(status().is3xxRedirection())
                .andExpect(redirectedUrlPattern("/desk/recomputations/*"));
        desk.runs();
        assertThat(completion(lamp).limit()).isEqualTo(Limit.ofDays(9));
    }

    private Document page(int status) throws Exception {
        return Jsoup.parse(desk.staff
                .mvc
                .perform(get("/desk/policy").with(httpBasic("manager", StaffDesk.PASSWORD)))
                .andExpect(status().is(status))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8));
    }

    private ResultActions submits(String previewed) throws Exception {
        return desk.staff.mvc.perform(post("/desk/policy")
                .with(httpBasic("manager", StaffDesk.PASSWORD))
                .with(withToken())
                .param("previewed", previewed));
    }

    @Test
    void thePageIsForManagersOfTheCity() throws Exception {
        desk.staff
                .mvc
                .perform(get("/desk/policy").with(httpBasic("dispatcher", StaffDesk.PASSWORD)))
                .andExpect(status().isForbidden())
                .andExpect(content().string(containsString("只有市级管理者和系统管理员")));
    }

    @Test
    void aPreviewThatNoLongerHoldsIsRefused() throws Exception {
        Demand lamp = story.aBrokenLamp();
        deploys("<text>\"P8D\"</text>");
        JsonNode first = preview();
        deploys("<text>\"P9D\"</text>");
        applies(first)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("重新预览")));

        JsonNode second = preview();
        orders.withdraw(lamp.number(), lamp.queryCode(), null);
        applies(second).andExpect(status().isConflict());
        assertThat(desk.recomputations.latest()).isEmpty();
        assertThat(desk.instances()).isZero();
    }

    @Test
    void whatWasPreviewedIsAppliedEvenWhenTheTableChangesOnTheWay() throws Exception {
        Demand lamp = story.aBrokenLamp();
        deploys("<text>\"P8D\"</text>");
        applies(preview()).andExpect(status().isCreated());
        deploys("<text>\"P30D\"</text>");
        desk.runs();
        assertThat(completion(lamp).dueAt()).isEqualTo(IN_EIGHT_DAYS);
    }

    @Test
    void aBreachStandsAndIsReviewedAndWhatWouldBeLateAtOnceIsSaid() throws Exception {
        Demand lamp = story.aBrokenLamp();
        story.passes(Duration.ofHours(33).plusMinutes(1));
        Demand fresh = story.aBrokenLamp();
        desk.moveClock(Duration.ofDays(2));
        deploys("<text>\"PT1H\"</text>");
        JsonNode shorter = preview();
        assertThat(shorter.get("late").asInt()).isEqualTo(2);

        Instant breached = clock(lamp, Milestone.FIRST_CONTACT).breachedAt().orElseThrow();
        deploys("<text>\"P4D\"</text>", "<text>\"P1D\"</text>");
        JsonNode longer = preview();
        assertThat(longer.get("flagged").asInt()).isPositive();
        applies(longer).andExpect(status().isCreated());
        desk.runs();
        SlaClock contact = clock(lamp, Milestone.FIRST_CONTACT);
        assertThat(contact.breachedAt()).contains(breached);
        assertThat(contact.limit()).isEqualTo(Limit.ofDays(1));
        assertThat(contact.review().orElseThrow()).contains("版时限规则", "请复核");
        assertThat(clock(fresh, Milestone.COMPLETION).breachedAt()).isEmpty();
    }

    @Test
    void anExtensionThatDoesNotFitTheNewMeasureKeepsTheOldLimit() throws Exception {
        Demand lamp = story.aBrokenLamp();
        clocks.extend(lamp.number(), Milestone.COMPLETION, Limit.ofDays(2), story.now());
        Instant extended = completion(lamp).dueAt();
        Demand other = story.aBrokenLamp();
        deploys("<text>\"PT20H\"</text>");

        JsonNode preview = preview();
        assertThat(preview.get("first").toString()).contains("计算单位不同");
        applies(preview).andExpect(status().isCreated());
        desk.runs();
        assertThat(completion(lamp).dueAt()).isEqualTo(extended);
        assertThat(completion(lamp).limit()).isEqualTo(Limit.ofDays(5));
        assertThat(completion(other).limit()).isEqualTo(Limit.of(Duration.ofHours(20)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"member1", "clerk", "dispatcher", "supervisor"})
    void onlyTheCitysManagersAndAdministratorsSeeAndApply(String username) throws Exception {
        for (String path : new String[] {
            PREVIEW, "/api/sla/recomputations", "/api/sla/recomputations/1", "/api/sla/recomputations/1/moves"
        }) {
            desk.as(username, path)
                    .andExpect(status().isForbidden())
                    .andExpect(jsonPath("$.detail").value(containsString("市级管理者")));
        }
        applies(username, "{\"previewed\": \"x\"}").andExpect(status().isForbidden());
        desk.as(username, "/desk/recomputations").andExpect(status().isForbidden());
        desk.as("admin", PREVIEW).andExpect(status().isOk());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"previewed\": \"\"}", "{\"previewed\": null}", "{\"previewed\": 1}", "[]", "x", ""})
    void withoutAPreviewNothingIsApplied(String body) throws Exception {
        applies("manager", body).andExpect(status().isBadRequest());
    }
}
