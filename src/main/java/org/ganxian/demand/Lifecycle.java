package org.ganxian.demand;

import static java.util.Map.entry;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which steps take a demand on from where it stands: all that {@code processes/order.bpmn},
 * {@code processes/window-service.bpmn} and {@code processes/mediation.bpmn} do, in one table.
 */
final class Lifecycle {

    private static final Map<Status, Set<Step>> STEPS = Map.ofEntries(
            entry(
                    Status.REGISTERED,
                    EnumSet.of(
                            Step.EMERGENCY,
                            Step.TO_TRIAGE,
                            Step.ROUTED,
                            Step.TO_DESK,
                            Step.TO_MEDIATION,
                            Step.MERGED,
                            Step.FINISHED_ELSEWHERE)),
            // 群众点单
            entry(Status.EMERGENCY, EnumSet.of(Step.TRANSFERRED, Step.TO_TRIAGE, Step.WITHDRAWN)),
            entry(
                    Status.TRIAGE,
                    EnumSet.of(Step.ROUTED, Step.REJECTED, Step.SENT_TO_MEDIATION, Step.PARTNER_ASKED, Step.WITHDRAWN)),
            entry(Status.PARTNER_ASKED, EnumSet.of(Step.PARTNER_ACCEPTED, Step.PARTNER_REFUSED, Step.WITHDRAWN)),
            entry(Status.PARTNER_HANDLING, EnumSet.of(Step.PARTNER_DONE, Step.PARTNER_REFUSED, Step.WITHDRAWN)),
            entry(
                    Status.SCREENING,
                    EnumSet.of(
                            Step.ACCEPTED,
                            Step.ASKED,
                            Step.MERGED,
                            Step.REJECTED,
                            Step.SENT_TO_MEDIATION,
                            Step.TO_TRIAGE,
                            Step.RETURN_ASKED,
                            Step.WITHDRAWN)),
            entry(Status.ASKED, EnumSet.of(Step.ANSWERED, Step.NO_ANSWER, Step.WITHDRAWN)),
            entry(Status.MERGED, EnumSet.of(Step.MERGED, Step.UNMERGED, Step.OBJECTED, Step.WITHDRAWN)),
            entry(Status.DISPATCHING, EnumSet.of(Step.DISPATCHED, Step.TO_TRIAGE, Step.RETURN_ASKED, Step.WITHDRAWN)),
            entry(
                    Status.DISPATCHED,
                    EnumSet.of(Step.CLAIMED, Step.UNCLAIMED, Step.REDISPATCHED, Step.HANDED_BACK, Step.WITHDRAWN)),
            entry(
                    Status.CLAIMED,
                    EnumSet.of(Step.FIRST_CONTACT, Step.RELEASED, Step.REDISPATCHED, Step.HANDED_BACK, Step.WITHDRAWN)),
            entry(
                    Status.HANDLING,
                    EnumSet.of(Step.REPORTED, Step.RELEASED, Step.REDISPATCHED, Step.HANDED_BACK, Step.WITHDRAWN)),
            entry(Status.REPORTED, EnumSet.of(Step.CLOSED, Step.RETURNED, Step.WITHDRAWN)),
            // 窗口服务
            entry(
                    Status.ACCEPTING,
                    EnumSet.of(
                            Step.APPLICATION_ACCEPTED,
                            Step.DEEMED_ACCEPTED,
                            Step.ANSWERED_AT_DESK,
                            Step.SUPPLEMENT_ASKED,
                            Step.REJECTED,
                            Step.WITHDRAWN)),
            entry(Status.SUPPLEMENTING, EnumSet.of(Step.SUPPLEMENTED, Step.REJECTED, Step.WITHDRAWN)),
            entry(Status.DECIDING, EnumSet.of(Step.DECIDED, Step.TERMINATED, Step.WITHDRAWN)),
            entry(Status.DECIDED, EnumSet.of(Step.ISSUED)),
            entry(Status.ISSUED, EnumSet.of(Step.DELIVERED)),
            // 人民调解
            entry(
                    Status.EXAMINING,
                    EnumSet.of(
                            Step.MEDIATION_ACCEPTED, Step.REJECTED, Step.TERMINATED, Step.ESCALATED, Step.WITHDRAWN)),
            entry(
                    Status.CONSENT,
                    EnumSet.of(Step.ALL_CONSENTED, Step.DECLINED, Step.TERMINATED, Step.ESCALATED, Step.WITHDRAWN)),
            entry(
                    Status.APPOINTING,
                    EnumSet.of(
                            Step.PANEL_READY,
                            Step.OBJECTED_TO_MEDIATOR,
                            Step.MEDIATOR_LEFT,
                            Step.DECLINED,
                            Step.TERMINATED,
                            Step.ESCALATED,
                            Step.WITHDRAWN)),
            entry(
                    Status.MEDIATING,
                    EnumSet.of(
                            Step.SETTLEMENT_REACHED,
                            Step.SUSPENDED,
                            Step.MEDIATOR_LEFT,
                            Step.TERMINATED,
                            Step.ESCALATED,
                            Step.WITHDRAWN)),
            entry(Status.SUSPENDED, EnumSet.of(Step.RESUMED, Step.TERMINATED, Step.ESCALATED, Step.WITHDRAWN)),
            entry(
                    Status.SIGNING,
                    EnumSet.of(Step.IN_EFFECT, Step.MEDIATOR_LEFT, Step.TERMINATED, Step.ESCALATED, Step.WITHDRAWN)),
            entry(Status.ESCALATED, EnumSet.of(Step.TRANSFERRED, Step.EXAMINED_ANEW, Step.ASKED_ANEW)),
            entry(Status.PERFORMING, EnumSet.of(Step.PERFORMED, Step.MEDIATED_ANEW, Step.TRANSFERRED)),
            entry(Status.REVISITING, EnumSet.of(Step.REVISITED, Step.MEDIATED_AGAIN)),
            entry(Status.FILING, EnumSet.of(Step.FILED)),
            // After the work is done
            entry(
                    Status.CLOSED,
                    EnumSet.of(
                            Step.RATED, Step.BADLY_RATED, Step.BADLY_RATED_THERE, Step.UNRATED, Step.REOPENED_THERE)),
            entry(Status.CALL_BACK, EnumSet.of(Step.SETTLED, Step.REWORK, Step.SUPERVISED)),
            entry(Status.SUPERVISED, EnumSet.of(Step.SUPERVISION_CLOSED)),
            // Once more, by the resident or the system that it came from
            entry(Status.RATED, EnumSet.of(Step.REOPENED, Step.REOPENED_THERE)),
            entry(Status.UNRATED, EnumSet.of(Step.REOPENED, Step.REOPENED_THERE)),
            entry(Status.SETTLED, EnumSet.of(Step.REOPENED, Step.REOPENED_THERE)));

    private static final Set<Step> AFTER_ITS_END =
            EnumSet.of(Step.ARCHIVED, Step.ERASED, Step.REPORTED_TO_COURT, Step.REVISITED_AFTERWARDS);

    private Lifecycle() {}

    /** What leads nowhere may happen all along the way, filing away, erasing, a report to a court, a revisit and a follower's rating after its end. */
    static boolean allows(Status status, Step step) {
        return step.leadsTo().isPresent()
                ? STEPS.getOrDefault(status, Set.of()).contains(step)
                : step == Step.FOLLOWER_RATED
                        ? status == Status.MERGED
                        : status.isFinal() == AFTER_ITS_END.contains(step);
    }
}
