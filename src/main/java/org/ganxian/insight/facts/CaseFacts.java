package org.ganxian.insight.facts;

import static org.ganxian.insight.Sql.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lombok.RequiredArgsConstructor;
import org.ganxian.escalation.Level;
import org.ganxian.insight.Sql;
import org.ganxian.insight.days.Days;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** The read model of cases. */
@Component
@RequiredArgsConstructor
class CaseFacts {

    /** Not summed, so written that the row is found by its key alone: H2 else goes through all that are not. */
    private static final String STILL_LIVE = " and summed + 0 = 0";

    private static final Table CASES = new Table(
            "insight_case",
            List.of(
                    "area_code",
                    "district_code",
                    "category",
                    "flow",
                    "level",
                    "received_at",
                    "received_day",
                    "closed_day",
                    "is_open",
                    "paused",
                    "due_at",
                    "accepted",
                    "response_minutes",
                    "raised_street",
                    "raised_district",
                    "raised_city",
                    "asked_level",
                    "asked_street",
                    "asked_district",
                    "asked_city",
                    "follow_up_due",
                    "number"),
            List.of("demand_id"),
            STILL_LIVE);

    private static final Table ROUNDS = new Table(
            "insight_round",
            List.of(
                    "number",
                    "area_code",
                    "district_code",
                    "category",
                    "flow",
                    "begun_day",
                    "closed_day",
                    "responded",
                    "response_late",
                    "in_time",
                    "late",
                    "consulted",
                    "solved",
                    "rated",
                    "satisfied",
                    "called_back",
                    "called_in_time",
                    "call_late"),
            List.of("demand_id", "round"),
            "");

    /** Statements that write a row of it: first what is counted, then its key. */
    private record Table(String update, String insert) {

        Table(String name, List<String> counted, List<String> key, String only) {
            this(
                    "update " + name + " set " + String.join(" = ?, ", counted) + " = ? where "
                            + String.join(" = ? and ", key) + " = ?" + only,
                    "insert into " + name + " (" + String.join(", ", counted) + ", " + String.join(", ", key)
                            + ") values (?" + ", ?".repeat(counted.size() + key.size() - 1) + ")");
        }
    }

    private final JdbcTemplate jdbc;
    private final FactFinder finder;
    private final Days days;
    private final Waits waits;

    /**
     * Reads the case, which stands still, and keeps what is counted of it.
     *
     * @return whether nothing was kept of it before
     */
    boolean write(String number) {
        return finder.of(number).filter(this::write).isPresent();
    }

    /**
     * As {@link #write}, of cases that have just been registered, all at once: nothing was kept of them before.
     *
     * @return what is kept of each, by number
     */
    Map<String, CaseFact> begin(Collection<String> numbers) {
        List<CaseFact> some =
                numbers.stream().flatMap(number -> finder.of(number).stream()).toList();
        jdbc.batchUpdate(CASES.insert(), some.stream().map(CaseFacts::values).toList());
        jdbc.batchUpdate(
                ROUNDS.insert(),
                some.stream()
                        .flatMap(fact -> fact.rounds().stream().map(round -> values(fact, round)))
                        .toList());
        return some.stream().collect(Collectors.toMap(CaseFact::number, Function.identity()));
    }

    /** As {@link #write}; rounds that the case does not have go. A step never takes one away. */
    void mend(String number) {
        finder.of(number).ifPresent(fact -> {
            write(fact);
            jdbc.update(
                    "delete from insight_round where demand_id = ? and round >= ?",
                    fact.demandId(),
                    fact.rounds().size());
        });
    }

    /** What was kept of a case before; what is summed and the same is not written. */
    private enum Was {
        UNKNOWN,
        KNOWN,
        THE_SAME
    }

    /** What was read of a case and is kept now; the stays of one that was known before are to be told. */
    record Written(CaseFact fact, boolean isNew) {}

    /** As {@link #write(String)}, but the stays that last are left to the caller. */
    Optional<Written> move(String number) {
        return finder.of(number).map(this::keep);
    }

    private boolean write(CaseFact fact) {
        boolean isNew = keep(fact).isNew();
        if (!isNew) {
            waits.tell(fact.number());
        }
        return isNew;
    }

    private Written keep(CaseFact fact) {
        Was was = writeCase(fact);
        if (was != Was.THE_SAME) {
            writeRounds(fact);
        }
        return new Written(fact, was == Was.UNKNOWN);
    }

    private void writeRounds(CaseFact fact) {
        List<Object[]> rounds =
                fact.rounds().stream().map(round -> values(fact, round)).toList();
        int[] known = jdbc.batchUpdate(ROUNDS.update(), rounds);
        jdbc.batchUpdate(
                ROUNDS.insert(),
                IntStream.range(0, known.length)
                        .filter(round -> known[round] == 0)
                        .mapToObj(rounds::get)
                        .toList());
    }

