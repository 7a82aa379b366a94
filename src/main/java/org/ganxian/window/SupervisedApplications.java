package org.ganxian.window;

import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.engine.CaseMessages;
import org.ganxian.engine.Choice;
import org.ganxian.engine.MultiInstanceFacts;
import org.ganxian.escalation.SupervisedFlow;
import org.ganxian.organization.Duty;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.SlaStep;
import org.springframework.stereotype.Component;

/**
 * What supervision does to an application. A superior urges and gives the work to others of the same office; the decision
 * stays with the department that the law names, and the work with hands that 受审分离 keeps apart.
 */
@Component
class SupervisedApplications implements SupervisedFlow {

    private final Application.Repository applications;
    private final CaseMessages messages;
    private final DepartmentOpinion.Repository opinions;
    private final Demands demands;
    private final WindowGroups groups;
    private final TaskService taskService;
    private final CurrentActor currentActor;

    SupervisedApplications(
            Application.Repository applications,
            CaseMessages messages,
            DepartmentOpinion.Repository opinions,
            Demands demands,
            WindowGroups groups,
            TaskService taskService,
            CurrentActor currentActor) {
        this.applications = applications;
        this.messages = messages;
        this.opinions = opinions;
        this.demands = demands;
        this.groups = groups;
        this.taskService = taskService;
        this.currentActor = currentActor;
    }

    @Override
    public String key() {
        return WindowClock.FLOW;
    }

    @Override
    public void superviseByHand(String number) {
        messages.tell(number, WindowFlow.SUPERVISED, "这件申请不在部门办理中，不能督办");
    }

    @Override
    public String owner(String number, SlaStep late) {
        Application application = applicationOf(number);
        Demand demand = demands.get(number);
        if (late == SlaStep.ACCEPTANCE) {
            return demand.registeredBy().orElseGet(() -> Duty.CLERK.groupIn(application.desk()));
        }
        return demand.status() == Status.DECIDING
                ? groups.leadHandler(application).orElseGet(() -> groups.office(application, demand))
                : groups.office(application, demand);
    }

    /** What let its time pass was the desk when nobody accepted, the window when nobody issued, else the leading department. */
    @Override
    public String unitInCharge(String number, SlaStep late) {
        return late == SlaStep.ACCEPTANCE || late == SlaStep.ISSUE
                ? applicationOf(number).desk()
                : demands.get(number).servingUnit();
    }

    @Override
    public String servingUnit(String number) {
        return demands.get(number).servingUnit();
    }

    @Override
    public void takeOver(String number, String username) {
        throw Refusal.field("decision", "许可和服务事项由有权的部门决定，上级不能代为办理，请选择改派本单位其他人、同意延时或批注");
    }

    @Override
    public void redispatch(String number, String unit) {
        if (unit != null) {
            throw Refusal.field("unit", "事项的承办部门由法律和事项目录确定，不能改派其他单位");
        }
        Demand demand = demands.take(number);
        List<Task> held = currentActor.asSystem(() -> taskService
                .createTaskQuery()
                .processInstanceBusinessKey(number)
                .processDefinitionKey(WindowClock.FLOW)
                .taskAssigned()
                .list());
        if (held.isEmpty()) {
            throw Refusal.conflict("这件申请还没有人领取，不用改派");
        }
        Application application = applicationOf(number);
        currentActor.asSystem(() -> {
            for (Task task : held) {
                String department = (String) taskService.getVariable(task.getId(), MultiInstanceFacts.DEPARTMENT);
                opinions.findByApplicationIdAndUnit(application.id(), department)
                        .ifPresent(o -> o.handBy(null));
                taskService.setAssignee(task.getId(), null);
            }
            return null;
        });
        demands.record(demand, Step.UNIT_CHANGED, currentActor.get(), "改由本单位其他人办理");
    }

    @Override
    public List<Choice> extensions(String number) {
        return List.of();
    }

    @Override
    public void extend(String number, String more, String reason) {
        throw Refusal.conflict("许可和服务事项的延期由承办部门负责人批准，请由经办人申请延期");
    }

    @Override
    public List<Choice> servingUnits() {
        return List.of();
    }

    private Application applicationOf(String number) {
        return applications.findByNumber(number).orElseThrow(() -> Refusal.notFound("没有编号为 " + number + " 的申请"));
    }
}
