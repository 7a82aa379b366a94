package org.ganxian.casework.panel;

import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.casework.FlowTasks;
import org.ganxian.demand.Demand;
import org.ganxian.escalation.Supervisions;
import org.springframework.stereotype.Component;

/** What a task is about beyond its demand: a flow says it of its own tasks, supervision of a superior's. */
@Component
@RequiredArgsConstructor
class TaskReasons {

    private static final FlowTasks USUAL = () -> "";

    private final List<FlowTasks> flows;
    private final Supervisions supervisions;

    /** zh-CN; empty when nothing. */
    Optional<String> of(Task task, Demand demand) {
        return flowOf(task).reason(task, demand).or(() -> supervisions.inWords(task.getProcessInstanceId()));
    }

    boolean mayPutBack(Task task) {
        return flowOf(task).mayPutBack(task);
    }

    private FlowTasks flowOf(Task task) {
        return flows.stream()
                .filter(f -> task.getProcessDefinitionId().startsWith(f.flow() + ":"))
                .findFirst()
                .orElse(USUAL);
    }
}
