package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller.Answer;
import org.ganxian.HttpStory.Placed;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A unit and a duty decide what somebody sees and does, at /engine-rest, in Tasklist and beside the form alike. */
@IntegrationTest
@Tag("any-database")
class WhoMayDoWhatTest extends AnOfferedOrder {

    /** What the person finds of this task, by each way that there is to look. */
    private static boolean sees(Caller person, Task task) {
        String path = "/task/" + task.getId();
        Answer list = person.engine("GET", "/task?maxResults=10000", null);
        assertThat(list.status()).as(person + " is logged in").isEqualTo(200);
        boolean inList = list.body().contains(task.getId());
        boolean byQuery = person.engine("POST", "/task/count", Map.of("processInstanceId", task.getProcessInstanceId()))
                        .json()
                        .path("count")
                        .asInt()
                > 0;
        boolean byId = person.engine("GET", path, null).status() == 200;
        boolean form = person.engine("GET", path + "/form", null).status() == 200;
        boolean deployedForm =
                person.engine("GET", path + "/deployed-form", null).status() == 200;
        boolean variables = person.engine("GET", path + "/variables", null).status() == 200;
        boolean formVariables =
                person.engine("GET", path + "/form-variables", null).status() == 200;
        boolean demand = person.get("/api/tasks/" + task.getId() + "/demand").status() == 200;
        List<Boolean> all = List.of(inList, byQuery, byId, form, deployedForm, variables, formVariables, demand);
        assertThat(all)
                .as("%s sees task: list, query, id, form, deployed form, variables, form variables, demand", person)
                .containsOnly(inList);
        return inList;
    }

    @ParameterizedTest
    @EnumSource
    void aMemberSeesTheTasksOfTheBranchAndOnlyThose(Door door) {
        Placed lamp = anOfferedOrder();
        Task task = story.task(lamp, "claim-order");
        for (String insider : List.of("member1", "member2")) {
            assertThat(sees(at(door, insider), task)).as(insider).isTrue();
        }
        for (String outsider : List.of("member3", "dispatcher2", "clerk", "triage", "urban-member1")) {
            assertThat(sees(at(door, outsider), task)).as(outsider).isFalse();
        }
    }

    /** The dispatcher screened and offered it: what comes after is to be followed (我经手的), and nothing more. */
    @ParameterizedTest
    @EnumSource
    void whoeverWorkedOnACaseOnlyReadsItsNextTask(Door door) {
        Task task = story.task(anOfferedOrder(), "claim-order");
        Caller former = at(door, "dispatcher");
        assertThat(sees(former, task)).isTrue();
        String path = "/task/" + task.getId();
        Map<String, Object> form = Caller.variables(Map.of("decision", "contacted", "channel", "PHONE", "note", "已联系"));
        for (String verb : List.of("/complete", "/submit-form", "/resolve")) {
            assertRefused(former.engine("POST", path + verb, form), 403);
        }
        for (String verb : List.of("/claim", "/unclaim", "/assignee", "/delegate")) {
            assertRefused(former.engine("POST", path + verb, Map.of("userId", "dispatcher")), 403);
        }
        String desk = "/api/tasks/" + task.getId();
        assertThat(former.get(desk + "/demand").json().at("/contact/revealed").asBoolean())
                .isFalse();
        assertRefused(former.post(desk + "/contacts", Map.of("channel", "PHONE", "note", "已联系")), 403);
        assertRefused(former.post(desk + "/put-back", Map.of()), 403);
    }

