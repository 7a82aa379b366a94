package org.ganxian.world.repair;

import java.util.List;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.ganxian.casework.FlowLimit;
import org.ganxian.casework.FlowVariables;
import org.ganxian.demand.Demand;
import org.ganxian.sla.Milestone;

/** All that the process {@code repair} keeps in the engine. */
class RepairVariables extends FlowVariables<RepairVariables.Name> {

    enum Name {
        repairId,
        repairAnew,
        repairSatisfied,
        repairDue,
        repairWarning,
        repairRatingDue,
        repairCallBackDue
    }

    RepairVariables() {
        super(
                "repair",
                Name.class,
                List.of(
                        FlowLimit.of(Milestone.COMPLETION, Name.repairDue)
                                .warnedBy(Name.repairWarning)
                                .asCompletion(),
                        FlowLimit.of(Milestone.RATING, Name.repairRatingDue),
                        FlowLimit.of(Milestone.CALL_BACK, Name.repairCallBackDue)));
    }

    void settle(VariableScope scope, Demand demand) {
        forgetTyped(scope);
        set(scope, Name.repairId, demand.id());
    }

    void anew(VariableScope scope, boolean anew) {
        set(scope, Name.repairAnew, anew);
    }

    @Override
    public void satisfied(VariableScope scope, boolean satisfied) {
        set(scope, Name.repairSatisfied, satisfied);
    }
}
