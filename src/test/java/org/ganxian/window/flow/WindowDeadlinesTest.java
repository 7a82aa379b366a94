package org.ganxian.window.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ganxian.Caller;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.window.Scans;
import org.ganxian.window.filed.Delivery;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** 联办 by five departments, and what happens when somebody is late, asks for more days, or nobody comes. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WindowDeadlinesTest extends WindowCases {

    /** Steps and flows of {@code window-service} that this class walks and {@link WindowServiceTest} does not. */
    static final List<String> WALKED_HERE = List.of(
            "decision-late",
            "decision-due",
            "decision-late-begins",
            "escalate-decision",
            "application-supervised",
            "supervision-asked",
            "application-supervised-begins",
            "escalate-application",
            "decision-warning",
            "decision-nearly-due",
            "remind-departments",
            "departments-told",
            "departments-reminded",
            "do-all-agree",
            "not-all-agree",
            "settle-disagreement",
            "disagreement-settled",
            "issue-late",
            "issue-due",
            "issue-late-begins",
            "escalate-issue",
            "issue-warning",
            "issue-nearly-due",
            "remind-window",
            "window-told",
            "window-reminded",
            "collection-due",
            "not-collected",
            "chase-collection",
            "chased",
            "chase-due",
            "still-not-collected",
            "application-supervised-ends",
            "application-supervised-over",
            "decision-late-ends",
            "decision-late-over",
            "issue-late-ends",
            "issue-late-over",
            "acceptance-answered",
            "acceptance-supervised",
            "extension-wanted",
            "decide-extension",
            "extension-decided-by-head");

    private static final Map<String, Object> NOTED = Map.of("decision", "note", "note", "请今天办好");

    /** 民办培训场所: EDUCATION leads, with MARKET, HEALTH, HOUSING and POLICE. */
    private Demand training() {
        Demand training =
                atTheDesk("private-training", "application-form", "charter", "teachers", "premises", "fire-safety");
        accepts(training);
        return training;
    }

    @Test
    void fiveDepartmentsDecideAtOnceOneIsLateAndOneRefuses() {
        Demand training = training();
        assertThat(openTasks(training)).hasSize(5).containsOnly("handle-application");
        drafts("education-handler", training, true);
        drafts("market-handler", training, true);
        drafts("health-handler", training, false);
        drafts("housing-member1", training, true);
        approves("education-reviewer", training);
        approves("market-reviewer", training);
        approves("health-reviewer", training);
        approves("housing-reviewer", training);

        // 30 working days were promised; at three quarters of them the one that is missing is named, to that one alone.
        isNow(due(training, "DECISION").minus(Duration.ofDays(3)));
        assertThat(text(training, Step.WARNED)).contains("尚未提交意见：芗城区公安局");
        assertThat(noticesOf("police-handler", training)).contains("将到期 " + training.number() + "：作出决定");
        assertThat(noticesOf("market-handler", training)).isEmpty();

        isNow(due(training, "DECISION").plus(Duration.ofHours(16)));
        assertThat(text(training, Step.DECISION_LATE)).contains("尚未提交意见：芗城区公安局");
        assertThat(supervisions(training)).hasSize(1);

        drafts("police-handler", training, true);
        approves("police-reviewer", training);
        assertThat(openTasks(training)).containsExactly("settle-disagreement");
        assertThat(supervisions(training)).hasSize(1);
        completes(
                "education-head",
                training,
                "settle-disagreement",
                Map.of("decision", "refuse", "grounds", "卫生健康部门意见属法定条件，整改前不予许可。"));
        assertThat(story.statusOf(training)).isEqualTo(Status.DECIDED);
        assertThat(supervisions(training)).isEmpty();
        assertThat(textOf(training, "不予")).contains("整改前不予许可");
        assertThat(jdbc.queryForObject(
                        "select late_minutes from sla_clock where subject = ? and step = 'DECISION'",
                        Long.class,
                        training.number()))
                .isPositive();
    }

    @Test
    void onlyTheLeadAsksForTimeAndHearings() {
        Demand training = training();
        assertThatThrownBy(() -> completes(
                        "market-handler",
                        training,
                        "handle-application",
                        Map.of("decision", "extend", "extensionLength", "5", "extensionReason", "忙")))
                .hasMessageContaining("延期由主办部门申请");
        assertThatThrownBy(() -> completes(
                        "market-handler",
                        training,
                        "handle-application",
                        Map.of(
                                "decision", "procedure",
                                "procedure", "HEARING",
                                "procedureLength", "5",
                                "procedureReason", "听证")))
                .hasMessageContaining("由主办部门组织");
    }

    @Test
    void departmentsThatRefuseAlikeNeedNobodyToSettle() {
        Demand works =
                atTheDesk("road-occupation", "application-form", "construction-plan", "traffic-plan", "site-drawing");
        accepts(works);
        for (String who : List.of("housing", "police", "urban")) {
            String handler = who.equals("police") ? "police-handler" : who + "-member1";
            drafts(handler, works, false);
            approves(who + "-reviewer", works);
        }
        assertThat(story.statusOf(works)).isEqualTo(Status.DECIDED);
        assertThat(applicationOf(works).isGranted()).isFalse();
    }

    @Test
    void whatManyDepartmentsWriteAtLengthStandsInTheDecisionInFull() {
        Demand works =
                atTheDesk("road-occupation", "application-form", "construction-plan", "traffic-plan", "site-drawing");
        accepts(works);
        String last = "最后一个部门的意见";
        for (String who : List.of("housing-member1", "police-handler", "urban-member1")) {
            String grounds = "详".repeat(980) + (who.startsWith("urban") ? last : "");
            completes(
                    who,
                    works,
                    "handle-application",
                    Map.of("decision", "draft", "opinion", "grant", "grounds", grounds));
            approves(who.split("-")[0] + "-reviewer", works);
        }
        assertThat(story.statusOf(works)).isEqualTo(Status.DECIDED);
        assertThat(textOf(works, "准予")).contains(last);
    }

    @Test
    void aSuperiorUrgesButDoesNotDecide() {
        Demand barber = completeBarber();
        accepts(barber);
        String handling =
                taskFor("health-handler", barber, "handle-application").getId();
        story.as("health-handler", () -> {
            tasks.claim(handling, "health-handler");
            return null;
        });
        Caller.of("supervisor3", port)
                .post("/api/supervisions", Map.of("number", barber.number(), "reason", "申请人多次催问"));
        assertThat(supervisions(barber)).containsExactly("city-supervision");
        assertThatThrownBy(() -> completes(
                        "supervisor3", barber, "city-supervision", Map.of("decision", "takeOver", "note", "我来办")))
                .hasMessageContaining("不能代为办理");
        assertThatThrownBy(() -> completes(
                        "supervisor3",
                        barber,
                        "city-supervision",
                        Map.of("decision", "redispatch", "unit", "350602D01", "note", "换个单位")))
                .hasMessageContaining("不能改派其他单位");
        completes("supervisor3", barber, "city-supervision", Map.of("decision", "redispatch", "note", "换人办理"));
        assertThat(tasks.createTaskQuery().taskId(handling).singleResult().getAssignee())
                .isNull();
        drafts("health-handler2", barber, true);
    }

    @Test
    void aLateDeskAndALateDecisionAreAnsweredBySuperiors() {
        Demand barber = barber("application-form");
        isNow(at(6, 15, 18, 1));
        assertThat(supervisions(barber)).hasSize(1);
        completes("supervisor2", barber, "district-supervision", NOTED);
        isNow(at(7, 7, 18, 1));
        assertThat(story.stepsOf(barber)).contains(Step.DECISION_LATE);
        completes("supervisor3", barber, "city-supervision", NOTED);
        decided(barber, true);

        isNow(due(barber, "ISSUE").minus(Duration.ofDays(1)));
        assertThat(noticesOf("window", barber)).contains("将到期 " + barber.number() + "：出件送达");
        isNow(due(barber, "ISSUE").plus(Duration.ofMinutes(1)));
        assertThat(story.stepsOf(barber)).contains(Step.ISSUE_LATE);
        completes("supervisor2", barber, "district-supervision", NOTED);
        issuedAndCollected(barber);
        assertThat(supervisions(barber)).isEmpty();
    }

    @Test
    void whatNobodyCollectsIsChasedAgainAndAgain() {
        Demand barber = completeBarber();
        accepts(barber);
        decided(barber, true);
        completes("window", barber, "issue-result", Map.of("decision", "window"));
        isNow(due(barber, "COLLECTION").plus(Duration.ofMinutes(1)));
        assertThat(noticesOf("window", barber)).contains("未领取 " + barber.number());
        isNow(due(barber, "CHASE").plus(Duration.ofMinutes(1)));
        isNow(due(barber, "CHASE").plus(Duration.ofMinutes(1)));
        assertThat(story.stepsOf(barber).stream().filter(s -> s == Step.CHASED)).hasSize(3);
        assertThat(supervisions(barber)).isEmpty();
        completes("window", barber, "record-delivery", Map.of("decision", "signature", "recipient", "陈阿伯（本人）"));
        assertThat(textOf(barber, "送达回证")).contains("陈阿伯（本人）签收");
    }

    @Test
    void aPostedResultNeedsAnAddressAndAParcel() {
        Demand posted = applications.file(
                application("hygiene-permit", Delivery.POST, null),
                Set.of(),
                List.of(Scans.pdf("application-form"), Scans.pdf("test-report"), Scans.pdf("floor-plan")));
        accepts(posted);
        decided(posted, true);
        completes("window", posted, "issue-result", Map.of("decision", "post", "parcel", "EA123456789CN"));
        assertThat(text(posted, Step.ISSUED)).contains("EA123456789CN");
        completes("window", posted, "record-delivery", Map.of("decision", "post", "recipient", "本人"));
        assertThat(story.statusOf(posted)).isEqualTo(Status.CLOSED);

        Demand changed = applications.file(
                application("hygiene-permit", Delivery.POST, null),
                Set.of("application-form", "test-report", "floor-plan"),
                List.of());
        accepts(changed);
        decided(changed, true);
        assertThatThrownBy(() -> completes("window", changed, "issue-result", Map.of("decision", "window")))
                .hasMessageContaining("请写明理由");
        completes("window", changed, "issue-result", Map.of("decision", "window", "changed", "申请人来电要求自取"));
        assertThat(text(changed, Step.ISSUED)).contains("申请人来电要求自取");

        Demand collected = completeBarber();
        accepts(collected);
        decided(collected, true);
        assertThatThrownBy(() ->
                        completes("window", collected, "issue-result", Map.of("decision", "post", "parcel", "EA1")))
                .hasMessageContaining("没有留邮寄地址");
    }

    @Test
    void theDeadlineIsExtendedOnceAtMostTenDaysByTheHead() {
        Demand barber = completeBarber();
        accepts(barber);
        assertThatThrownBy(() -> asksForDays(barber, "11")).hasMessageContaining("最多延长 10 个工作日");
        asksForDays(barber, "5");
        completes("health-head", barber, "decide-extension", Map.of("decision", "refuse", "note", "材料齐全，请按期办结"));
        assertThat(documents(barber)).containsExactly("受理通知书");
        asksForDays(barber, "10");
        completes("health-head", barber, "decide-extension", Map.of("decision", "grant"));
        assertThat(due(barber, "DECISION")).isEqualTo(at(7, 7, 18, 0));
        assertThat(textOf(barber, "延长办理期限告知书")).contains("第四十二条", "延长10个工作日", "2026年7月7日前");
        assertThatThrownBy(() -> asksForDays(barber, "1")).hasMessageContaining("只能在到期以前延期一次");
    }

    private void asksForDays(Demand demand, String days) {
        completes(
                "health-handler",
                demand,
                "handle-application",
                Map.of("decision", "extend", "extensionLength", days, "extensionReason", "需要外地协查"));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyStepIsWalked() {
        coverage.assertWalked(Set.copyOf(WALKED_HERE));
    }
}
