package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.ganxian.HttpStory.Placed;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the two pages say is what the doors do. */
@IntegrationTest
@Tag("any-database")
class RightsTest {

    @LocalServerPort
    int port;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcTemplate jdbc;

    private HttpStory story;

    @BeforeEach
    void open() {
        story = new HttpStory(port, tasks);
    }

    private List<Element> rows(String who, String path) {
        Caller.Answer answer = Caller.of(who, port).get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return Jsoup.parse(answer.body()).select("table.cards tbody tr");
    }

    @Test
    void whomThePageNamesAsReadersOfACaseAreThoseWhomTheDoorLetsIn() {
        Placed lamp = story.aBrokenLamp();
        Set<String> named = new LinkedHashSet<>();
        rows("manager", "/desk/cases/" + lamp.number() + "/readers").stream()
                .filter(row -> row.text().contains("辖区"))
                .forEach(row -> named.add(row.select("small").text()));
        for (String person : List.of(
                "manager", "street-manager", "district-manager", "supervisor", "supervisor2", "supervisor3", "clerk")) {
            boolean mayLook =
                    Caller.of(person, port).get("/desk/cases/" + lamp.number()).status() == 200;
            assertThat(named.contains(person)).as(person).isEqualTo(mayLook);
        }
        assertThat(named).contains("street-manager", "supervisor").doesNotContain("clerk", "member1");
    }

    @Test
    void whoHoldsATaskIsNamedAsSeeingTheContactAndTheOthersOfTheGroupAsNot() {
        Placed lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        String page = "/desk/cases/" + lamp.number() + "/readers";
        assertThat(rows("street-manager", page)).noneMatch(row -> row.text().contains("办理，看得到联系方式"));
        HttpStory.assertTaken(story.claims(Caller.of("member1", port), "member1", story.task(lamp, "claim-order")));
        List<Element> rows = rows("street-manager", page);
        assertThat(rows)
                .filteredOn(row -> row.text().contains("办理，看得到联系方式"))
                .singleElement()
                .matches(row -> row.text().contains("member1"));
        assertThat(rows)
                .anyMatch(row -> row.text().contains("member2") && row.text().contains("看不到联系方式"));
        assertThat(rows)
                .as("who did the step before")
                .anyMatch(row -> row.text().contains("dispatcher") && row.text().contains("只看任务"));
    }

    @Test
    void whatAPersonMayDoIsSaidWithItsReasonAndNothingForWhoeverIsOffDuty() {
        assertThat(rows("street-manager", "/desk/rights"))
                .anyMatch(row -> row.text().contains("巷口街道及以下所有诉求"))
                .anyMatch(row -> row.text().contains("Cockpit"));
        assertThat(rows("admin", "/desk/rights?person=clerk"))
                .anyMatch(row -> row.text().contains("发起“群众点单”"));
        assertThat(rows("auditor", "/desk/rights?person=member1"))
                .noneMatch(row -> row.text().contains("发起"))
                .anyMatch(row -> row.text().contains("现在可以领取"));
        try {
            jdbc.update("update person set active = false where username = 'member7'");
            assertThat(Caller.of("admin", port)
                            .get("/desk/rights?person=member7")
                            .body())
                    .contains("账号已停用")
                    .doesNotContain("办理分给");
        } finally {
            jdbc.update("update person set active = true where username = 'member7'");
        }
    }

    @Test
    void othersRightsAreForAdministratorsAndAuditorsOfTheirUnit() {
        for (Map.Entry<String, String> asked : Map.of(
                        "member1", "clerk", "street-auditor", "manager", "street-manager", "member1", "admin", "nobody")
                .entrySet()) {
            assertThat(Caller.of(asked.getKey(), port)
                            .get("/desk/rights?person=" + asked.getValue())
                            .status())
                    .as(asked.toString())
                    .isEqualTo(404);
        }
        assertThat(rows("street-auditor", "/desk/rights?person=clerk")).isNotEmpty();
        Placed lamp = story.aBrokenLamp();
        for (String other : List.of("clerk", "member1", "admin", "auditor")) {
            assertThat(Caller.of(other, port)
                            .get("/desk/cases/" + lamp.number() + "/readers")
                            .status())
                    .as(other)
                    .isEqualTo(403);
        }
    }
}
