package org.ganxian.sla;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.ganxian.calendar.BeyondCalendar;
import org.ganxian.calendar.ClockKind;
import org.ganxian.engine.Choice;
import org.ganxian.engine.tables.CityRules;
import org.ganxian.engine.tables.DecisionTable;
import org.ganxian.engine.tables.ShippedTables;
import org.ganxian.platform.PeopleTime;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** 时限: what the city can say in {@code processes/sla-policy.dmn}, and what last month's clocks would be by another one. */
@Component
@RequiredArgsConstructor
class PolicyRules implements CityRules {

    private static final Duration LOOKED_BACK = Duration.ofDays(31);
    private static final int MOST = 10_000;
    /** Between the names of a category's levels. */
    private static final String SEPARATOR = " / ";

    private static final String LIMIT = "limit";

    private static final List<Choice> YES_OR_NO = List.of(new Choice("是", "true"), new Choice("否", "false"));

    private final PolicyCheck check;
    private final SlaClock.Repository clocks;
    private final SlaPause.Repository pauses;
    private final SlaClocks slaClocks;
    private final ShippedTables shipped;
    private final Clock clock;

    private record Kind(String flow, Milestone step, String category, Priority priority) {

        Kind regrouped(List<String> from, List<String> to) {
            return new Kind(
                    flow, step, String.join(SEPARATOR, CityRules.regrouped(path(category), from, to)), priority);
        }

        Map<String, Object> facts() {
            return Map.of("flow", flow, "step", step.name(), "category", category, "priority", priority.name());
        }
    }

    @Override
    public String decision() {
        return SlaPolicies.DECISION;
    }

    @Override
    public String meaning() {
        return "每个流程的每个环节限多长时间、怎样计时、何时预警。改动只用于新诉求；在办的，生效后在“套用时限规则”里预览并套用。";
    }

    @Override
    public Map<String, List<Choice>> choices() {
        return Map.of(
                "flow",
                        check.flowsAtWork().entrySet().stream()
                                .map(flow -> new Choice(
                                        flow.getValue(), flow.getKey().flow()))
                                .toList(),
                "step",
                        Arrays.stream(Milestone.values())
                                .map(step -> new Choice(step.title(), step.name()))
                                .toList(),
                "priority",
                        Arrays.stream(Priority.values())
                                .map(p -> new Choice(p.title(), p.name()))
                                .toList(),
                "clock",
                        Arrays.stream(ClockKind.values())
                                .map(kind -> new Choice(kind.title(), kind.name()))
                                .toList(),
                "escalates", YES_OR_NO);
    }

    @Override
    public String inWords(String column, String value, Map<String, String> row) {
        return column.equals(LIMIT) ? LimitWords.of(value, row.get("clock")) : value;
    }

    @Override
    public String typed(String column, String text, Map<String, String> row) {
        return column.equals(LIMIT) ? LimitWords.read(text, row.get("clock")) : text;
    }

    /** A category that some row names, and one that none does. */
    @Override
    public Stream<Map<String, Object>> questions(DecisionTable table) {
        Set<String> categories = new HashSet<>(table.named("category"));
        categories.add("");
        return check.flowsAtWork().keySet().stream()
                .flatMap(flow -> PolicyCheck.wanted(flow.limits()).stream()
                        .flatMap(step -> categories.stream()
                                .flatMap(category -> Arrays.stream(Priority.values())
                                        .map(priority -> new Kind(flow.flow(), step, category, priority).facts()))));
    }

    @Override
    public Trial trial(DecisionTable now, DecisionTable then) {
        return compared(lastMonth().toList(), kind -> policy(now, kind), kind -> policy(then, kind));
    }

    @Override
    public Trial regrouped(DecisionTable now, List<String> from, List<String> to) {
        List<SlaClock> some = lastMonth()
                .filter(one -> {
                    List<String> path = path(kind(one).category());
                    return path.size() >= from.size()
                            && path.subList(0, from.size()).equals(from);
                })
                .toList();
        return compared(some, kind -> policy(now, kind), kind -> policy(now, kind.regrouped(from, to)));
    }

    private Stream<SlaClock> lastMonth() {
        Instant since = clock.instant().minus(LOOKED_BACK);
        return clocks.findByStartedAtGreaterThanEqualOrderByIdDesc(since, Limit.of(MOST)).stream()
                .filter(one -> !one.step().isChosen());
    }

    private static List<String> path(String category) {
        return Arrays.asList(category.split(SEPARATOR));
    }

    private Trial compared(
            List<SlaClock> some,
            Function<Kind, Optional<SlaPolicies.Policy>> now,
            Function<Kind, Optional<SlaPolicies.Policy>> then) {
        Map<Kind, Optional<SlaPolicies.Policy>> before = new HashMap<>();
        Map<Kind, Optional<SlaPolicies.Policy>> after = new HashMap<>();
        List<SlaClock> others = some.stream()
                .filter(one -> {
                    Kind kind = kind(one);
                    return !before.computeIfAbsent(kind, now).equals(after.computeIfAbsent(kind, then));
                })
                .toList();
        Map<String, List<SlaPause>> paused = SlaPause.bySubject(pauses, others);
        List<Move> moves = new ArrayList<>();
        for (SlaClock one : others) {
            List<SlaPause> own = paused.getOrDefault(one.subject(), List.of());
            String from = due(one, before.getOrDefault(kind(one), Optional.empty()), own);
            String to = due(one, after.getOrDefault(kind(one), Optional.empty()), own);
            if (!from.equals(to)) {
                moves.add(new Move(one.subject(), one.step().title(), from, to));
            }
        }
        return new Trial(some.size(), moves);
    }

    private static Kind kind(SlaClock one) {
        SlaSubject subject = one.asSubject();
        return new Kind(
                subject.flow(), one.step(), subject.category() == null ? "" : subject.category(), subject.priority());
    }

    private Optional<SlaPolicies.Policy> policy(DecisionTable table, Kind kind) {
        return table.answer(kind.facts())
                .or(() -> shipped.answer(SlaPolicies.DECISION, kind.facts()))
                .map(rule -> SlaPolicies.read(rule, kind));
    }

    private String due(SlaClock one, Optional<SlaPolicies.Policy> policy, List<SlaPause> own) {
        if (policy.isEmpty()) {
            return "没有规则";
        }
        try {
            return PeopleTime.of(slaClocks.times(one, policy.get(), own).due());
        } catch (BeyondCalendar | DateTimeException | ArithmeticException far) {
            return "超出日历，算不出";
        }
    }
}
