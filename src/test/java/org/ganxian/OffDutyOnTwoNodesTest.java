package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.HttpStory.Placed;
import org.ganxian.engine.Roster;
import org.ganxian.nodes.Node;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.util.TestSocketUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** Two nodes on one MySQL: on one somebody does their work, on the other they are taken off duty. */
@Tag("mysql")
class OffDutyOnTwoNodesTest extends TasksInHand {

    /** One of each flow; all others race on one node. */
    private static final List<String> ONE_OF_EACH_FLOW =
            List.of("serve-order", "handle-application", "street-supervision", "answer-handover");

    @Autowired
    Environment environment;

    @Autowired
    Roster roster;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void whoIsTakenOffDutyOnOneNodeDoesNothingMoreOnTheOther() {
        int there = TestSocketUtils.findAvailableTcpPort();
        Node other = new Node(
                "other-node",
                there,
                environment.getRequiredProperty("spring.datasource.url"),
                "--spring.datasource.username=" + environment.getRequiredProperty("spring.datasource.username"),
                "--spring.datasource.password=" + environment.getRequiredProperty("spring.datasource.password"),
                "--ganxian.encryption-key-previous="
                        + environment.getRequiredProperty("ganxian.encryption-key-previous"),
                "--camunda.bpm.job-execution.enabled=false");
        other.start();
        try {
            Map<Held, Placed> cases = new LinkedHashMap<>();
            tasksOfAllFlows()
                    .filter(held -> ONE_OF_EACH_FLOW.contains(held.task()))
                    .forEach(held -> cases.put(held, at(held.task())));
            assertThat(other.isReadyWithin(Duration.ofMinutes(2))).isTrue();
            cases.forEach((held, one) -> submitsThereAndIsTakenOffDutyHere(held, one, there));
        } finally {
            other.signal("KILL");
            other.awaitEnd();
        }
    }

    /** On H2, which has no lock that several may hold, one deed waits for the other. */
    @Test
    void whoDoesTwoThingsAtATimeDoesNotWaitForThemself() {
        transaction.executeWithoutResult(first -> {
            assertThat(roster.staysAtWork("member1")).isTrue();
            assertThat(CompletableFuture.supplyAsync(
                            () -> transaction.execute(second -> roster.staysAtWork("member1"))))
                    .succeedsWithin(Duration.ofSeconds(10))
                    .isEqualTo(true);
            assertThat(roster.staysAtWork("member1")).as("asked again").isTrue();
        });
    }

    private void submitsThereAndIsTakenOffDutyHere(Held held, Placed one, int there) {
        Caller person = Caller.inTasklist(held.person(), there);
        assertThat(person.get("/desk/notices").status()).isEqualTo(200);
        Task task = held(held.person(), person, one, held.task());

        assertIsDoneOrHandedBack(held, one, task, person);

        // Whichever request came first has ended the session; those after it have none.
        assertThat(person.engine("GET", "/task", null).status()).isIn(401, 403);
        assertThat(person.get("/desk/notices").status()).isNotEqualTo(200);
        assertThat(person.get("/m").status()).isNotEqualTo(200);
        assertThat(Caller.of(held.person(), there).get("/engine-rest/task").status())
                .isEqualTo(401);
        offDuty.end(held.person(), ADMIN);
        assertThat(Caller.of(held.person(), there).get("/engine-rest/task").status())
                .isEqualTo(200);
    }
}
