package org.ganxian.order;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.engine.CaseMessages;
import org.ganxian.engine.Choice;
import org.ganxian.escalation.SupervisedFlow;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.SlaStep;
import org.springframework.stereotype.Component;

/** What supervision does to an order. */
@Component
class SupervisedOrders implements SupervisedFlow {

    /** Steps at which the unit has not given the order to a member yet. */
    private static final Set<String> OFFICE_TASKS = Set.of("screen-order", "dispatch-order");

    private final Demands demands;
    private final CaseMessages messages;
    private final OrderClock orderClock;
    private final OrderGroups groups;
    private final OrderForms forms;
    private final Extensions extensions;
    private final OrderVariables variables;
    private final Units units;
    private final People people;
    private final RuntimeService runtimeService;
    private final TaskService taskService;
    private final CurrentActor currentActor;

    SupervisedOrders(
            Demands demands,
            CaseMessages messages,
            OrderClock orderClock,
            OrderGroups groups,
            OrderForms forms,
            Extensions extensions,
            OrderVariables variables,
            Units units,
            People people,
            RuntimeService runtimeService,
            TaskService taskService,
            CurrentActor currentActor) {
        this.demands = demands;
        this.messages = messages;
        this.orderClock = orderClock;
        this.groups = groups;
        this.forms = forms;
        this.extensions = extensions;
        this.variables = variables;
        this.units = units;
        this.people = people;
        this.runtimeService = runtimeService;
        this.taskService = taskService;
        this.currentActor = currentActor;
    }

    @Override
    public String key() {
        return OrderClock.FLOW;
    }

    @Override
    public void superviseByHand(String number) {
        messages.tell(number, OrderFlow.SUPERVISED, "这件诉求已不在办理中，不能督办");
    }

    @Override
    public String owner(String number, SlaStep late) {
        Demand demand = demands.get(number);
        return groups.personInCharge(demand).orElseGet(() -> groups.office(demand));
    }

    @Override
    public String unitInCharge(String number, SlaStep late) {
        Demand demand = demands.get(number);
        return groups.personInCharge(demand)
                .flatMap(people::find)
                .map(Person::unitCode)
                .orElse(demand.servingUnit());
    }

    @Override
    public String servingUnit(String number) {
        return demands.get(number).servingUnit();
    }

    @Override
    public List<Choice> extensions(String number) {
        return extensions.choices(demands.get(number));
    }

    @Override
    public void extend(String number, String more, String reason) {
        extensions.give(demands.take(number), more, reason);
    }

    @Override
    public List<Choice> servingUnits() {
        return forms.servingUnits();
    }

    @Override
    public void takeOver(String number, String username) {
        Demand demand = demands.take(number);
        Task task = openTask(number);
        demand.takeOver(username);
        demands.record(demand, Step.TAKEN_OVER, currentActor.of(username), task.getName());
        currentActor.asSystem(() -> {
            taskService.setAssignee(task.getId(), username);
            return null;
        });
        if (TaskDesk.MEMBERS_TASKS.contains(task.getTaskDefinitionKey())) {
            demand.handBy(username);
        }
    }

    @Override
    public void redispatch(String number, String unit) {
        Demand demand = demands.take(number);
        Task task = openTask(number);
        String step = task.getTaskDefinitionKey();
        if (unit != null && people.on(Duty.DISPATCHER, unit).isEmpty()) {
            throw Refusal.field("unit", "该单位没有派单员，不能承办");
        }
        if (TaskDesk.MEMBERS_TASKS.contains(step)) {
            takeFromMember(demand, unit);
        } else if (OFFICE_TASKS.contains(step)) {
            if (unit == null || unit.equals(demand.servingUnit())) {
                throw Refusal.field("unit", "这件诉求还没有派给党员，请选择改派到哪个单位，或者选择接管");
            }
            giveToUnit(demand, task, unit);
        } else {
            throw Refusal.conflict("当前在“" + task.getName() + "”环节，不能改派，请选择接管、同意延时或批注");
        }
    }

    private void takeFromMember(Demand demand, String unit) {
        if (unit != null) {
            demand.serveBy(unit);
        }
        demand.handBy(null);
        demand.takeOver(null);
        orderClock.stop(demand, SlaStep.CLAIM);
        demands.record(
                demand, Step.REDISPATCHED, currentActor.get(), unit == null ? "改派本单位其他人" : "改由" + nameOf(unit) + "办理");
        messages.tell(demand.number(), OrderFlow.REDISPATCHED, Orders.MOVED_ON);
    }

    private void giveToUnit(Demand demand, Task task, String unit) {
        String before = groups.office(demand);
        demand.serveBy(unit);
        demand.takeOver(null);
        demands.record(demand, Step.UNIT_CHANGED, currentActor.get(), "改由" + nameOf(unit) + "办理");
        currentActor.asSystem(() -> {
            taskService.setAssignee(task.getId(), null);
            taskService.deleteCandidateGroup(task.getId(), before);
            taskService.addCandidateGroup(task.getId(), groups.office(demand));
            variables.servingUnit(runtimeService, task.getProcessInstanceId(), unit);
            return null;
        });
    }

    private String nameOf(String unit) {
        return units.find(unit).map(Unit::name).orElse(unit);
    }

    private Task openTask(String number) {
        List<Task> open = currentActor.asSystem(() -> taskService
                .createTaskQuery()
                .processInstanceBusinessKey(number)
                .processDefinitionKey(OrderClock.FLOW)
                .list());
        return open.stream().findFirst().orElseThrow(() -> Refusal.conflict("正在等待群众补充，目前没有可以接管或改派的环节，请选择同意延时或批注"));
    }
}
