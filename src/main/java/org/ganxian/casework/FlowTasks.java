package org.ganxian.casework;

import java.util.Optional;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.demand.Demand;

/** What a flow knows of its tasks beyond what the panel beside every task shows. */
public interface FlowTasks {

    /** Key of the flow's process. */
    String flow();

    /** False for a task that goes back by its form only, with a reason. */
    default boolean mayPutBack(Task task) {
        return true;
    }

    /** zh-CN: what this task is about beyond the demand itself; empty when nothing. */
    default Optional<String> reason(Task task, Demand demand) {
        return Optional.empty();
    }
}