    @ParameterizedTest
    @EnumSource
    void aDispatcherSeesTheDemandsOfTheUnitAndOnlyThose(Door door) {
        Task task = story.task(story.aBrokenLamp(), "screen-order");
        assertThat(sees(at(door, "dispatcher"), task)).isTrue();
        for (String outsider : List.of("dispatcher2", "urban-dispatcher", "member1", "member3", "clerk")) {
            assertThat(sees(at(door, outsider), task)).as(outsider).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOutsiderOfTheUnitIsForbiddenToWork(Door door) {
        Task task = story.task(anOfferedOrder(), "claim-order");
        Caller outsider = at(door, "member3");
        String path = "/task/" + task.getId();
        Map<String, Object> form = Caller.variables(Map.of("decision", "contacted", "channel", "PHONE", "note", "已联系"));
        for (String verb : List.of("/complete", "/submit-form", "/resolve")) {
            assertRefused(outsider.engine("POST", path + verb, form), 403);
        }
        for (String verb : List.of("/claim", "/unclaim", "/assignee", "/delegate")) {
            assertRefused(outsider.engine("POST", path + verb, Map.of("userId", "member3")), 403);
        }
        for (String read : List.of("/form", "/deployed-form", "/form-variables", "/variables", "/identity-links")) {
            assertRefused(outsider.engine("GET", path + read, null), 403);
        }
        assertRefused(outsider.engine("GET", path, null), 404);
        String desk = "/api/tasks/" + task.getId();
        assertRefused(outsider.get(desk + "/demand"), 403);
        assertRefused(outsider.get(desk + "/attachments/1"), 403);
        assertRefused(outsider.post(desk + "/contacts", Map.of("channel", "PHONE")), 403);
        assertRefused(outsider.upload(desk + "/attachments", "x.png", new byte[] {1}), 403);
        assertThat(tasks.createTaskQuery().taskId(task.getId()).singleResult().getAssignee())
                .isNull();
    }

    @ParameterizedTest
    @EnumSource
    void contactDetailsAreForWhoeverHoldsTheTask(Door door) {
        Task task = story.task(anOfferedOrder(), "claim-order");
        String demand = "/api/tasks/" + task.getId() + "/demand";
        Caller member1 = at(door, "member1");
        assertThat(member1.get(demand).body()).doesNotContain("13900000001", "陈阿伯");
        HttpStory.assertTaken(story.claims(member1, "member1", task));
        assertThat(member1.get(demand).json().path("contact").path("phone").asText())
                .isEqualTo("13900000001");
        assertThat(at(door, "member2").get(demand).body()).doesNotContain("13900000001", "陈阿伯");
        for (String overseer : List.of("admin", "manager")) {
            Answer answer = at(door, overseer).get(demand);
            assertRefused(answer, 403);
            assertThat(answer.body()).doesNotContain("灯", "榕荫里");
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoMembersWhoClaimAtOnceOneWins(Door door) {
        Caller member1 = at(door, "member1");
        Caller member2 = at(door, "member2");
        for (int round = 0; round < 5; round++) {
            Placed lamp = anOfferedOrder();
            Task task = story.task(lamp, "claim-order");
            List<Answer> answers = Race.between(
                    () -> story.claims(member1, "member1", task), () -> story.claims(member2, "member2", task));

            assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(204, 409);
            assertRefused(answers.get(0).status() == 409 ? answers.get(0) : answers.get(1), 409);
            String winner = answers.get(0).status() == 204 ? "member1" : "member2";
            assertThat(story.task(lamp, "claim-order").getAssignee()).isEqualTo(winner);
            assertThat(demands.get(lamp.number()).handler()).contains(winner);
            assertThat(timeline(lamp)).filteredOn(e -> e.step() == Step.CLAIMED).hasSize(1);
        }
    }

    @Test
    void whenTheResidentWithdrawsWhileTheDispatcherDecidesOneOfThemWins() {
        Caller dispatcher = Caller.of("dispatcher", port);
        for (int round = 0; round < 5; round++) {
            Placed lamp = story.aBrokenLamp();
            Task task = story.task(lamp, "screen-order");
            HttpStory.assertTaken(story.claims(dispatcher, "dispatcher", task));
            Map<String, String> reject = Map.of("decision", "reject", "reason", "不归本单位", "where", "物业");
            List<Answer> answers =
                    Race.between(() -> story.withdraws(lamp, "不用了"), () -> story.submits(dispatcher, task, reject));

            assertThat(answers)
                    .filteredOn(a -> a.status() < 300)
                    .as(answers.toString())
                    .hasSize(1);
            assertThat(answers).as(answers.toString()).anyMatch(Answer::isRefusal);
            assertRefused(answers.stream().filter(Answer::isRefusal).findFirst().orElseThrow(), 403, 404, 409);
            Status expected = answers.get(0).status() < 300 ? Status.WITHDRAWN : Status.REJECTED;
            assertThat(demands.get(lamp.number()).status()).isEqualTo(expected);
            assertThat(story.openTasks(lamp)).isEmpty();
        }
    }

    private List<TimelineEntry> timeline(Placed demand) {
        return demands.timeline(demands.get(demand.number()));
    }

    @ParameterizedTest
    @EnumSource
    void onlyAClerkStartsTheProcessAndOnlyByItsForm(Door door) {
        Map<String, Object> form = Caller.variables(Map.of(
                "description",
                "水龙头漏水",
                "category",
                HttpStory.SOCIAL_SERVICE,
                "place",
                HttpStory.RONGYIN,
                "contactPhone",
                "13900000001"));
        Map<String, Object> message = Map.of("messageName", "demand-registered", "businessKey", "ZZ-1");
        long before = runtime.createProcessInstanceQuery().count();
        for (String username : List.of("member1", "dispatcher", "triage", "manager", "clerk")) {
            Caller person = at(door, username);
            if (!username.equals("clerk")) {
                assertRefused(person.engine("POST", "/process-definition/key/order/submit-form", form), 403, 404);
            }
            assertRefused(person.engine("POST", "/process-definition/key/order/start", form), 403);
            assertRefused(person.engine("POST", "/message", message), 403);
        }
        assertThat(runtime.createProcessInstanceQuery().count()).isEqualTo(before);
        HttpStory.assertTaken(at(door, "clerk").engine("POST", "/process-definition/key/order/submit-form", form));
        assertThat(runtime.createProcessInstanceQuery().count()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @EnumSource
    void staffReadNoOtherAccountAndChangeOnlyTheirOwnPassword(Door door) {
        String own = door == Door.values()[0] ? "member6" : "member7";
        Caller member = at(door, own);
        assertRefused(member.engine("GET", "/user/clerk/profile", null), 404);
        JsonNode visible = member.engine("GET", "/user", null).json();
        assertThat(visible.findValuesAsText("id")).containsExactly(own);
        assertThat(member.engine("GET", "/identity/groups?userId=clerk", null).body())
                .doesNotContain("clerk\"");
        Map<String, String> forClerk = Map.of("password", "x", "authenticatedUserPassword", "ganxian");
        assertRefused(member.engine("PUT", "/user/clerk/credentials", forClerk), 403, 404);
        assertRefused(member.engine("DELETE", "/user/" + own, null), 403);
        assertRefused(
                member.engine(
                        "PUT",
                        "/user/" + own + "/credentials",
                        Map.of("password", "forged", "authenticatedUserPassword", "wrong")),
                400);
        // Last: the session ends with the password.
        HttpStory.assertTaken(member.engine(
                "PUT",
                "/user/" + own + "/credentials",
                Map.of("password", "ganxian", "authenticatedUserPassword", "ganxian")));
    }

    @ParameterizedTest
    @EnumSource
    void aManagerLooksOnAndNotEvenAnAdministratorStopsACaseBehindItsFlow(Door door) {
        Placed lamp = story.aBrokenLamp();
        String instance = story.task(lamp, "screen-order").getProcessInstanceId();
        Caller manager = at(door, "manager");
        assertThat(manager.engine("GET", "/process-instance/" + instance, null).status())
                .isEqualTo(200);
        assertThat(manager.engine("GET", "/history/variable-instance?processInstanceId=" + instance, null)
                        .status())
                .isEqualTo(200);
        Map<String, Object> suspended = Map.of("suspended", true);
        String path = "/process-instance/" + instance;
        assertRefused(manager.engine("PUT", path + "/suspended", suspended), 403);
        assertRefused(manager.engine("DELETE", path, null), 403);
        Caller admin = at(door, "admin");
        assertRefused(admin.engine("PUT", path + "/suspended", suspended), 403);
        assertRefused(admin.engine("DELETE", path, null), 403);
        assertRefused(admin.engine("DELETE", "/history/process-instance/" + instance, null), 403);
        assertThat(admin.engine("GET", "/metrics", null).status()).isEqualTo(200);
        assertRefused(manager.engine("GET", "/metrics", null), 403);
    }

    @Test
    void theAppsOfManagersAndAdministratorsAreShutToOthers() {
        for (String username : List.of("member1", "dispatcher", "clerk")) {
            for (String app : List.of("cockpit", "admin")) {
                Caller person = Caller.nobodyInWebapp(app, username, port);
                assertThat(person.login(app, username, "ganxian").status()).isEqualTo(403);
            }
            Answer counts = Caller.inTasklist(username, port)
                    .get("/camunda/api/cockpit/plugin/base/default/process-definition/statistics");
            assertThat(counts.status()).isEqualTo(403);
        }
        assertThat(Caller.nobodyInWebapp("admin", "manager", port)
                        .login("admin", "manager", "ganxian")
                        .status())
                .isEqualTo(403);
    }
}
