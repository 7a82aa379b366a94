package org.ganxian.platform;

import java.util.Map;
import java.util.function.Consumer;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The lists that Tasklist opens with, earliest deadline first. Made once: an administrator may rename, change or delete
 * them. What a person finds in one is decided by authorizations.
 */
@Component
@Order(ProcessDeployment.ORDER)
class TasklistFilters implements ApplicationRunner {

    private final FilterService filterService;
    private final TaskService taskService;

    TasklistFilters(FilterService filterService, TaskService taskService) {
        this.filterService = filterService;
        this.taskService = taskService;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (filterService.createTaskFilterQuery().count() > 0) {
            return;
        }
        create(1, "待我处理", "我已领取、还没有提交的任务", q -> q.taskAssigneeExpression("${currentUser()}"));
        create(
                2,
                "可领取",
                "本单位、本职责范围内还没有人领取的任务",
                q -> q.taskUnassigned().taskCandidateGroupInExpression("${currentUserGroups()}"));
        create(3, "全部任务", "我能看到的全部任务", q -> {});
    }

    private void create(int position, String name, String description, Consumer<TaskQuery> which) {
        TaskQuery query = taskService.createTaskQuery();
        which.accept(query);
        Filter filter = filterService
                .newTaskFilter(name)
                .setQuery(query.orderByDueDate().asc())
                .setProperties(Map.of("description", description, "priority", position, "refresh", true));
        filterService.saveFilter(filter);
    }
}
