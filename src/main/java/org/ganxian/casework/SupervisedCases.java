package org.ganxian.casework;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.engine.Choice;
import org.ganxian.escalation.SupervisedFlow;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.sla.Milestone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What supervision does to the cases of a flow, as usual: the superior takes over the step that is open, or gives it back
 * to its office. Where the field knows better, a flow answers otherwise.
 */
@RequiredArgsConstructor
public class SupervisedCases implements SupervisedFlow {

    /** What supervision of any flow speaks to. */
    @Component
    public record Parts(
            Casework casework,
            Demands demands,
            CaseMessages messages,
            People people,
            TaskService tasks,
            CurrentActor currentActor) {}

    private final FlowVariables<?> variables;
    private final FlowGroups groups;
    private final Parts parts;

    /** zh-CN: what a superior reads of a case. */
    protected String called() {
        return "这件诉求";
    }

    @Override
    public final String key() {
        return variables.flow();
    }

    @Override
    public void superviseByHand(String number) {
        parts.messages().tell(number, CaseMessages.SUPERVISED, called() + "已不在办理中，不能督办");
    }

    @Override
    public String owner(String number, @Nullable Milestone late) {
        Demand demand = demand(number);
        return groups.personInCharge(demand).orElseGet(() -> groups.office(demand));
    }

    @Override
    public @Nullable String unitInCharge(String number, @Nullable Milestone late) {
        Demand demand = demand(number);
        if (!demand.status().isOpen()) {
            return groups.unitOfOffice(demand);
        }
        return groups.personInCharge(demand)
                .flatMap(parts.people()::find)
                .map(Person::unitCode)
                .orElse(demand.servingUnit());
    }

    @Override
    public final @Nullable String servingUnit(String number) {
        return demand(number).servingUnit();
    }

    @Override
    public void takeOver(String number, String username) {
        Demand demand = taken(number);
        if (!demand.status().isOpen()) {
            throw Refusal.field("decision", "回访和整改由回访员、督办员完成，上级不能代为办理，请选择改派本单位其他人、同意延时或批注");
        }
        Task task = openTask(number);
        demand.takeOver(username);
        parts.casework().doneBy(username, demand, Step.TAKEN_OVER, task.getName());
        assign(task, username);
    }

    @Override
    public void redispatch(String number, @Nullable String unit) {
        if (unit != null) {
            throw Refusal.field("unit", called() + "不能改派其他单位");
        }
        Demand demand = taken(number);
        List<Task> held = held(number);
        if (held.isEmpty()) {
            throw Refusal.conflict(called() + "还没有人领取，不用改派");
        }
        asSystem(() -> held.forEach(task -> putBack(task, demand)));
        record(demand, Step.UNIT_CHANGED, "改由本单位其他人办理");
    }

    /**
     * Whoever holds this task works there no more: it is its office's again, or this colleague's.
     *
     * @throws Refusal when the colleague may not do it
     */
    protected void handOn(Task task, Demand demand, @Nullable String colleague, String note) {
        record(demand, Step.HANDED_ON, note);
        asSystem(() -> {
            if (colleague == null) {
                putBack(task, demand);
            } else {
                assign(task, colleague);
            }
        });
    }

    /** The group to which a case that nobody works on for this person now would come back through them; empty for none. */
    protected Optional<String> comesBackTo(Demand demand, String username) {
        return Optional.empty();
    }

    /** Such a case of theirs comes back to nobody in person, or to this colleague. */
    protected void handOn(Demand demand, String from, @Nullable String colleague, String note) {
        throw new IllegalStateException("No case of " + key() + " comes back to a person");
    }

    @Override
    public void askOther(String number) {
        throw Refusal.conflict(called() + "不能改派其他单位");
    }

    @Override
    public void takeBackQuestion(String number) {
        throw Refusal.conflict(called() + "不能改派其他单位");
    }

    @Override
    public void giveBack(String number, String unit) {
        throw Refusal.conflict(called() + "不能改派其他单位");
    }

    /** The task is its office's again; called as the system. */
    protected void putBack(Task task, Demand demand) {
        assign(task, null);
    }

    @Override
    public List<Choice> extensions(String number) {
        return List.of();
    }

    @Override
    public void extend(String number, String more, String reason) {
        throw Refusal.conflict(called() + "的时限不能由上级延长");
    }

    @Override
    public List<Choice> servingUnits() {
        return List.of();
    }

    /** The case stands still for a change, before anything of it is read. */
    protected final Demand taken(String number) {
        return parts.demands().take(number);
    }

    protected final Demand demand(String number) {
        return parts.demands().get(number);
    }

    /** @throws Refusal 409 when nothing is to be done at present */
    protected final Task openTask(String number) {
        return tasks(number, UnaryOperator.identity()).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("正在等待群众补充或者其他平台，目前没有可以接管或改派的环节，请选择同意延时或批注"));
    }

    /** The open tasks that somebody has taken. */
    protected final List<Task> held(String number) {
        return tasks(number, TaskQuery::taskAssigned);
    }

    private List<Task> tasks(String number, UnaryOperator<TaskQuery> which) {
        return parts.currentActor()
                .asSystem(() -> which.apply(parts.tasks()
                                .createTaskQuery()
                                .processInstanceBusinessKey(number)
                                .processDefinitionKey(key()))
                        .list());
    }

    /** @param username null for nobody */
    protected final void assign(Task task, @Nullable String username) {
        asSystem(() -> parts.tasks().setAssignee(task.getId(), username));
    }

    /** The task is another group's, whoever had it. */
    protected final void giveTo(String group, Task task, String before) {
        assign(task, null);
        asSystem(() -> {
            parts.tasks().deleteCandidateGroup(task.getId(), before);
            parts.tasks().addCandidateGroup(task.getId(), group);
        });
    }

    /** @param text zh-CN */
    protected final void record(Demand demand, Step step, String text) {
        parts.casework().done(demand, step, text);
    }

    /** @throws Refusal 409 when the process has moved on */
    protected final void tell(Demand demand, String message) {
        parts.messages().tell(demand.number(), message);
    }

    /** @throws Refusal 409 with the reason {@code otherwise} when the process does not wait for this message */
    protected final void tell(Demand demand, String message, String otherwise) {
        parts.messages().tell(demand.number(), message, otherwise);
    }

    /** The superior's decision, not their rights to the task, is what counts. */
    protected final void asSystem(Runnable work) {
        parts.currentActor().asSystem(() -> {
            work.run();
            return null;
        });
    }
}
