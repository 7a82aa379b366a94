package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.ganxian.Caller.Answer;
import org.ganxian.engine.web.EngineCalls;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;

/** What nobody may do to the engine, whoever asks and however it is written. */
@IntegrationTest
@Tag("any-database")
class EngineCallsTest {

    private static final Path LISTED = Path.of("target", "engine-calls-of-this-engine.txt");

    @LocalServerPort
    int port;

    @Autowired
    TaskService tasks;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    FilterService filters;

    /** A call that a new version of the engine brings is shut; this names it, so that somebody decides. */
    @Test
    void everyCallOfTheEngineAndItsWebappsIsNamedAndNoOther() throws IOException {
        List<String> all = Stream.concat(EngineRestPaths.all().stream(), WebappPaths.all().stream())
                .map(call -> call.method() + " " + call.path())
                .sorted()
                .toList();
        Files.write(LISTED, all);
        List<String> named = new ClassPathResource("engine-calls.txt")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("^\\w+\\s+(\\w+)\\s+", "$1 "))
                .sorted()
                .toList();

        assertThat(named).as("engine-calls.txt, beside " + LISTED).containsExactlyElementsOf(all);
        for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
            assertThat(new EngineCalls().of(method, "/call-of-a-later-version"))
                    .as("who may make a call that is not named")
                    .isEqualTo(EngineCalls.Caller.NOBODY);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object",
                "object",
                "File",
                "file",
                "Bytes",
                "bytes",
                "Json",
                "json",
                "Xml",
                "xml",
                "Serializable",
                "number"
            })
    void noDoorTakesAVariableWhoseTypeMakesAnObject(String type, @TempDir Path directory) throws IOException {
        Path key = Files.writeString(directory.resolve("encryption.key"), "secret");
        Map<String, Object> variable = Map.of(
                "type",
                type,
                "value",
                "\"" + key + "\"",
                "valueInfo",
                Map.of(
                        "objectTypeName",
                        "org.apache.commons.io.output.LockableFileWriter",
                        "serializationDataFormat",
                        "application/json"));
        HttpStory story = new HttpStory(port, tasks);
        HttpStory.Placed lamp = story.aBrokenLamp();
        Task task = story.task(lamp, "screen-order");
        Caller dispatcher = Caller.of("dispatcher", port);
        HttpStory.assertTaken(story.claims(dispatcher, "dispatcher", task));
        for (Caller door : List.of(dispatcher, Caller.inTasklist("dispatcher", port))) {
            for (String verb : List.of("complete", "submit-form")) {
                assertRefused(door.engine(
                        "POST",
                        "/task/" + task.getId() + "/" + verb,
                        Map.of("variables", Map.of("decision", variable))));
            }
        }
        assertRefused(Caller.of("clerk", port)
                .engine(
                        "POST",
                        "/process-definition/key/order/submit-form",
                        Map.of("variables", Map.of("category", variable))));

        assertThat(key).hasContent("secret");
        assertThat(story.openTasks(lamp)).containsExactly("screen-order");
    }

    @Test
    void aPathWithParametersInItIsRefusedAndNoError() {
        for (String path : List.of(
                "/camunda/api/engine;a=b/engine/default/task",
                "/engine-rest;a=b/task",
                "/api/demands;a=b/x",
                "/portal;a")) {
            assertThat(Caller.of("member1", port).get(path).status()).as(path).isEqualTo(400);
        }
    }

    @Test
    void aClaimForNobodyTakesNoTaskFromItsHolder() {
        HttpStory story = new HttpStory(port, tasks);
        HttpStory.Placed lamp = story.aBrokenLamp();
        Task task = story.task(lamp, "screen-order");
        HttpStory.assertTaken(story.claims(Caller.of("dispatcher", port), "dispatcher", task));
        for (String username : List.of("dispatcher2", "clerk", "member1", "supervisor", "admin")) {
            for (Caller door : List.of(Caller.of(username, port), Caller.inTasklist(username, port))) {
                for (String body : List.of("{}", "{\"userId\":null}", "{\"userId\":\"\"}")) {
                    assertRefused(door.engine("POST", "/task/" + task.getId() + "/claim", body));
                }
                assertRefused(door.engine("POST", "/task/" + task.getId() + "/unclaim", "{}"));
            }
        }
        assertThat(story.task(lamp, "screen-order").getAssignee()).isEqualTo("dispatcher");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${environment.getProperty('ganxian.encryption-key')}",
                "${dataSource.connection}",
                "${applicationContext.close()}",
                "${demands.toString()}",
                "${taskService.createTaskQuery().count()}",
                "${''.getClass().forName('java.lang.Runtime')}",
                "${execution.class}",
                "${execution.processEngineServices.runtimeService}"
            })
    void anExpressionReachesOnlyTheBeansOfDiagrams(String expression) {
        assertFails(Bpmn.createExecutableProcess("attack")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .serviceTask()
                .camundaExpression(expression)
                .endEvent()
                .done());
    }

    @Test
    void noScriptRuns() {
        assertFails(Bpmn.createExecutableProcess("attack")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .scriptTask()
                .scriptFormat("juel")
                .scriptText("${1 + 1}")
                .endEvent()
                .done());
    }

    /** A class as an attacker would find one: made without arguments, it does something at once. */
    public static class Planted implements JavaDelegate {

        private static boolean made;

        public Planted() {
            made = true;
        }

        @Override
        public void execute(DelegateExecution execution) {
            made = true;
        }
    }

    @Test
    void noClassThatADiagramNamesIsMade() {
        assertFails(Bpmn.createExecutableProcess("attack")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .serviceTask()
                .camundaClass(Planted.class.getName())
                .endEvent()
                .done());
        assertThat(Planted.made).isFalse();
    }

    @Test
    void anAdministratorRetriesAJobButNeitherStopsNorMovesIt() {
        HttpStory story = new HttpStory(port, tasks);
        Task task = story.task(story.aBrokenLamp(), "screen-order");
        Job job = management
                .createJobQuery()
                .processInstanceId(task.getProcessInstanceId())
                .list()
                .get(0);
        List<String> harmful = List.of(
                "{}",
                "{\"retries\":0}",
                "{\"retries\":null}",
                "{\"retries\":-1}",
                "{\"retries\":3,\"dueDate\":\"2030-01-01T00:00:00.000+0800\"}");
        for (Caller door : List.of(Caller.of("admin", port), Caller.inTasklist("admin", port))) {
            harmful.forEach(body -> assertRefused(door.engine("PUT", "/job/" + job.getId() + "/retries", body)));
            harmful.forEach(body -> assertRefused(
                    door.engine("PUT", "/job-definition/" + job.getJobDefinitionId() + "/retries", body)));
            assertRefused(door.engine("POST", "/job/retries", Map.of("jobIds", List.of(job.getId()), "retries", 0)));
            HttpStory.assertTaken(door.engine("PUT", "/job/" + job.getId() + "/retries", Map.of("retries", 3)));
        }
        Job after = management.createJobQuery().jobId(job.getId()).singleResult();
        assertThat(after.getRetries()).isEqualTo(3);
        assertThat(after.getDuedate()).isEqualTo(job.getDuedate());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{\"sorting\":[null]}",
                "{\"assigneeExpression\":\"${''.getClass().forName('java.lang.Runtime')}\"}",
                "{\"orQueries\":[{\"assigneeExpression\":\"${orderFlow.toString()}\"}]}",
                "{\"processVariables\":[{\"name\":\"a\",\"operator\":\"eq\",\"value\":{\"type\":\"Object\"}}]}"
            })
    void aQueryThatIsNotPlainIsRefusedAndNoError(String body) {
        String filter = filters.createFilterQuery().list().get(0).getId();
        for (Caller door : List.of(Caller.of("member1", port), Caller.inTasklist("member1", port))) {
            assertRefused(door.engine("POST", "/task", body));
            assertRefused(door.engine("POST", "/filter/" + filter + "/list", body));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/process-instance/%s/",
                "//process-instance/%s",
                "/./process-instance/%s",
                "/task/../process-instance/%s",
                "/process-instance;a=b/%s",
                "/process-instance/%s;a=b",
                "/process-instance%%2F%s",
                "/%%70rocess-instance/%s",
                "/Process-Instance/%s",
                "/process-instance/%s%%3Ba",
                "/engine/default/process-instance/%s",
                "/engine/default/engine/default/process-instance/%s",
                "/engine/default;a/process-instance/%s"
            })
    void noSpellingOfAnAddressOpensACallThatIsShut(String spelling) {
        HttpStory story = new HttpStory(port, tasks);
        HttpStory.Placed lamp = story.aBrokenLamp();
        String path = spelling.formatted(story.task(lamp, "screen-order").getProcessInstanceId());
        for (Caller door : List.of(Caller.of("admin", port), Caller.inTasklist("admin", port))) {
            assertThat(door.engine("DELETE", path, null).isRefusal())
                    .as(door + path)
                    .isTrue();
        }
        assertThat(story.openTasks(lamp)).containsExactly("screen-order");
    }

    private void assertFails(BpmnModelInstance attack) {
        String deployment = repository
                .createDeployment()
                .addModelInstance("attack.bpmn", attack)
                .deploy()
                .getId();
        try {
            assertThatThrownBy(() -> runtime.startProcessInstanceByKey("attack"))
                    .isInstanceOf(ProcessEngineException.class);
        } finally {
            repository.deleteDeployment(deployment, true);
        }
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.isRefusal()).as(answer.toString()).isTrue();
        assertThat(answer.reason()).as(answer.toString()).containsPattern("\\p{IsHan}");
    }
}
