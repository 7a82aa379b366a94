package org.ganxian.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.IntegrationTest;
import org.ganxian.calendar.ClockKind;
import org.ganxian.demand.Demand;
import org.ganxian.order.Orders;
import org.ganxian.order.Story;
import org.ganxian.platform.PeopleTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Clocks start, stop and pause on what really happened. Orders here are placed on Monday, 8 June 2026, at 09:00; the
 * summer's hours are 08:00 to 12:00 and 15:00 to 18:00. They are to be dispatched within four working hours, by 16:00.
 */
@IntegrationTest
class SlaClocksTest {

    @Autowired
    Story story;

    @Autowired
    Orders orders;

    @Autowired
    SlaClocks clocks;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    RepositoryService repository;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void itIsAWorkingMorning() {
        story.isAWorkingMorning();
    }

    @AfterEach
    void clockRunsOn() {
        ClockUtil.reset();
    }

    /** Local time of the city. */
    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(PeopleTime.ZONE).toInstant();
    }

    /** No timer fires. */
    private static void itIs(Instant when) {
        ClockUtil.setCurrentTime(Date.from(when));
    }

    private void asks(Demand demand) {
        story.completes("dispatcher", demand, "screen-order", Map.of("decision", "ask", "question", "是哪一层的灯？"));
    }

    private SlaClock latest(Demand demand, Milestone step) {
        return clocks.latest(demand.number(), step).orElseThrow();
    }

    @ParameterizedTest(name = "{0} to {1}: due {2}")
    @CsvSource({
        // Outside office hours nothing passes.
        "2026-06-08T12:00,2026-06-08T15:00,2026-06-08T16:00",
        "2026-06-08T12:30,2026-06-08T14:30,2026-06-08T16:00",
        "2026-06-08T10:00,2026-06-08T11:00,2026-06-08T17:00",
        "2026-06-08T11:30,2026-06-08T15:30,2026-06-08T17:00",
        "2026-06-08T10:00,2026-06-09T10:00,2026-06-09T16:00",
        // Over a week: half an hour was left when the pause began.
        "2026-06-08T15:30,2026-06-13T10:00,2026-06-15T08:30",
        // What was late before the pause is not made better by it.
        "2026-06-08T17:00,2026-06-09T10:00,2026-06-08T16:00"
    })
    void aPauseMovesTheDeadlineByExactlyTheWorkingTimeThatPasses(String from, String to, String due) {
        Demand lamp = story.aBrokenLamp();
        itIs(at(from));
        asks(lamp);
        itIs(at(to));
        orders.answer(lamp.number(), lamp.queryCode(), "三楼");
        assertThat(latest(lamp, Milestone.DISPATCH).dueAt()).isEqualTo(at(due));
    }

    @Test
    void twoPausesAddUp() {
        Demand lamp = story.aBrokenLamp();
        for (String hour : List.of("09", "11")) {
            itIs(at("2026-06-08T" + hour + ":00"));
            asks(lamp);
            itIs(at("2026-06-08T" + hour + ":30"));
            orders.answer(lamp.number(), lamp.queryCode(), "三楼");
        }
        assertThat(latest(lamp, Milestone.DISPATCH).dueAt()).isEqualTo(at("2026-06-08T17:00"));
    }

    @Test
    void aPauseBeforeTheFirstResponseStopsThatClockToo() {
        Demand lamp = story.aBrokenLamp();
        assertThat(latest(lamp, Milestone.FIRST_CONTACT).dueAt()).isEqualTo(at("2026-06-09T18:00"));
        asks(lamp);
        story.passes(Duration.ofDays(2));
        assertThat(latest(lamp, Milestone.FIRST_CONTACT).breachedAt()).isEmpty();
        orders.answer(lamp.number(), lamp.queryCode(), "三楼");
        assertThat(latest(lamp, Milestone.FIRST_CONTACT).dueAt()).isEqualTo(at("2026-06-11T18:00"));
        assertThat(latest(lamp, Milestone.COMPLETION).dueAt()).isEqualTo(at("2026-06-17T18:00"));
    }

    @Test
    void aContactInTheSameTransactionAsThePauseIsTheFirstResponse() {
        Demand lamp = story.aBrokenLamp();
        Instant now = at("2026-06-08T10:00");
        itIs(now);
        transaction.executeWithoutResult(t -> {
            clocks.stop(lamp.number(), Milestone.FIRST_CONTACT, now);
            clocks.pause(lamp.number(), now, now.plus(Duration.ofDays(5)));
        });
        SlaClock response = latest(lamp, Milestone.FIRST_CONTACT);
        assertThat(response.endedAt()).contains(now);
        assertThat(response.lateMinutes()).contains(0L);
        assertThat(latest(lamp, Milestone.COMPLETION).pausedAt()).contains(now);

        Demand other = story.aBrokenLamp();
        transaction.executeWithoutResult(t -> {
            clocks.pause(other.number(), now, now.plus(Duration.ofDays(5)));
            clocks.stop(other.number(), Milestone.FIRST_CONTACT, now);
        });
        assertThat(latest(other, Milestone.FIRST_CONTACT).lateMinutes()).contains(0L);
    }

    @Test
    void theFirstResponseIsAContactNotAChangeOfState() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        assertThat(latest(lamp, Milestone.FIRST_CONTACT).endedAt()).isEmpty();
        itIs(at("2026-06-08T11:07"));
        story.contacts("member1", lamp);
        assertThat(latest(lamp, Milestone.FIRST_CONTACT).endedAt()).contains(at("2026-06-08T11:07"));
        assertThat(latest(lamp, Milestone.COMPLETION).endedAt()).isEmpty();
    }

    @Test
    void minutesLateAreWorkingMinutesForAWorkingLimit() {
        Demand lamp = story.aBrokenLamp();
        // Due on Tuesday at 18:00; the call comes on Wednesday at 08:25.
        story.accepts(lamp);
        story.offersToAll(lamp);
        itIs(at("2026-06-10T08:25"));
        story.contacts("member1", lamp);
        SlaClock response = latest(lamp, Milestone.FIRST_CONTACT);
        assertThat(response.lateMinutes()).contains(25L);
        assertThat(response.breachedAt()).contains(at("2026-06-10T08:25"));
    }

    @Test
    void aShorterLimitForCompletionDoesNotHideALateFirstResponse() {
        story.withPolicy("(?s)(一般：5 个工作日办结.*?-limit\">\\s*<text>)\"P5D\"", "$1\"PT2H\"", () -> {
            Demand lamp = story.aBrokenLamp();
            assertThat(latest(lamp, Milestone.COMPLETION).dueAt()).isEqualTo(at("2026-06-08T11:00"));
            story.passes(Duration.ofHours(3));
            assertThat(latest(lamp, Milestone.COMPLETION).breachedAt()).isPresent();
            assertThat(latest(lamp, Milestone.FIRST_CONTACT).breachedAt()).isEmpty();
            story.passes(Duration.ofHours(31));
            assertThat(latest(lamp, Milestone.FIRST_CONTACT).breachedAt()).isPresent();
        });
    }

    @Test
    void whatBreachedStaysBreachedWithByHowMuchHoweverItEnds() {
        Demand lamp = story.aBrokenLamp();
        // Wednesday, 09:00: dispatch was due on Monday at 16:00, the first response on Tuesday at 18:00.
        story.passes(Duration.ofDays(2));
        orders.withdraw(lamp.number(), lamp.queryCode(), null);
        assertThat(latest(lamp, Milestone.DISPATCH).lateMinutes()).contains((2 + 7 + 1) * 60L);
        assertThat(latest(lamp, Milestone.FIRST_CONTACT).lateMinutes()).contains(60L);
        assertThat(latest(lamp, Milestone.COMPLETION).lateMinutes()).contains(0L);
        assertThat(latest(lamp, Milestone.COMPLETION).breachedAt()).isEmpty();
    }

    @Test
    void reassigningResetsNothing() {
        Demand lamp = story.aBrokenLamp();
        Instant response = latest(lamp, Milestone.FIRST_CONTACT).dueAt();
        Instant completion = latest(lamp, Milestone.COMPLETION).dueAt();
        story.accepts(lamp);
        story.offersToAll(lamp);
        story.completes("member1", lamp, "claim-order", Map.of("decision", "release", "reason", "临时出差"));
        story.passes(Duration.ofHours(2));
        story.offersToAll(lamp);
        assertThat(latest(lamp, Milestone.FIRST_CONTACT).dueAt()).isEqualTo(response);
        assertThat(latest(lamp, Milestone.COMPLETION).dueAt()).isEqualTo(completion);
        assertThat(clocks.of(lamp.number()).stream()
                        .filter(c -> c.step() == Milestone.COMPLETION)
                        .count())
                .isEqualTo(1);
    }

    @Test
    void anUrgentLimitRunsThroughTheNight() {
        itIs(at("2026-06-08T23:00"));
        Demand demand = story.aBrokenLamp();
        clocks.prioritise(demand.number(), Priority.P2);
        SlaClock response = latest(demand, Milestone.FIRST_CONTACT);
        assertThat(response.kind()).isEqualTo(ClockKind.WALL);
        assertThat(response.dueAt()).isEqualTo(at("2026-06-09T01:00"));
        assertThat(response.warnAt()).isEqualTo(at("2026-06-09T00:30"));
    }

    /** MySQL rounds the date of a timer to the second, and another node's clock may be ahead. */
    @Test
    void aWarningWhoseTimerFiresEarlyIsGivenAllTheSame() {
        Demand lamp = story.aBrokenLamp();
        Instant due = latest(lamp, Milestone.DISPATCH).warnAt();
        itIs(due.minusMillis(500));
        management.executeJob(timer(lamp, "dispatch-warning").getId());
        assertThat(latest(lamp, Milestone.DISPATCH).warnedAt()).isPresent();
        assertThat(timeline(lamp)).filteredOn("WARNED"::equals).hasSize(1);
    }

    private List<String> timeline(Demand demand) {
        return jdbc.queryForList(
                "select step from timeline_entry t join demand d on d.id = t.demand_id where d.number = ?",
                String.class,
                demand.number());
    }

    private Job timer(Demand demand, String activity) {
        return management
                .createJobQuery()
                .processInstanceId(latest(demand, Milestone.DISPATCH).processInstance())
                .activityId(activity)
                .singleResult();
    }

    @Test
    void whatADeadNodeLeftLockedKeepsNobodyFromTheirWork() {
        Demand lamp = story.aBrokenLamp();
        itIs(at("2026-06-08T15:30"));
        String due = timer(lamp, "dispatch-warning").getId();
        lock(due, at("2026-06-08T15:31"));
        assertThatThrownBy(() -> stop(lamp)).hasMessageContaining("系统正在处理");
        lock(due, at("2026-06-08T15:29"));
        assertThat(stop(lamp)).isZero();
        jdbc.update("update ACT_RU_JOB set LOCK_OWNER_ = null, LOCK_EXP_TIME_ = null where ID_ = ?", due);
    }

    /** It does not look at its date any more: moved, it would be late by a limit that is still to come. */
    @Test
    void aTimerThatAThreadHasTakenIsNotMoved() {
        Demand lamp = story.aBrokenLamp();
        itIs(at("2026-06-08T15:30"));
        lock(timer(lamp, "dispatch-warning").getId(), at("2026-06-08T15:31"));
        SlaClock clock = latest(lamp, Milestone.DISPATCH);
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        s -> clocks.extend(lamp.number(), Milestone.DISPATCH, clock.limit(), at("2026-06-08T10:00"))))
                .hasMessageContaining("系统正在处理");
        jdbc.update(
                "update ACT_RU_JOB set LOCK_OWNER_ = null, LOCK_EXP_TIME_ = null where ID_ = ?",
                timer(lamp, "dispatch-warning").getId());
    }

    @Test
    void whatStandsStillIsExtendedAfterItsFrozenDateToo() {
        Demand lamp = story.aBrokenLamp();
        SlaClock clock = latest(lamp, Milestone.COMPLETION);
        Instant late = clock.dueAt().plus(Duration.ofHours(1));
        transaction.executeWithoutResult(s -> {
            assertThatThrownBy(() -> clocks.mayExtend(lamp.number(), Milestone.COMPLETION, clock.limit(), late))
                    .hasMessageContaining("已经到期");
            clocks.pause(lamp.number(), at("2026-06-08T15:30"), late.plus(Duration.ofDays(9)));
            clocks.mayExtend(lamp.number(), Milestone.COMPLETION, clock.limit(), late);
            s.setRollbackOnly();
        });
    }

    /** @return how many warnings of it are left; then all is as before */
    private Long stop(Demand lamp) {
        return transaction.execute(s -> {
            clocks.stop(lamp.number(), Milestone.DISPATCH, at("2026-06-08T15:30"));
            s.setRollbackOnly();
            return management
                    .createJobQuery()
                    .processInstanceId(latest(lamp, Milestone.DISPATCH).processInstance())
                    .activityId("dispatch-warning")
                    .count();
        });
    }

    private void lock(String job, Instant until) {
        jdbc.update(
                "update ACT_RU_JOB set LOCK_OWNER_ = 'dead', LOCK_EXP_TIME_ = ? where ID_ = ?",
                java.sql.Timestamp.from(until),
                job);
    }

    @ParameterizedTest
    @CsvSource({
        // Placed, three quarters of four working hours later.
        "2026-06-08T09:00,2026-06-08T15:00",
        "2026-06-08T09:01,2026-06-08T15:01",
        "2026-06-08T16:00,2026-06-09T09:00",
        "2026-06-08T17:59,2026-06-09T10:59",
        "2026-06-12T15:00,2026-06-15T08:00",
        "2026-06-13T10:00,2026-06-15T11:00"
    })
    void remindersOfWorkingLimitsFallIntoOfficeHours(String placed, String reminded) {
        itIs(at(placed));
        assertThat(latest(story.aBrokenLamp(), Milestone.DISPATCH).warnAt()).isEqualTo(at(reminded));
    }
}