    /** One that was over and summed is taken out of the sums first, unless all that is counted of it is as it was. */
    private Was writeCase(CaseFact fact) {
        Object[] values = values(fact);
        if (jdbc.update(CASES.update(), values) > 0) {
            return Was.KNOWN;
        }
        try {
            jdbc.update(CASES.insert(), values);
            return Was.UNKNOWN;
        } catch (DuplicateKeyException summed) {
            if (fact.equals(kept(List.of(fact.number())).get(fact.number()))) {
                return Was.THE_SAME;
            }
            days.takeOut(fact.demandId());
            jdbc.update(CASES.update(), values);
            return Was.KNOWN;
        }
    }

    /** What is kept of these cases, by number; nothing for one of which nothing is kept. */
    Map<String, CaseFact> kept(Collection<String> numbers) {
        Map<String, CaseFact> found = new HashMap<>();
        if (!numbers.isEmpty()) {
            NamedParameterJdbcTemplate some = new NamedParameterJdbcTemplate(jdbc);
            Map<String, Object> these = Map.of("numbers", numbers);
            Map<Long, List<RoundFact>> rounds = new HashMap<>();
            some.query(
                    "select r.* from insight_round r join insight_case c on c.demand_id = r.demand_id"
                            + " where c.number in (:numbers) order by r.demand_id, r.round",
                    these,
                    row -> {
                        rounds.computeIfAbsent(row.getLong("demand_id"), id -> new ArrayList<>())
                                .add(round(row));
                    });
            some.query("select * from insight_case where number in (:numbers)", these, row -> {
                CaseFact fact = read(row, rounds.getOrDefault(row.getLong("demand_id"), List.of()));
                found.put(fact.number(), fact);
            });
        }
        return found;
    }

    private static Set<Level> levels(ResultSet row, String which) throws SQLException {
        Set<Level> levels = EnumSet.noneOf(Level.class);
        for (Level level : Level.values()) {
            if (row.getBoolean(which + level.name().toLowerCase(Locale.ROOT))) {
                levels.add(level);
            }
        }
        return levels;
    }

    private static CaseFact read(ResultSet row, List<RoundFact> rounds) throws SQLException {
        return new CaseFact(
                row.getLong("demand_id"),
                row.getString("number"),
                row.getString("area_code"),
                row.getString("district_code"),
                row.getString("category"),
                row.getString("flow"),
                row.getString("level"),
                Sql.instant(row.getObject("received_at", LocalDateTime.class)),
                row.getObject("received_day", LocalDate.class),
                row.getObject("closed_day", LocalDate.class),
                row.getBoolean("is_open"),
                row.getBoolean("paused"),
                Sql.instant(row.getObject("due_at", LocalDateTime.class)),
                row.getBoolean("accepted"),
                row.getObject("response_minutes", Integer.class),
                levels(row, "raised_"),
                levels(row, "asked_"),
                Sql.instant(row.getObject("follow_up_due", LocalDateTime.class)),
                rounds);
    }

    private static RoundFact round(ResultSet row) throws SQLException {
        return new RoundFact(
                row.getInt("round"),
                row.getObject("begun_day", LocalDate.class),
                row.getObject("closed_day", LocalDate.class),
                row.getBoolean("responded"),
                row.getBoolean("response_late"),
                row.getBoolean("in_time"),
                row.getBoolean("late"),
                row.getBoolean("consulted"),
                row.getBoolean("solved"),
                row.getBoolean("rated"),
                row.getBoolean("satisfied"),
                row.getBoolean("called_back"),
                row.getBoolean("called_in_time"),
                row.getBoolean("call_late"));
    }

    private static Object[] values(CaseFact fact) {
        Level asked = fact.askedLevel();
        return new Object[] {
            fact.area(),
            fact.district(),
            fact.category(),
            fact.flow(),
            fact.level(),
            utc(fact.receivedAt()),
            fact.receivedDay(),
            fact.closedDay(),
            fact.open(),
            fact.paused(),
            utc(fact.due()),
            fact.accepted(),
            fact.responseMinutes(),
            fact.raised().contains(Level.STREET),
            fact.raised().contains(Level.DISTRICT),
            fact.raised().contains(Level.CITY),
            asked == null ? null : asked.name(),
            fact.asked().contains(Level.STREET),
            fact.asked().contains(Level.DISTRICT),
            fact.asked().contains(Level.CITY),
            utc(fact.followUpDue()),
            fact.number(),
            fact.demandId()
        };
    }

    private static Object[] values(CaseFact fact, RoundFact round) {
        return new Object[] {
            fact.number(),
            fact.area(),
            fact.district(),
            fact.category(),
            fact.flow(),
            round.begunDay(),
            round.closedDay(),
            round.responded(),
            round.responseLate(),
            round.inTime(),
            round.late(),
            round.consulted(),
            round.solved(),
            round.rated(),
            round.satisfied(),
            round.calledBack(),
            round.calledInTime(),
            round.callLate(),
            fact.demandId(),
            round.round()
        };
    }
}
