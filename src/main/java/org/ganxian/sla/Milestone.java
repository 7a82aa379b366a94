package org.ganxian.sla;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.Getter;
import lombok.RequiredArgsConstructor;

/**
 * What a limit is for. A flow that keeps such a limit has a timer event called {@link #dueTimer} on its diagram, and
 * where it warns, one called {@link #warningTimer}.
 */
@RequiredArgsConstructor
@Getter
public enum Milestone {
    DISPATCH("派单", "dispatch"),
    /** The first logged contact with the resident. */
    FIRST_CONTACT("首次响应", "first-response"),
    CLAIM("接单", "claim"),
    COMPLETION("办结", "completion"),
    /** From receipt to 受理, 补正 or 不予受理, after which an application counts as accepted (行政许可法第三十二条). */
    ACCEPTANCE("受理", "acceptance"),
    /** From acceptance to the decision, as the service item promises (行政许可法第四十二条). */
    DECISION("作出决定", "decision"),
    /** A hearing or an expert review, whose time is not the office's (行政许可法第四十五条). */
    PROCEDURE("听证或专家评审", "procedure"),
    /** From the decision to its delivery (行政许可法第四十四条). */
    ISSUE("出件送达", "issue"),
    /** From the issue to the first reminder that it is not collected, and from one reminder to the next. */
    COLLECTION("领取", "collection"),
    CHASE("催领", "chase"),
    /** What a bad rating asked the office to put right. */
    RECTIFICATION("整改", "rectification"),
    /** A superior's answer to a supervision, at each level. */
    STREET_SUPERVISION("街道督办答复", "street-supervision"),
    DISTRICT_SUPERVISION("区县督办答复", "district-supervision"),
    CITY_SUPERVISION("市级督办答复", "city-supervision"),
    /** Another district's answer whether it takes a case. */
    HANDOVER("对方区答复改派", "handover"),
    /** From one reminder of the city to the next. */
    CITY_REMINDER("市级每日催办", "city-reminder"),
    /** What a superior grants a late case before the next level is called. */
    GRACE("督办宽限", "grace"),
    /** The resident's answer to a question. */
    ANSWER("群众补充", "answer"),
    RATING("群众评价", "rating"),
    CALL_BACK("回访", "call-back"),
    /** From the request to 受理, 不予受理 or 移送. */
    EXAMINATION("受理审查", "examination"),
    /** A refusal by the committee's head, or another committee's answer whether it takes a dispute. */
    APPROVAL("审批或接收", "approval"),
    CONSENT("征询意愿", "consent"),
    /** The parties' time to agree on a mediator, after which the head appoints one. */
    CHOICE("共同选定调解员", "choice"),
    /** Another committee's answer whether it mediates, too; it is not waited for longer. */
    CO_COMMITTEE("联合调解的调委会答复", "co-committee"),
    APPOINTMENT("指定调解员", "appointment"),
    /** A mediator's word on ties to the parties, then the parties' word on the mediator. */
    DECLARATION("声明和听取异议", "declaration"),
    /** Normally one month from acceptance (人民调解工作若干规定第三十三条). */
    MEDIATION("调解", "mediation"),
    SUSPENSION("中止", "suspension"),
    /** From the request: then its parties may go to arbitration (劳动争议调解仲裁法第十四条). */
    LABOUR("劳动争议满十五日", "labour"),
    /** To tell them so, and to ask whether both want to go on. */
    ARBITRATION("告知可以仲裁", "arbitration"),
    /** The day until which a party has promised to perform. */
    DUTY("履行协议", "duty"),
    /** Some days before that day its debtor is reminded. */
    DUTY_SOON("履行前提醒", "duty-soon"),
    URGE("催告履行", "urge"),
    /** The parties' thirty days to ask a court together to confirm the agreement (人民调解法第三十三条), and two reminders on the way. */
    CONFIRMATION("申请司法确认", "confirmation"),
    CONFIRMATION_HALFWAY("司法确认第一次提醒", "confirmation-halfway"),
    CONFIRMATION_SOON("司法确认第二次提醒", "confirmation-soon"),
    /** The court's time to answer (民事诉讼法第一百八十七条). */
    COURT("法院答复", "court"),
    /** To tell a court that has entrusted a dispute what was not settled, and to give its papers back. */
    COURT_REPORT("反馈法院", "court-report"),
    /** How long who has not settled is left in peace before somebody calls. */
    UNSETTLED("未达成协议，回访前", "unsettled"),
    REVISIT("回访当事人", "revisit"),
    FILING("归档", "filing"),
    DANGER("处置激化", "danger"),
    /** A unit's time to give back a case that another system has sent, and the triage desk's to decide on that. No clock of a case runs on them. */
    RETURN("提出退单", "return"),
    RETURN_DECISION("退单决定", "return-decision");

    private final String title;

    /** As in the ids of timers and of what a limit calls when it has passed. */
    private final String id;

    public static Optional<Milestone> ofId(String id) {
        return Arrays.stream(values()).filter(s -> s.id.equals(id)).findFirst();
    }

    public String dueTimer() {
        return id + "-due";
    }

    public String warningTimer() {
        return id + "-warning";
    }

    /** The timers of all steps, on any diagram. */
    static String[] timers() {
        return Arrays.stream(values())
                .flatMap(s -> Stream.of(s.dueTimer(), s.warningTimer()))
                .toArray(String[]::new);
    }

    /** True for limits that only say when something else begins: nobody is late when they pass. */
    public boolean isNobodys() {
        return switch (this) {
            case ANSWER, RATING, CITY_REMINDER, GRACE, PROCEDURE, COLLECTION, CHASE -> true;
            // What passes then is the parties' time, not the committee's.
            case CHOICE, MEDIATION, SUSPENSION, DUTY, DUTY_SOON, LABOUR -> true;
            case CONFIRMATION, CONFIRMATION_HALFWAY, CONFIRMATION_SOON, COURT -> true;
            default -> false;
        };
    }

    /** True when a person chose the limit within that of the table: the table cannot change it any more. */
    boolean isChosen() {
        return switch (this) {
            case GRACE, DECISION, PROCEDURE, MEDIATION, DUTY, DUTY_SOON -> true;
            default -> false;
        };
    }

    /** True for limits of a pause: when they have passed, the clocks that it stopped go on. */
    boolean boundsPause() {
        return this == ANSWER || this == PROCEDURE;
    }

    /** True for limits that the people who have the case are reminded of. */
    boolean warns() {
        return switch (this) {
            case CALL_BACK, RECTIFICATION, MEDIATION, DUTY -> true;
            default -> pauses();
        };
    }

    /** True for limits of the office towards the resident: they stop while the resident has the next move. */
    boolean pauses() {
        return switch (this) {
            case DISPATCH, FIRST_CONTACT, COMPLETION, ACCEPTANCE, DECISION, ISSUE -> true;
            default -> false;
        };
    }
}
