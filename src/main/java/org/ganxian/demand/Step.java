package org.ganxian.demand;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

/** What can happen to a demand. Each step is a line of the timeline; some lead to another {@link Status}. */
@RequiredArgsConstructor
@Getter
public enum Step {
    REGISTERED("登记", null),
    EMERGENCY("险情，转值班席", Status.EMERGENCY),
    NOT_DANGEROUS("值班席研判为非险情", null),
    TRANSFERRED("已转紧急处置", Status.TRANSFERRED),
    TO_TRIAGE("转分拨席", Status.TRIAGE),
    CLASSIFIED("确定分类", null),
    ROUTED("分派", Status.SCREENING),
    ACCEPTED("受理", Status.DISPATCHING),
    REJECTED("不予受理", Status.REJECTED),
    MERGED("合并办理", Status.MERGED),
    UNMERGED("恢复单独办理", Status.REGISTERED),
    /** The resident says that it is another matter than the demand it was merged into. */
    OBJECTED("群众提出不是同一件事", Status.REGISTERED),
    /** The unit may not decide on this merge alone. */
    MERGE_PROPOSED("提请上级复核合并", null),
    ASKED("请群众补充", Status.ASKED),
    ANSWERED("群众补充", Status.SCREENING),
    NO_ANSWER("逾期未补充", Status.SCREENING),
    DISPATCHED("支部下单", Status.DISPATCHED),
    CLAIMED("党员接单", Status.CLAIMED),
    FIRST_CONTACT("首次联系群众", Status.HANDLING),
    CONTACTED("联系群众", null),
    RELEASED("退单", Status.DISPATCHING),
    UNCLAIMED("无人接单，退回派单员", Status.DISPATCHING),
    REPORTED("上报办理结果", Status.REPORTED),
    RETURNED("退回重办", Status.HANDLING),
    CLOSED("办结", Status.CLOSED),
    RATED("群众评价", Status.RATED),
    BADLY_RATED("群众评价", Status.CALL_BACK),
    /** Of the answer to the demand that this one follows; whoever is unhappy with it goes their own way again. */
    FOLLOWER_RATED("群众评价一起办理的结果", null),
    UNRATED("评价期满，未评价", Status.UNRATED),
    SETTLED("回访，群众认可", Status.SETTLED),
    REWORK("回访，二次办理", Status.DISPATCHING),
    SUPERVISED("回访，转督办", Status.SUPERVISED),
    SUPERVISION_CLOSED("督办办结", Status.SUPERVISION_CLOSED),
    WITHDRAWN("群众撤回", Status.WITHDRAWN),
    /** Within some weeks after its end; somebody calls, as after a bad rating. */
    REOPENED("群众要求重新办理", Status.CALL_BACK),
    CODE_CHANGED("更换查询码", null),
    UPLOADED("上传照片", null),
    WARNED("到期提醒", null),
    DISPATCH_LATE("派单超时", null),
    FIRST_RESPONSE_LATE("首次响应超时", null),
    COMPLETION_LATE("办结超时", null),
    SUPERVISION_RAISED("督办", null),
    SUPERVISION_UNANSWERED("督办逾期未答复", null),
    SUPERVISION_ANSWERED("督办答复", null),
    TAKEN_OVER("上级接管", null),
    REDISPATCHED("上级改派", Status.DISPATCHING),
    UNIT_CHANGED("改由其他单位承办", null),
    EXTENSION_ASKED("申请延期", null),
    EXTENSION_GRANTED("办结延期", null),
    EXTENSION_REFUSED("不同意延期", null),
    TO_DESK("转前台受理", Status.ACCEPTING),
    SUPPLEMENT_ASKED("一次告知补正", Status.SUPPLEMENTING),
    SUPPLEMENTED("申请人补正", Status.ACCEPTING),
    NO_SUPPLEMENT("逾期未补正", null),
    APPLICATION_ACCEPTED("受理", Status.DECIDING),
    DEEMED_ACCEPTED("逾期未告知，视为受理", Status.DECIDING),
    ANSWERED_AT_DESK("即时办结", Status.CLOSED),
    SIGNED("部门签收", null),
    OPINION_DRAFTED("部门拟办意见", null),
    OPINION_RETURNED("审核退回", null),
    OPINION_APPROVED("部门审核", null),
    PROCEDURE_BEGUN("听证或专家评审", null),
    PROCEDURE_ENDED("听证或专家评审结束", null),
    PROCEDURE_LATE("听证或专家评审期满", null),
    VISIT_BEGUN("安排现场核查", null),
    VISIT_ENDED("现场核查结果", null),
    DISAGREEMENT_SETTLED("主办部门协调", null),
    DECIDED("作出决定", Status.DECIDED),
    ISSUED("窗口出件", Status.ISSUED),
    CHASED("催领", null),
    DELIVERED("送达", Status.CLOSED),
    ARCHIVED("归档", null),
    /** What is personal of it is gone, by the resident's wish or in the course of time. */
    ERASED("个人信息已删除", null),
    TERMINATED("终止办理", Status.TERMINATED),
    RECTIFICATION("回访，要求整改", null),
    RECTIFIED("整改反馈", null),
    MATERIAL_RECEIVED("收到材料", null),
    ACCEPTANCE_LATE("受理超时", null),
    DECISION_LATE("作出决定超时", null),
    ISSUE_LATE("出件送达超时", null),
    CALL_BACK_LATE("回访超时", null),
    RECTIFICATION_LATE("整改超时", null),
    /** A record that came in with its end. */
    FINISHED_ELSEWHERE("原系统已办结", Status.FINISHED_ELSEWHERE),
    /** The unit whose case it is was closed, merged, split or put below another one. */
    UNIT_CARRIED("单位调整", null),
    /** What staff note for one another. */
    NOTED("工作备注", null),
    /** What a superior did to the case without having been called for it, and why. */
    INTERVENED("上级处置", null),
    /** Whoever had it works there no more: it is their office's or a colleague's. */
    HANDED_ON("经办人变动", null),
    HANDED_BACK("经办人变动，退回派单员", Status.DISPATCHING),
    TO_MEDIATION("转人民调解", Status.EXAMINING),
    REFUSAL_PROPOSED("拟不予受理", null),
    REFUSAL_RETURNED("不予受理未获批准", null),
    MOVE_ASKED("移送其他调委会", null),
    MOVE_ANSWERED("移送答复", null),
    MEDIATION_ACCEPTED("受理调解", Status.CONSENT),
    PARTY_ASKED("征询当事人", null),
    DECLINED("当事人不同意调解", Status.DECLINED),
    ALL_CONSENTED("各方同意调解", Status.APPOINTING),
    MEDIATOR_NAMED("确定调解员", null),
    INTEREST_DECLARED("调解员声明", null),
    OBJECTED_TO_MEDIATOR("当事人对调解员有异议", Status.APPOINTING),
    PANEL_READY("调解员就位", Status.MEDIATING),
    SESSION_HELD("调解", null),
    PERIOD_EXTENDED("当事人同意延长期限", null),
    SUSPENDED("中止调解", Status.SUSPENDED),
    RESUMED("恢复调解", Status.MEDIATING),
    SETTLEMENT_REACHED("达成协议", Status.SIGNING),
    AGREEMENT_SIGNED("签署协议", null),
    AGREEMENT_RETURNED("协议退回修改", null),
    IN_EFFECT("协议生效", Status.PERFORMING),
    DUTY_DONE("履行一项义务", null),
    DUTY_URGED("催告履行", null),
    DUTY_BREACHED("没有履行，已告知途径", null),
    PERFORMED("履行结束", Status.REVISITING),
    REVISITED("回访", Status.FILING),
    MEDIATED_AGAIN("回访后重新征询", Status.CONSENT),
    FILED("归档", Status.FILED),
    ESCALATED("激化，转值班席", Status.ESCALATED),
    ESCALATED_IN_PERFORMANCE("激化，转值班席", null),
    EXAMINED_ANEW("险情解除，继续审查", Status.EXAMINING),
    ASKED_ANEW("险情解除，重新征询", Status.CONSENT),
    PERFORMED_ON("险情解除，继续履行", null),
    /** Whoever mediated works there no more, or cannot go on. */
    MEDIATOR_LEFT("调解员离任，另行确定", Status.APPOINTING),
    ENTRUSTED_BY_COURT("法院委派、委托", null),
    CONFIRMATION("司法确认", null),
    MEDIATED_ANEW("确认被驳回，重新征询", Status.CONSENT),
    DUTY_PAID("履行了一部分", null),
    /** An order that turned out to be a dispute, by its resident's wish. */
    SENT_TO_MEDIATION("转人民调解", Status.SENT_TO_MEDIATION),
    MEDIATION_LATE("调解环节超时", null),
    /** 联片: another committee mediates, too. */
    CO_COMMITTEE("联合调解", null),
    /** A labour dispute that was not settled in fifteen days: its parties may go to arbitration. */
    ARBITRATION_TOLD("告知可以仲裁", null),
    /** What a court had entrusted and was not settled: told to it, its papers back, after the case's end. */
    REPORTED_TO_COURT("反馈法院", null),
    /** What ended without an agreement, by somebody who had no part in it. */
    REVISITED_AFTERWARDS("未达成协议，已回访", null),
    /** By the system that the case came from. */
    SUPPLEMENTED_THERE("对方平台补充", null),
    URGED_THERE("对方平台催办", null),
    WITHDRAWAL_ASKED_THERE("对方平台要求撤件", null),
    TOLD_THERE("对方平台来信", null),
    PHONED_THERE("电话转告公安", null),
    /** With its resident's consent; until the other system accepts, the case is ours. */
    PARTNER_ASKED("转其他平台", Status.PARTNER_ASKED),
    PARTNER_ACCEPTED("其他平台受理", Status.PARTNER_HANDLING),
    PARTNER_REFUSED("其他平台没有受理", Status.TRIAGE),
    PARTNER_CHASED("催办其他平台", null),
    PARTNER_DONE("其他平台办结", Status.PARTNER_DONE),
    /** Of a case that came from another system: with the rule, once a unit, twice a case. */
    RETURN_ASKED("申请退单", Status.TRIAGE),
    RETURN_DECIDED("退单决定", null),
    /** By the system that the case came from, when it has looked at the result; as after a bad rating. */
    REOPENED_THERE("对方平台要求重办", Status.CALL_BACK),
    /** Of a case that came from another system, which calls its residents back itself: nobody here does. */
    BADLY_RATED_THERE("群众评价", Status.RATED);

