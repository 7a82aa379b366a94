package org.ganxian.organization.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.IntegrationTest;
import org.ganxian.Race;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.engine.EngineClock;
import org.ganxian.order.Story;
import org.ganxian.organization.Duty;
import org.ganxian.organization.PlaceNames;
import org.ganxian.organization.Unit;
import org.ganxian.organization.UnitBook.NewUnit;
import org.ganxian.platform.Actor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.RetriedTransaction;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Units are changed on their pages, and open cases go on without a gap; all ties are looked at after this class. */
@IntegrationTest
class UnitChangeTest extends ChangedUnits {

    private static final String RONGYIN = Story.RONGYIN;
    private static final String RONGYIN_BRANCH = "350602004001B1";
    private static final String LIYUAN = "350602004002";
    private static final String LIYUAN_BRANCH = "350602004002B1";

    @Autowired
    RetriedTransaction retried;

    @Test
    void aMergedCommunitysOpenCasesGoOnInItsSuccessorAndItsHistoryStays() throws Exception {
        Demand open = story.aBrokenLamp();
        Demand accepted = story.aBrokenLamp();
        story.completes("dispatcher", accepted, "screen-order", Map.of("decision", "accept"));
        Demand over = story.aBrokenLamp();
        story.completes(
                "dispatcher",
                over,
                "screen-order",
                Map.of("decision", "reject", "reason", "属物业维修范围", "where", "小区物业服务中心"));
        assertThat(now(over).status()).isEqualTo(Status.REJECTED);

        desk.as("admin", get(change(RONGYIN)).param("kind", "MERGE").param("to", LIYUAN))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(open.number())))
                .andExpect(content().string(containsString("林建国：榕荫社区党支部派单员")));
        desk.as("admin", post(change(RONGYIN)).param("kind", "MERGE")).andExpect(status().isConflict());
        desk.as("admin", post(change(RONGYIN)).param("kind", "MERGE").param("to", LIYUAN))
                .andExpect(status().is3xxRedirection());
        carriedOver();

        for (Demand demand : List.of(open, accepted)) {
            assertThat(now(demand).placeCode()).isEqualTo(LIYUAN);
            assertThat(now(demand).servingUnit()).isEqualTo(LIYUAN_BRANCH);
            assertThat(groupsOf(demand)).isNotEmpty().allMatch(group -> group.startsWith(LIYUAN_BRANCH));
            assertThat(demands.timeline(now(demand)))
                    .filteredOn(line -> line.step() == Step.UNIT_CARRIED)
                    .extracting(TimelineEntry::text)
                    .containsExactly("“榕荫社区”撤并，由“荔园社区”接续");
            assertThat(jdbc.queryForObject(
                            "select area_code from insight_case where number = ?", String.class, demand.number()))
                    .isEqualTo(LIYUAN);
            assertThat(jdbc.queryForList(
                            "select area_code from insight_wait where number = ? and left_at is null",
                            String.class,
                            demand.number()))
                    .containsExactly(LIYUAN);
        }
        assertThat(now(over).placeCode()).isEqualTo(RONGYIN);
        assertThat(demands.timeline(now(over))).noneMatch(line -> line.step() == Step.UNIT_CARRIED);
        // Whoever had it goes on with it, and so do those of the successor.
        assertThat(people.has("dispatcher", Duty.DISPATCHER, LIYUAN_BRANCH)).isTrue();
        story.completes("dispatcher2", open, "screen-order", Map.of("decision", "accept"));
        desk.as("admin", get("/desk/units/" + RONGYIN)).andExpect(content().string(containsString("已移交 2 件，共 2 件")));

        whatIsClosedIsOfferedNowhereAndLeadsToItsSuccessor();
    }

    private void whatIsClosedIsOfferedNowhereAndLeadsToItsSuccessor() throws Exception {
        assertThat(units.open()).extracting(Unit::code).doesNotContain(RONGYIN, RONGYIN_BRANCH);
        assertThat(units.all()).extracting(Unit::code).contains(RONGYIN, RONGYIN_BRANCH);
        assertThat(units.branchServing(RONGYIN)).map(Unit::code).contains(LIYUAN_BRANCH);
        assertThat(PlaceNames.of(units.all()).find("巷口街道榕荫社区")).contains(LIYUAN);
        mvc.perform(get("/api/units")).andExpect(content().string(org.hamcrest.Matchers.not(containsString("榕荫"))));
        // A record of another system that still names it.
        Demand later = story.aBrokenLamp();
        assertThat(now(later).servingUnit()).isEqualTo(LIYUAN_BRANCH);
        desk.as("admin", post(change(RONGYIN)).param("kind", "MERGE").param("to", LIYUAN))
                .andExpect(status().isConflict());
    }

    @Test
    void aMovedBranchKeepsItsCasesAndItsSuperiorsChange() throws Exception {
        Demand open = story.placed(Story.SOCIAL_SERVICE, "请帮独居老人换一下灯泡，楼道太暗了。", YUANSHANLI);
        desk.as("admin", post(change(YUANSHANLI)).param("kind", "MOVE").param("to", "350602001"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("只能在本区县内调整")));
        desk.as("admin", post(change(YUANSHANLI)).param("kind", "MOVE").param("to", "350603002"))
                .andExpect(status().is3xxRedirection());
        carriedOver();
        assertThat(units.path(YUANSHANLI)).isEqualTo("漳州市 / 龙文区 / 碧湖街道 / 圆山里社区");
        assertThat(units.all())
                .extracting(Unit::code)
                .as("parents before children, whatever their codes")
                .containsSubsequence("350603002", YUANSHANLI, YUANSHANLI + "B1");
        assertThat(now(open).servingUnit()).isEqualTo(YUANSHANLI + "B1");
        assertThat(demands.timeline(now(open))).extracting(TimelineEntry::text).contains("“圆山里社区”由“步文街道”改为“碧湖街道”管辖");
    }

    @Test
    void ofASplitCommunityGoWhatIsChosenByAddressOrByHand() throws Exception {
        Demand stays = story.placed(Story.SOCIAL_SERVICE, "请帮独居老人搬一下家具，子女不在身边。", LIYUAN);
        Demand goes = story.placed(Story.SOCIAL_SERVICE, "请帮独居老人读一下药品说明书。", LIYUAN);
        desk.as(
                        "admin",
                        post("/desk/units")
                                .param("parent", "350602004")
                                .param("kind", "COMMUNITY")
                                .param("name", "芙蓉社区"))
                .andExpect(status().isBadRequest());
        desk.as(
                        "admin",
                        post("/desk/units")
                                .param("parent", "350602004")
                                .param("kind", "COMMUNITY")
                                .param("code", "350602004009")
                                .param("name", "芙蓉社区"))
                .andExpect(status().is3xxRedirection());
        desk.as(
                        "admin",
                        post(change(LIYUAN))
                                .param("kind", "SPLIT")
                                .param("to", "350602004009")
                                .param("numbers", goes.number()))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("还没有党支部")));
        book.add(new NewUnit(null, Unit.Kind.BRANCH, "350602004009", "芙蓉社区党支部", null), Actor.SYSTEM);
        people.addDuty("dispatcher3", "350602004009B1", Duty.DISPATCHER);
        desk.as(
                        "admin",
                        get(change(LIYUAN))
                                .param("kind", "SPLIT")
                                .param("to", "350602004009")
                                .param("words", "3 号楼"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("地址里有这些字的")));
        desk.as(
                        "admin",
                        post(change(LIYUAN))
                                .param("kind", "SPLIT")
                                .param("to", "350602004009")
                                .param("numbers", goes.number()))
                .andExpect(status().is3xxRedirection());
        carriedOver();
        assertThat(now(goes).servingUnit()).isEqualTo("350602004009B1");
        assertThat(groupsOf(goes)).containsExactly("350602004009B1-dispatcher");
        assertThat(now(stays).servingUnit()).isEqualTo(LIYUAN_BRANCH);
    }

    /** From a day on: until its first second everything is as it was. */
    @Test
    void theUnitClosesAtTheFirstSecondOfItsDayAndItsCasesGoOverThen() throws Exception {
        String closing = "350602004011";
        book.add(new NewUnit(closing, Unit.Kind.COMMUNITY, "350602004", "东铺头社区", null), Actor.SYSTEM);
        book.add(new NewUnit(null, Unit.Kind.BRANCH, closing, "东铺头社区党支部", null), Actor.SYSTEM);
        people.addDuty("dispatcher3", closing + "B1", Duty.DISPATCHER);
        Demand open = story.placed(Story.SOCIAL_SERVICE, "请帮独居老人换一下水龙头，一直滴水。", closing);
        LocalDate day = Unit.today().plusDays(3);
        desk.as(
                        "admin",
                        post(change(closing))
                                .param("kind", "MERGE")
                                .param("to", LIYUAN)
                                .param("from", day.toString()))
                .andExpect(status().is3xxRedirection());
        Instant begins = day.atStartOfDay(PeopleTime.ZONE).toInstant();
        try {
            EngineClock.stopAt(begins.minusSeconds(1));
            assertThat(dueNow()).isEmpty();
            assertThat(units.get(closing).isOpen()).isTrue();
            assertThat(now(open).servingUnit()).isEqualTo(closing + "B1");
            Demand last = story.placed(Story.SOCIAL_SERVICE, "请帮独居老人修一下阳台的窗户。", closing);

            EngineClock.stopAt(begins);
            assertThat(units.get(closing).isOpen()).isFalse();
            assertThat(dueNow()).hasSize(1);
            carriedOver();
            for (Demand demand : List.of(open, last)) {
                assertThat(now(demand).placeCode()).isEqualTo(LIYUAN);
                assertThat(now(demand).servingUnit()).isEqualTo(LIYUAN_BRANCH);
                assertThat(groupsOf(demand)).containsExactly(LIYUAN_BRANCH + "-dispatcher");
            }
            assertThat(people.has("dispatcher3", Duty.DISPATCHER, LIYUAN_BRANCH))
                    .isTrue();
        } finally {
            EngineClock.reset();
        }
    }

    private List<Job> dueNow() {
        return management
                .createJobQuery()
                .processDefinitionKey("unit-change")
                .duedateLowerThan(Date.from(EngineClock.now().plusMillis(1)))
                .list();
    }

    /** Whoever works on it in the same moment is done or told to try again; the case has its task where it is now. */
    @RepeatedTest(5)
    void aCaseThatIsWorkedOnWhileItGoesOverLosesNothing() {
        Demand lamp = story.placed(Story.SOCIAL_SERVICE, "请帮独居老人换一下门锁，钥匙断在里面了。", YUANSHANLI);
        UnitWork.Move move =
                new UnitWork.Move(Map.of(YUANSHANLI, LIYUAN, YUANSHANLI + "B1", LIYUAN_BRANCH), Set.of(), "试一次移交");

        List<Boolean> done = Race.between(
                () -> retried.run(() -> {
                    work.carry(lamp.number(), move);
                    return true;
                }),
                () -> isDone(() -> story.completes("dispatcher3", lamp, "screen-order", Map.of("decision", "accept"))));

        assertThat(now(lamp).servingUnit()).isEqualTo(LIYUAN_BRANCH);
        assertThat(now(lamp).status()).isEqualTo(done.get(1) ? Status.DISPATCHING : Status.SCREENING);
        assertThat(groupsOf(lamp)).containsExactly(LIYUAN_BRANCH + "-dispatcher");
    }

    private static boolean isDone(Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException lost) {
            // Outran: the task was not theirs any more, or the race was lost in the database.
            assertThat(RetriedTransaction.isLostRace(lost)
                            || Refusal.behind(lost).isPresent())
                    .as(lost.toString())
                    .isTrue();
            return false;
        }
    }
}
