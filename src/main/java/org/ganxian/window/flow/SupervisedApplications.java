package org.ganxian.window.flow;

import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.casework.CaseMessages;
import org.ganxian.casework.SupervisedCases;
import org.ganxian.demand.Demand;
import org.ganxian.engine.variables.MultiInstanceFacts;
import org.ganxian.organization.Duty;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Milestone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What supervision does to an application. A superior urges and gives the work to others of the same office; the decision
 * stays with the department that the law names, and the work with hands that 受审分离 keeps apart.
 */
@Component
class SupervisedApplications extends SupervisedCases {

    private final Application.Repository applications;
    private final DepartmentOpinion.Repository opinions;
    private final CaseMessages messages;
    private final TaskService taskService;

    SupervisedApplications(
            WindowVariables variables,
            WindowGroups groups,
            Application.Repository applications,
            DepartmentOpinion.Repository opinions,
            CaseMessages messages,
            TaskService taskService,
            Parts parts) {
        super(variables, groups, parts);
        this.applications = applications;
        this.opinions = opinions;
        this.messages = messages;
        this.taskService = taskService;
    }

    @Override
    protected String called() {
        return "这件申请";
    }

    @Override
    public void superviseByHand(String number) {
        messages.tell(number, CaseMessages.SUPERVISED, "这件申请不在部门办理中，不能督办");
    }

    @Override
    public String owner(String number, @Nullable Milestone late) {
        return late == Milestone.ACCEPTANCE
                ? demand(number)
                        .registeredBy()
                        .orElseGet(
                                () -> Duty.CLERK.groupIn(applicationOf(number).desk()))
                : super.owner(number, late);
    }

    /** What let its time pass was the desk when nobody accepted, the window when nobody issued, else the leading department. */
    @Override
    public @Nullable String unitInCharge(String number, @Nullable Milestone late) {
        if (late == Milestone.CALL_BACK || late == Milestone.RECTIFICATION) {
            return super.unitInCharge(number, late);
        }
        return late == Milestone.ACCEPTANCE || late == Milestone.ISSUE
                ? applicationOf(number).desk()
                : demand(number).servingUnit();
    }

    @Override
    public void takeOver(String number, String username) {
        throw Refusal.field("decision", "许可和服务事项由有权的部门决定，上级不能代为办理，请选择改派本单位其他人、同意延时或批注");
    }

    @Override
    public void redispatch(String number, @Nullable String unit) {
        if (unit != null) {
            throw Refusal.field("unit", "事项的承办部门由法律和事项目录确定，不能改派其他单位");
        }
        super.redispatch(number, null);
    }

    @Override
    protected void putBack(Task task, Demand demand) {
        if (!demand.status().isOpen()) {
            super.putBack(task, demand);
            return;
        }
        String department = (String) taskService.getVariable(task.getId(), MultiInstanceFacts.DEPARTMENT);
        opinions.findByApplicationIdAndUnit(applications.of(demand).id(), department)
                .ifPresent(o -> o.handBy(null));
        super.putBack(task, demand);
    }

    @Override
    public void extend(String number, String more, String reason) {
        throw Refusal.conflict("许可和服务事项的延期由承办部门负责人批准，请由经办人申请延期");
    }

    private Application applicationOf(String number) {
        return applications.of(demand(number));
    }
}
