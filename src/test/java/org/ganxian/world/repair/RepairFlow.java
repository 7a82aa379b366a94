package org.ganxian.world.repair;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.casework.CaseFlow;
import org.ganxian.casework.Casework;
import org.ganxian.casework.FlowClock;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.Priority;

/** The bean that {@code repair.bpmn} calls. */
@CalledByDiagrams
public class RepairFlow extends CaseFlow {

    static final String REPORTED = "repair-reported";

    private final Casework casework;
    private final RepairVariables variables;
    private final FlowClock clock;
    private final Units units;

    RepairFlow(Casework casework, RepairVariables variables, FlowClock clock, RepairGroups groups, Units units) {
        super(casework, variables, clock, groups);
        this.casework = casework;
        this.variables = variables;
        this.clock = clock;
        this.units = units;
    }

    /** Whatever is broken, the branch of the place repairs it. */
    public void enter(DelegateExecution execution) {
        Demand demand = entered(execution, "报修");
        Unit branch =
                units.branchServing(demand.placeCode()).orElseThrow(() -> Refusal.field("place", "这个地方没有可以维修的支部"));
        demand.prioritise(Priority.P3);
        demand.serveBy(branch.code());
        casework.happened(demand, Step.ROUTED, branch.name());
        casework.happened(demand, Step.ACCEPTED, null);
        offer(execution, demand);
        variables.settle(execution, demand);
    }

    private void offer(DelegateExecution execution, Demand demand) {
        casework.happened(demand, Step.DISPATCHED, null);
        clock.start(execution, demand, Milestone.COMPLETION);
    }

    public void repaired(DelegateTask task) {
        Demand demand = casework.of(task);
        String report = new FormInput(task).required("report", "请填写维修情况，群众会看到");
        demand.handBy(task.getAssignee());
        casework.done(demand, Step.CLAIMED, null);
        casework.done(demand, Step.FIRST_CONTACT, null);
        clock.responded(demand);
        casework.done(demand, Step.REPORTED, report);
        demand.completeAt(clock.now());
        casework.done(demand, Step.CLOSED, null);
        variables.settle(task, demand);
    }

    public void repairLate(DelegateExecution execution) {
        late(execution, Milestone.COMPLETION, Step.COMPLETION_LATE);
    }

    /** 维修 is left, repaired or withdrawn. */
    public void repairEnded(DelegateExecution execution) {
        workEnded(casework.of(execution));
    }

    public void calledBack(DelegateTask task) {
        Demand demand = casework.of(task);
        FormInput typed = new FormInput(task);
        String note = typed.required("note", "请填写回访情况");
        clock.stop(demand, Milestone.CALL_BACK);
        switch (typed.decision()) {
            case "settled" -> {
                casework.done(demand, Step.SETTLED, note);
                variables.anew(task, false);
            }
            case "rework" -> {
                demand.rework();
                casework.done(demand, Step.REWORK, note);
                offer(task.getExecution(), demand);
                variables.anew(task, true);
            }
            default -> throw FormInput.unknownDecision(typed.decision());
        }
        variables.settle(task, demand);
    }
}
