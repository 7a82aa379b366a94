package org.ganxian.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.ganxian.Spellings;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.platform.Refusal;
import org.ganxian.similar.SimilarDemands;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;

/** What a unit may not merge alone, and residents who do not agree to a merge. */
@TestMethodOrder(OrderAnnotation.class)
class MergeReviewTest extends LateOrders {

    /** What of the process {@code order} is walked here; see {@link OrderFlowTest}. */
    static final Set<String> OF_ORDERS = Set.of(
            "merge-proposed", "review-merge", "merge-reviewed", "merge-review-result", "merge-agreed", "merge-refused");

    /** 纪检监察 / 干部作风 / 官僚主义. */
    private static final String BUREAUCRACY = "050201";

    @Autowired
    People people;

    @Autowired
    SimilarDemands similar;

    @Test
    void aComplaintAboutStaffIsMergedOnlyWhenAnotherUnitAgrees() {
        Demand lamp = story.aBrokenLamp();
        Demand complaint = story.placed(BUREAUCRACY, "报修三次没有人理，请管一管。", Story.RONGYIN);

        merges(complaint, lamp);

        assertThat(story.statusOf(complaint)).isEqualTo(Status.SCREENING);
        assertThat(story.openTasks(complaint)).containsExactly("review-merge");
        people.addDuty("dispatcher", STREET, Duty.SUPERVISOR);
        assertThatThrownBy(() -> story.completes("dispatcher", complaint, "review-merge", Map.of("decision", "agree")))
                .hasRootCauseInstanceOf(Refusal.class)
                .hasRootCauseMessage("提请合并的人不能复核");
        people.addDuty("member1", STREET, Duty.SUPERVISOR);
        assertThatThrownBy(() -> story.completes("member1", complaint, "review-merge", Map.of("decision", "agree")))
                .hasRootCauseMessage("承办单位的人不能复核本单位提请的合并");
        story.completes("supervisor", complaint, "review-merge", Map.of("decision", "agree", "note", "同一件事"));

        story.assertEndedAt(complaint, "ended-without-service");
        assertThat(story.statusOf(complaint)).isEqualTo(Status.MERGED);
        assertThat(demands.masterOf(demands.get(complaint.number()))
                        .orElseThrow()
                        .number())
                .isEqualTo(lamp.number());
    }

    @Test
    void aMergeThatAnotherUnitRefusesIsServedOnItsOwn() {
        Demand lamp = story.aBrokenLamp();
        Demand complaint = story.placed(Story.SOCIAL_SERVICE, "投诉社区工作人员态度恶劣，让我白跑三趟。", Story.RONGYIN);
        merges(complaint, lamp);

        assertThatThrownBy(() -> story.completes("supervisor", complaint, "review-merge", Map.of("decision", "refuse")))
                .hasRootCauseMessage("请填写不合并的理由，群众会看到");
        story.completes("supervisor", complaint, "review-merge", Map.of("decision", "refuse", "note", "投诉要单独答复"));

        assertThat(story.statusOf(complaint)).isEqualTo(Status.DISPATCHING);
        assertThat(story.openTasks(complaint)).containsExactly("dispatch-order");
    }

