package org.ganxian.escalation;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.demand.Demands;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.organization.Duty;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The bean that {@code processes/handover.bpmn} calls: another district is asked to take a case. */
@CalledByDiagrams
@Component("handoverFlow")
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class HandoverFlow {

    private final Handovers handovers;
    private final Supervisions supervisions;
    private final Supervisors supervisors;
    private final Demands demands;
    private final HandoverVariables variables;
    private final HandoverClock handoverClock;
    private final TaskService taskService;

    /** Only a flow calls this process; nobody starts it. */
    public void begin(DelegateExecution execution) {
        if (execution.getSuperExecution() == null) {
            throw Refusal.forbidden("跨区改派由督办员或管理者在诉求页面提请");
        }
        handoverClock.start(
                execution, handovers.asked(execution.getProcessBusinessKey()).toUnit());
    }

    /** The engine groups that may answer: who would dispatch it there, and their superiors. */
    public String groups(DelegateExecution execution) {
        String unit = handovers.asked(execution.getProcessBusinessKey()).toUnit();
        return Stream.concat(
                        Stream.of(Duty.DISPATCHER.groupIn(unit)),
                        supervisors.groupsOf(supervisors.above(unit).code()).stream())
                .collect(Collectors.joining(","));
    }

    /** Nobody answers themselves. */
    public void mayAnswer(DelegateTask task) {
        Handover asked = handovers.asked(numberOf(task));
        if (asked.givenBy().equals(task.getAssignee())) {
            throw Refusal.forbidden("提请改派的人不能代对方答复");
        }
    }

    /** The other side takes the case, or leaves it where it is. */
    public void answered(DelegateTask task) {
        String number = numberOf(task);
        demands.take(number);
        FormInput typed = new FormInput(task);
        boolean agrees = switch (typed.decision()) {
            case "agree" -> true;
            case "refuse" -> false;
            default -> throw FormInput.unknownDecision(typed.decision());
        };
        String note = agrees ? typed.text("note") : typed.required("note", "请填写不同意接收的理由");
        Handover asked = handovers.asked(number);
        if (agrees) {
            SupervisedFlow flow = supervisions.flowOf(number);
            if (!asked.fromUnit().equals(flow.servingUnit(number))) {
                throw Refusal.conflict("这件诉求已经改由别的单位办理，不能再接收");
            }
            flow.redispatch(number, asked.toUnit());
        }
        handovers.answer(asked, agrees, note);
        variables.taken(task, agrees);
    }

    /** The other side has not answered yet, and soon should. */
    public void remind(DelegateExecution execution) {
        handovers.remind(execution.getProcessBusinessKey());
    }

    /** The other side has not answered in time: the superior of both may answer now. */
    public void late(DelegateExecution execution) {
        String number = execution.getProcessBusinessKey();
        demands.take(number);
        handoverClock.breach(number);
        Task task = taskService
                .createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .singleResult();
        String city = handovers.late(number);
        supervisors.groupsOf(city).forEach(group -> taskService.addCandidateGroup(task.getId(), group));
    }

    /** The process is over: answered, taken back, or with its case. */
    public void over(DelegateExecution execution) {
        handoverClock.stop(execution);
        handovers.over(execution.getProcessBusinessKey());
    }

    private static String numberOf(DelegateTask task) {
        DelegateExecution execution = task.getExecution();
        if (execution == null) {
            throw Refusal.notFound("没有这个任务，诉求可能已经办结或撤回，请刷新");
        }
        return execution.getProcessBusinessKey();
    }
}
