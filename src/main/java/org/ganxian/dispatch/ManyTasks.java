package org.ganxian.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.casework.panel.TaskCards;
import org.ganxian.demand.Demand;
import org.ganxian.engine.EngineFailures;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Service;

/** The same decision for many tasks: each is handed in on its own, with the checks of its form; one refusal stops no other. */
@Slf4j
@Service
@RequiredArgsConstructor
class ManyTasks {

    static final int MOST = 50;

    /** @param said zh-CN: what has been done, or why not */
    record Outcome(String taskId, String number, String title, boolean done, String said) {}

    /** What is decided for all; empty texts are not given. */
    record Decision(String decision, String member, String skills, String visitWindow, String category, String unit) {

        /** The form of a task, which has no other fields than these. */
        Map<String, Object> formOf(Task task) {
            Map<String, Object> form = new HashMap<>(Map.of("decision", decision));
            switch (task.getTaskDefinitionKey()) {
                case "triage-order" -> {
                    requireOneOf("分拨", "assign");
                    form.putAll(Map.of("category", category, "unit", unit));
                }
                case "screen-order", "dispatch-order" -> {
                    if (!task.getTaskDefinitionKey().equals("dispatch-order") || !decision.equals("accept")) {
                        requireOneOf("审核和下单", "open", "named", "accept");
                    } else {
                        throw Refusal.conflict("已经受理，请选择下单");
                    }
                    if (!decision.equals("accept")) {
                        form.putAll(Map.of("skills", skills, "visitWindow", visitWindow));
                    }
                    if (decision.equals("named")) {
                        form.put("member", member);
                    }
                }
                default -> throw Refusal.conflict("“" + task.getName() + "”不能成批办理，请在任务列表里打开");
            }
            form.values().removeIf(""::equals);
            return form;
        }

        private void requireOneOf(String step, String... possible) {
            if (!List.of(possible).contains(decision)) {
                throw Refusal.field("decision", step + "没有这种处理意见，请刷新页面后重试");
            }
        }
    }

    private final OneTask one;
    private final TaskCards cards;

    /**
     * In the order of the ids.
     *
     * @throws Refusal 400 for none, or more than {@link #MOST}
     */
    List<Outcome> decide(Collection<String> taskIds, Decision decision) {
        LinkedHashSet<String> ids = new LinkedHashSet<>(taskIds);
        if (ids.isEmpty()) {
            throw Refusal.field("task", "请先勾选要办理的诉求");
        } else if (ids.size() > MOST) {
            throw Refusal.field("task", "一次最多办理 " + MOST + " 件，请分批");
        }
        Map<String, Demand> demands = demandsOf(ids);
        List<Outcome> outcomes = new ArrayList<>();
        ids.forEach(id -> {
            Optional<String> refused = refusal(id, decision::formOf);
            // What is not theirs to see has no number here.
            Demand demand = demands.get(id);
            outcomes.add(new Outcome(
                    id,
                    demand == null ? "" : demand.number(),
                    demand == null ? "" : demand.title(),
                    refused.isEmpty(),
                    refused.orElse("已办")));
        });
        return outcomes;
    }

    private Map<String, Demand> demandsOf(Collection<String> ids) {
        return cards.of(ids).stream()
                .filter(TaskCards.Card::inFull)
                .collect(Collectors.toMap(
                        card -> card.task().getId(), TaskCards.Card::demand, (a, b) -> a, LinkedHashMap::new));
    }

    private Optional<String> refusal(String id, Function<Task, Map<String, Object>> form) {
        try {
            one.complete(id, form);
            return Optional.empty();
        } catch (RuntimeException thrown) {
            return Optional.of(EngineFailures.refusalBehind(thrown)
                    .map(Refusal::getMessage)
                    .orElseGet(() -> {
                        log.error("Task {} of many failed", id, thrown);
                        return "没有办成，请在任务列表里单独办理";
                    }));
        }
    }
}
