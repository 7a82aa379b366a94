package org.ganxian.insight.facts;

import static org.ganxian.insight.Sql.utc;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Units;
import org.ganxian.platform.PeopleTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** The read model of stays in steps. */
@Component
@RequiredArgsConstructor
class Waits {

    /** What a case can wait in, as the engine names it: for people, for the resident, for time. */
    static final Set<String> KINDS = Set.of("userTask", "eventBasedGateway");

    /** Of a stay that is left at a time: by another node's clock that may be before it was entered. */
    private static final String MINUTES =
            "greatest(0, floor(timestampdiff(microsecond, entered_at, cast(? as datetime(6))) / 60000000))";

    private static final String OF_CASE = " from insight_case c where c.number = ?)";
    private static final String OF_LASTING = " from insight_case c where c.number = ? and ?)";

    private final JdbcTemplate jdbc;
    private final Units units;

    /** A stay that begins or ends just now. The case's own row must be written by now. */
    void write(Wait wait) {
        if (wait.enteredAt() == null) {
            leave(wait.id(), Objects.requireNonNull(wait.leftAt()));
        } else {
            insert(wait, wait.enteredAt());
        }
    }

    /**
     * Stays that begin in cases which this transaction has written, all at once.
     *
     * @param cases what is kept of each case, by number
     */
    void begin(Collection<Wait> some, Map<String, CaseFact> cases) {
        jdbc.batchUpdate(
                "insert into insight_wait (id, definition, activity, number, area_code, entered_at, left_at,"
                        + " left_day, minutes, is_open, due_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                some.stream()
                        .map(wait -> {
                            Instant entered = Objects.requireNonNull(wait.enteredAt());
                            CaseFact fact = Objects.requireNonNull(cases.get(wait.number()));
                            boolean lasts = wait.leftAt() == null;
                            return new @Nullable Object[] {
                                wait.id(),
                                wait.definition(),
                                wait.activity(),
                                wait.number(),
                                fact.area(),
                                utc(entered),
                                utc(wait.leftAt()),
                                day(wait.leftAt()),
                                minutes(entered, wait.leftAt()),
                                !lasts || fact.open(),
                                lasts ? utc(fact.due()) : null
                            };
                        })
                        .toList());
    }

    /** A stay of before: its step may have written it, and so may this. One that is summed is over and stands as it is. */
    void gather(Wait wait) {
        Instant entered = Objects.requireNonNull(wait.enteredAt());
        int known = jdbc.update(
                "update insight_wait set left_at = case when summed = 0 then ? else left_at end,"
                        + " left_day = case when summed = 0 then ? else left_day end,"
                        + " minutes = case when summed = 0 then ? else minutes end,"
                        + " due_at = case when ? then due_at end, is_open = case when ? then is_open else true end"
                        + " where id = ?",
                utc(wait.leftAt()),
                day(wait.leftAt()),
                minutes(entered, wait.leftAt()),
                wait.leftAt() == null,
                wait.leftAt() == null,
                wait.id());
        if (known == 0) {
            insert(wait, entered);
        }
    }

    /** While it lasts it knows of its case what steps are counted by, so that nobody looks at the case for it. */
    private void insert(Wait wait, Instant entered) {
        jdbc.update(
                "insert into insight_wait (id, definition, activity, number, area_code, entered_at, left_at,"
                        + " left_day, minutes, is_open, due_at) values (?, ?, ?, ?, coalesce((select c.area_code"
                        + OF_CASE + ", ?), ?, ?, ?, ?, coalesce((select c.is_open" + OF_LASTING
                        + ", true), (select c.due_at" + OF_LASTING + ")",
                wait.id(),
                wait.definition(),
                wait.activity(),
                wait.number(),
                wait.number(),
                units.city().code(),
                utc(entered),
                utc(wait.leftAt()),
                day(wait.leftAt()),
                minutes(entered, wait.leftAt()),
                wait.number(),
                wait.leftAt() == null,
                wait.number(),
                wait.leftAt() == null);
    }

    private static @Nullable LocalDate day(@Nullable Instant at) {
        return at == null ? null : at.atZone(PeopleTime.ZONE).toLocalDate();
    }

    /** Whole ones, never less than none: each instant may be one of another node's clock. Null while it lasts. */
    static @Nullable Integer minutes(Instant from, @Nullable Instant to) {
        return to == null
                ? null
                : Math.toIntExact(Math.max(0, Duration.between(from, to).toMinutes()));
    }

    /**
     * The stays of a case that last know what is so of it now, where it counts included, and one of them ends: where the
     * case was while it lasted.
     *
     * @param left null where none does
     */
    void move(CaseFact fact, @Nullable Wait left) {
        String id = left == null ? null : left.id();
        Instant at = left == null ? null : left.leftAt();
        jdbc.update(
                "update insight_wait set area_code = case when id = ? then area_code else ? end,"
                        + " is_open = case when id = ? then true else ? end,"
                        + " due_at = case when id = ? then null else cast(? as datetime(6)) end,"
                        + " left_at = case when id = ? then cast(? as datetime(6)) end,"
                        + " left_day = case when id = ? then cast(? as date) end,"
                        + " minutes = case when id = ? then " + MINUTES + " end"
                        + " where number = ? and left_at is null",
                id,
                fact.area(),
                id,
                fact.open(),
                id,
                utc(fact.due()),
                id,
                utc(at),
                id,
                day(at),
                id,
                utc(at),
                fact.number());
    }

    /** Tells the stays that last what is so of their case now. */
    void tell(String number) {
        jdbc.update(
                "update insight_wait set area_code = coalesce((select c.area_code" + OF_CASE + ", area_code),"
                        + " is_open = coalesce((select c.is_open" + OF_CASE + ", true),"
                        + " due_at = (select c.due_at" + OF_CASE + " where number = ? and left_at is null",
                number,
                number,
                number,
                number);
    }

    /** Of these cases those of which a stay that lasts knows something else. */
    Set<String> strayed(Collection<String> numbers) {
        return numbers.isEmpty()
                ? Set.of()
                : Set.copyOf(new NamedParameterJdbcTemplate(jdbc)
                        .queryForList(
                                "select distinct w.number from insight_wait w join insight_case c on c.number = w.number"
                                        + " where w.number in (:numbers) and w.left_at is null"
                                        + " and (w.area_code <> c.area_code or w.is_open <> c.is_open"
                                        + " or coalesce(w.due_at, timestamp '1970-01-01 00:00:00')"
                                        + " <> coalesce(c.due_at, timestamp '1970-01-01 00:00:00'))",
                                Map.of("numbers", numbers),
                                String.class));
    }

    /** Nothing when it has been left before. */
    void leave(String id, Instant at) {
        jdbc.update(
                "update insight_wait set is_open = true, due_at = null, left_at = ?, left_day = ?, minutes = " + MINUTES
                        + " where id = ? and left_at is null",
                utc(at),
                at.atZone(PeopleTime.ZONE).toLocalDate(),
                utc(at),
                id);
    }
}
