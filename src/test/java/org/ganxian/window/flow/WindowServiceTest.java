package org.ganxian.window.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationException;
import org.ganxian.contract.WalksAll;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.window.Scans;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** 窗口 (RULES 6 B): each of the ten cases in its own words. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WindowServiceTest extends WindowCases {

    @Test
    void 理发店公共场所卫生许可_材料齐() {
        Demand barber = completeBarber();
        assertThat(openTasks(barber)).containsExactly("accept-application");
        assertThat(taskFor("clerk", barber, "accept-application").getAssignee()).isEqualTo("clerk");
        assertThat(due(barber, "ACCEPTANCE")).isEqualTo(at(6, 15, 18, 0));

        accepts(barber);
        assertThat(story.statusOf(barber)).isEqualTo(Status.DECIDING);
        assertThat(due(barber, "DECISION")).isEqualTo(at(6, 23, 18, 0));
        assertThat(documents(barber)).containsExactly("受理通知书");
        assertThat(textOf(barber, "受理通知书"))
                .contains(barber.number(), "巷口理发店", "公共场所卫生许可", "卫生检测报告", "2026年6月23日", "法定期限20个工作日");

        decided(barber, true);
        assertThat(story.statusOf(barber)).isEqualTo(Status.DECIDED);
        assertThat(due(barber, "ISSUE")).isEqualTo(at(6, 23, 18, 0));
        assertThat(documents(barber).get(1)).startsWith("准予");

        completes("window", barber, "issue-result", Map.of("decision", "window"));
        assertThat(story.statusOf(barber)).isEqualTo(Status.ISSUED);
        assertThatThrownBy(() ->
                        completes("window", barber, "record-delivery", Map.of("decision", "code", "pickupCode", "x")))
                .hasMessageContaining("取件码不正确");
        completes("window", barber, "record-delivery", Map.of("decision", "code", "pickupCode", pickupCode(barber)));
        assertThat(story.statusOf(barber)).isEqualTo(Status.CLOSED);
        assertThat(textOf(barber, "送达回证")).contains("凭取件码", "巷口理发店");

        story.rates(barber, 5);
        assertEndedAt(barber, "archived");
        assertThat(story.stepsOf(barber))
                .containsSubsequence(
                        Step.TO_DESK,
                        Step.APPLICATION_ACCEPTED,
                        Step.SIGNED,
                        Step.OPINION_DRAFTED,
                        Step.OPINION_APPROVED,
                        Step.DECIDED,
                        Step.ISSUED,
                        Step.DELIVERED,
                        Step.RATED,
                        Step.ARCHIVED);
        assertThat(applicationOf(barber).archivedAt()).isPresent();
    }

    @Test
    void 缺卫生检测报告_一次告知补正() {
        Demand barber = barber("application-form");
        assertThatThrownBy(() -> accepts(barber)).hasMessageContaining("还缺少必需的材料，不能受理：卫生检测报告、场所方位示意图");

        completes("clerk", barber, "accept-application", Map.of("decision", "supplement"));
        assertThat(story.statusOf(barber)).isEqualTo(Status.SUPPLEMENTING);
        assertThat(textOf(barber, "补正告知书"))
                .contains("卫生检测报告", "场所方位示意图", "第三十二条")
                .doesNotContain("申请表");

        story.passes(Duration.ofDays(2));
        applications.supplement(
                barber.number(),
                barber.queryCode(),
                null,
                List.of(Scans.pdf("test-report"), Scans.photo("floor-plan")));
        assertThat(story.statusOf(barber)).isEqualTo(Status.ACCEPTING);
        assertThat(due(barber, "ACCEPTANCE")).isEqualTo(at(6, 17, 18, 0));
        accepts(barber);
        assertThat(story.statusOf(barber)).isEqualTo(Status.DECIDING);
    }

    @Test
    void aSecondNoticeAsksForNothingNew() {
        Demand barber = barber("application-form", "floor-plan");
        completes("clerk", barber, "accept-application", Map.of("decision", "supplement"));
        applications.supplement(barber.number(), barber.queryCode(), "检测报告还没有出来，先说明一下", List.of());

        assertThatThrownBy(() -> completes(
                        "clerk", barber, "accept-application", Map.of("decision", "supplement", "missing", "还要提供租赁合同")))
                .hasMessageContaining("补正内容应当一次告知");
        completes("clerk", barber, "accept-application", Map.of("decision", "supplement"));
        assertThat(story.statusOf(barber)).isEqualTo(Status.SUPPLEMENTING);
    }

    @Test
    void 前台漏发补正通知_第6日视为受理_督办_自收件日计() {
        Demand barber = barber("application-form");
        isNow(at(6, 15, 17, 59));
        assertThat(story.statusOf(barber)).isEqualTo(Status.ACCEPTING);
        assertThat(noticesOf("clerk", barber)).contains("将到期 " + barber.number() + "：受理");
        isNow(at(6, 15, 18, 1));

        assertThat(story.statusOf(barber)).isEqualTo(Status.DECIDING);
        assertThat(supervisions(barber)).hasSize(1);
        assertThat(noticesOf("clerk", barber)).contains("已超时 " + barber.number() + "：受理");
        // What the law gives, from the receipt on Monday the 8th, not from today.
        assertThat(due(barber, "DECISION")).isEqualTo(at(7, 7, 18, 0));
        assertThat(jdbc.queryForObject(
                        "select owner from supervision where subject = ?", String.class, barber.number()))
                .isEqualTo("clerk");
        assertThat(supervisions(barber)).containsExactly("district-supervision");
        assertThat(textOf(barber, "受理通知书")).contains("视为受理");
        assertThat(jdbc.queryForObject(
                        "select count(*) from sla_clock where subject = ? and step = 'ACCEPTANCE' and breached_at is not null",
                        Integer.class,
                        barber.number()))
                .isEqualTo(1);

        decided(barber, true);
        assertThat(supervisions(barber)).isEmpty();
    }

    @Test
    void 店招设置申请_前台到城管() {
        Demand sign = atTheDesk("shop-sign", "application-form", "design", "site-consent");
        accepts(sign);
        drafts("urban-member1", sign, true);
        approves("urban-reviewer", sign);
        assertThat(textOf(sign, "准予")).contains("芗城区城市管理局", "店招设置");
    }

    @Test
    void 高龄津贴申领_承诺10个工作日() {
        Demand allowance = atTheDesk("old-age-allowance", "application-form", "bank-account");
        accepts(allowance);
        assertThat(due(allowance, "DECISION")).isEqualTo(at(6, 23, 18, 0));
        // No permit: the permit law is not cited.
        assertThat(textOf(allowance, "受理通知书")).doesNotContain("行政许可法").contains("户口簿（免提交，由公安机关");
        assertThat(jdbc.queryForObject(
                        "select id_number from application where number = ?", String.class, allowance.number()))
                .doesNotContain("11010519491231002X");
    }

    @Test
    void 灵活就业社保补贴怎么查_前台即答() {
        Demand question = atTheDesk("flexible-employment-subsidy");
        completes(
                "clerk",
                question,
                "accept-application",
                Map.of("decision", "answer", "answer", "可在社保服务大厅一楼查询机或“掌上社保”查询。"));
        assertThat(story.statusOf(question)).isEqualTo(Status.CLOSED);
        assertThat(openTasks(question)).isEmpty();
        assertThat(documents(question)).containsExactly("当场办理答复书");
        assertThat(textOf(question, "当场办理答复书"))
                .contains("现答复如下：可在社保服务大厅一楼查询机或“掌上社保”查询。", "身份证件号码：110*************2X")
                .doesNotContain("行政许可法");
        story.rates(question, 4);
        assertEndedAt(question, "archived");

        Demand barber = completeBarber();
        assertThatThrownBy(() ->
                        completes("clerk", barber, "accept-application", Map.of("decision", "answer", "answer", "可以")))
                .hasMessageContaining("不是即办事项");
    }

    @Test
    void 占道施工_公安住建联合意见_并行会办() {
        Demand works =
                atTheDesk("road-occupation", "application-form", "construction-plan", "traffic-plan", "site-drawing");
        accepts(works);
        assertThat(openTasks(works)).containsExactly("handle-application", "handle-application", "handle-application");
        assertThat(taskFor("housing-member1", works, "handle-application").getId())
                .isNotEqualTo(
                        taskFor("police-handler", works, "handle-application").getId());

        // The lead owns the clock; 45 and at most 15 more, by the head of the government.
        completes(
                "housing-member1",
                works,
                "handle-application",
                Map.of("decision", "extend", "extensionLength", "15", "extensionReason", "雨季施工方案需要重新论证"));
        // Whoever asked for it may see that it waits, nothing more.
        assertThatThrownBy(() -> completes("housing-member1", works, "decide-extension", Map.of("decision", "grant")))
                .isInstanceOf(AuthorizationException.class);
        completes("district-head", works, "decide-extension", Map.of("decision", "grant"));
        assertThat(text(works, Step.EXTENSION_GRANTED)).startsWith("延长 15 个工作日");
        assertThat(textOf(works, "延长办理期限告知书")).contains("延长15个工作日", "雨季施工方案需要重新论证", "漳芗住延〔2026〕");

        drafts("housing-member1", works, true);
        drafts("police-handler", works, true);
        drafts("urban-member1", works, true);
        approves("housing-reviewer", works);
        approves("police-reviewer", works);
        assertThat(story.statusOf(works)).isEqualTo(Status.DECIDING);
        approves("urban-reviewer", works);
        assertThat(story.statusOf(works)).isEqualTo(Status.DECIDED);
        assertThat(textOf(works, "准予")).contains("芗城区住房和城乡建设局", "芗城区公安局");
    }

    @Test
    void 大型户外广告设置_专家评审期间时钟暂停() {
        Demand board =
                atTheDesk("outdoor-advertising", "application-form", "design", "structural-design", "site-consent");
        accepts(board);
        assertThat(due(board, "DECISION")).isEqualTo(at(6, 30, 18, 0));
        completes(
                "urban-member1",
                board,
                "handle-application",
                Map.of(
                        "decision", "procedure",
                        "procedure", "EXPERTS",
                        "procedureLength", "10",
                        "procedureReason", "结构安全专家评审"));
        assertThat(demands.get(board.number()).pausedAt()).isPresent();
        assertThat(textOf(board, "专家评审告知书")).contains("结构安全专家评审", "10个工作日不计算在办理期限内");
        isNow(at(6, 15, 9, 0));
        completes("urban-member1", board, "special-procedure", Map.of("result", "评审通过，意见三条"));
        assertThat(demands.get(board.number()).pausedAt()).isEmpty();
        // Five working days of review are not the office's.
        assertThat(due(board, "DECISION")).isEqualTo(at(7, 7, 18, 0));
        drafts("urban-member1", board, true);
        approves("urban-reviewer", board);
        assertThat(story.statusOf(board)).isEqualTo(Status.DECIDED);
    }

    @Test
    void aReviewThatTakesLongerThanWasSaidLetsTheClockGoOn() {
        Demand barber = completeBarber();
        accepts(barber);
        completes(
                "health-handler",
                barber,
                "handle-application",
                Map.of(
                        "decision", "procedure",
                        "procedure", "HEARING",
                        "procedureLength", "5",
                        "procedureReason", "利害关系人申请听证",
                        "hearingTime", "2026 年 6 月 18 日 9 时",
                        "hearingPlace", "区政务服务中心三楼"));
        assertThat(textOf(barber, "听证告知书")).contains("第四十七条", "听证时间：2026年6月18日（星期四）9时。听证地点：区政务服务中心三楼。", "利害关系人申请听证");
        isNow(at(6, 15, 18, 1));
        assertThat(story.stepsOf(barber)).contains(Step.PROCEDURE_LATE);
        assertThat(demands.get(barber.number()).pausedAt()).isEmpty();
        assertThat(openTasks(barber)).containsExactly("handle-application");
        assertThat(due(barber, "DECISION")).isBetween(at(7, 1, 8, 0), at(7, 1, 18, 0));
        decided(barber, true);
    }

    @Test
    void 领证后评不满意_排队过久_回访整改() {
        Demand barber = completeBarber();
        accepts(barber);
        decided(barber, true);
        issuedAndCollected(barber);
        story.rates(barber, 2);
        assertThat(due(barber, "CALL_BACK")).isEqualTo(at(6, 9, 18, 0));
        completes("caller", barber, "call-back-applicant", Map.of("decision", "rectify", "note", "领证当天排队两个小时，要求增开窗口"));
        assertThat(due(barber, "RECTIFICATION")).isEqualTo(at(6, 15, 18, 0));
        completes("supervisor", barber, "rectify-service", Map.of("result", "已增开一个领证窗口，实行预约取号"));
        completes("caller", barber, "call-back-applicant", Map.of("decision", "settled", "note", "已说明整改情况，申请人认可"));
        assertThat(story.statusOf(barber)).isEqualTo(Status.SETTLED);
        assertEndedAt(barber, "archived");
    }

    @Test
    void aReviewerSendsItBackAndASiteIsVisited() {
        Demand barber = completeBarber();
        accepts(barber);
        completes(
                "health-handler",
                barber,
                "handle-application",
                Map.of("decision", "visit", "visit", "6 月 9 日上午现场核查消毒设施"));
        completes("health-handler", barber, "visit-site", Map.of("result", "消毒柜已安装，参加人员两名"));
        drafts("health-handler", barber, true);
        completes("health-reviewer", barber, "review-application", Map.of("decision", "return", "note", "请补充水质检测结论"));
        assertThat(taskFor("health-handler", barber, "handle-application").getAssignee())
                .isEqualTo("health-handler");
        decided(barber, true);
        assertThat(story.statusOf(barber)).isEqualTo(Status.DECIDED);
    }

    @Test
    void aLateCallBackAndALateRectificationAreRemindedOfAndSupervised() {
        Demand barber = completeBarber();
        accepts(barber);
        decided(barber, true);
        issuedAndCollected(barber);
        story.rates(barber, 1);
        story.passes(Duration.ofDays(2));
        assertThat(story.stepsOf(barber)).contains(Step.WARNED, Step.CALL_BACK_LATE);
        aSuperiorAnswers(barber);
        completes("caller", barber, "call-back-applicant", Map.of("decision", "rectify", "note", "要求增开窗口"));
        assertThat(story.openTasks(barber, "escalation")).isEmpty();
        story.passes(Duration.ofDays(8));
        assertThat(story.stepsOf(barber)).contains(Step.RECTIFICATION_LATE);
        aSuperiorAnswers(barber);
        completes("supervisor", barber, "rectify-service", Map.of("result", "已增开一个窗口"));
        completes("caller", barber, "call-back-applicant", Map.of("decision", "settled", "note", "申请人认可"));
        assertThat(story.openTasks(barber, "escalation")).isEmpty();
        assertEndedAt(barber, "archived");
    }

    private void aSuperiorAnswers(Demand demand) {
        assertThat(story.openTasks(demand, "escalation")).hasSize(1);
        String task = story.openTasks(demand, "escalation").get(0);
        String superior = Map.of(
                        "street-supervision", "supervisor",
                        "district-supervision", "supervisor2",
                        "city-supervision", "supervisor3")
                .get(task);
        completes(superior, demand, task, Map.of("decision", "note", "note", "请今天办好"));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @WalksAll("window-service")
    void everyStepIsWalked() {
        Set<String> elsewhere = new HashSet<>(WindowDeadlinesTest.WALKED_HERE);
        elsewhere.addAll(WindowEndsTest.WALKED_HERE);
        coverage.assertComplete(repository, "window-service", elsewhere);
    }
}
