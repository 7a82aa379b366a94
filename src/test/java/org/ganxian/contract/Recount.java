package org.ganxian.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Counts anew, from the rows of the cases and in SQL of its own, what managers are shown. */
final class Recount {

    private static final String OPEN = "('REGISTERED', 'EMERGENCY', 'TRIAGE', 'SCREENING', 'ASKED', 'DISPATCHING',"
            + " 'DISPATCHED', 'CLAIMED', 'HANDLING', 'REPORTED', 'ACCEPTING', 'SUPPLEMENTING', 'DECIDING', 'DECIDED',"
            + " 'ISSUED', 'EXAMINING', 'CONSENT', 'APPOINTING', 'MEDIATING', 'SUSPENDED', 'SIGNING', 'ESCALATED',"
            + " 'PARTNER_ASKED', 'PARTNER_HANDLING')";
    private static final String WITHOUT_RESULT =
            "('REJECTED', 'MERGED', 'WITHDRAWN', 'TRANSFERRED', 'SENT_TO_MEDIATION', 'TERMINATED', 'DECLINED',"
                    + " 'PARTNER_DONE')";
    private static final String ACCEPTANCES =
            "('ACCEPTED', 'APPLICATION_ACCEPTED', 'DEEMED_ACCEPTED', 'ANSWERED_AT_DESK'," + " 'MEDIATION_ACCEPTED')";
    private static final String RESPONSES =
            "('FIRST_CONTACT', 'CONTACTED', 'APPLICATION_ACCEPTED', 'SUPPLEMENT_ASKED'," + " 'ANSWERED_AT_DESK')";
    private static final String CASE = "select d.id, d.category_code, d.place_code, d.received_at, d.completed_at,"
            + " d.paused_at, d.first_response_at, d.first_response_due, d.completion_due, d.status,"
            + yes("d.status in " + OPEN) + "is_open,"
            + yes("d.status in " + WITHOUT_RESULT) + "without_result,"
            + yes("d.status not in ('REJECTED', 'MERGED') and " + has(ACCEPTANCES)) + "accepted,"
            + " (select min(t.happened_at) from timeline_entry t where t.demand_id = d.id and t.step in " + RESPONSES
            + ") responded_at,"
            + yes("exists (select 1 from sla_clock c where c.subject = d.number and c.ended_at is null"
                    + " and c.step in ('CALL_BACK', 'RECTIFICATION'))")
            + "follow_up,"
            + raised("STREET") + raised("DISTRICT") + raised("CITY")
            + yes("exists (select 1 from supervision s where s.subject = d.number and s.ended_at is null"
                    + " and s.level in ('STREET', 'DISTRICT', 'CITY'))")
            + "asked"
            + " from demand d where d.number = ?";

    private final JdbcTemplate jdbc;

