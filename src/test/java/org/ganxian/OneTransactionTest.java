package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.PropertyEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.ganxian.Caller.Answer;
import org.ganxian.HttpStory.Placed;
import org.ganxian.demand.Demands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Domain row and engine state change in one transaction. Each step is let fail after the demand's row and its line of
 * the timeline were written, in each way that it can; afterwards the whole database must be as it was before, and the
 * same step must succeed.
 */
@IntegrationTest
class OneTransactionTest {

    /** How a step fails. */
    enum Failure {
        /** Our own code throws when the process enters the next activity. */
        IN_A_LISTENER,
        /** The engine cannot write its state at the end of its command: a value is too long for its column. */
        IN_THE_ENGINES_FLUSH,
        /** The engine has written everything; then JPA cannot write the demand at the commit. */
        IN_THE_ROWS_FLUSH_AT_COMMIT
    }

    /** A step that somebody takes, and the activity that it leads to. */
    private record Door(String name, String leadsTo, Supplier<Supplier<Answer>> step) {
        @Override
        public String toString() {
            return name;
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    TaskService tasks;

    @Autowired
    DataSource dataSource;

    @Autowired
    Saboteur saboteur;

    private WholeDatabase database;
    private HttpStory story;

    @BeforeEach
    void open() {
        database = new WholeDatabase(dataSource);
        story = new HttpStory(port, tasks);
    }

    @AfterEach
    void leaveInPeace() {
        saboteur.disarm();
    }

    static Stream<Arguments> doorsAndFailures() {
        return Stream.of(
                        "resident places",
                        "clerk fills in the start form",
                        "dispatcher completes a task",
                        "member completes a task",
                        "resident answers",
                        "resident withdraws",
                        "resident rates",
                        "resident rates badly")
                .flatMap(door -> Stream.of(Failure.values()).map(failure -> Arguments.of(door, failure)));
    }

    @ParameterizedTest(name = "{0}, failure {1}")
    @MethodSource("doorsAndFailures")
    void aStepThatFailsLeavesNeitherRowNorState(String name, Failure failure) {
        Door door = door(name);
        Supplier<Answer> step = door.step().get();
        Map<String, List<String>> before = database.rows();

        saboteur.arm(door.leadsTo(), failure);
        Answer failed = step.get();

        assertThat(saboteur.hasStruck())
                .as("the step came as far as " + door.leadsTo())
                .isTrue();
        assertThat(failed.status()).as(failed.toString()).isBetween(400, 599);
        assertThat(failed.reason()).as(failed.toString()).containsPattern("\\p{IsHan}");
        assertThat(failed.body()).doesNotContain("Exception", "org.ganxian");
        assertThat(database.rows()).isEqualTo(before);

        saboteur.disarm();
        Answer again = step.get();
        assertThat(again.status()).as(again.toString()).isBetween(200, 204);
        Map<String, List<String>> after = database.rows();
        assertThat(after.get("timeline_entry"))
                .hasSizeGreaterThan(before.get("timeline_entry").size());
        assertThat(after.get("act_hi_actinst"))
                .hasSizeGreaterThan(before.get("act_hi_actinst").size());
    }

    private Door door(String name) {
        return switch (name) {
            case "resident places" ->
                new Door(
                        name,
                        "screen-order",
                        () -> () ->
                                Caller.nobody(port).post("/api/demands", HttpStory.order("楼道灯坏了", HttpStory.RONGYIN)));
            case "clerk fills in the start form" ->
                new Door(
                        name,
                        "screen-order",
                        () -> () -> story.fillsStartForm(
                                Caller.of("clerk", port),
                                Map.of(
                                        "description",
                                        "水龙头漏水",
                                        "category",
                                        HttpStory.SOCIAL_SERVICE,
                                        "place",
                                        HttpStory.RONGYIN,
                                        "contactPhone",
                                        "13900000001")));
            case "dispatcher completes a task" ->
                new Door(name, "dispatch-order", () -> {
                    Placed lamp = story.aBrokenLamp();
                    return completing("dispatcher", lamp, "screen-order", Map.of("decision", "accept"));
                });
            case "member completes a task" ->
                new Door(name, "check-result", () -> {
                    Placed lamp = story.aBrokenLamp();
                    story.accepts(lamp);
                    story.offersToAll(lamp);
                    story.contacts("member1", lamp);
                    return completing("member1", lamp, "serve-order", Map.of("decision", "report", "report", "已换好"));
                });
            case "resident answers" ->
                new Door(name, "screen-order", () -> {
                    Placed lamp = story.aBrokenLamp();
                    story.completes("dispatcher", lamp, "screen-order", Map.of("decision", "ask", "question", "几楼？"));
                    return () -> story.answers(lamp, "三楼");
                });
            case "resident withdraws" ->
                new Door(name, "withdrawn", () -> {
                    Placed lamp = story.aBrokenLamp();
                    return () -> story.withdraws(lamp, "已经自己修好");
                });
            case "resident rates", "resident rates badly" ->
                new Door(name, name.endsWith("badly") ? "call-back" : "rated-well", () -> {
                    Placed lamp = story.aBrokenLamp();
                    story.servedBy("member1", lamp);
                    return () -> story.rates(lamp, name.endsWith("badly") ? 1 : 5, "如实评价");
                });
            default -> throw new IllegalArgumentException(name);
        };
    }

    private Supplier<Answer> completing(String username, Placed demand, String key, Map<String, String> form) {
        Caller person = Caller.of(username, port);
        var task = story.task(demand, key);
        if (task.getAssignee() == null) {
            HttpStory.assertTaken(story.claims(person, username, task));
        }
        return () -> story.submits(person, task, form);
    }

    /** Lets the engine fail for real, when the process enters a given activity. */
    static class Saboteur {

        private final ObjectProvider<Demands> demands;
        private volatile String activity;
        private volatile Failure failure;
        private volatile boolean struck;

        Saboteur(ObjectProvider<Demands> demands) {
            this.demands = demands;
        }

        void arm(String activity, Failure failure) {
            this.failure = failure;
            this.activity = activity;
            this.struck = false;
        }

        void disarm() {
            activity = null;
        }

        boolean hasStruck() {
            return struck;
        }

        private void entered(DelegateExecution execution) {
            if (!execution.getCurrentActivityId().equals(activity)) {
                return;
            }
            struck = true;
            String number = execution.getProcessBusinessKey();
            assertThat(demands.getObject().timeline(demands.getObject().get(number)))
                    .as("the row was written before the failure")
                    .isNotEmpty();
            switch (failure) {
                case IN_A_LISTENER -> throw new IllegalStateException("Sabotage");
                case IN_THE_ENGINES_FLUSH ->
                    Context.getCommandContext()
                            .getPropertyManager()
                            .insert(new PropertyEntity("x".repeat(65), "longer than its column"));
                case IN_THE_ROWS_FLUSH_AT_COMMIT ->
                    TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                        @Override
                        public void beforeCommit(boolean readOnly) {
                            ReflectionTestUtils.setField(demands.getObject().get(number), "handler", "x".repeat(65));
                        }
                    });
            }
        }

        @TestConfiguration
        static class Setup {
            @Bean
            Saboteur saboteur(ObjectProvider<Demands> demands) {
                return new Saboteur(demands);
            }

            @Bean
            AbstractProcessEnginePlugin sabotage(Saboteur saboteur) {
                return new AbstractProcessEnginePlugin() {
                    @Override
                    public void preInit(ProcessEngineConfigurationImpl configuration) {
                        configuration.getCustomPostBPMNParseListeners().add(new AbstractBpmnParseListener() {
                            @Override
                            public void parseProcess(Element element, ProcessDefinitionEntity process) {
                                saboteur.watch(process.getActivities());
                            }
                        });
                    }
                };
            }
        }

        private void watch(List<ActivityImpl> activities) {
            for (ActivityImpl activity : activities) {
                activity.addListener(ExecutionListener.EVENTNAME_START, (ExecutionListener) this::entered);
                watch(activity.getActivities());
            }
        }
    }
}
