package org.ganxian.sla;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.DecisionService;
import org.ganxian.calendar.ClockKind;
import org.ganxian.calendar.Limit;
import org.ganxian.engine.tables.DecisionTables;
import org.ganxian.engine.tables.ShippedTables;
import org.ganxian.engine.tables.TableEditions;
import org.ganxian.platform.CurrentActor;
import org.springframework.stereotype.Service;

/** Asks {@code processes/sla-policy.dmn} what limit a step has. The table may be deployed anew without a release. */
@Slf4j
@Service
@RequiredArgsConstructor
public class SlaPolicies {

    static final String DECISION = "sla-policy";

    /**
     * @param warn part of the limit after which those who have the case are reminded, above 0; 1 for never before it is due
     * @param escalates whether a breach climbs the ladder of superior units
     */
    record Policy(Limit limit, ClockKind clock, double warn, boolean escalates) {}

    /** A limit on which no clock runs. */
    public record Term(Limit limit, ClockKind clock) {}

    /** What a report of danger is kept to when the table has no answer: nobody waits for a table to be mended. */
    private static final Map<Milestone, Policy> OF_DANGER = Map.of(
            Milestone.DISPATCH, around("PT1H", true),
            Milestone.FIRST_CONTACT, around("PT30M", true),
            Milestone.COMPLETION, around("PT2H", true),
            Milestone.STREET_SUPERVISION, around("PT30M", false),
            Milestone.DISTRICT_SUPERVISION, around("PT30M", false),
            Milestone.CITY_SUPERVISION, around("PT30M", false),
            Milestone.CITY_REMINDER, around("PT24H", false),
            Milestone.HANDOVER, around("PT30M", false),
            Milestone.RETURN, around("PT30M", false),
            Milestone.RETURN_DECISION, around("PT2H", false));

    private static Policy around(String limit, boolean escalates) {
        return new Policy(Limit.parse(limit), ClockKind.WALL, 0.75, escalates);
    }

    /**
     * A table as deployed.
     *
     * @param id the engine's, of this version alone
     */
    public record Table(String id, int version) {}

    private record Question(String table, String flow, Milestone step, String category, Priority priority) {}

    /** A version of the table never changes, and a city has many cases and few kinds of them: each is asked for once. */
    private final Cache<Question, Policy> answers =
            Caffeine.newBuilder().maximumSize(10_000).build();

    private final DecisionService decisions;
    private final TableEditions editions;
    private final ShippedTables shipped;
    private final CurrentActor actors;

    /**
     * The table that new cases follow.
     *
     * @throws IllegalStateException when there is none
     */
    public Table deployed() {
        return editions.latest(DECISION)
                .map(latest -> new Table(latest.id(), latest.number()))
                .orElseThrow(() -> new IllegalStateException("没有部署时限规则 " + DECISION));
    }

    /**
     * The limit by the table that is deployed.
     *
     * @throws IllegalStateException when no rule of it or of the release's table, or a rule that makes no sense, matches:
     *     a mistake in the table, which must stop the step rather than leave a case without a deadline; a report of danger
     *     goes on with limits of its own
     */
    Policy of(SlaSubject subject, Milestone step) {
        Policy fallback = subject.priority() == Priority.P1 ? OF_DANGER.get(step) : null;
        try {
            return of(deployed().id(), subject, step);
        } catch (RuntimeException broken) {
            if (fallback == null) {
                throw broken;
            }
            log.error(
                    "No limit for {} of {} in the table: {} is kept instead", step, subject.number(), fallback, broken);
            return fallback;
        }
    }

    /**
     * A limit by the table that is deployed, for what is asked about and not timed.
     *
     * @param flow key of a process
     * @throws IllegalStateException as {@link #of(SlaSubject, Milestone)}
     */
    public Term term(String flow, Priority priority, Milestone step) {
        Policy policy = of(new SlaSubject(flow, "", null, priority, null, ""), step);
        return new Term(policy.limit(), policy.clock());
    }

    /** What a running clock has to follow now. */
    Policy of(SlaClock clock) {
        return clock.step().isChosen() ? clock.terms() : of(clock.asSubject(), clock.step());
    }

    /** What a running clock has to follow by one version of the table. */
    Policy of(String table, SlaClock clock) {
        return clock.step().isChosen() ? clock.terms() : of(table, clock.asSubject(), clock.step());
    }

    /** As {@link #of(SlaSubject, Milestone)}, by one version of the table. */
    Policy of(String table, SlaSubject subject, Milestone step) {
        Question question = new Question(
                table, subject.flow(), step, subject.category() == null ? "" : subject.category(), subject.priority());
        Policy known = answers.getIfPresent(question);
        if (known == null) {
            known = ask(question);
            answers.put(question, known);
        }
        return known;
    }

    private Policy ask(Question question) {
        Map<String, Object> facts = Map.of(
                "flow", question.flow(),
                "step", question.step().name(),
                "category", question.category(),
                "priority", question.priority().name());
        var result = actors.asSystem(() -> DecisionTables.ask(
                decisions.evaluateDecisionTableById(question.table()).variables(facts)));
        return read(result.isEmpty() ? byTheRelease(facts) : result.getFirstResult(), facts);
    }

    /** What the city's table was never asked, as the steps of a flow that an upgrade brought. */
    private Map<String, Object> byTheRelease(Map<String, Object> facts) {
        return shipped.answer(DECISION, facts).orElseThrow(() -> new IllegalStateException("时限规则没有适用的条目：" + facts));
    }

    private static Object cell(Map<String, Object> rule, String column) {
        return Objects.requireNonNull(rule.get(column), column);
    }

    /**
     * @param rule what a row answers
     * @param of what it is about, for the message
     * @throws IllegalStateException for a row that is no limit
     */
    static Policy read(Map<String, Object> rule, Object of) {
        try {
            Policy policy = new Policy(
                    Limit.parse((String) cell(rule, "limit")),
                    ClockKind.valueOf((String) cell(rule, "clock")),
                    ((Number) cell(rule, "warn")).doubleValue(),
                    (Boolean) cell(rule, "escalates"));
            if (policy.limit().isZero()
                    || policy.warn() <= 0
                    || policy.warn() > 1
                    || !policy.limit().suits(policy.clock())) {
                throw new IllegalArgumentException(policy.toString());
            }
            return policy;
        } catch (IllegalArgumentException
                | DateTimeParseException
                | ClassCastException
                | NullPointerException
                | ArithmeticException wrong) {
            throw new IllegalStateException("时限规则的条目有误：" + of + " → " + rule, wrong);
        }
    }
}
