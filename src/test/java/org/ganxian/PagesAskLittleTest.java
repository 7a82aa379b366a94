package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.Caller.Answer;
import org.ganxian.demand.Demand;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What a page sends to the database: 30 statements at most, HTTP Basic's own two and the engine's among them, and no more
 * of them for many lines than for two. A page's menu asks of each of its entries who calls and what they may; the database
 * is asked once.
 */
@IntegrationTest
@Tag("any-database")
class PagesAskLittleTest {

    private static final int MOST = 30;

    @LocalServerPort
    int port;

    @Autowired
    Story story;

    @Autowired
    FilterService filters;

    @AfterEach
    void theClockIsRight() {
        ClockUtil.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "admin, /desk",
        "admin, /desk/units",
        "admin, /desk/units/350602004001",
        "admin, /desk/people",
        "admin, /desk/people/clerk",
        "admin, /desk/rights?person=clerk",
        "admin, /desk/rules",
        "admin, /desk/rules/routing",
        "admin, /desk/categories/010103/trial?into=0102",
        "admin, /desk/codes",
        "admin, /desk/messages",
        "admin, /desk/hours?unit=350602004",
        "admin, /desk/services",
        "auditor, /desk/audit",
        "auditor, /desk/audit?tab=logins",
        "clerk, /desk",
        "dispatcher, /desk/dispatch",
        "manager, /desk/cases",
        "manager, /desk/steps",
        "supervisor, /desk/supervisions",
        "mediation-secretary, /desk/mediations",
        "member1, /m"
    })
    void whatSomebodyMayDoIsReadOnceAPage(String who, String page) {
        Caller caller = Caller.of(who, port);

        List<String> sent = sentBy(() -> caller.get(page));

        assertThat(sent).as("%s at %s", who, page).hasSizeBetween(1, MOST);
        assertThat(sent.stream().filter(statement -> statement.contains(" from assignment ")))
                .as("own duties, and those of a list of people")
                .hasSizeBetween(1, 4);
        assertThat(sent.stream().filter(statement -> statement.contains("calendar_version")))
                .hasSizeLessThanOrEqualTo(1);
    }

    /** Asked once before: what is read once after a start is not meant. */
    private static List<String> sentBy(Supplier<Answer> page) {
        Answer answer = page.get();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return SentStatements.allBy(page).statements();
    }

    @Test
    void aCaseWithMuchOnItIsReadInThirtyStatements() {
        story.isAWorkingMorning();
        Demand lamp = inService();
        for (int time = 0; time < 8; time++) {
            story.completes("member1", lamp, "serve-order", Map.of("decision", "report", "report", "已换好灯管"));
            story.completes("dispatcher", lamp, "check-result", Map.of("decision", "return", "note", "请补照片"));
        }
        Caller supervisor = Caller.of("supervisor", port);
        supervisor.post("/api/supervisions", Map.of("number", lamp.number(), "reason", "请尽快"));
        Answer asked = Caller.of("supervisor2", port)
                .form(
                        "/desk/password",
                        "/desk/cases/" + lamp.number() + "/redispatch",
                        "unit",
                        "350603001001B1",
                        "reason",
                        "职责在那边");
        assertThat(asked.status()).as(asked.toString()).isEqualTo(302);
        String answering = story.taskOf(lamp, "street-supervision").getId();
        assertLittle("panel of a supervision", () -> supervisor.get("/api/tasks/" + answering + "/demand"));
        story.passes(Duration.ofDays(3));

        String page = "/desk/cases/" + lamp.number();
        for (String who : List.of("manager", "district-manager", "supervisor", "supervisor2")) {
            Caller caller = Caller.of(who, port);
            assertThat(caller.get(page).body()).contains("督办", "超时");
            assertLittle(who + " at the case", () -> caller.get(page));
            assertLittle(who + " at its readers", () -> caller.get(page + "/readers"));
            assertLittle(who + " at the resident's view", () -> caller.get(page + "/resident"));
        }
        Caller cockpit = Caller.inWebapp("cockpit", "manager", port);
        for (String figures : List.of("dashboard", "comparison", "steps")) {
            assertLittle(
                    figures,
                    () -> cockpit.get(
                            "/camunda/api/cockpit/plugin/ganxian/default/" + figures + "?definition=order&days=90"));
        }
        Caller member = Caller.of("member1", port);
        String serving = story.taskOf(lamp, "serve-order").getId();
        assertLittle("panel", () -> member.get("/api/tasks/" + serving + "/demand"));
        assertLittle("phone", () -> member.get("/m/tasks/" + serving));
        assertLittle(
                "tracking",
                () -> Caller.nobody(port).get("/api/demands/" + lamp.number() + "?code=" + lamp.queryCode()));
    }

    private Demand inService() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        story.contacts("member1", lamp);
        return lamp;
    }

    private static void assertLittle(String what, Supplier<Answer> page) {
        List<String> sent = sentBy(page);
        assertThat(sent).as(what + ":\n" + String.join("\n", sent)).hasSizeLessThanOrEqualTo(MOST);
    }

    /** A list of eleven lines asks what one of two does. */
    @Test
    void noListAsksForEachOfItsLines() {
        story.isAWorkingMorning();
        grow(2);
        Map<String, Integer> few = askedByLists();
        grow(9);
        askedByLists().forEach((list, asked) -> {
            assertThat(asked).as(list).isLessThanOrEqualTo(few.get(list));
            assertThat(asked).as(list).isLessThanOrEqualTo(MOST);
        });
    }

    /** Two lines more on each list, by different people, since what is one's own is read once. */
    private void grow(int times) {
        Caller supervisor = Caller.of("supervisor", port);
        for (int time = 0; time < times; time++) {
            story.placed(Story.SOCIAL_SERVICE, "楼道里的灯坏了，请人来换一下。", null);
            Demand screened = story.aBrokenLamp();
            supervisor.post("/api/supervisions", Map.of("number", screened.number(), "reason", "请尽快"));
            Demand offered = story.aBrokenLamp();
            story.accepts(offered);
            story.offersToAll(offered);
            inService();
        }
    }

    private Map<String, Integer> askedByLists() {
        Map<String, Integer> asked = new LinkedHashMap<>();
        for (String list : List.of(
                "street-manager /desk/cases",
                "street-manager /desk/cases?show=received&days=90",
                "street-manager /desk/steps/order/screen-order",
                "street-manager /desk/steps/order/claim-order",
                "street-manager /desk/steps/order/serve-order",
                "supervisor /desk/supervisions",
                "auditor /desk/audit",
                "auditor /desk/audit?tab=logins",
                "clerk /desk",
                "clerk /desk/notices",
                "dispatcher /desk/dispatch",
                "triage /m?tab=open",
                "member1 /m?tab=open",
                "member1 /m")) {
            String[] parts = list.split(" ");
            Caller caller = Caller.of(parts[0], port);
            asked.put(list, sentBy(() -> caller.get(parts[1])).size());
        }
        for (String who : List.of("triage", "dispatcher", "member1", "manager")) {
            Caller caller = Caller.inTasklist(who, port);
            asked.put(
                    who + " numbers",
                    sentBy(() -> caller.get("/api/tasks/lists")).size());
            String all = filters.createTaskFilterQuery()
                    .filterName("全部任务")
                    .singleResult()
                    .getId();
            asked.put(
                    who + " tasks",
                    sentBy(() -> caller.engine("GET", "/filter/" + all + "/list", null))
                            .size());
            List<String> shown = new ArrayList<>();
            caller.engine("GET", "/filter/" + all + "/list?maxResults=15", null)
                    .json()
                    .forEach(task -> shown.add("id=" + task.get("id").asText()));
            asked.put(
                    who + " cards",
                    sentBy(() -> caller.get("/api/tasks/cards?" + String.join("&", shown)))
                            .size());
        }
        return asked;
    }
}