    /** What each party of a dispute was asked or said for itself, or talked about alone with the mediator. */
    private static final Set<Step> OF_ONE_PARTY =
            EnumSet.of(PARTY_ASKED, SESSION_HELD, PERIOD_EXTENDED, OBJECTED_TO_MEDIATOR);

    private static final Set<Step> INTERNAL = EnumSet.of(
            RETURNED,
            MERGE_PROPOSED,
            WARNED,
            DISPATCH_LATE,
            FIRST_RESPONSE_LATE,
            COMPLETION_LATE,
            SUPERVISION_RAISED,
            SUPERVISION_UNANSWERED,
            SUPERVISION_ANSWERED,
            EXTENSION_ASKED,
            EXTENSION_REFUSED,
            OPINION_DRAFTED,
            OPINION_RETURNED,
            OPINION_APPROVED,
            DISAGREEMENT_SETTLED,
            ACCEPTANCE_LATE,
            DECISION_LATE,
            ISSUE_LATE,
            CALL_BACK_LATE,
            RECTIFICATION_LATE,
            NOTED,
            INTERVENED,
            HANDED_ON,
            HANDED_BACK,
            REFUSAL_PROPOSED,
            REFUSAL_RETURNED,
            MEDIATION_LATE,
            WITHDRAWAL_ASKED_THERE,
            TOLD_THERE,
            PHONED_THERE,
            PARTNER_CHASED,
            RETURN_ASKED,
            RETURN_DECIDED);

    private final String title;
    private final @Nullable Status leadsTo;

    Optional<Status> leadsTo() {
        return Optional.ofNullable(leadsTo);
    }

    /** True for what only reminds those in charge: the case is as it was. Thousands come due at once in the morning. */
    public boolean isReminder() {
        return this == WARNED;
    }

    /** True for lines that the resident does not see: they concern the office, not the case. */
    public boolean isInternal() {
        return INTERNAL.contains(this);
    }

    /** Whether whoever applied reads of it: of a dispute each party reads its own at the parties' door. */
    public boolean isToldTo(Demand demand) {
        return !isInternal() && !(demand.confidential() && OF_ONE_PARTY.contains(this));
    }
}
