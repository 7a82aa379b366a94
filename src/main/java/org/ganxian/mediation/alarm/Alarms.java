package org.ganxian.mediation.alarm;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.PoliceDoor;
import org.ganxian.codes.CodeList;
import org.ganxian.codes.CodeTables;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.mediation.dossier.Mediation;
import org.springframework.stereotype.Component;

/** Tells 110 of a danger: number, kind of dispute and place by unit. A dispute's words never leave. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Alarms {

    private final PoliceDoor police;
    private final Demands demands;
    private final CodeTables codes;

    /**
     * Before the danger stands in the timeline: what stands there already are those before it.
     *
     * @return whether there is a 110 that takes messages
     */
    public boolean tell(Demand demand, Mediation mediation) {
        int before = (int) demands.timeline(demand).stream()
                .filter(line -> line.step() == Step.ESCALATED || line.step() == Step.ESCALATED_IN_PERFORMANCE)
                .count();
        return police.tell(new PoliceDoor.Danger(
                mediation.number(),
                "纠纷激化（" + codes.name(CodeList.DISPUTE_TYPE, mediation.disputeType()) + "）",
                demand.placeCode(),
                before + 1));
    }
}
