package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller.Answer;
import org.ganxian.EngineRestPaths.Endpoint;
import org.ganxian.engine.web.EngineCalls;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Tries every method and path that the engine's REST API has, with ids of a running order of one branch, as people whom
 * that order does not concern. The paths are read from the engine itself: one that a later version adds is tried too.
 */
@IntegrationTest
@Tag("any-database")
class EngineDoorsTest {

    private final EngineCalls calls = new EngineCalls();

    @LocalServerPort
    int port;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    RepositoryService repository;

    @Autowired
    ManagementService management;

    @Autowired
    FilterService filters;

    @Autowired
    DataSource dataSource;

    private HttpStory.Placed lamp;
    private Task task;
    private Map<String, String> ids;

    @BeforeEach
    void anOrderOfRongyinRuns() {
        HttpStory story = new HttpStory(port, tasks);
        lamp = story.aBrokenLamp();
        task = story.task(lamp, "screen-order");
        ids = Map.ofEntries(
                Map.entry("task", task.getId()),
                Map.entry("process-instance", task.getProcessInstanceId()),
                Map.entry("execution", task.getExecutionId()),
                Map.entry("process-definition", task.getProcessDefinitionId()),
                Map.entry("user", "dispatcher"),
                Map.entry("group", HttpStory.RONGYIN_BRANCH + "-dispatcher"),
                Map.entry("filter", filters.createFilterQuery().list().get(0).getId()),
                Map.entry(
                        "deployment",
                        repository.createDeploymentQuery().list().get(0).getId()),
                Map.entry(
                        "decision-definition",
                        repository.createDecisionDefinitionQuery().list().get(0).getId()),
                Map.entry(
                        "job",
                        management
                                .createJobQuery()
                                .processInstanceId(task.getProcessInstanceId())
                                .list()
                                .get(0)
                                .getId()),
                Map.entry(
                        "job-definition",
                        management.createJobDefinitionQuery().list().get(0).getId()),
                Map.entry(
                        "variable-instance",
                        runtime.createVariableInstanceQuery()
                                .processInstanceIdIn(task.getProcessInstanceId())
                                .list()
                                .get(0)
                                .getId()));
    }

    @Test
    void theWholeApiIsKnown() {
        assertThat(EngineRestPaths.all()).hasSizeGreaterThan(400);
    }

    @Test
    void withoutALoginEveryPathOfTheRestDoorIsAProblemInChinese() {
        Caller nobody = Caller.nobody(port);
        for (Endpoint endpoint : EngineRestPaths.all()) {
            Answer answer = knock(nobody, endpoint);
            assertThat(answer.status()).as(endpoint + " " + answer).isEqualTo(401);
            assertThat(answer.contentType()).startsWith("application/problem+json");
            assertThat(answer.reason()).as(endpoint + " " + answer).isEqualTo("请先登录");
        }
    }

