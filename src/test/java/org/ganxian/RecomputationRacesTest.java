package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller.Answer;
import org.ganxian.HttpStory.Placed;
import org.ganxian.demand.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;

/** A batch of a recomputation of all deadlines while somebody moves one of its cases on. */
@BreaksTies("ends the clocks of earlier cases before each race")
class RecomputationRacesTest extends Races {

    private static final String CITY = "350600";

    @Autowired
    ManagementService management;

    private Caller admin;
    private long special;

    @BeforeEach
    void itIsMondayAndNothingElseIsInHand() {
        jdbc.update("update sla_clock set ended_at = started_at where ended_at is null");
        admin = Caller.of("admin", port);
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-06-08T01:00:00Z")));
    }

    @AfterEach
    void theCityIsOpenAgain() {
        taken(() -> admin.call("DELETE", "/api/sla/units/" + CITY + "/specials/" + special, null));
        goesOn();
    }

    @RepeatedTest(TIMES)
    void aBatchAgainstAnAcceptance() {
        Placed lamp = story.aBrokenLamp();

        List<Answer> answers = whileRecomputed(lamp, Map.of("decision", "accept"));

        assertThat(status(lamp)).isEqualTo(Status.DISPATCHING);
        assertDueAsTheClocksSay(lamp, answers);
    }

    /** The clocks stand still from then on. */
    @RepeatedTest(TIMES)
    void aBatchAgainstAQuestion() {
        Placed lamp = story.aBrokenLamp();

        List<Answer> answers = whileRecomputed(lamp, Map.of("decision", "ask", "question", "哪一盏灯"));

        assertThat(status(lamp)).isEqualTo(Status.ASKED);
        HttpStory.assertTaken(story.answers(lamp, "三楼的"));
        assertDueAsTheClocksSay(lamp, answers);
    }

    @RepeatedTest(TIMES)
    void aBatchAgainstAWithdrawal() {
        Placed lamp = story.aBrokenLamp();
        Job batch = aDayOff();

        List<Answer> answers = Race.between(() -> tried(batch), () -> story.withdraws(lamp, "不用了"));

        if (answers.get(1).isRefusal()) {
            // Told to try again, the resident does.
            HttpStory.assertTaken(story.withdraws(lamp, "不用了"));
        }
        goesOn();
        assertAllIsWell(answers, lamp);
        assertThat(status(lamp)).isEqualTo(Status.WITHDRAWN);
        assertThat(jdbc.queryForObject(
                        "select count(*) from sla_clock where subject = ? and ended_at is null",
                        Long.class,
                        lamp.number()))
                .isZero();
    }

    private List<Answer> whileRecomputed(Placed lamp, Map<String, String> form) {
        Task screening = held("dispatcher", dispatcher, lamp, "screen-order");
        Job batch = aDayOff();

        List<Answer> answers = Race.between(() -> tried(batch), () -> story.submits(dispatcher, screening, form));

        if (answers.get(1).isRefusal()) {
            // Told to try again, the dispatcher does.
            HttpStory.assertTaken(story.submits(dispatcher, screening, form));
        }
        goesOn();
        assertAllIsWell(answers, lamp);
        return answers;
    }

    /** The city is closed tomorrow: every deadline beyond moves. */
    private Job aDayOff() {
        Answer closed = admin.post(
                "/api/sla/units/" + CITY + "/specials",
                Map.of(
                        "kind",
                        "CLOSED",
                        "first",
                        "2026-06-09",
                        "last",
                        "2026-06-09",
                        "withSubunits",
                        true,
                        "reason",
                        "台风"));
        assertThat(closed.status()).as(closed.toString()).isEqualTo(201);
        special = closed.json().path("id").asLong();
        for (Job batch = batch(); left() > 2; batch = batch()) {
            management.executeJob(batch.getId());
        }
        return batch();
    }

    /** Clocks that have not been looked at; the test's batches are of two, the clock of the completion is the last one. */
    private int left() {
        JsonNode latest = admin.get("/api/sla/recomputations").json().path(0);
        return latest.path("total").asInt() - latest.path("done").asInt();
    }

    /** The batch that waits, once the minute before it is over. */
    private Job batch() {
        management.createJobQuery().processDefinitionKey("recompute").timers().list().stream()
                .map(Job::getId)
                .forEach(management::executeJob);
        return management
                .createJobQuery()
                .processDefinitionKey("recompute")
                .list()
                .get(0);
    }

    private Answer tried(Job batch) {
        try {
            management.executeJob(batch.getId());
        } catch (RuntimeException slower) {
            // The engine and JPA say it in several ways, and the job executor tries again; none may be a mistake of
            // ours.
            assertThat(ExceptionUtils.getRootCause(slower)).isNotInstanceOf(IllegalStateException.class);
            return new Answer(409, "", "{\"message\": \"下次再试\"}");
        }
        return new Answer(204, "", "");
    }

    /** As the job executor does, also with a batch that was slower. */
    private void goesOn() {
        while (management.createJobQuery().processDefinitionKey("recompute").count() > 0) {
            management.executeJob(batch().getId());
        }
    }

    private void assertDueAsTheClocksSay(Placed lamp, List<Answer> answers) {
        Instant completion = jdbc.queryForObject(
                        "select due_at from sla_clock where subject = ? and step = 'COMPLETION'",
                        LocalDateTime.class,
                        lamp.number())
                .toInstant(ZoneOffset.UTC);
        Job timer = management.createJobQuery().activityId("completion-due").list().stream()
                .filter(job ->
                        job.getProcessInstanceId().equals(instanceOf(lamp).getId()))
                .findFirst()
                .orElseThrow();
        assertThat(timer.getDuedate().toInstant()).as(answers.toString()).isEqualTo(completion);
        assertThat(demands.get(lamp.number()).completionDue()).isEqualTo(completion);
        // With the day off, exactly.
        Placed fresh = story.aBrokenLamp();
        assertThat(completion)
                .as(answers.toString())
                .isEqualTo(demands.get(fresh.number()).completionDue());
    }
}
