package org.ganxian.exchange;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.exchange.kept.ExchangeException;
import org.ganxian.exchange.kept.ExchangeException.Kind;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a person has to look at: each has a task of the process {@code exchange-exception} until somebody says how it ended. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ExchangeExceptions {

    static final String PROCESS = "exchange-exception";
    private static final String SETTLED = "exchange-exception-settled";
    private static final String KEY = "YC-";
    private static final int WORDS = 300;

    private final ExchangeException.Repository rows;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final FormService forms;
    private final CurrentActor actors;
    private final Audit audit;
    private final Clock clock;

    /**
     * Once a matter.
     *
     * @param words zh-CN, nothing of what the case is about
     */
    public void raise(String onceKey, String partner, Kind kind, @Nullable String orderNumber, String words) {
        String key = Texts.fitting(onceKey, 120);
        if (rows.existsByOnceKey(key)) {
            return;
        }
        ExchangeException raised = rows.saveAndFlush(
                new ExchangeException(key, partner, kind, orderNumber, Texts.fitting(words, WORDS), clock.instant()));
        actors.asSystem(() -> runtime.startProcessInstanceByKey(PROCESS, key(raised)));
    }

    /** The business key of its process. */
    public static String key(ExchangeException one) {
        return KEY + one.id();
    }

    /** Of those business keys that are of such processes. */
    public static List<Long> ids(Collection<String> businessKeys) {
        return businessKeys.stream()
                .filter(key ->
                        key.startsWith(KEY) && key.substring(KEY.length()).matches("\\d{1,18}"))
                .map(key -> Long.valueOf(key.substring(KEY.length())))
                .toList();
    }

    private ExchangeException of(String businessKey) {
        return rows.findById(ids(List.of(businessKey)).get(0)).orElseThrow();
    }

    /** By the task's form, whoever holds it. */
    void settled(String businessKey, String how) {
        of(businessKey).settle(actors.get().id(), how, clock.instant());
        audit.record(actors.get(), SETTLED, businessKey);
    }

    /**
     * As in Tasklist, from the page.
     *
     * @throws Refusal 409 when somebody else holds it or it is settled, 403 for whoever may not
     */
    void settle(String partner, long id, String how) {
        ExchangeException one = rows.findById(id)
                .filter(row -> row.partner().equals(partner))
                .orElseThrow(() -> Refusal.notFound("没有这个异常"));
        Task task = actors.asSystem(() -> tasks.createTaskQuery()
                .processInstanceBusinessKey(key(one))
                .processDefinitionKey(PROCESS)
                .singleResult());
        if (task == null) {
            throw Refusal.conflict("这个异常已经处理过了");
        }
        String me = actors.username().orElseThrow(() -> Refusal.forbidden("请先登录"));
        if (task.getAssignee() != null && !task.getAssignee().equals(me)) {
            throw Refusal.conflict("这个异常已由" + actors.of(task.getAssignee()).title() + "领取");
        }
        if (task.getAssignee() == null) {
            tasks.claim(task.getId(), me);
        }
        forms.submitTaskForm(task.getId(), Map.of("note", how));
    }
}