    @Test
    void withoutALoginEveryPathOfTheWebappsDoorIsShut() {
        Caller nobody = Caller.nobodyInWebapp("tasklist", "nobody in tasklist", port);
        EngineRestPaths.all().stream()
                // Asked for by the page on which a password is chosen; there is no policy.
                .filter(e -> !e.path().equals("/identity/password-policy"))
                .forEach(endpoint -> {
                    Answer answer = knock(nobody, endpoint);
                    // It may want its CSRF token before it asks who is there.
                    assertThat(answer.status()).as(endpoint + " " + answer).isIn(401, 403);
                    assertThat(answer.reason()).as(endpoint + " " + answer).containsPattern("\\p{IsHan}");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"member3", "dispatcher2", "clerk", "manager", "triage", "admin"})
    void whatIsNotNamedForThemIsShutToEverybody(String username) {
        WholeDatabase database = new WholeDatabase(dataSource);
        Map<String, List<String>> before = database.rows();
        for (Caller caller : List.of(Caller.of(username, port), Caller.inTasklist(username, port))) {
            EngineRestPaths.all().stream()
                    .filter(e -> !Set.of("GET", "HEAD", "OPTIONS").contains(e.method()))
                    .filter(e -> namedFor(e).compareTo(most(username)) > 0)
                    .forEach(endpoint -> {
                        Answer answer = knock(caller, endpoint);
                        assertThat(answer.status()).as(caller + " " + endpoint).isEqualTo(403);
                        assertThat(answer.reason()).as(caller + " " + endpoint).containsPattern("\\p{IsHan}");
                    });
        }
        assertThat(database.rows()).isEqualTo(before);
    }

    private EngineCalls.Caller namedFor(Endpoint endpoint) {
        return calls.of(endpoint.method(), endpoint.path());
    }

    private static EngineCalls.Caller most(String username) {
        return switch (username) {
            case "admin" -> EngineCalls.Caller.ADMINISTRATOR;
            case "manager" -> EngineCalls.Caller.COCKPIT;
            default -> EngineCalls.Caller.STAFF;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"member3", "dispatcher2", "member1"})
    void whatIsOpenToStaffChangesNothingForWhomItDoesNotConcern(String username) {
        WholeDatabase database = new WholeDatabase(dataSource);
        Map<String, List<String>> before = database.rows();
        for (Caller caller : List.of(Caller.of(username, port), Caller.inTasklist(username, port))) {
            EngineRestPaths.all().stream()
                    .filter(e -> Set.of("POST", "PUT", "DELETE").contains(e.method()))
                    .filter(e -> namedFor(e) == EngineCalls.Caller.STAFF)
                    .forEach(endpoint -> assertTellsNothing(caller, endpoint, knock(caller, endpoint)));
        }
        assertThat(database.rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"member3", "dispatcher2", "clerk", "member1"})
    void noReadTellsAnythingToWhomItDoesNotConcern(String username) {
        for (Caller caller : List.of(Caller.of(username, port), Caller.inTasklist(username, port))) {
            EngineRestPaths.all().stream()
                    .filter(e -> e.method().equals("GET"))
                    // A clerk may open the start form.
                    .filter(e -> !(username.equals("clerk") && e.path().startsWith("/process-definition")))
                    .forEach(endpoint -> assertTellsNothing(caller, endpoint, knock(caller, endpoint)));
        }
    }

    /** Refused in Chinese, or an answer in which nothing of the order, its people or its process occurs. */
    private void assertTellsNothing(Caller caller, Endpoint endpoint, Answer answer) {
        String what = caller + " " + endpoint + " " + answer;
        if (answer.isRefusal()) {
            assertThat(answer.reason()).as(what).containsPattern("\\p{IsHan}");
            return;
        }
        assertThat(answer.status()).as(what).isIn(200, 204);
        assertThat(answer.body())
                .as(what)
                .doesNotContain(
                        lamp.number(),
                        task.getId(),
                        task.getProcessInstanceId(),
                        task.getExecutionId(),
                        "\"dispatcher\"",
                        HttpStory.RONGYIN_BRANCH + "-dispatcher");
        // Diagrams are for all staff, and member1 has tasks of other orders.
        if (endpoint.path().endsWith("/count")
                && !endpoint.path().matches("/(filter|user|group|process-definition)/.*")
                && !caller.toString().startsWith("member1")) {
            assertThat(answer.json().path("count").asInt(-1)).as(what).isZero();
        }
    }

    private Answer knock(Caller caller, Endpoint endpoint) {
        String resource = endpoint.path().split("/")[1];
        String id = ids.getOrDefault(resource, ids.get("process-instance"));
        String path = endpoint.path()
                .replace("{key}", "order")
                .replaceFirst("\\{[^}]*}", id)
                .replace("{varId}", "demandId")
                .replaceAll("\\{[^}]*}", "x");
        boolean hasBody = Set.of("POST", "PUT").contains(endpoint.method());
        return caller.engine(endpoint.method(), path, hasBody ? "{}" : null);
    }
}
