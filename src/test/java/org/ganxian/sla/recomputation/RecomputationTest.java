package org.ganxian.sla.recomputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.BreaksTies;
import org.ganxian.IntegrationTest;
import org.ganxian.calendar.ClockKind;
import org.ganxian.calendar.OfficeRules;
import org.ganxian.calendar.OpeningHours;
import org.ganxian.calendar.SpecialHours;
import org.ganxian.calendar.WorkingClock;
import org.ganxian.calendar.hours.OfficeHoursBook;
import org.ganxian.demand.Demand;
import org.ganxian.order.Orders;
import org.ganxian.order.ProcessCoverage;
import org.ganxian.order.Story;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClock;
import org.ganxian.sla.SlaClocks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;

/** A changed calendar moves what runs, once, and takes no breach back. Batches of two show where one ends. */
@IntegrationTest
@BreaksTies("clears all clocks away before each test")
@TestMethodOrder(OrderAnnotation.class)
class RecomputationTest {

    /** Of an order placed on Monday, 8 June 2026, 09:00: 18:00 on the fifth working day after. */
    private static final Instant MONDAY = Instant.parse("2026-06-15T10:00:00Z");
    /** The same with one day more off. */
    private static final Instant TUESDAY = Instant.parse("2026-06-16T10:00:00Z");

    private static final String WEDNESDAY_OFF = "2026-06-10";

    @Autowired
    Story story;

    @Autowired
    RecomputationDesk desk;

    @Autowired
    Orders orders;

    @Autowired
    SlaClocks clocks;

    @Autowired
    WorkingClock workingClock;

    @Autowired
    OfficeHoursBook book;

    @Autowired
    Units units;

    @Autowired
    ProcessCoverage coverage;

    @BeforeEach
    void nothingRunsOnAWorkingMorning() {
        story.isAWorkingMorning();
        desk.clear();
    }

    @AfterEach
    void theCalendarIsAsBefore() throws Exception {
        desk.takesAllImportsBack();
    }

    @Test
    void anImportedDayOffMovesDueDateTimerTaskAndDemandAndItsUndoMovesThemBack() throws Exception {
        Demand lamp = story.aBrokenLamp();
        desk.assertEverythingIsDue(lamp, MONDAY);
        SlaClock contact = desk.clock(lamp, Milestone.FIRST_CONTACT);

        long list = desk.importsWithDaysOff(WEDNESDAY_OFF);
        desk.assertEverythingIsDue(lamp, MONDAY);
        desk.runs();
        desk.assertEverythingIsDue(lamp, TUESDAY);
        assertThat(desk.clock(lamp, Milestone.FIRST_CONTACT).dueAt()).isEqualTo(contact.dueAt());
        assertThat(desk.latest().cause()).isEqualTo("导入 2026 年放假安排");
        assertThat(desk.latest().requestedBy()).isEqualTo("admin");
        assertThat(desk.report()).singleElement().satisfies(line -> {
            assertThat(line.subject()).isEqualTo(lamp.number());
            assertThat(line.step()).isEqualTo(Milestone.COMPLETION);
            assertThat(line.oldDue()).isEqualTo(MONDAY);
            assertThat(line.newDue()).isEqualTo(TUESDAY);
            assertThat(line.isFlagged()).isFalse();
        });

        desk.undoes(list);
        desk.runs();
        desk.assertEverythingIsDue(lamp, MONDAY);
        assertThat(desk.latest().cause()).isEqualTo("撤销导入 2026 年放假安排");
        assertThat(desk.report())
                .extracting(RecomputationMove::oldDue, RecomputationMove::newDue)
                .containsExactly(tuple(TUESDAY, MONDAY));
    }

    @Test
    void whatRunsByTheWallClockKnowsNoDaysOff() throws Exception {
        Demand fire = story.placed(Story.SOCIAL_SERVICE, "隔壁厨房着火了，人还在里面！", Story.RONGYIN);
        List<Instant> before =
                clocks.of(fire.number()).stream().map(SlaClock::dueAt).toList();
        assertThat(before).isNotEmpty();
        desk.importsWithDaysOff("2026-06-08", WEDNESDAY_OFF);
        desk.runs();
        assertThat(clocks.of(fire.number()).stream().map(SlaClock::dueAt).toList())
                .isEqualTo(before);
        assertThat(desk.report()).isEmpty();
        assertThat(desk.latest().total()).isZero();
    }

    @Test
    void whatEndsBeforeTheChangedDaysOrBelongsToAnotherUnitIsNotEvenLookedAt() {
        Demand lamp = story.aBrokenLamp();
        LocalDate wednesday = LocalDate.parse(WEDNESDAY_OFF);
        var closed =
                new OfficeRules.Special(OfficeRules.Kind.CLOSED, wednesday, wednesday, OpeningHours.WHOLE_DAY, "停电");

        book.add(units.get("350602001"), true, closed, Actor.SYSTEM);
        desk.runs();
        assertThat(desk.latest().total()).isZero();

        SpecialHours own = book.add(units.get("350602004"), true, closed, Actor.SYSTEM);
        desk.runs();
        assertThat(desk.latest().cause()).contains("停办：停电");
        assertThat(desk.latest().done()).isEqualTo(1);
        desk.assertEverythingIsDue(lamp, TUESDAY);

        book.remove(units.get("350602004"), own.id(), Actor.SYSTEM);
        desk.runs();
        desk.assertEverythingIsDue(lamp, MONDAY);
    }

