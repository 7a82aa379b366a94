package org.ganxian.mediation;

import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.casework.Casework;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.mediation.MediationVariables.Next;
import org.ganxian.mediation.dossier.Ending;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.MediationParty;
import org.ganxian.mediation.dossier.Sides;
import org.ganxian.sla.Milestone;
import org.springframework.stereotype.Component;

/**
 * 劳动争议: fifteen days after the request its parties may go to arbitration (劳动争议调解仲裁法第十四条). They are told so, and it is
 * mediated further only if all of them want that.
 */
@Component
@RequiredArgsConstructor
class Arbitration {

    private static final String OPEN = "劳动争议自申请之日起十五日没有达成协议，各方可以依法申请仲裁";

    private final Casework casework;
    private final MediationClock clock;
    private final MediationVariables variables;
    private final MediationGroups groups;
    private final Sessions sessions;
    private final MediationParty.Repository parties;

    /** From the acceptance, and again after a danger: the days are counted from the request whenever that is. */
    void count(DelegateExecution execution, Demand demand, Mediation mediation) {
        if (mediation.isOfLabour() && mediation.arbitrationToldAt() == null) {
            clock.startLabour(execution, demand, mediation);
            variables.labour(execution, true);
        }
    }

    void due(DelegateExecution execution, Demand demand, Mediation mediation) {
        clock.stop(demand, Milestone.LABOUR);
        clock.start(execution, demand, Milestone.ARBITRATION);
        casework.happened(demand, Step.WARNED, OPEN);
        casework.tell(
                groups.secretariesOf(mediation), demand, "ARBITRATION", "告知可以仲裁 %s", OPEN + "，请告知各方，并问是否都愿意继续调解。");
    }

    void told(Given given) {
        Demand demand = given.demand();
        String how = casework.contactedBy(given.required("channel", "请选择怎样联系的"));
        switch (given.typed().decision()) {
            case "goOn" -> {
                casework.done(demand, Step.ARBITRATION_TOLD, how + "：各方都愿意继续调解");
                variables.next(given.task(), Next.GO_ON);
            }
            case "stop" -> {
                MediationParty party =
                        Sides.of(parties, given.mediation(), "party", given.required("party", "请选择哪一方不愿意继续"));
                casework.done(
                        demand, Step.ARBITRATION_TOLD, how + "：" + party.side().title() + "不愿意继续调解");
                sessions.end(given.execution(), Ending.ARBITRATION);
            }
            default -> throw FormInput.unknownDecision(given.typed().decision());
        }
        given.mediation().arbitrationTold(clock.now());
        clock.stop(demand, Milestone.ARBITRATION);
        variables.labour(given.execution(), false);
    }

    /** zh-CN: what is left when a duty is not performed; of pay, injury and compensation a payment order (第十五、十六条). */
    static String waysAfterBreach(Mediation mediation) {
        return mediation.isOfLabour()
                ? "已告知权利人可以申请仲裁；因支付拖欠劳动报酬、工伤医疗费、经济补偿或者赔偿金的，可以持协议书向法院申请支付令"
                : "已告知权利人可以起诉、申请执行或支付令";
    }
}
