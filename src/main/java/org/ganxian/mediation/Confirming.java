package org.ganxian.mediation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.mediation.MediationVariables.AtCourt;
import org.ganxian.mediation.MediationVariables.Next;
import org.ganxian.mediation.court.Courts;
import org.ganxian.mediation.dossier.Agreement;
import org.ganxian.mediation.dossier.AgreementDuty;
import org.ganxian.mediation.dossier.ConfirmationScope;
import org.ganxian.mediation.dossier.CourtConfirmation;
import org.ganxian.mediation.dossier.CourtConfirmation.State;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Milestone;
import org.springframework.stereotype.Component;

/** 司法确认, beside performance: both ask a court together within thirty days, a person enters what it answers. */
@Component
@RequiredArgsConstructor
class Confirming {

    private final Casework casework;
    private final MediationClock clock;
    private final MediationVariables variables;
    private final MediationGroups groups;
    private final Courts courts;
    private final Agreement.Repository agreements;
    private final AgreementDuty.Repository duties;
    private final CourtConfirmation.Repository confirmations;

    private Optional<CourtConfirmation> current(Mediation mediation) {
        return agreements
                .findFirstByMediationIdOrderByIdDesc(mediation.id())
                .flatMap(agreement -> confirmations.findByMediationIdAndEdition(mediation.id(), agreement.edition()));
    }

    private CourtConfirmation open(Given given) {
        return current(given.mediation()).orElseThrow(() -> Refusal.conflict("这份协议没有提出过司法确认"));
    }

    private boolean isAnythingOwed(Mediation mediation) {
        return duties.findByMediationIdOrderByDueOnAscIdAsc(mediation.id()).stream()
                .anyMatch(AgreementDuty::isOpen);
    }

    /** When an agreement takes effect, and again where a danger had interrupted it: the law's days have gone on meanwhile. */
    void offer(DelegateExecution execution, Demand demand, Mediation mediation) {
        Agreement agreement =
                agreements.findFirstByMediationIdOrderByIdDesc(mediation.id()).orElseThrow();
        Optional<CourtConfirmation> before = current(mediation);
        ConfirmationScope scope = mediation.scopeOfConfirmation();
        AtCourt at = AtCourt.NONE;
        if (before.isPresent()) {
            at = before.get().state().isAtCourt()
                    ? AtCourt.COURT
                    : before.get().state() == State.OFFERED ? AtCourt.OFFER : AtCourt.NONE;
        } else if (!scope.isOpen()) {
            casework.happened(demand, Step.CONFIRMATION, scope.title());
        } else if (isAnythingOwed(mediation)) {
            at = AtCourt.OFFER;
        }
        if (at == AtCourt.OFFER) {
            startOffer(execution, demand, mediation, agreement, scope, before.isEmpty());
        } else if (at == AtCourt.COURT) {
            clock.start(execution, demand, Milestone.COURT);
        }
        variables.atCourt(execution, at);
    }

    private void startOffer(
            DelegateExecution execution,
            Demand demand,
            Mediation mediation,
            Agreement agreement,
            ConfirmationScope scope,
            boolean first) {
        Instant until =
                clock.startOffer(execution, demand, Objects.requireNonNull(agreement.effectiveAt(), "in effect"));
        if (first) {
            confirmations.save(new CourtConfirmation(mediation.id(), agreement.edition(), scope, clock.now(), until));
            casework.happened(
                    demand,
                    Step.CONFIRMATION,
                    "各方可以在 %s 以前共同向法院申请司法确认：%s".formatted(PeopleTime.of(until), scope.title()));
        }
    }

    /** Days 15 and 25: whoever keeps the case asks the parties once more. */
    void remind(Demand demand, Mediation mediation) {
        current(mediation).ifPresent(one -> {
            String text = "司法确认的申请到 %s 为止".formatted(PeopleTime.of(one.openUntil()));
            casework.happened(demand, Step.WARNED, text);
            casework.tell(groups.secretariesOf(mediation), demand, "CONFIRMATION", "提醒申请司法确认 %s", text + "，请再问各方。");
        });
    }

    void lapsed(Demand demand, Mediation mediation) {
        clock.stopOffer(demand);
        current(mediation).ifPresent(one -> {
            one.over(State.LAPSED, null, clock.now());
            casework.happened(demand, Step.CONFIRMATION, State.LAPSED.title() + "；一方不履行的，可以凭协议起诉");
        });
    }

