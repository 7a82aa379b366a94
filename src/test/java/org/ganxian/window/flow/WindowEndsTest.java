package org.ganxian.window.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** How an application ends that is not granted: not accepted, refused, withdrawn, without an applicant. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WindowEndsTest extends WindowCases {

    /** What of the process {@code window-service} is walked here; see {@link WindowServiceTest}. */
    static final Set<String> WALKED_HERE = Set.of(
            "answer-due",
            "not-supplemented",
            "refuse-unsupplied",
            "unsupplied-refused",
            "not-supplied",
            "refused-at-desk",
            "issue-non-acceptance",
            "refusal-issued",
            "not-accepted",
            "refused",
            "rating-due",
            "not-evaluated",
            "archived-refused",
            "withdrawn-at-desk",
            "taken-back-at-desk",
            "application-taken-back",
            "withdrawn-in-office",
            "taken-back-in-office",
            "application-withdrawn",
            "subject-lost",
            "subject-is-lost",
            "subject-lost-caught",
            "lost",
            "issue-termination",
            "termination-issued",
            "terminated",
            "ended-in-office",
            "ended-without-decision",
            "ended-at-desk",
            "ended-early");

    @Test
    void whoeverSuppliesNothingInTimeIsNotAccepted() {
        Demand barber = barber("application-form", "floor-plan");
        completes("clerk", barber, "accept-application", Map.of("decision", "supplement"));
        story.passes(Duration.ofDays(25));
        assertThat(story.stepsOf(barber)).contains(Step.NO_SUPPLEMENT);
        assertThat(story.statusOf(barber)).isEqualTo(Status.REJECTED);
        assertThat(textOf(barber, "不予受理")).contains("未在补正告知书载明的期限内补正", "可以重新提出申请", "2026年6月8日收到");
        assertEndedAt(barber, "ended-at-desk");
    }

    @Test
    void whoeverIsNotAcceptedReadsWhyAndWhatToDo() {
        Demand barber = barber("application-form");
        completes(
                "clerk",
                barber,
                "accept-application",
                Map.of("decision", "reject", "reason", "场所不在本街道", "where", "龙文区步文街道便民服务中心"));
        assertThat(story.statusOf(barber)).isEqualTo(Status.REJECTED);
        assertThat(textOf(barber, "不予受理")).contains("场所不在本街道", "步文街道", "行政复议", "行政诉讼", "芗城区人民政府");
        assertEndedAt(barber, "ended-at-desk");
    }

    @Test
    void 申请不符合条件_不予许可_说明理由和救济() {
        Demand barber = completeBarber();
        accepts(barber);
        assertThatThrownBy(() -> completes(
                        "health-handler",
                        barber,
                        "handle-application",
                        Map.of("decision", "draft", "opinion", "refuse")))
                .hasMessageContaining("应当说明理由");
        decided(barber, false);
        assertThat(textOf(barber, "不予")).contains("未设置独立的消毒间", "第三十八条", "六十日", "芗城区人民政府", "六个月");
        issuedAndCollected(barber);
        story.passes(Duration.ofDays(8));
        assertThat(story.statusOf(barber)).isEqualTo(Status.UNRATED);
        assertEndedAt(barber, "archived-refused");
    }

    @Test
    void anApplicantWithdrawsAtTheDeskAndInTheOfficeButNotAfterTheDecision() {
        Demand atDesk = completeBarber();
        story.withdraws(atDesk);
        assertEndedAt(atDesk, "application-taken-back");

        Demand inOffice = completeBarber();
        accepts(inOffice);
        story.withdraws(inOffice);
        assertEndedAt(inOffice, "application-withdrawn");
        assertThat(story.statusOf(inOffice)).isEqualTo(Status.WITHDRAWN);
        assertThat(jdbc.queryForObject(
                        "select count(*) from sla_clock where subject in (?, ?) and ended_at is null",
                        Integer.class,
                        atDesk.number(),
                        inOffice.number()))
                .isZero();

        Demand decided = completeBarber();
        accepts(decided);
        decided(decided, true);
        assertThatThrownBy(() -> story.withdraws(decided)).hasMessageContaining("不能再撤回");
    }

    @Test
    void 申请人死亡或主体终止_终止办理() {
        Demand barber = completeBarber();
        accepts(barber);
        completes(
                "health-handler",
                barber,
                "handle-application",
                Map.of("decision", "lost", "reason", "申请人已注销营业执照，主体终止"));
        assertThat(story.statusOf(barber)).isEqualTo(Status.DECIDING);
        approves("health-reviewer", barber);
        assertThat(story.statusOf(barber)).isEqualTo(Status.TERMINATED);
        assertThat(textOf(barber, "终止办理")).contains("主体终止");
        assertEndedAt(barber, "ended-in-office");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void whatWalksHereAloneIsWalked() {
        coverage.assertWalked(WALKED_HERE);
    }
}