    Recount(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private static String yes(String condition) {
        return " case when " + condition + " then 1 else 0 end ";
    }

    private static String has(String steps) {
        return "exists (select 1 from timeline_entry t where t.demand_id = d.id and t.step in " + steps + ")";
    }

    private static String raised(String level) {
        return yes("exists (select 1 from supervision s where s.subject = d.number and s.level = '" + level + "')")
                + "raised_" + level.toLowerCase(java.util.Locale.ROOT) + ",";
    }

    /** The case's row in the read model says what its own rows say. */
    void assertCaseAgrees(String number) {
        Map<String, Object> row = jdbc.queryForMap(CASE, number);
        Map<String, Object> kept = jdbc.queryForMap("select * from insight_case where number = ?", number);
        LocalDateTime responded = time(row.get("responded_at"));
        boolean open = is(row, "is_open");
        boolean paused = row.get("paused_at") != null;
        Map<String, Object> expected = new LinkedHashMap<>();
        Map<String, Object> actual = new LinkedHashMap<>();
        expected.put("category", row.get("category_code").toString().substring(0, 2));
        expected.put("received_day", day(time(row.get("received_at"))).toString());
        expected.put(
                "closed_day",
                open || is(row, "without_result") || row.get("completed_at") == null
                        ? "null"
                        : day(time(row.get("completed_at"))).toString());
        if (row.get("place_code") != null) {
            expected.put("area_code", row.get("place_code"));
        }
        expected.put("response_minutes", minutes(time(row.get("received_at")), responded));
        expected.forEach(
                (column, value) -> actual.put(column, value instanceof String ? text(kept, column) : kept.get(column)));

        Map<String, Boolean> facts = new LinkedHashMap<>();
        facts.put("is_open", open);
        facts.put("paused", paused);
        facts.put("accepted", is(row, "accepted"));
        facts.put("follow_up", is(row, "follow_up"));
        List.of("raised_street", "raised_district", "raised_city").forEach(level -> facts.put(level, is(row, level)));
        facts.forEach((fact, value) -> {
            expected.put(fact, value);
            actual.put(fact, "follow_up".equals(fact) ? kept.get("follow_up_due") != null : is(kept, fact));
        });
        expected.put("is asked", is(row, "asked"));
        actual.put("is asked", kept.get("asked_level") != null);
        assertThat(actual)
                .as("figures of %s, which is %s", number, row.get("status"))
                .isEqualTo(expected);
    }

    /** The stays that are kept are those of the engine's history. */
    void assertStaysAgree(String number) {
        List<String> expected = jdbc.query(
                "select a.ACT_ID_, a.START_TIME_, a.END_TIME_ from ACT_HI_ACTINST a join ACT_HI_PROCINST p"
                        + " on p.PROC_INST_ID_ = a.PROC_INST_ID_ where p.BUSINESS_KEY_ = ?"
                        + " and a.ACT_TYPE_ in ('userTask', 'eventBasedGateway')",
                (row, i) -> stay(row.getString(1), time(row.getObject(2)), time(row.getObject(3))),
                number);
        List<String> kept = jdbc.query(
                "select activity, entered_at, left_at, minutes from insight_wait where number = ?",
                (row, i) -> {
                    LocalDateTime entered = time(row.getObject(2));
                    LocalDateTime left = time(row.getObject(3));
                    assertThat((Integer) row.getObject(4)).isEqualTo(minutes(entered, left));
                    return stay(row.getString(1), entered, left);
                },
                number);
        assertThat(kept).as("stays of " + number).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String stay(String activity, LocalDateTime entered, LocalDateTime left) {
        return activity + " "
                + (left == null ? "lasts" : Duration.between(entered, left).toMinutes() + " min");
    }

    /** What the dashboard of the whole city shows is what all the cases' rows add up to. */
    void assertFiguresAgree(JsonNode dashboard) {
        List<Integer> shown = List.of(
                dashboard.at("/open/total").asInt(),
                dashboard.at("/open/paused").asInt(),
                sum(dashboard.path("trend"), "received"),
                sum(dashboard.path("trend"), "closed"));
        LocalDate from = LocalDate.parse(dashboard.path("from").asText());
        LocalDate to = LocalDate.parse(dashboard.path("to").asText());
        List<Integer> counted = new ArrayList<>();
        counted.add(count("status in " + OPEN));
        counted.add(count("status in " + OPEN + " and paused_at is not null"));
        counted.add(within(from, to, "received_at", "demand"));
        counted.add(within(
                from,
                to,
                "happened_at",
                "timeline_entry where step in ('CLOSED', 'DELIVERED', 'ANSWERED_AT_DESK'," + " 'IN_EFFECT')"));
        assertThat(shown).as("open, paused, received, closed").isEqualTo(counted);
    }

    private int within(LocalDate from, LocalDate to, String time, String of) {
        return (int) jdbc.query("select " + time + " from " + of, (row, i) -> day(time(row.getObject(1)))).stream()
                .filter(day -> !day.isBefore(from) && !day.isAfter(to))
                .count();
    }

    private int count(String where) {
        Integer count = jdbc.queryForObject("select count(*) from demand where " + where, Integer.class);
        return count == null ? 0 : count;
    }

    private static int sum(JsonNode days, String what) {
        int sum = 0;
        for (JsonNode day : days) {
            sum += day.path(what).asInt();
        }
        return sum;
    }

    private static boolean is(Map<String, Object> row, String column) {
        Object value = row.get(column);
        return value instanceof Number number ? number.intValue() == 1 : Boolean.TRUE.equals(value);
    }

    private static String text(Map<String, Object> row, String column) {
        return String.valueOf(row.get(column));
    }

    private static Integer minutes(LocalDateTime from, LocalDateTime to) {
        return to == null ? null : (int) Duration.between(from, to).toMinutes();
    }

    private static LocalDate day(LocalDateTime utc) {
        return utc.atZone(ZoneOffset.UTC)
                .withZoneSameInstant(ZoneId.of("Asia/Shanghai"))
                .toLocalDate();
    }

    private static LocalDateTime time(Object value) {
        return value instanceof java.sql.Timestamp stamp ? stamp.toLocalDateTime() : (LocalDateTime) value;
    }
}
