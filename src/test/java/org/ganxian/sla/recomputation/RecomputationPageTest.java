package org.ganxian.sla.recomputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.BreaksTies;
import org.ganxian.IntegrationTest;
import org.ganxian.OwnForm;
import org.ganxian.calendar.StaffDesk;
import org.ganxian.demand.Demand;
import org.ganxian.order.Story;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@IntegrationTest
@BreaksTies("clears all clocks away before each test")
@Tag("any-database")
class RecomputationPageTest {

    private static final String PAGE = "/desk/recomputations";
    private static final String API = "/api/sla/recomputations";

    @Autowired
    Story story;

    @Autowired
    RecomputationDesk desk;

    @BeforeEach
    void nothingRunsOnAWorkingMorning() {
        story.isAWorkingMorning();
        desk.clear();
    }

    @AfterEach
    void theCalendarIsAsBefore() throws Exception {
        desk.takesAllImportsBack();
    }

    private Document page(String path) throws Exception {
        return Jsoup.parse(desk.page(path));
    }

    private Document report() throws Exception {
        return page(PAGE + "/" + desk.latest().id());
    }

    private static void isAt(String time) {
        ClockUtil.setCurrentTime(Date.from(Instant.parse(time)));
    }

    @Test
    void whatIsAboutWorkingTimeIsFoundFromOnePageByWhoeverItIsFor() throws Exception {
        assertThat(page("/desk/time").select("main a").eachAttr("href"))
                .contains("/desk/deadline", PAGE, "/desk/policy");
        assertThat(page(PAGE).select("header a").eachAttr("href")).contains("/desk/time");
    }

    @Test
    void withoutAnyRecomputationThePageSaysWhatItIsFor() throws Exception {
        Document page = page(PAGE);
        assertThat(page.select(".empty").text()).contains("还没有重算过");
        assertThat(page.select("progress, .runs, .provisional, meta[http-equiv]"))
                .isEmpty();
        assertThat(page.html()).doesNotContain("<script");
    }

    @Test
    void progressIsShownWhileItRunsAndTheReportWhenItIsDone() throws Exception {
        Demand first = story.aBrokenLamp();
        story.aBrokenLamp();
        Demand last = story.aBrokenLamp();
        desk.importsWithDaysOff("2026-06-10");
        desk.runsOneBatch();

        Document running = page(PAGE);
        assertThat(running.select("progress").attr("max")).isEqualTo("3");
        assertThat(running.select("progress").attr("value")).isEqualTo("2");
        assertThat(running.select("meta[http-equiv=refresh]").attr("content")).isEqualTo("5");
        assertThat(running.select(".runs").text())
                .contains("导入 2026 年放假安排", "已核对 2 项，共 3 项", "漳州市系统管理员（admin）", "2026年6月8日（周一）09:00");
        assertThat(report().select("tbody tr")).hasSize(2);
        String api = API + "/" + desk.latest().id();
        desk.asManager(api)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("RUNNING"))
                .andExpect(jsonPath("$.done").value(2))
                .andExpect(jsonPath("$.total").value(3))
                .andExpect(jsonPath("$.stuck").value(false))
                .andExpect(jsonPath("$.finishedAt").doesNotExist());

