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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.util.TestSocketUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** Two nodes on one MySQL: what is done on one holds on the other, too. */
@Tag("mysql")
class TwoNodesTest extends TasksInHand {

    /** One of each flow; all others race on one node. */
    private static final List<String> ONE_OF_EACH_FLOW =
            List.of("serve-order", "handle-application", "street-supervision", "answer-handover");

    private static @Nullable Node other;
    private static int there;

    @Autowired
    Environment environment;

    @Autowired
    Roster roster;

    @Autowired
    TransactionTemplate transaction;

    @AfterAll
    static void theOtherNodeEnds() {
        if (other != null) {
            other.signal("KILL");
            other.awaitEnd();
            other = null;
        }
    }

    /** Starts while cases are placed here. */
    private void theOtherNodeStarts() {
        if (other == null) {
            there = TestSocketUtils.findAvailableTcpPort();
            other = new Node(
                    "other-node",
                    there,
                    environment.getRequiredProperty("spring.datasource.url"),
                    "--spring.datasource.username=" + environment.getRequiredProperty("spring.datasource.username"),
                    "--spring.datasource.password=" + environment.getRequiredProperty("spring.datasource.password"),
                    "--ganxian.encryption-key-previous="
                            + environment.getRequiredProperty("ganxian.encryption-key-previous"),
                    "--camunda.bpm.job-execution.enabled=false");
            other.start();
        }
    }

    private static void theOtherNodeServes() {
        assertThat(other.isReadyWithin(Duration.ofMinutes(2))).isTrue();
    }

    @Test
    void whoIsTakenOffDutyOnOneNodeDoesNothingMoreOnTheOther() {
        theOtherNodeStarts();
        Map<Held, Placed> cases = new LinkedHashMap<>();
        tasksOfAllFlows()
                .filter(held -> ONE_OF_EACH_FLOW.contains(held.task()))
                .forEach(held -> cases.put(held, at(held.task())));
        theOtherNodeServes();
        cases.forEach(this::submitsThereAndIsTakenOffDutyHere);
    }

    @Test
    void whatIsPlacedOnOneNodeIsFoundOnTheOtherAtOnce() {
        theOtherNodeStarts();
        theOtherNodeServes();
        Placed lamp = story.aBrokenLamp();
        assertThat(foundThere("楼道 灯坏了")).contains(lamp.number());
        assertThat(foundThere("楼道 井盖")).doesNotContain(lamp.number());
    }

    private String foundThere(String words) {
        Caller.Answer answer = Caller.of("manager", there).form("/desk/search", "/desk/search", "q", words);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
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

    private void submitsThereAndIsTakenOffDutyHere(Held held, Placed one) {
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
