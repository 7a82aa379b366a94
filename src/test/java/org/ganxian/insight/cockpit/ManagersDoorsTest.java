package org.ganxian.insight.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.insight.City;
import org.ganxian.order.Story;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** By which doors managers see figures and cases, and act on one; and that nobody else does. */
@IntegrationTest
@Tag("any-database")
class ManagersDoorsTest {

    private static final String PLUGIN = "/camunda/api/cockpit/plugin/ganxian/default/";

    @Autowired
    Story story;

    @Autowired
    Demands demands;

    @Autowired
    HistoryService history;

    @Autowired
    JdbcTemplate jdbc;

    @LocalServerPort
    int port;

    @BeforeEach
    void itIsAWorkingMorning() {
        story.isAWorkingMorning();
    }

    @AfterEach
    void timeIsOursAgain() {
        ClockUtil.reset();
    }

    @Test
    void cockpitsPluginGivesEachManagerTheirPart() {
        story.aBrokenLamp();
        story.placed(Story.SOCIAL_SERVICE, "活动室的桌椅坏了。", City.OTHER_COMMUNITY);
        JsonNode city = inCockpit("manager").get(PLUGIN + "dashboard?days=7").json();
        assertThat(city.path("days").asInt()).isEqualTo(7);
        assertThat(city.path("trend")).hasSize(7);
        assertThat(city.path("parts").path("title").asText()).isEqualTo("按区县");
        JsonNode street = inCockpit("street-manager").get(PLUGIN + "dashboard").json();
        assertThat(street.path("area").path("code").asText()).isEqualTo(City.STREET);
        assertThat(street.path("open").path("total").asInt())
                .isLessThan(city.path("open").path("total").asInt());
        assertThat(street.path("rates").get(0).path("formula").asText()).contains("限时内首次联系 ÷ 应已联系");
        assertThat(street.path("processes"))
                .extracting(p -> p.path("name").asText())
                .contains("群众点单");
        JsonNode steps = inCockpit("street-manager")
                .get(PLUGIN + "steps?definition=order&days=30")
                .json();
        assertThat(steps.path("steps"))
                .extracting(s -> s.path("activity").asText())
                .contains("screen-order");
    }

