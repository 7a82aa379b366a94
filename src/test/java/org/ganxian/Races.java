package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller.Answer;
import org.ganxian.HttpStory.Placed;
import org.ganxian.demand.Demand;
import org.ganxian.demand.DemandMoved;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Source;
import org.ganxian.demand.Status;
import org.ganxian.window.Applications;
import org.ganxian.window.filed.Delivery;
import org.ganxian.window.filed.NewApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deeds that can meet. Whichever is faster: no demand is without a task, a wait or an end, nobody follows a demand that
 * ended without an answer, what managers count is what stands, and the slower one is told why, in Chinese.
 */
@IntegrationTest
abstract class Races {

    static final int TIMES = 5;

    /** Ends at which those who wait for an answer get none. */
    private static final Set<Status> UNANSWERED = EnumSet.of(
            Status.REJECTED,
            Status.WITHDRAWN,
            Status.TRANSFERRED,
            Status.SENT_TO_MEDIATION,
            Status.MERGED,
            Status.TERMINATED);

    @LocalServerPort
    int port;

    @Autowired
    Demands demands;

    @Autowired
    Applications applications;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    HttpStory story;
    Caller dispatcher;

    @BeforeEach
    void everybodyIsThere() {
        story = new HttpStory(port, tasks);
        dispatcher = Caller.of("dispatcher", port);
    }

    @AfterEach
    void theClockIsRight() {
        ClockUtil.reset();
    }

    // What must always be so

    /** @param cases those that the answers are about */
    void assertAllIsWell(List<Answer> answers, Placed... cases) {
        for (Answer answer : answers) {
            assertThat(answer.status()).as(answers.toString()).isLessThan(500);
            if (answer.isRefusal()) {
                assertThat(answer.reason()).as(answers.toString()).containsPattern("\\p{IsHan}");
            }
        }
        for (Placed one : cases) {
            Demand demand = demands.get(one.number());
            if (demand.status() == Status.MERGED) {
                assertThat(demands.masterOf(demand).orElseThrow().status())
                        .as("master of " + one)
                        .isNotIn(UNANSWERED);
            }
            if (demand.status().isFinal()) {
                assertThat(instanceOf(one))
                        .as("process of " + one + " " + demand.status())
                        .isNull();
            } else {
                assertWaits(instanceOf(one), one + " " + demand.status());
            }
            assertIsCountedAsItStands(demand);
        }
    }

    private void assertWaits(ProcessInstance process, String which) {
        assertThat(process).as("process of " + which).isNotNull();
        ActivityInstance tree = runtime.getActivityInstance(process.getId());
        long waiting =
                tasks.createTaskQuery().processInstanceId(process.getId()).count() + count(tree, "eventBasedGateway");
        assertThat(waiting).as("tasks and waits of " + which).isPositive();
    }

    private static long count(ActivityInstance instance, String type) {
        long below = 0;
        for (ActivityInstance child : instance.getChildActivityInstances()) {
            below += count(child, type);
        }
        return below + (instance.getActivityType().equals(type) ? 1 : 0);
    }

    /** Counted once more from what stands, it is the same. */
    private void assertIsCountedAsItStands(Demand demand) {
        Map<String, Object> counted = counted(demand);
        transaction.executeWithoutResult(s -> events.publishEvent(new DemandMoved(demand.number())));
        assertThat(counted).as(demand.number()).isEqualTo(counted(demand));
    }

    private Map<String, Object> counted(Demand demand) {
        Map<String, Object> counted =
                new LinkedHashMap<>(jdbc.queryForMap("select * from insight_case where number = ?", demand.number()));
        counted.put(
                "rounds",
                jdbc.queryForList("select * from insight_round where number = ? order by round", demand.number()));
        return counted;
    }

    // What people do

    /** An application of a barber's in 榕荫社区. */
    Placed filed(String item, Set<String> materials) {
        Demand filed = applications.file(
                new NewApplication(
                        item,
                        "巷口理发店",
                        "13900000001",
                        null,
                        "350602004",
                        null,
                        Delivery.WINDOW,
                        null,
                        Source.PORTAL,
                        null),
                materials,
                List.of());
        return new Placed(filed.number(), filed.queryCode());
    }

    static void taken(Callable<Answer> deed) {
        try {
            Answer answer = deed.call();
            assertThat(answer.status()).as(answer.toString()).isBetween(200, 204);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    Task held(String username, Caller person, Placed demand, String key) {
        Task task = story.task(demand, key);
        if (task.getAssignee() == null) {
            HttpStory.assertTaken(story.claims(person, username, task));
        }
        return task;
    }

    Status status(Placed demand) {
        return demands.get(demand.number()).status();
    }

    /** Its own, not one of a supervision; null when it is over. */
    ProcessInstance instanceOf(Placed demand) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(demand.number())
                .rootProcessInstances()
                // What stands beside a dispute, or follows it.
                .processDefinitionKeyNotIn("co-committee", "court-report", "unsettled-revisit")
                .singleResult();
    }
}