    @Test
    void interruptedItGoesOnWhereItStoppedAndDoesNothingTwice() throws Exception {
        List<Demand> lamps = List.of(
                story.aBrokenLamp(),
                story.aBrokenLamp(),
                story.aBrokenLamp(),
                story.aBrokenLamp(),
                story.aBrokenLamp());
        desk.importsWithDaysOff(WEDNESDAY_OFF);
        assertThat(desk.latest().total()).isEqualTo(5);
        desk.runsOneBatch();
        assertThat(desk.latest().done()).isEqualTo(2);
        assertThat(desk.latest().isRunning()).isTrue();
        desk.assertEverythingIsDue(lamps.get(1), TUESDAY);
        desk.assertEverythingIsDue(lamps.get(2), MONDAY);

        // Something comes in between at the fourth: the batch fails as a whole, the third included.
        desk.interruptAt(lamps.get(3));
        Job failing = desk.job();
        assertThatThrownBy(desk::runsOneBatch).hasStackTraceContaining("interrupted");
        assertThat(desk.job().getRetries()).isLessThan(Math.max(failing.getRetries(), 6));
        assertThat(desk.latest().done()).isEqualTo(2);
        desk.assertEverythingIsDue(lamps.get(2), MONDAY);
        long versionOfTheFirst = desk.version(lamps.get(0), Milestone.COMPLETION);

        desk.interruptAt(null);
        desk.runs();
        lamps.forEach(lamp -> desk.assertEverythingIsDue(lamp, TUESDAY));
        assertThat(desk.version(lamps.get(0), Milestone.COMPLETION)).isEqualTo(versionOfTheFirst);
        assertThat(desk.latest().state()).isEqualTo(Recomputation.State.DONE);
        assertThat(List.of(
                        desk.latest().done(),
                        desk.latest().total(),
                        desk.latest().moved()))
                .containsOnly(5);
        assertThat(desk.report())
                .extracting(RecomputationMove::subject)
                .containsExactlyElementsOf(lamps.stream().map(Demand::number).toList());
    }

    /** Its process is gone, or it cannot be computed: it is set aside and named, and all others go on. */
    @Test
    void aClockThatFailsStopsNoOther() throws Exception {
        List<Demand> lamps = List.of(
                story.aBrokenLamp(),
                story.aBrokenLamp(),
                story.aBrokenLamp(),
                story.aBrokenLamp(),
                story.aBrokenLamp());
        desk.endsBehindTheClocks(lamps.get(1));
        desk.sql(
                "update sla_clock set unit_code = 'NOWHERE' where subject = ?",
                lamps.get(4).number());

        desk.importsWithDaysOff(WEDNESDAY_OFF);
        desk.runs();

        for (int sound : new int[] {0, 2, 3}) {
            desk.assertEverythingIsDue(lamps.get(sound), TUESDAY);
        }
        assertThat(desk.latest().state()).isEqualTo(Recomputation.State.DONE);
        assertThat(List.of(
                        desk.latest().done(),
                        desk.latest().moved(),
                        desk.latest().setAside()))
                .containsExactly(5, 3, 2);
        assertThat(desk.report())
                .filteredOn(RecomputationMove::setAside)
                .allSatisfy(line -> {
                    assertThat(line.isFlagged()).isTrue();
                    assertThat(line.newDue()).isEqualTo(line.oldDue());
                })
                .extracting(RecomputationMove::subject, RecomputationMove::note)
                .containsExactly(
                        tuple(lamps.get(1).number(), "未能重算，期限不变：流程已经不在，请系统管理员对账"),
                        tuple(lamps.get(4).number(), "未能重算，期限不变：计算出错，请系统管理员查看日志"));
        assertThat(desk.page("/desk/recomputations")).contains("未能重算 2 项");
    }

