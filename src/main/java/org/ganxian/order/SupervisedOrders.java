package org.ganxian.order;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.casework.SupervisedCases;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.engine.Choice;
import org.ganxian.organization.Duty;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Milestone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What supervision does to an order. */
@Component
class SupervisedOrders extends SupervisedCases {

    /** Steps at which the unit has not given the order to a member yet. */
    private static final Set<String> OFFICE_TASKS = Set.of("screen-order", "dispatch-order");

    /** While what a member has taken is with others. */
    private static final Set<Status> WAITING = EnumSet.of(Status.CLAIMED, Status.HANDLING, Status.REPORTED);

    private final OrderVariables variables;
    private final OrderClock orderClock;
    private final OrderGroups groups;
    private final OrderForms forms;
    private final Extensions extensions;
    private final Units units;
    private final RuntimeService runtimeService;

    SupervisedOrders(
            OrderVariables variables,
            OrderClock orderClock,
            OrderGroups groups,
            OrderForms forms,
            Extensions extensions,
            Units units,
            RuntimeService runtimeService,
            Parts parts) {
        super(variables, groups, parts);
        this.variables = variables;
        this.orderClock = orderClock;
        this.groups = groups;
        this.forms = forms;
        this.extensions = extensions;
        this.units = units;
        this.runtimeService = runtimeService;
    }

    @Override
    public List<Choice> extensions(String number) {
        return extensions.choices(demand(number));
    }

    @Override
    public void extend(String number, String more, String reason) {
        extensions.give(taken(number), more, reason);
    }

    @Override
    public List<Choice> servingUnits() {
        return forms.servingUnits();
    }

    @Override
    public void takeOver(String number, String username) {
        Demand demand = taken(number);
        Task task = openTask(number);
        super.takeOver(number, username);
        if (OrderTasks.isMembers(task)) {
            demand.handBy(username);
        }
    }

    @Override
    public void redispatch(String number, @Nullable String unit) {
        Demand demand = taken(number);
        if (!demand.status().isOpen()) {
            super.redispatch(number, unit);
            return;
        }
        Task task = openTask(number);
        if (unit != null) {
            groups.requireServing(demand, "unit", unit);
        }
        if (OrderTasks.isMembers(task)) {
            takeFromMember(demand, unit);
        } else if (OFFICE_TASKS.contains(task.getTaskDefinitionKey())) {
            if (unit == null || unit.equals(demand.servingUnit())) {
                throw Refusal.field("unit", "这件诉求还没有派给党员，请选择改派到哪个单位，或者选择接管");
            }
            giveToUnit(demand, task, unit);
        } else {
            throw Refusal.conflict("当前在“" + task.getName() + "”环节，不能改派，请选择接管、同意延时或批注");
        }
    }

    @Override
    public void askOther(String number) {
        tell(demand(number), OrderFlow.HANDOVER_ASKED, "这件诉求不能征求外区意见：它已不在办理中，或者是在系统升级以前登记的，流程里还没有“对方意见”");
    }

    @Override
    public void takeBackQuestion(String number) {
        tell(demand(number), OrderFlow.QUESTION_TAKEN_BACK);
    }

    @Override
    public void giveBack(String number, String unit) {
        Demand demand = taken(number);
        Task task = openTask(number);
        if (!OFFICE_TASKS.contains(task.getTaskDefinitionKey()) || task.getAssignee() != null) {
            throw Refusal.conflict("对方单位已经有人领取“" + task.getName() + "”，不能再撤销改派");
        }
        giveToUnit(demand, task, unit);
    }

    private void takeFromMember(Demand demand, @Nullable String unit) {
        if (unit != null) {
            demand.serveBy(unit);
        }
        demand.handBy(null);
        demand.takeOver(null);
        orderClock.stop(demand, Milestone.CLAIM);
        record(demand, Step.REDISPATCHED, unit == null ? "改派本单位其他人" : "改由" + nameOf(unit) + "办理");
        tell(demand, OrderFlow.REDISPATCHED);
    }

    /** What a member has taken goes back to the dispatcher, as when they give it back themselves. */
    @Override
    protected void handOn(Task task, Demand demand, @Nullable String colleague, String note) {
        if (!OrderTasks.isMembers(task)) {
            super.handOn(task, demand, colleague, note);
        } else if (colleague == null) {
            demand.handBy(null);
            demand.takeOver(null);
            orderClock.stop(demand, Milestone.CLAIM);
            record(demand, Step.HANDED_BACK, note);
            tell(demand, OrderFlow.REDISPATCHED);
        } else {
            handOn(demand, task.getAssignee(), colleague, note);
            assign(task, colleague);
        }
    }

    /** While the unit checks what was reported, or decides on more time, the member waits for it. */
    @Override
    protected Optional<String> comesBackTo(Demand demand, String username) {
        return demand.handler().equals(Optional.of(username))
                        && WAITING.contains(demand.status())
                        && demand.servingUnit() != null
                ? Optional.of(Duty.MEMBER.groupIn(demand.servingUnit()))
                : Optional.empty();
    }

    @Override
    protected void handOn(Demand demand, String from, @Nullable String colleague, String note) {
        if (colleague != null) {
            groups.requireMember(demand, colleague);
        }
        demand.handBy(colleague);
        record(demand, Step.HANDED_ON, note);
    }

    private void giveToUnit(Demand demand, Task task, String unit) {
        String before = groups.office(demand);
        demand.serveBy(unit);
        demand.takeOver(null);
        record(demand, Step.UNIT_CHANGED, "改由" + nameOf(unit) + "办理");
        giveTo(groups.office(demand), task, before);
        asSystem(() -> variables.servingUnit(runtimeService, task.getProcessInstanceId(), unit));
    }

    private String nameOf(String unit) {
        return units.find(unit).map(Unit::name).orElse(unit);
    }
}
