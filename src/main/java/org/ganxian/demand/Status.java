package org.ganxian.demand;

import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** Where a demand stands, in the words that residents and staff read. Set by {@link Step}s only, as {@link Lifecycle} says. */
@RequiredArgsConstructor
@Getter
public enum Status {
    REGISTERED("已登记"),
    EMERGENCY("险情转接中"),
    TRIAGE("待分拨"),
    SCREENING("待支部审核"),
    ASKED("待群众补充"),
    DISPATCHING("已受理，待派单"),
    DISPATCHED("已派单，待接单"),
    CLAIMED("已接单"),
    HANDLING("办理中"),
    REPORTED("待支部审核办理结果"),
    ACCEPTING("待前台受理"),
    SUPPLEMENTING("待申请人补正"),
    DECIDING("已受理，部门办理中"),
    DECIDED("已作出决定，待出件"),
    ISSUED("已出件，待领取"),
    EXAMINING("待受理审查"),
    CONSENT("征询各方意愿"),
    APPOINTING("确定调解员"),
    MEDIATING("调解中"),
    SUSPENDED("调解中止"),
    SIGNING("待签订协议"),
    ESCALATED("激化，值班席处置中"),
    PARTNER_ASKED("转其他平台，待对方受理"),
    PARTNER_HANDLING("其他平台办理中"),
    CLOSED("已办结，待评价"),
    CALL_BACK("待回访"),
    SUPERVISED("督办中"),
    PERFORMING("协议履行中"),
    REVISITING("待回访当事人"),
    FILING("待归档"),
    RATED("已评价"),
    UNRATED("已办结，未评价"),
    SETTLED("回访后办结"),
    SUPERVISION_CLOSED("督办办结"),
    REJECTED("不予受理"),
    MERGED("已合并"),
    WITHDRAWN("已撤回"),
    TRANSFERRED("已转紧急处置"),
    SENT_TO_MEDIATION("已转人民调解"),
    TERMINATED("已终止办理"),
    DECLINED("当事人不同意调解"),
    FILED("已归档"),
    PARTNER_DONE("其他平台已办结"),
    /** A record of another system whose work was done there: never any of ours. */
    FINISHED_ELSEWHERE("已在原系统办结");

    private final String title;

    /** True when nothing more happens to the demand itself. */
    public boolean isFinal() {
        return compareTo(RATED) >= 0;
    }

    /** True while the work for the resident is not done. */
    public boolean isOpen() {
        return compareTo(CLOSED) < 0;
    }

    /** True while an application is at the desk, in a department or at the window; never for an order. */
    public boolean isOfAnApplication() {
        return compareTo(ACCEPTING) >= 0 && compareTo(ISSUED) <= 0;
    }

    /** True while the resident may withdraw: open, nothing has been decided, and nobody is in danger. */
    public boolean isWithdrawable() {
        return isOpen() && this != DECIDED && this != ISSUED && this != ESCALATED;
    }
}
