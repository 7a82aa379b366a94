package org.ganxian.engine;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.ganxian.engine.deployment.ProcessDeployment;
import org.ganxian.platform.Groundwork;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The lists that Tasklist opens with, earliest deadline first, of one deadline the oldest. Each is made once, by a new version too: an administrator
 * may rename, change or delete them. What a person finds in one is decided by authorizations.
 */
@Component
@Order(ProcessDeployment.ORDER)
@RequiredArgsConstructor
class TasklistFilters implements Groundwork {

    /** A list that is made once. */
    private record Ready(String key, String name, String description, Consumer<TaskQuery> query) {}

    /** The engine's property that remembers that a list has been made. */
    private static final String MADE = "ganxian.filter.";

    private static final List<Ready> READY = List.of(
            new Ready("mine", "待我处理", "我已领取、还没有提交的任务", q -> q.taskAssigneeExpression("${currentUser()}")),
            new Ready(
                    "claimable",
                    "可领取",
                    "本单位、本职责范围内还没有人领取的任务",
                    q -> q.taskUnassigned().taskCandidateGroupInExpression("${currentUserGroups()}")),
            new Ready(
                    "due-soon",
                    "即将超时",
                    "24 小时内到期的任务",
                    q -> q.dueAfterExpression("${now()}").dueBeforeExpression("${dateTime().plusDays(1)}")),
            new Ready("late", "已超时", "已经过了期限的任务", q -> q.dueBeforeExpression("${now()}")),
            new Ready("supervisions", "督办", "等待上级答复的督办", q -> q.processDefinitionKey("escalation")),
            new Ready("worked", "我经手的", "我办过的诉求和申请，现在到了哪一步", q -> q.taskInvolvedUserExpression("${currentUser()}")),
            new Ready("all", "全部任务", "我能看到的全部任务", q -> {}));

    private final FilterService filterService;
    private final TaskService taskService;
    private final ManagementService managementService;
    private final TransactionTemplate transaction;

    @Override
    public void lay() {
        for (Ready ready : READY) {
            transaction.executeWithoutResult(status -> makeOnce(ready));
        }
    }

    private void makeOnce(Ready ready) {
        if (managementService.getProperties().containsKey(MADE + ready.key())) {
            return;
        }
        managementService.setProperty(MADE + ready.key(), "made");
        // Older versions made the first lists and left no note of it.
        if (filterService.createTaskFilterQuery().filterName(ready.name()).count() == 0) {
            create(ready);
        }
    }

    private void create(Ready ready) {
        TaskQuery query = taskService.createTaskQuery();
        ready.query().accept(query);
        Filter filter = filterService
                .newTaskFilter(ready.name())
                .setQuery(query.orderByDueDate().asc().orderByTaskCreateTime().asc())
                .setProperties(Map.of(
                        "description", ready.description(), "priority", READY.indexOf(ready) + 1, "refresh", true));
        filterService.saveFilter(filter);
    }
}