    @Test
    void badQuestionsAreRefusedWithAReason() {
        Caller manager = inCockpit("street-manager");
        for (String path : List.of("dashboard?days=8", "dashboard?days=x", "steps?definition=order&days=0")) {
            assertRefused(manager.get(PLUGIN + path), 400, "7、30 或 90");
        }
        assertRefused(manager.get(PLUGIN + "dashboard?within=350603"), 404, "您的辖区内没有这个单位");
        assertRefused(manager.get(PLUGIN + "steps?definition=none&days=7"), 404, "没有这个流程");
        assertRefused(manager.get(PLUGIN + "steps?days=7"), 404, "没有这个流程");
        assertRefused(manager.get(PLUGIN + "cases/none"), 404, "不属于哪件诉求");
        String instance = instanceOf(story.aBrokenLamp());
        for (String body : List.of("", "{", "[]", "{\"x\":1}")) {
            assertRefused(manager.call("POST", PLUGIN + "cases/" + instance + "/supervise", body), 400, "");
        }
        Caller page = Caller.of("street-manager", port);
        for (String query :
                List.of("show=x", "show=received&days=3", "show=received&day=x", "level=x", "flow=x", "page=x")) {
            Answer answer = page.get("/desk/cases?" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.body()).as(query).contains("打不开这一页");
        }
        assertThat(page.get("/desk/cases?within=350603").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clerk", "dispatcher", "member1", "triage", "admin", "caller"})
    void figuresAndCasesAreForManagersAndSupervisors(String username) {
        Demand lamp = story.aBrokenLamp();
        Caller person = Caller.of(username, port);
        for (String path : List.of(
                "/desk/cases",
                "/desk/cases/export",
                "/desk/cases/" + lamp.number(),
                "/desk/cases/" + lamp.number() + "/resident")) {
            Answer answer = person.get(path);
            assertThat(answer.status()).as(path).isEqualTo(403);
            assertThat(answer.body()).as(path).contains("只有管理者和督办员").doesNotContain("灯坏了");
        }
        Answer figures = Caller.inTasklist(username, port).get(PLUGIN + "dashboard");
        assertThat(figures.status()).isEqualTo(403);
        assertThat(Caller.nobody(port).get(PLUGIN + "dashboard").status()).isEqualTo(401);
        assertThat(Caller.nobody(port).get("/desk/cases/export").status()).isNotEqualTo(200);
    }

    @Test
    void nothingOfTheWholeCityIsToldToTheManagerOfAPart() {
        Demand far = story.placed(Story.SOCIAL_SERVICE, "活动室的桌椅坏了。", City.OTHER_COMMUNITY);
        Caller street = inCockpit("street-manager");
        for (String path : List.of(
                "/camunda/api/cockpit/plugin/base/default/process-definition/statistics",
                "/camunda/api/cockpit/plugin/base/default/process-instance/count",
                "/camunda/api/engine/engine/default/process-definition/statistics",
                "/camunda/api/engine/engine/default/process-instance",
                "/camunda/api/engine/engine/default/history/process-instance")) {
            Answer answer = street.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).doesNotContain("order", far.number());
        }
        assertThat(street.engine("GET", "/process-instance/count", null)
                        .json()
                        .path("count")
                        .asInt())
                .isZero();
        assertThat(inCockpit("manager")
                        .engine("GET", "/process-instance/count", null)
                        .json()
                        .path("count")
                        .asInt())
                .isPositive();
        assertRefused(street.get(PLUGIN + "cases/" + instanceOf(far)), 404, "您的辖区内没有");
        assertThat(Caller.of("street-manager", port)
                        .get("/desk/cases/" + far.number())
                        .status())
                .isEqualTo(404);
        assertThat(Caller.of("street-manager", port).get("/desk/cases").body()).doesNotContain(far.number());
    }

    @Test
    void aCaseSaysWhoHasItAndWhyItIsLate() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        story.passes(java.time.Duration.ofDays(3));
        JsonNode seen = inCockpit("street-manager")
                .get(PLUGIN + "cases/" + instanceOf(lamp))
                .json();
        assertThat(seen.path("number").asText()).isEqualTo(lamp.number());
        assertThat(seen.path("step").path("name").asText()).isEqualTo("支部下单");
        assertThat(seen.path("holder").asText()).contains("榕荫社区党支部派单员").contains("还没有人领取");
        assertThat(seen.path("why").toString())
                .contains("首次响应超时")
                .contains("环节")
                .contains("停留最久的环节是");
        assertThat(seen.path("ladder").get(0).path("level").asText()).isEqualTo("街道");
        assertThat(seen.path("timeline").toString()).contains("无人接单");
        assertThat(seen.path("links").path("case").asText()).isEqualTo("/desk/cases/" + lamp.number());
        assertThat(seen.toString()).doesNotContain("13900000001", "陈阿伯");
        String page = page("street-manager", "/desk/cases/" + lamp.number()).text();
        assertThat(page).contains("为什么超时", "首次响应超时", "在谁手里", "督办").doesNotContain("13900000001", "陈阿伯");
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_entry where actor_id = 'street-manager' and action = 'case-shown'"
                                + " and subject = ?",
                        Integer.class,
                        lamp.number()))
                .isEqualTo(2);
        String residents = page("street-manager", "/desk/cases/" + lamp.number() + "/resident")
                .text();
        assertThat(residents).contains("群众看到的进度", "已受理").doesNotContain("首次响应超时", "编号和查询码", "我要撤回");
    }

    @Test
    void aManagerSupervisesRedispatchesAndExtendsWithAReason() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        story.contacts("member1", lamp);
        Caller manager = inCockpit("street-manager");
        String one = PLUGIN + "cases/" + instanceOf(lamp);
        assertRefused(manager.post(one + "/supervise", Map.of("reason", " ")), 400, "请填写督办的理由");
        assertRefused(manager.post(one + "/redispatch", Map.of("reason", "")), 400, "请填写改派的理由");
        assertRefused(manager.post(one + "/extend", Map.of("reason", "等配件")), 400, "请选择延长多久");
        assertRefused(manager.post(one + "/extend", Map.of("reason", "等配件", "more", "P90D")), 400, "不能超过原时限");

        JsonNode before = manager.get(one).json();
        String more = before.path("extensions").get(0).path("value").asText();
        JsonNode extended = taken(manager.post(one + "/extend", Map.of("reason", "等配件", "more", more)));
        assertThat(extended.path("may").path("extend").path("allowed").asBoolean())
                .isFalse();
        assertThat(demands.get(lamp.number()).completionDue()).isAfter(lamp.completionDue());
        assertThat(page("street-manager", "/desk/cases/" + lamp.number() + "/resident")
                        .text())
                .contains("等配件");

        JsonNode supervised = taken(manager.post(one + "/supervise", Map.of("reason", "老人独居")));
        assertThat(supervised.path("ladder")).hasSize(1);
        assertThat(supervised.path("may").path("supervise").path("reason").asText())
                .contains("已有人发起督办");
        assertRefused(manager.post(one + "/supervise", Map.of("reason", "再催")), 409, "已有人发起督办");

        taken(manager.post(one + "/redispatch", Map.of("unit", "", "reason", "本人请假")));
        assertThat(demands.get(lamp.number()).handler()).isEmpty();
        assertThat(story.stepsOf(lamp)).contains(Step.REDISPATCHED, Step.INTERVENED, Step.EXTENSION_GRANTED);
        assertRefused(manager.post(one + "/redispatch", Map.of("unit", "none", "reason", "换单位")), 400, "没有这个单位");

        // Another district is asked; the case stays meanwhile.
        assertThat(supervised.findValuesAsText("label")).contains("漳州市 / 龙文区 / 步文街道 / 圆山里社区 / 圆山里社区党支部（需对方同意）");
        taken(manager.post(one + "/redispatch", Map.of("unit", "350603001001B1", "reason", "就近")));
        assertThat(story.openTasks(lamp, "handover")).containsExactly("answer-handover");
        assertThat(demands.get(lamp.number()).servingUnit()).isEqualTo("350602004001B1");

        story.withdraws(lamp);
        for (String what : List.of("supervise", "redispatch", "extend")) {
            assertThat(manager.post(one + "/" + what, Map.of("reason", "晚了", "more", "P1D"))
                            .status())
                    .as(what)
                    .isEqualTo(409);
        }
    }

    @Test
    void thePageDoesTheSameAndKeepsWhatWasTypedWhenItIsRefused() {
        Demand lamp = story.aBrokenLamp();
        Caller supervisor = Caller.of("supervisor", port);
        String one = "/desk/cases/" + lamp.number();
        Answer refused = supervisor.form(one, one + "/redispatch", "reason", "换人办理", "unit", "");
        assertThat(refused.status()).isEqualTo(400);
        Document again = Jsoup.parse(refused.body());
        assertThat(again.text()).contains("还没有派给党员");
        assertThat(again.select("details[open] textarea").text()).isEqualTo("换人办理");
        assertThat(supervisor.form(one, one + "/supervise", "reason", "老人独居").status())
                .isEqualTo(302);
        assertThat(story.openTasks(lamp, "escalation")).containsExactly("street-supervision");
    }

    @Test
    void aListShowsPagesAndIsExportedAsASpreadsheet() throws Exception {
        for (int i = 0; i < 23; i++) {
            story.placed(Story.SOCIAL_SERVICE, "=1+1 请打 13912345678 联系，第 " + i + " 盏灯坏了", Story.RONGYIN);
        }
        Document first = page("street-manager", "/desk/cases?show=open");
        assertThat(first.select("table.cases tbody tr")).hasSize(20);
        assertThat(first.text()).contains("第 1 页，共 2 页").doesNotContain("陈阿伯");
        String next = first.select(".pages a").attr("href");
        assertThat(page("street-manager", next).select("table.cases tbody tr")).isNotEmpty();
        assertThat(page("street-manager", "/desk/cases?show=open&page=999").select("table.cases tbody tr"))
                .isNotEmpty();
        String export = first.select(".button.quiet").attr("href");
        List<Row> rows = rows(Caller.of("street-manager", port).file(export));
        int total = Integer.parseInt(first.text().replaceAll("(?s).*共 (\\d+) 件.*", "$1"));
        assertThat(rows).hasSize(total + 1);
        assertThat(rows.get(0).getCellText(0)).isEqualTo("编号");
        assertThat(rows.toString()).doesNotContain("13912345678", "13900000001", "陈阿伯");
        assertThat(rows.stream().map(r -> r.getCellText(1))).anyMatch(t -> t.contains("139****5678"));
        assertThat(page("street-manager", "/desk/cases?show=called-back&days=7").text())
                .contains("没有符合条件的诉求");
    }

    @Test
    void ratingsShowWhatResidentsSaid() throws Exception {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        story.contacts("member1", lamp);
        story.completes("member1", lamp, "serve-order", Map.of("decision", "report", "report", "已换好"));
        story.completes("dispatcher", lamp, "check-result", Map.of("decision", "approve"));
        Answer rated = Caller.nobody(port)
                .post(
                        "/api/demands/" + lamp.number() + "/rating",
                        Map.of("code", lamp.queryCode(), "grade", 5, "comment", "来得很快"));
        assertThat(rated.status()).isBetween(200, 204);
        assertThat(page("street-manager", "/desk/cases?show=rated&days=7")
                        .select(".said")
                        .text())
                .contains("非常满意", "来得很快");
        assertThat(rows(Caller.of("street-manager", port).file("/desk/cases/export?show=rated&days=7"))
                        .toString())
                .contains("非常满意")
                .doesNotContain("来得很快");
    }

    private static JsonNode taken(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static void assertRefused(Answer answer, int status, String reason) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.reason()).containsPattern("\\p{IsHan}").contains(reason);
    }

    private Caller inCockpit(String username) {
        return Caller.inWebapp("cockpit", username, port);
    }

    private Document page(String username, String path) {
        Answer answer = Caller.of(username, port).get(path);
        assertThat(answer.status()).as(path + answer.body()).isEqualTo(200);
        Document page = Jsoup.parse(answer.body());
        page.select("[hidden]").forEach(Element::remove);
        return page;
    }

    private static List<Row> rows(byte[] file) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            return workbook.getFirstSheet().read();
        }
    }

    private String instanceOf(Demand demand) {
        return history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(demand.number())
                .processDefinitionKey("order")
                .singleResult()
                .getId();
    }
}
