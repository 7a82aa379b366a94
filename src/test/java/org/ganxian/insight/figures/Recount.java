package org.ganxian.insight.figures;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.ganxian.insight.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Counts rounds of work anew from demands, timeline, clocks and ratings, in SQL of its own. Late is what was not done when
 * its time was over, whoever noticed; the definitions are those of the domain rules (section 2) and the manager's handbook.
 */
final class Recount {

    static final Predicate<Map<String, Object>> RESPONDED =
            round -> is(round, "accepted") && is(round, "contacted") && !is(round, "response_late");
    static final Predicate<Map<String, Object>> RESPONSE_JUDGED = round ->
            is(round, "accepted") && is(round, "contacted") || is(round, "counts") && is(round, "response_late");
    static final Predicate<Map<String, Object>> IN_TIME =
            round -> is(round, "counts") && is(round, "closed") && !is(round, "work_late");
    static final Predicate<Map<String, Object>> LATE = round -> is(round, "counts") && is(round, "work_late");
    static final Predicate<Map<String, Object>> WORK_JUDGED = IN_TIME.or(LATE);
    static final Predicate<Map<String, Object>> RATED = round -> is(round, "rated");
    static final Predicate<Map<String, Object>> SATISFIED = round -> is(round, "rated_well");
    static final Predicate<Map<String, Object>> CALLED = round -> is(round, "called");
    static final Predicate<Map<String, Object>> CALLED_IN_TIME =
            round -> is(round, "called") && !is(round, "call_late");
    static final Predicate<Map<String, Object>> CALL_JUDGED = round -> is(round, "called") || is(round, "call_late");
    static final Predicate<Map<String, Object>> SOLVED = round -> is(round, "rated_well") || is(round, "settled");
    /** Asked whether it is solved: answered, called back, or given all the time that there was. */
    static final Predicate<Map<String, Object>> CONSULTED =
            round -> is(round, "rated_well") || is(round, "silent") || is(round, "called") || is(round, "call_late");

    private static final String REWORKS =
            "select demand_id, row_number() over (partition by demand_id order by id) n, id from_id, happened_at"
                    + " from timeline_entry where step = 'REWORK'";

    private static final String ROUNDS = "select d.id, d.number, d.status, d.place_code, r.n,"
            + " coalesce((select min(c.flow) from sla_clock c where c.subject = d.number), 'order') flow,"
            + yes("d.status not in ('REJECTED', 'MERGED') and "
                    + everHad("'ACCEPTED', 'APPLICATION_ACCEPTED'," + " 'DEEMED_ACCEPTED', 'ANSWERED_AT_DESK'"))
            + "accepted,"
            + yes("d.status not in ('REJECTED', 'MERGED', 'FINISHED_ELSEWHERE')") + "counts,"
            + yes(had("'FIRST_CONTACT', 'CONTACTED', 'APPLICATION_ACCEPTED', 'SUPPLEMENT_ASKED', 'ANSWERED_AT_DESK'"))
            + "contacted,"
            + yes(late("'FIRST_CONTACT', 'ACCEPTANCE'")) + "response_late,"
            + yes(had("'CLOSED', 'DELIVERED', 'ANSWERED_AT_DESK'")) + "closed,"
            + yes(late("'COMPLETION', 'DECISION', 'ISSUE'")) + "work_late,"
            + yes(rated("1 = 1")) + "rated,"
            + yes(rated("e.grade in ('VERY_SATISFIED', 'SATISFIED', 'FAIRLY_SATISFIED')")) + "rated_well,"
            + yes(had("'UNRATED'")) + "silent,"
            + yes(had("'SETTLED', 'REWORK', 'SUPERVISED', 'RECTIFICATION'")) + "called,"
            + yes(had("'SETTLED'")) + "settled,"
            + " case when " + late("'CALL_BACK'") + " then 1 else 0 end call_late"
            + " from (select id demand_id, 0 n, 0 from_id from demand union all select demand_id, n, from_id from ("
            + REWORKS + ") x) r join demand d on d.id = r.demand_id where ";

    private final JdbcTemplate jdbc;
    private final Instant now;

    /** Of the rounds that a condition on {@code demand d} leaves. */
    record Rounds(List<Map<String, Object>> all) {

        int count(Predicate<Map<String, Object>> which) {
            return (int) all.stream().filter(which).count();
        }

        /** By the key of a rate of the dashboard. */
        Share share(String rate) {
            return switch (rate) {
                case "response" -> Share.of(count(RESPONDED), count(RESPONSE_JUDGED));
                case "on-time" -> Share.of(count(IN_TIME), count(WORK_JUDGED));
                case "late" -> Share.of(count(LATE), count(WORK_JUDGED));
                case "solved" -> Share.of(count(SOLVED), count(CONSULTED));
                case "satisfied" -> Share.of(count(SATISFIED), count(RATED));
                case "call-back" -> Share.of(count(CALLED_IN_TIME), count(CALL_JUDGED));
                default -> throw new IllegalArgumentException(rate);
            };
        }
    }

    Recount(JdbcTemplate jdbc, Instant now) {
        this.jdbc = jdbc;
        this.now = now;
    }

    Rounds rounds(String where, String flow) {
        String at = Sql.utc(now).toString().replace('T', ' ');
        return new Rounds(jdbc.queryForList(ROUNDS.replace(":now", "timestamp '" + seconds(at) + "'") + where).stream()
                .filter(round -> flow.equals(round.get("flow")))
                .toList());
    }

    /** How many demands {@code d} there are. */
    int cases(String where, String condition) {
        Integer count = jdbc.queryForObject(
                "select count(*) from demand d where " + where + " and " + condition, Integer.class);
        return count == null ? 0 : count;
    }

    /** The days of Asia/Shanghai on which a round of work was closed, one for each. */
    List<LocalDate> closings() {
        return jdbc
                .queryForList(
                        "select happened_at from timeline_entry where step in ('CLOSED', 'DELIVERED', 'ANSWERED_AT_DESK')",
                        LocalDateTime.class)
                .stream()
                .map(at -> at.plusHours(8).toLocalDate())
                .toList();
    }

    /** Whether demand {@code d} has ever taken this step. */
    static String has(String step) {
        return everHad("'" + step + "'");
    }

    private static String seconds(String time) {
        return time.length() == 16 ? time + ":00" : time;
    }

    private static String yes(String condition) {
        return " case when " + condition + " then 1 else 0 end ";
    }

    private static String everHad(String steps) {
        return "exists (select 1 from timeline_entry t where t.demand_id = d.id and t.step in (" + steps + "))";
    }

    /** In this round: behind the rework that began it, up to the one that ended it. */
    private static String had(String steps) {
        return "exists (select 1 from timeline_entry t where t.demand_id = d.id and t.step in (" + steps + ")"
                + " and t.id > r.from_id and not exists (select 1 from timeline_entry b where b.demand_id = d.id"
                + " and b.step = 'REWORK' and b.id > r.from_id and b.id < t.id))";
    }

    private static String late(String steps) {
        return "exists (select 1 from sla_clock c where c.subject = d.number and c.step in (" + steps + ")"
                + " and (c.round = r.n + 1 or c.flow = 'window-service')"
                + " and c.due_at < coalesce(c.ended_at, c.paused_at, :now))";
    }

    private static String rated(String how) {
        return "exists (select 1 from evaluation e where e.demand_id = d.id and e.round = r.n and " + how + ")";
    }

    private static boolean is(Map<String, Object> round, String what) {
        return ((Number) round.get(what)).intValue() == 1;
    }
}