        desk.runs();
        assertThat(page(PAGE).select("progress, meta[http-equiv]")).isEmpty();
        Document report = report();
        assertThat(report.select("progress, meta[http-equiv]")).isEmpty();
        assertThat(report.select(".far").text()).contains("已完成，核对 3 项", "期限变动 3 项", "需要复核 0 项");
        assertThat(report.select("tbody tr").first().text())
                .isEqualTo(first.number() + " 办结 2026年6月15日（周一）18:00 2026年6月16日（周二）18:00 已变动");
        desk.asManager(api)
                .andExpect(jsonPath("$.state").value("DONE"))
                .andExpect(jsonPath("$.moved").value(3))
                .andExpect(jsonPath("$.from").value("2026-06-10"))
                .andExpect(jsonPath("$.to").value("2026-06-10"))
                .andExpect(jsonPath("$.finishedAt").value("2026-06-08T01:00:00Z"));
        desk.asManager(API).andExpect(jsonPath("$", hasSize(1)));
        desk.asManager(api + "/moves?page=1&size=2")
                .andExpect(jsonPath("$.total").value(3))
                .andExpect(jsonPath("$.moves", hasSize(1)))
                .andExpect(jsonPath("$.moves[0].number").value(last.number()))
                .andExpect(jsonPath("$.moves[0].stepTitle").value("办结"))
                .andExpect(jsonPath("$.moves[0].newDue").value("2026-06-16T10:00:00Z"));
    }

    /** Counted once more, from the deadlines as they stood and as they stand after the recomputation. */
    @Test
    void aPreviewCountsTheCasesWhoseDeadlinesTheRecomputationThenMoves() throws Exception {
        Demand here = story.aBrokenLamp();
        story.aBrokenLamp();
        story.accepts(here);
        Demand elsewhere = story.placed(Story.SOCIAL_SERVICE, "楼道里的灯坏了。", "350603001001");
        String closure = "/desk/hours/350602004/specials";
        String[] typhoon = {
            "kind", "CLOSED", "first", "2026-06-10", "last", "2026-06-10", "withSubunits", "true", "reason", "台风停工"
        };
        Map<String, Object> before = dues();

        Document preview = Jsoup.parse(asAdmin(form(closure, typhoon)));
        assertThat(dues()).as("nothing has moved yet").isEqualTo(before);
        asAdmin(form(closure, typhoon).param("confirmed", "true"));
        desk.runs();

        List<String> moved = movedSince(before);
        assertThat(moved)
                .contains(here.number())
                .doesNotContain(elsewhere.number())
                .hasSize(2);
        assertThat(preview.select(".effect [role=status]").text()).startsWith("这些诉求的期限会变：" + moved.size() + " 件");
        assertThat(preview.select(".effect tbody a").eachText()).containsAll(moved);
        assertThat(report().select(".far").text()).contains("已完成");
        assertThat(report().select("tbody tr"))
                .as("the report names each deadline that the preview did")
                .hasSameSizeAs(preview.select(".effect tbody tr"));
        Document hours =
                Jsoup.parse(asAdmin(get("/desk/hours").param("saved", "").param("unit", "350602004")));
        assertThat(hours.select("[role=status] a").attr("href")).isEqualTo(PAGE);

        Map<String, Object> closed = dues();
        String remove = hours.select("form[action$=/removal]").attr("action");
        Document back = Jsoup.parse(asAdmin(form(remove)));
        asAdmin(form(remove).param("confirmed", "true"));
        desk.runs();
        assertThat(back.select(".effect [role=status]").text())
                .startsWith("这些诉求的期限会变：" + movedSince(closed).size() + " 件");
        assertThat(dues()).isEqualTo(before);
    }

    private Map<String, Object> dues() {
        Map<String, Object> dues = new TreeMap<>();
        desk.jdbc
                .queryForList("select subject, step, due_at from sla_clock")
                .forEach(row -> dues.put(row.get("subject") + " " + row.get("step"), row.get("due_at")));
        return dues;
    }

    private List<String> movedSince(Map<String, Object> before) {
        return dues().entrySet().stream()
                .filter(due -> !due.getValue().equals(before.get(due.getKey())))
                .map(due -> due.getKey().split(" ")[0])
                .distinct()
                .toList();
    }

    private String asAdmin(MockHttpServletRequestBuilder request) throws Exception {
        return desk.staff
                .mvc
                .perform(request.with(httpBasic("admin", StaffDesk.PASSWORD)))
                .andExpect(status().is(lessThan(400)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private static MockHttpServletRequestBuilder form(String page, String... fields) {
        MockHttpServletRequestBuilder form = post(page).with(OwnForm.withToken());
        for (int i = 0; i < fields.length; i += 2) {
            form.param(fields[i], fields[i + 1]);
        }
        return form;
    }

    @Test
    void aChangeThatMovesNothingHasAnEmptyReport() throws Exception {
        desk.importsWithDaysOff("2026-06-10");
        desk.runs();
        assertThat(report().select(".empty").text()).contains("没有期限因此变动");
    }

    @Test
    void whenTheEngineHasGivenUpThePageSaysWhoCanHelpAndDoesNotRefreshItself() throws Exception {
        Demand lamp = story.aBrokenLamp();
        desk.importsWithDaysOff("2026-06-10");
        desk.sql("update ACT_RU_JOB set RETRIES_ = 0 where ID_ = ?", desk.job().getId());
        assertThat(report().select("[role=alert]").text()).contains("停在半途", "Cockpit");
        assertThat(page(PAGE).select("meta[http-equiv]")).isEmpty();
        desk.asManager(API).andExpect(jsonPath("$[0].stuck").value(true));

        desk.management.setJobRetries(desk.job().getId(), 1);
        desk.runs();
        assertThat(report().select("tbody tr").text()).contains(lamp.number());
    }

    @Test
    void fromNovemberOnManagersAreWarnedOfANextYearThatIsNotPublished() throws Exception {
        isAt("2026-10-31T15:59:59Z");
        assertThat(page(PAGE).select(".provisional")).isEmpty();
        isAt("2026-10-31T16:00:00Z");
        assertThat(page(PAGE).select(".provisional").text()).startsWith("2027 年放假安排尚未导入，涉及 2027 年的期限均为暂定");
        desk.imported(StaffDesk.LIST_OF_2027);
        assertThat(page(PAGE).select(".provisional")).isEmpty();
    }

    @Test
    void aYearThatHasBegunWithoutItsListIsWarnedOfAllYear() throws Exception {
        isAt("2027-03-01T02:00:00Z");
        assertThat(page(PAGE).select(".provisional").eachText())
                .singleElement()
                .asString()
                .startsWith("2027 年放假安排尚未导入");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/999999", "/999999/moves"})
    void whatIsNotThereIsNotFound(String path) throws Exception {
        desk.asManager(API + path).andExpect(status().isNotFound());
    }

    @Test
    void wrongAddressesAreExplained() throws Exception {
        desk.importsWithDaysOff("2026-06-10");
        String api = API + "/" + desk.latest().id() + "/moves";
        for (String wrong : new String[] {"?page=-1", "?size=0", "?size=201", "?page=x", "?page=9999999999"}) {
            desk.asManager(api + wrong).andExpect(status().isBadRequest());
        }
        desk.asManager(api + "?page=1000000").andExpect(status().isOk()).andExpect(jsonPath("$.moves", hasSize(0)));
        desk.asManager(API + "/x").andExpect(status().isBadRequest());
        desk.asManager(PAGE + "/x").andExpect(status().isBadRequest());
        desk.asManager(PAGE + "/999999").andExpect(status().isNotFound());
        desk.asManager(PAGE + "/" + desk.latest().id() + "?page=-7").andExpect(status().isOk());
    }

    @Test
    void strangersAreSentToTheLogin() throws Exception {
        desk.staff
                .mvc
                .perform(get(PAGE).servletPath(PAGE))
                .andExpect(redirectedUrl("/login?back=%2Fdesk%2Frecomputations"));
    }
}
