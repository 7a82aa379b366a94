package org.ganxian.engine.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.EntityTypes;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.task.TaskQuery;
import org.ganxian.engine.SomeTasks;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.warm.FirstUse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How many tasks each of Tasklist's lists holds for whoever asks. */
@RestController
@Hidden
@RequiredArgsConstructor
class TaskLists implements FirstUse {

    private static final int LISTS = 200;

    /** No user name. */
    private static final String NOBODY = "-";

    /**
     * @param tasks so many, or 999
     * @param more whether there are more than 999
     */
    record Counted(String name, long tasks, boolean more) {}

    private final FilterService filters;
    private final ProcessEngine engine;
    private final CurrentActor actors;

    @GetMapping("/api/tasks/lists")
    List<Counted> all() {
        ProcessEngineConfigurationImpl configuration =
                (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        // A list's question is read in a command only; one does for all.
        return configuration
                .getCommandExecutorTxRequired()
                .execute(context -> filters
                        .createFilterQuery()
                        .filterResourceType(EntityTypes.TASK)
                        .orderByFilterName()
                        .asc()
                        .listPage(0, LISTS)
                        .stream()
                        .map(TaskLists::counted)
                        .toList());
    }

    @Override
    public void rehearse() {
        actors.as(NOBODY, this::all);
    }

    private static Counted counted(Filter list) {
        TaskQuery tasks = list.getQuery();
        long counted = SomeTasks.count(tasks);
        return new Counted(list.getName(), Math.min(counted, SomeTasks.MOST), counted > SomeTasks.MOST);
    }
}
