package org.ganxian.casework.panel;

import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.casework.ContactChannels;
import org.ganxian.demand.Attachment;
import org.ganxian.demand.Attachments;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.engine.Choice;
import org.ganxian.engine.MyTasks;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.privacy.Masks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a member of staff sees and does beside a task's form. It is for those who work the task, not for everybody whom
 * the engine lets see that there is one; contact details are for whoever holds it, and each first look at them is
 * audited.
 */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class TaskDesk {

    private static final String CONTACT_SHOWN = "contact-shown";
    private static final String SAME_PHONE_SHOWN = "same-phone-shown";
    private static final String PUT_BACK = "task-put-back";

    /** A task with its demand, as the logged-in person may see them; not {@code mine} is to be looked at only. */
    public record View(Task task, Demand demand, boolean mine, boolean holds) {

        /** Masked for whoever does not hold the task. */
        public @Nullable String contactName() {
            return holds ? demand.contactName() : Masks.name(demand.contactName());
        }

        /** Masked for whoever does not hold the task. */
        public @Nullable String contactPhone() {
            return holds ? demand.contactPhone() : Masks.phone(demand.contactPhone());
        }

        /** What else was written for a telephone number; null for nothing, and for whoever does not hold the task. */
        public @Nullable String phoneNote() {
            return holds ? demand.phoneNote() : null;
        }
    }

    private final MyTasks myTasks;
    private final TaskService taskService;
    private final Demands demands;
    private final Attachments attachments;
    private final Contacts contacts;
    private final CurrentActor currentActor;
    private final Audit audit;
    private final ContactChannels channels;

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
        return new View(task, demand, myTasks.isForMe(task), showsTo(task, demand.number(), CONTACT_SHOWN));
    }

    /**
     * Whether the person holds this task and is shown what is personal: the first look of each kind is on record.
     *
     * @param what name of the look in the audit
     */
    public boolean showsTo(Task task, String number, String what) {
        boolean holds = myTasks.holds(task);
        if (holds && audit.count(currentActor.get(), what, number) == 0) {
            audit.record(currentActor.get(), what, number);
        }
        return holds;
    }

    /**
     * The demand whose telephone number leads to others; the first look is on record.
     *
     * @throws Refusal 403 for whoever does not hold the task
     */
    Demand lookAtSamePhone(String taskId) {
        View view = held(taskId);
        showsTo(view.task(), view.demand().number(), SAME_PHONE_SHOWN);
        return view.demand();
    }

    /** What names people was looked at: on record each time. */
    public void looked(String number, String what) {
        audit.record(currentActor.get(), what, number);
    }

    public Attachments.Photo upload(String taskId, String filename, byte[] content) {
        return attachments.add(held(taskId).demand(), filename, content, currentActor.get());
    }

    /** How a contact can have been made. */
    public List<Choice> contactChannels() {
        return channels.choices();
    }

    /** @throws Refusal 400 for a channel that cannot be chosen */
    public void logContact(String taskId, String channel, @Nullable String note) {
        contacts.log(demands.take(held(taskId).demand().number()), channel, note);
    }

    /** Undoes a claim: the task is its group's again. An order that a member took goes back by its form, with a reason. */
    void putBack(String taskId) {
        demands.take(held(taskId).demand().number());
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
    @Nullable
    String holder(Task task) {
        return task.getAssignee() == null
                ? null
                : currentActor.of(task.getAssignee()).title();
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