    @Test
    void aPastDayThatBecomesADayOffTakesNoBreachBackButHasItReviewed() throws Exception {
        Demand lamp = story.aBrokenLamp();
        Instant tuesdayEvening = desk.clock(lamp, Milestone.FIRST_CONTACT).dueAt();
        story.passes(Duration.ofHours(33).plusMinutes(1));
        Instant breached =
                desk.clock(lamp, Milestone.FIRST_CONTACT).breachedAt().orElseThrow();

        long list = desk.importsWithDaysOff("2026-06-09");
        desk.runs();
        SlaClock contact = desk.clock(lamp, Milestone.FIRST_CONTACT);
        assertThat(contact.breachedAt()).contains(breached);
        assertThat(contact.dueAt()).isEqualTo(tuesdayEvening);
        assertThat(contact.review().orElseThrow())
                .isEqualTo("导入 2026 年放假安排：按此应在 2026年6月10日 18:00 到期，当时不算超时。超时记录保留，请复核");
        assertThat(desk.latest().flagged()).isPositive();
        assertThat(desk.report())
                .filteredOn(RecomputationMove::isFlagged)
                .filteredOn(l -> l.step() == Milestone.FIRST_CONTACT)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.oldDue()).isEqualTo(tuesdayEvening);
                    assertThat(line.newDue()).isEqualTo(Instant.parse("2026-06-10T10:00:00Z"));
                    assertThat(line.note()).isEqualTo(contact.review().orElseThrow());
                });
        desk.assertEverythingIsDue(lamp, TUESDAY);

        desk.undoes(list);
        desk.runs();
        assertThat(desk.clock(lamp, Milestone.FIRST_CONTACT).breachedAt()).contains(breached);
        assertThat(desk.clock(lamp, Milestone.FIRST_CONTACT).review()).isEmpty();
        assertThat(desk.report())
                .filteredOn(l -> l.step() == Milestone.FIRST_CONTACT)
                .extracting(RecomputationMove::note)
                .containsExactly("撤销导入 2026 年放假安排：按此超时成立，不再需要复核");
    }

    @Test
    void aDeadlineThatHasPassedBeforeItsTimerFiredIsABreachAllTheSame() throws Exception {
        Demand lamp = story.aBrokenLamp();
        desk.moveClock(Duration.ofHours(33).plusMinutes(1));
        assertThat(desk.clock(lamp, Milestone.FIRST_CONTACT).breachedAt()).isEmpty();
        desk.importsWithDaysOff("2026-06-09");
        desk.runs();
        assertThat(desk.clock(lamp, Milestone.FIRST_CONTACT).breachedAt()).contains(story.now());
        assertThat(desk.clock(lamp, Milestone.FIRST_CONTACT).review()).isPresent();
    }

    @Test
    void aBreachOfACaseThatIsOverIsReviewedToo() throws Exception {
        Demand lamp = story.aBrokenLamp();
        story.passes(Duration.ofHours(33).plusMinutes(1));
        orders.withdraw(lamp.number(), lamp.queryCode(), "不用了");
        Long late = desk.clock(lamp, Milestone.FIRST_CONTACT).lateMinutes().orElseThrow();

        desk.importsWithDaysOff("2026-06-09");
        desk.runs();
        SlaClock contact = desk.clock(lamp, Milestone.FIRST_CONTACT);
        assertThat(contact.review()).isPresent();
        assertThat(contact.breachedAt()).isPresent();
        assertThat(contact.lateMinutes()).contains(late);
    }

    @Test
    void aPausedClockStaysPausedAndGoesOnWithTheNewCalendar() throws Exception {
        Demand lamp = story.aBrokenLamp();
        story.completes("dispatcher", lamp, "screen-order", Map.of("decision", "ask", "question", "是哪一层的灯？"));
        Instant paused = story.now();
        Instant parked = desk.timer(lamp, Milestone.COMPLETION);
        assertThat(parked).isAfter(MONDAY);

        desk.importsWithDaysOff(WEDNESDAY_OFF);
        desk.runs();
        SlaClock waiting = desk.clock(lamp, Milestone.COMPLETION);
        assertThat(waiting.dueAt()).isEqualTo(TUESDAY);
        assertThat(waiting.pausedAt()).contains(paused);
        assertThat(desk.timer(lamp, Milestone.COMPLETION)).isEqualTo(parked);
        assertThat(desk.report())
                .filteredOn(l -> l.step() == Milestone.COMPLETION)
                .extracting(RecomputationMove::note)
                .containsExactly("计时暂停中，恢复后在此基础上顺延");

        story.passes(Duration.ofHours(50));
        orders.answer(lamp.number(), lamp.queryCode(), "三楼到四楼之间");
        Instant exact = workingClock.shifted(TUESDAY, paused, story.now(), ClockKind.WORKING, lamp.servingUnit());
        assertThat(desk.clock(lamp, Milestone.COMPLETION).pausedAt()).isEmpty();
        desk.assertEverythingIsDue(lamp, exact);
    }

    @Test
    void everyStepOfTheProcessWasWalkedAndNothingIsLeftOfIt() throws Exception {
        story.aBrokenLamp();
        story.aBrokenLamp();
        story.aBrokenLamp();
        desk.importsWithDaysOff(WEDNESDAY_OFF);
        desk.runs();
        assertThat(desk.instances()).isZero();
        coverage.assertComplete(desk.repository, Recomputations.PROCESS);
    }

    @Test
    @Order(1)
    void aProcessForNothingIsRefused() throws Exception {
        desk.importsWithDaysOff(WEDNESDAY_OFF);
        desk.runs();
        for (String key :
                new String[] {null, "", "1; drop", "999999", desk.latest().id().toString()}) {
            assertThatThrownBy(() -> desk.runtime.startProcessInstanceByKey(Recomputations.PROCESS, key))
                    .as("business key %s", key)
                    .hasStackTraceContaining("这次重算");
        }
        assertThat(desk.instances()).isZero();
        desk.asManager("/api/sla/recomputations/" + desk.latest().id()).andExpect(status().isOk());
    }
}