    @Test
    void aResidentWhoObjectsToAMergeIsSplitOffOnceWithAClockOfItsOwn() {
        Demand master = story.aBrokenLamp();
        Demand lamp = story.aBrokenLamp();
        Instant first = demands.get(lamp.number()).completionDue();
        merges(lamp, master);
        story.servedBy("member1", master);
        assertThat(story.statusOf(master)).isEqualTo(Status.CLOSED);
        story.passes(Duration.ofDays(1));

        orders.object(lamp.number(), lamp.queryCode(), "我说的是 5 号楼");

        assertThat(story.statusOf(lamp)).isEqualTo(Status.SCREENING);
        assertThat(story.openTasks(lamp)).containsExactly("screen-order");
        assertThat(demands.masterOf(demands.get(lamp.number()))).isEmpty();
        assertThat(demands.get(lamp.number()).completionDue()).isAfter(first);
        assertThat(story.statusOf(master)).isEqualTo(Status.CLOSED);
        assertThat(story.stepsOf(lamp))
                .containsExactly(Step.REGISTERED, Step.ROUTED, Step.MERGED, Step.OBJECTED, Step.ROUTED);
        assertThat(jdbc.queryForObject(
                        "select count(*) from notice_inbox where kind = 'OBJECTION' and demand_number = ?",
                        Integer.class,
                        lamp.number()))
                .isPositive();
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_entry where action = 'merge-objected' and subject = ?",
                        Integer.class,
                        lamp.number()))
                .isEqualTo(1);
        assertThatThrownBy(() -> orders.object(lamp.number(), lamp.queryCode(), "我说的是 5 号楼"))
                .hasMessageContaining("没有合并在别的诉求里");
    }

    @Test
    void whatItsResidentObjectedToIsMergedAgainOnlyWhenAnotherUnitAgreesThoughItComesAsAFollower() {
        Demand master = story.aBrokenLamp();
        Demand lamp = story.aBrokenLamp();
        merges(lamp, master);
        orders.object(lamp.number(), lamp.queryCode(), "我说的是 5 号楼");

        merges(lamp, master);
        assertThat(story.openTasks(lamp)).containsExactly("review-merge");
        story.completes("supervisor", lamp, "review-merge", Map.of("decision", "agree"));
        assertThat(story.statusOf(lamp)).isEqualTo(Status.MERGED);

        assertThatThrownBy(() -> orders.object(lamp.number(), lamp.queryCode(), "还是不同意"))
                .hasMessageContaining("上级单位复核");
        Demand last = story.aBrokenLamp();
        merges(master, last);
        assertThat(story.openTasks(master)).containsExactly("review-merge");
    }

    @Test
    void aMergeUnderReviewCannotBeAgreedToWhenItsMasterIsGone() {
        Demand master = story.aBrokenLamp();
        Demand complaint = story.placed(BUREAUCRACY, "报修三次没有人理，请管一管。", Story.RONGYIN);
        merges(complaint, master);
        story.withdraws(master);

        assertThatThrownBy(() -> story.completes("supervisor", complaint, "review-merge", Map.of("decision", "agree")))
                .hasRootCauseMessage("只能合并到一件未办结、且自身未被合并的诉求");
        assertThat(story.openTasks(complaint)).containsExactly("review-merge");
    }

    private void merges(Demand demand, Demand master) {
        story.completes("dispatcher", demand, "screen-order", Map.of("decision", "merge", "master", master.number()));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyFlowNodeAndSequenceFlowWasWalkedByTheTestsAbove() {
        coverage.assertWalked(OF_ORDERS);
    }

    @Test
    void aDuplicateFollowsItsMasterAndGoesItsOwnWayAgainWhenTheMasterIsWithdrawn() {
        Demand master = story.aBrokenLamp();
        Demand duplicate = story.aBrokenLamp();
        assertThat(similar.to(duplicate)).extracting(d -> d.demand().number()).contains(master.number());
        story.completes(
                "dispatcher", duplicate, "screen-order", Map.of("decision", "merge", "master", master.number()));
        story.assertEndedAt(duplicate, "ended-without-service");
        assertThat(story.statusOf(duplicate)).isEqualTo(Status.MERGED);

        orders.withdraw(master.number(), master.queryCode(), null);
        story.assertEndedAt(master, "withdrawn");
        assertThat(story.openTasks(duplicate)).containsExactly("screen-order");
    }

    @Test
    void theNumberToMergeIntoIsTakenInAnyWrittenForm() {
        Demand master = story.aBrokenLamp();
        for (String written : Spellings.of(master.number())) {
            Demand duplicate = story.aBrokenLamp();
            story.completes("dispatcher", duplicate, "screen-order", Map.of("decision", "merge", "master", written));
            assertThat(demands.get(duplicate.number()).masterId()).as(written).contains(master.id());
        }
    }

    @Test
    void aDemandOfAnotherUnitIsNoMaster() {
        Demand lamp = story.aBrokenLamp();
        Demand elsewhere = story.placed(Story.SOCIAL_SERVICE, "楼道灯坏了。", "350602004002");
        assertThatThrownBy(() -> story.completes(
                        "dispatcher", lamp, "screen-order", Map.of("decision", "merge", "master", elsewhere.number())))
                .hasStackTraceContaining("您单位没有编号为");
    }
}
