package org.ganxian.mobile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.casework.panel.TaskDesk;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.once.OncePerKey;
import org.ganxian.engine.Choice;
import org.ganxian.engine.MyTasks;
import org.ganxian.engine.deployment.FormCatalogues;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a member does on the phone, through the engine as in Tasklist: a claim, and each draft exactly once. */
@Service
@RequiredArgsConstructor
class Steps {

    /** Steps of the order that can be done on the phone, with what can be done there, the next thing first. */
    private static final Map<String, List<StepKind>> ON_THE_PHONE = Map.of(
            "claim-order", List.of(StepKind.CONTACT, StepKind.RELEASE),
            "serve-order", List.of(StepKind.REPORT, StepKind.CONTACT, StepKind.RELEASE));

    /** 分拨: no draft, since the choices come from the server. */
    private static final String TRIAGE = "triage-order";

    /** 前台受理: its section is the window's own (mobile/acceptance). */
    private static final String ACCEPTANCE = "accept-application";

    private static final String UNITS = "servingUnits";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<FormCatalogues> catalogues;
    private final OncePerKey oncePerKey;
    private final TaskDesk desk;
    private final Demands demands;
    private final MyTasks myTasks;
    private final TaskService tasks;
    private final FormService forms;
    private final CurrentActor currentActor;

    static List<StepKind> onThePhone(Task task) {
        return ON_THE_PHONE.getOrDefault(task.getTaskDefinitionKey(), List.of());
    }

    static boolean isOnThePhone(Task task) {
        return isTriage(task) || isAcceptance(task) || !onThePhone(task).isEmpty();
    }

    static boolean isAcceptance(Task task) {
        return ACCEPTANCE.equals(task.getTaskDefinitionKey());
    }

    static boolean isTriage(Task task) {
        return TRIAGE.equals(task.getTaskDefinitionKey());
    }

    /** What a demand can be about. */
    List<Choice> categories() {
        return catalogues.stream()
                .flatMap(catalogue -> catalogue.under("categories").stream())
                .findFirst()
                .orElse(List.of());
    }

    /** Units that can serve a case, as the form in Tasklist offers them. */
    List<Choice> servingUnits(Task task) {
        Object json =
                forms.getTaskFormVariables(task.getId(), List.of(UNITS), false).get(UNITS);
        try {
            return List.of(JSON.readValue(String.valueOf(json), Choice[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No choices of units: " + json, e);
        }
    }

    /**
     * Gives a case to a unit, as in Tasklist.
     *
     * @param category code; null or empty leaves it as it is
     * @param unit code; null or empty for the one that the rules name
     * @throws Refusal as the flow does
     */
    @Transactional
    void triage(String taskId, String category, String unit, String note) {
        Task task = myTasks.get(taskId);
        if (!myTasks.holds(task)) {
            throw Refusal.forbidden("请先领取，再分拨");
        } else if (!isTriage(task)) {
            throw Refusal.conflict("这个任务现在不能分拨，请在任务列表中办理");
        }
        Map<String, Object> typed = new HashMap<>(Map.of("decision", "assign"));
        typed.putAll(Map.of("category", category, "unit", unit, "note", note.strip()));
        typed.values().removeIf(""::equals);
        forms.submitTaskForm(taskId, typed);
    }

    /**
     * The case stands still for it: the task cannot be withdrawn while it is being claimed.
     *
     * @throws Refusal 403 for somebody else's task, 404 for one that is gone, 409 for one that another person has taken
     */
    @Transactional
    void claim(String taskId) {
        myTasks.numberOf(myTasks.get(taskId)).ifPresent(demands::take);
        Task task = myTasks.get(taskId);
        if (!isOnThePhone(task)) {
            throw Refusal.conflict("这个任务请在任务列表中领取和办理");
        }
        requireNotTaken(task, "该任务刚刚已被他人领取，请办理其他任务");
        tasks.claim(taskId, currentActor.username().orElseThrow());
    }

    /**
     * Does what the draft says, or finds that an earlier attempt to send it has done it.
     *
     * @throws Refusal 403 when somebody else wrote it, 409 when its first version was done already or the task is not
     *     this person's any more, 404 when there is no such task any more
     */
    OncePerKey.Placed take(StepRequest step) {
        if (!currentActor.username().orElseThrow().equals(step.person())) {
            throw Refusal.forbidden("这份草稿是另一位工作人员写的，只有本人登录后才能送出");
        }
        try {
            return oncePerKey.place(step.key(), step.content(), () -> perform(step));
        } catch (Refusal refusal) {
            if (refusal.status() == HttpStatus.UNPROCESSABLE_ENTITY) {
                throw Refusal.conflict("这份草稿改动之前的内容已经送到，不能再改。还有要补充的，请复制文字，再删除草稿另写");
            }
            throw refusal;
        }
    }

    private Demand perform(StepRequest step) {
        Task task = myTasks.get(step.taskId());
        requireNotTaken(task, "该任务已由他人办理，您不能提交");
        Demand demand = myTasks.holds(task) ? desk.mine(step.taskId()).demand() : null;
        if (demand == null) {
            throw Refusal.forbidden("请先接单，再送出");
        }
        if (!onThePhone(task).contains(step.kind())) {
            throw Refusal.conflict("这个任务现在不能" + step.kind().title() + "，请在任务列表中办理");
        }
        step.photos().forEach(p -> desk.upload(step.taskId(), p.name(), p.content()));
        if (step.kind() == StepKind.CONTACT && "serve-order".equals(task.getTaskDefinitionKey())) {
            desk.logContact(step.taskId(), Objects.requireNonNull(step.channel()), step.text());
        } else {
            forms.submitTaskForm(step.taskId(), step.kind().form(step.text(), step.channel()));
        }
        return demand;
    }

    private void requireNotTaken(Task task, String message) {
        if (task.getAssignee() != null && !myTasks.holds(task)) {
            throw Refusal.conflict(message);
        }
    }
}
