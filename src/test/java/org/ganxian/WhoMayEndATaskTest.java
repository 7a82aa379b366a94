package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller.Answer;
import org.ganxian.HttpStory.Placed;
import org.ganxian.demand.Status;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A task is ended by whom it is with, by its form alone, and says what it has to; at each of the engine's doors. */
@IntegrationTest
@Tag("any-database")
class WhoMayEndATaskTest extends AnOfferedOrder {

    @Autowired
    DataSource dataSource;

    @ParameterizedTest
    @ValueSource(strings = {"member1", "dispatcher", "manager", "admin"})
    void theResidentsWordCannotBeForged(String username) {
        Placed screened = story.aBrokenLamp();
        Placed asked = story.aBrokenLamp();
        story.completes("dispatcher", asked, "screen-order", Map.of("decision", "ask", "question", "几楼？"));
        Placed closed = story.aBrokenLamp();
        story.servedBy("member1", closed);
        for (Door door : Door.values()) {
            Caller person = at(door, username);
            assertRefused(person.engine("POST", "/message", message("demand-withdrawn", screened)), 403);
            assertRefused(person.engine("POST", "/message", message("resident-answered", asked)), 403);
            assertRefused(person.engine("POST", "/message", message("resident-rated", closed)), 403);
            String execution = runtime.createExecutionQuery()
                    .messageEventSubscriptionName("resident-rated")
                    .processInstanceBusinessKey(closed.number())
                    .singleResult()
                    .getId();
            String trigger = "/execution/" + execution + "/messageSubscriptions/resident-rated/trigger";
            assertRefused(person.engine("POST", trigger, Map.of()), 403);
        }
        assertThat(demands.get(screened.number()).status()).isEqualTo(Status.SCREENING);
        assertThat(demands.get(asked.number()).status()).isEqualTo(Status.ASKED);
        assertThat(demands.get(closed.number()).status()).isEqualTo(Status.CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    void factsAreTheFlowsAlone(Door door) {
        Placed lamp = anOfferedOrder();
        Caller member = at(door, "member1");
        Task task = story.task(lamp, "claim-order");
        HttpStory.assertTaken(story.claims(member, "member1", task));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("handler", "member2");
        facts.put("servingUnit", HttpStory.LIYUAN_BRANCH);
        facts.put("route", "REWORK");
        facts.put("next", "APPROVE");
        facts.put("satisfied", true);
        facts.put("priority", "P4");
        facts.put("demandId", 1);
        facts.put("completionDue", "2099-01-01T00:00:00.000+0000");
        WholeDatabase database = new WholeDatabase(dataSource);
        Map<String, List<String>> before = database.rows();
        facts.forEach((name, value) -> {
            Map<String, Object> form = new LinkedHashMap<>(contacted());
            form.put(name, value);
            for (String verb : List.of("submit-form", "complete", "resolve")) {
                Answer answer = member.engine("POST", "/task/" + task.getId() + "/" + verb, Caller.variables(form));
                assertRefused(answer, 403);
            }
        });
        assertThat(database.rows()).isEqualTo(before);
        HttpStory.assertTaken(story.submits(member, task, contacted()));
        assertThat(story.openTasks(lamp)).containsExactly("serve-order");
    }

    private static Map<String, Object> contacted() {
        return Map.of("decision", "contacted", "channel", "PHONE", "note", "约好明天上午");
    }

    @ParameterizedTest
    @EnumSource
    void aDecisionThatIsMissingWrongOrNotOfThisTaskChangesNothing(Door door) {
        Caller dispatcher = at(door, "dispatcher");
        Task task = story.task(story.aBrokenLamp(), "screen-order");
        HttpStory.assertTaken(story.claims(dispatcher, "dispatcher", task));
        WholeDatabase database = new WholeDatabase(dataSource);
        Map<String, List<String>> before = database.rows();
        List<Map<String, Object>> forms = List.of(
                Map.of(),
                Map.of("decision", ""),
                Map.of("decision", "approve"),
                Map.of("decision", "ACCEPT"),
                Map.of("decision", 1),
                Map.of("decision", List.of("accept")),
                Map.of("decision", "reject", "reason", "不归本单位"),
                Map.of("decision", "merge", "master", "ZZ19990101-000001"));
        for (Map<String, Object> form : forms) {
            for (String verb : List.of("complete", "submit-form")) {
                Answer answer = dispatcher.engine("POST", "/task/" + task.getId() + "/" + verb, Caller.variables(form));
                assertRefused(answer, 400);
            }
        }
        assertThat(database.rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void whoDoesNotHoldATaskDoesNotCompleteItNotEvenAnAdministrator(Door door) {
        Placed lamp = anOfferedOrder();
        Task task = story.task(lamp, "claim-order");
        for (String username : List.of("member2", "admin")) {
            assertRefused(completes(door, username, task, "complete"), 403);
            assertRefused(completes(door, username, task, "submit-form"), 403);
        }
        HttpStory.assertTaken(story.claims(at(door, "member1"), "member1", task));
        for (String username : List.of("member2", "admin")) {
            Caller person = at(door, username);
            assertRefused(completes(door, username, task, "complete"), 403);
            assertRefused(completes(door, username, task, "submit-form"), 403);
            assertRefused(completes(door, username, task, "resolve"), 403);
            String path = "/task/" + task.getId();
            assertRefused(person.engine("POST", path + "/claim", Map.of("userId", username)), 403, 409);
            assertRefused(person.engine("POST", path + "/assignee", Map.of("userId", username)), 403);
            assertRefused(person.engine("POST", path + "/delegate", Map.of("userId", username)), 403);
            assertRefused(
                    person.engine("POST", path + "/identity-links", Map.of("userId", username, "type", "candidate")),
                    403);
            assertRefused(person.engine("POST", path + "/unclaim", null), 400, 403);
            assertRefused(person.engine("DELETE", path, null), 403);
        }
        assertThat(story.task(lamp, "claim-order").getAssignee()).isEqualTo("member1");
    }

    private Answer completes(Door door, String username, Task task, String verb) {
        return at(door, username).engine("POST", "/task/" + task.getId() + "/" + verb, Caller.variables(contacted()));
    }

    @ParameterizedTest
    @EnumSource
    void nobodyClaimsForSomebodyElseNorOutOfTheGroup(Door door) {
        Task task = story.task(anOfferedOrder(), "claim-order");
        assertRefused(story.claims(at(door, "member1"), "member2", task), 403);
        assertRefused(story.claims(at(door, "dispatcher"), "dispatcher", task), 403);
        assertRefused(story.claims(at(door, "admin"), "admin", task), 403);
        assertThat(tasks.createTaskQuery().taskId(task.getId()).singleResult().getAssignee())
                .isNull();
    }
}
