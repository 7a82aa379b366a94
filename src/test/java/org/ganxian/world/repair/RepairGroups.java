package org.ganxian.world.repair;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.casework.FlowGroups;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Units;

/** Who may work on a repair: the members of the branch, the nearest callers; not whoever did it before. */
@CalledByDiagrams
public class RepairGroups extends FlowGroups {

    RepairGroups(Demands demands, Units units, People people) {
        super(demands, units, people);
    }

    public String members(DelegateExecution execution) {
        return office(demandOf(execution));
    }

    public String callers(DelegateExecution execution) {
        return nearest(Duty.CALLER, demandOf(execution).servingUnit());
    }

    public void mayRepair(DelegateTask task) {
        refuseHandlers(task, "重新维修应由其他人承担");
    }

    public void mayCallBack(DelegateTask task) {
        refuseHandlers(task, "维修人不能回访自己修的东西");
    }

    @Override
    public String office(Demand demand) {
        return Duty.MEMBER.groupIn(demand.servingUnit());
    }
}
