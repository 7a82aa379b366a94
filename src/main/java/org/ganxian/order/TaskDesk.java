package org.ganxian.order;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.demand.Attachment;
import org.ganxian.demand.Attachments;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.engine.MyTasks;
import org.ganxian.escalation.Supervisions;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.privacy.Masks;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a member of staff sees and does beside a task's form. It is for those who work the task, not for everybody whom
 * the engine lets see that there is one; contact details are for whoever holds it, and each first look at them is
 * audited.
 */
@Service
@Transactional
public class TaskDesk {

    private static final String CONTACT_SHOWN = "contact-shown";
    private static final String EXTENSION = "review-extension";
    private static final String PUT_BACK = "task-put-back";

    /** What a member took on is given back by its form, with a reason. */
    static final Set<String> MEMBERS_TASKS = Set.of("claim-order", "serve-order");

    /** A task with its demand, as the logged-in person may see them; not {@code mine} is to be looked at only. */
    public record View(Task task, Demand demand, boolean mine, boolean holds) {

        /** Masked for whoever does not hold the task. */
        public String contactName() {
            return holds ? demand.contactName() : Masks.name(demand.contactName());
        }

        /** Masked for whoever does not hold the task. */
        public String contactPhone() {
            return holds ? demand.contactPhone() : Masks.phone(demand.contactPhone());
        }
    }

    /** {@code inFull} is for those who work the task, or worked on its case before. */
    public record CardView(Task task, Demand demand, boolean inFull) {}

    private final MyTasks myTasks;
    private final TaskService taskService;
    private final RuntimeService runtimeService;
    private final Demands demands;
    private final Attachments attachments;
    private final OrderFlow flow;
    private final Supervisions supervisions;
    private final CurrentActor currentActor;
    private final Audit audit;

    TaskDesk(
            MyTasks myTasks,
            TaskService taskService,
            RuntimeService runtimeService,
            Demands demands,
            Attachments attachments,
            OrderFlow flow,
            Supervisions supervisions,
            CurrentActor currentActor,
            Audit audit) {
        this.myTasks = myTasks;
        this.taskService = taskService;
        this.runtimeService = runtimeService;
        this.demands = demands;
        this.attachments = attachments;
        this.flow = flow;
        this.supervisions = supervisions;
        this.currentActor = currentActor;
        this.audit = audit;
    }

    /**
     * A task that is the logged-in person's to do or to take.
     *
     * @throws Refusal 403 for any other, 404 for one that is not there any more
     */
    public View mine(String taskId) {
        View view = open(taskId);
        if (!view.mine()) {
            throw Refusal.forbidden("您无权办理该任务");
        }
        return view;
    }

    View open(String taskId) {
        Task task = myTasks.look(taskId);
        Demand demand = demandOf(task).orElseThrow(() -> Refusal.notFound("该任务没有关联的诉求"));
        boolean holds = myTasks.holds(task);
        if (holds && audit.count(currentActor.get(), CONTACT_SHOWN, demand.number()) == 0) {
            audit.record(currentActor.get(), CONTACT_SHOWN, demand.number());
        }
        return new View(task, demand, myTasks.isForMe(task), holds);
    }

    /** Those of these tasks that the person may see, with their demands. */
    public List<CardView> cards(Collection<String> taskIds) {
        List<Task> tasks = taskService
                .createTaskQuery()
                .taskIdIn(taskIds.toArray(String[]::new))
                .list();
        if (tasks.isEmpty()) {
            return List.of();
        }
        Set<String> instances = tasks.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet());
        Map<String, String> numbers = currentActor.asSystem(
                () -> runtimeService.createProcessInstanceQuery().processInstanceIds(instances).list().stream()
                        .filter(i -> i.getBusinessKey() != null)
                        .collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey)));
        Map<String, Demand> byNumber =
                demands.all(numbers.values()).stream().collect(Collectors.toMap(Demand::number, Function.identity()));
        Set<String> inFull = myTasks.toLookAt(taskIds);
        List<CardView> cards = new ArrayList<>();
        for (Task task : tasks) {
            Demand demand = byNumber.get(numbers.get(task.getProcessInstanceId()));
            if (demand != null) {
                cards.add(new CardView(task, demand, inFull.contains(task.getId())));
            }
        }
        return cards;
    }

    public Attachments.Photo upload(String taskId, String filename, byte[] content) {
        return attachments.add(held(taskId).demand(), filename, content, currentActor.get());
    }

    public void logContact(String taskId, ContactChannel channel, String note) {
        View view = held(taskId);
        flow.logContact(demands.take(view.demand().number()), channel, note);
    }

    /** Undoes a claim: the task is its group's again. An order that a member took goes back by its form, with a reason. */
    void putBack(String taskId) {
        View view = held(taskId);
        currentActor.asSystem(() -> {
            taskService.setAssignee(taskId, null);
            return null;
        });
        audit.record(currentActor.get(), PUT_BACK, view.demand().number());
    }

    Attachment photo(String taskId, Long id) {
        return attachments.get(demandOf(myTasks.look(taskId)).orElseThrow(() -> Refusal.notFound("没有这张照片")), id);
    }

    /** Unit and duty of whoever has taken the task; null when nobody has. */
    String holder(Task task) {
        return task.getAssignee() == null
                ? null
                : currentActor.of(task.getAssignee()).title();
    }

    /** zh-CN: what this task is about beyond the demand itself; null when nothing. */
    String reason(View view) {
        if (!view.mine()) {
            return null;
        }
        if (EXTENSION.equals(view.task().getTaskDefinitionKey())) {
            return demands.timeline(view.demand()).stream()
                    .filter(line -> line.step() == Step.EXTENSION_ASKED)
                    .reduce((earlier, later) -> later)
                    .map(TimelineEntry::text)
                    .orElse(null);
        }
        return supervisions.inWords(view.task().getProcessInstanceId()).orElse(null);
    }

    List<Demands.Duplicate> duplicates(View view) {
        Demand demand = view.demand();
        return view.mine() && demand.status() == Status.SCREENING ? demands.duplicatesOf(demand) : List.of();
    }

    private View held(String taskId) {
        View view = open(taskId);
        if (!view.holds()) {
            throw Refusal.forbidden("请先领取该任务");
        }
        return view;
    }

    private Optional<Demand> demandOf(Task task) {
        return myTasks.numberOf(task).flatMap(demands::find);
    }
}