    /** All is performed: nothing is left to be enforced, unless a court is at it or somebody did not perform. */
    boolean isAwaited(Demand demand, Mediation mediation) {
        Optional<CourtConfirmation> open = current(mediation);
        boolean breached = duties.findByMediationIdOrderByDueOnAscIdAsc(mediation.id()).stream()
                .anyMatch(duty -> duty.breachedAt() != null);
        boolean offered = open.filter(one -> one.state() == State.OFFERED).isPresent();
        if (offered && !breached) {
            open.get().over(State.NOT_NEEDED, null, clock.now());
            casework.happened(demand, Step.CONFIRMATION, State.NOT_NEEDED.title());
        }
        return offered && breached
                || open.filter(one -> one.state().isAtCourt()).isPresent();
    }

    void applied(Given given) {
        CourtConfirmation confirmation = open(given);
        switch (given.typed().decision()) {
            case "apply" -> {
                if (!"ALL".equals(given.required("who", "请选择谁来申请"))) {
                    throw Refusal.field("who", "须双方共同申请；只有一方要的，可以凭协议向法院起诉");
                } else if (!"COMPLETE".equals(given.required("materials", "请核对材料"))) {
                    throw Refusal.field("materials", "材料齐了再提出：协议、调解证明、身份证明、送达地址和电话，涉及财产的有权属证明");
                }
                List<String> may = courts.on(
                        given.chosen("ground", Courts.Ground.values(), "请选择为什么向这个法院申请"),
                        given.mediation(),
                        given.demand().placeCode());
                String court = court("court", given.required("court", "请选择法院"), may);
                String second = given.text("secondCourt");
                String both = second == null || second.equals(court)
                        ? court
                        : court + "、"
                                + court(
                                        "secondCourt",
                                        second,
                                        courts.on(Courts.Ground.DOMICILE, given.mediation(), null));
                confirmation.apply(both, clock.now());
                casework.done(
                        given.demand(),
                        Step.CONFIRMATION,
                        "各方共同向" + both + "申请" + (both.equals(court) ? "" : "；向两个法院申请的，由最先立案的法院管辖"));
                clock.start(given.execution(), given.demand(), Milestone.COURT);
                variables.atCourt(given.execution(), AtCourt.COURT);
            }
            case "none" -> {
                confirmation.over(State.NOT_WANTED, null, clock.now());
                casework.done(given.demand(), Step.CONFIRMATION, State.NOT_WANTED.title());
                variables.atCourt(given.execution(), AtCourt.NONE);
            }
            default -> throw FormInput.unknownDecision(given.typed().decision());
        }
        clock.stopOffer(given.demand());
    }

    private static String court(String field, String name, List<String> may) {
        if (!may.contains(name)) {
            throw Refusal.field(field, "按这个理由，有管辖权的是：" + String.join("、", may));
        }
        return name;
    }

    void answered(Given given) {
        CourtConfirmation confirmation = open(given);
        clock.stop(given.demand(), Milestone.COURT);
        switch (given.typed().decision()) {
            case "filed" -> {
                confirmation.filed(given.required("filedNo", "请填写案号"));
                casework.done(given.demand(), Step.CONFIRMATION, State.FILED.title());
                clock.start(given.execution(), given.demand(), Milestone.COURT);
                variables.atCourt(given.execution(), AtCourt.COURT);
            }
            case "valid" -> over(given, confirmation, State.VALID, "；一方不履行的，另一方可以向法院申请执行");
            case "notAccepted" -> over(given, confirmation, State.NOT_ACCEPTED, "");
            case "withdrawn" -> over(given, confirmation, State.WITHDRAWN, "");
            case "rejected" -> over(given, confirmation, State.REJECTED, "；可以变更协议、重新达成协议，或者起诉");
            case "again" -> {
                over(given, confirmation, State.REJECTED, "；各方要重新调解");
                variables.atCourt(given.execution(), AtCourt.AGAIN);
                variables.next(given.execution(), Next.AGAIN);
            }
            default -> throw FormInput.unknownDecision(given.typed().decision());
        }
    }

    private void over(Given given, CourtConfirmation confirmation, State how, String hint) {
        String why = how == State.VALID ? given.text("reason") : given.required("reason", "请填写法院的理由或者撤回的原因");
        confirmation.over(how, why, clock.now());
        casework.done(given.demand(), Step.CONFIRMATION, how.title() + hint);
        variables.atCourt(given.execution(), AtCourt.NONE);
    }
}
