package org.ganxian.insight;

import java.util.List;
import java.util.Map;
import org.ganxian.demand.Demand;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A year of a large city, made by the database itself in a few minutes: demands that are closed, some that are open, and
 * what the read models say of them. Rows differ by a fixed arithmetic of their number, so that every run makes the same.
 */
class BigCity {

    /** StepWaits of an order with the minutes that a case stays in each, at most. */
    private static final Map<String, Integer> STEPS = Map.of(
            "screen-order", 240, "dispatch-order", 480, "claim-order", 900, "serve-order", 4_000, "check-result", 300);

    private static final String[] CATEGORIES = {"0908", "010101", "020101", "0301", "0405", "0501", "0601", "0701"};

    /** In each district. */
    private static final int STREETS = 10;

    /** In each street. */
    private static final int COMMUNITIES = 14;

    private final JdbcTemplate jdbc;

    BigCity(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void make(Demand pattern, int closed, int open) {
        jdbc.execute("create table bench_n (n int not null primary key)");
        jdbc.update("insert into bench_n values (1)");
        for (int have = 1; have < closed + open; have *= 2) {
            jdbc.update(
                    "insert into bench_n select n + ? from bench_n where n + ? <= ?", have, have, closed + open);
        }
        streets();
        jdbc.update("update calendar_version set units = 'bench'");
        jdbc.execute("create table bench_place (i int not null primary key, code varchar(24) not null)");
        List<String> places = jdbc.queryForList(
                "select code from unit where kind in ('COMMUNITY', 'STREET') order by code", String.class);
        for (int i = 0; i < places.size(); i++) {
            jdbc.update("insert into bench_place values (?, ?)", i, places.get(i));
        }
        jdbc.execute("create table bench_category (i int not null primary key, code varchar(6), top varchar(6))");
        for (int i = 0; i < CATEGORIES.length; i++) {
            jdbc.update("insert into bench_category values (?, ?, ?)", i, CATEGORIES[i], CATEGORIES[i].substring(0, 2));
        }
        demands(pattern, places.size(), closed);
        facts();
        STEPS.forEach(this::stays);
        waiting();
        for (String table : List.of("demand", "insight_case", "insight_round", "insight_wait", "evaluation")) {
            jdbc.queryForList("analyze table " + table);
        }
    }

    /** The demo has streets in two districts only; a city has them in each. */
    private void streets() {
        for (String district : jdbc.queryForList("select code from unit where kind = 'DISTRICT'", String.class)) {
            for (int street = 101; street < 101 + STREETS; street++) {
                String code = district + street;
                unit(code, "STREET", district);
                for (int community = 1; community <= COMMUNITIES; community++) {
                    unit(code + String.format("%03d", community), "COMMUNITY", code);
                }
            }
        }
    }

    private void unit(String code, String kind, String parent) {
        jdbc.update(
                "insert into unit (code, kind, parent, name, demo) values (?, ?, ?, ?, false)",
                code,
                kind,
                parent,
                code + ("STREET".equals(kind) ? "街道" : "社区"));
    }

    private void demands(Demand pattern, int places, int closed) {
        String made = "(n * 48271 % 2147483647)";
        String received = "utc_timestamp(6) - interval (" + made + " % 525600) minute";
        jdbc.update(
                "insert into demand (number, title, description, category_code, place_code, contact_name, contact_phone,"
                        + " query_code, source, received_at, status, priority, serving_unit, reworks, first_response_due,"
                        + " completion_due, first_response_at, completed_at, version)"
                        + " select concat('BENCH-', n), concat('楼道的灯坏了，第 ', n, ' 件'), '请人来换一下', c.code, p.code,"
                        + " o.contact_name, o.contact_phone, o.query_code, 'PORTAL', x.at,"
                        + " case when n <= ? then elt(1 + n % 4, 'RATED', 'UNRATED', 'SETTLED', 'CLOSED') else"
                        + " elt(1 + n % 4, 'SCREENING', 'DISPATCHED', 'HANDLING', 'REPORTED') end,"
                        + " elt(1 + n % 20, 'P2', 'P4', 'P1', 'P3'), null, 0,"
                        + " x.at + interval 1 day, x.at + interval 7 day,"
                        + " case when n <= ? or n % 4 > 1 then x.at + interval (n % 2000) minute end,"
                        + " case when n <= ? then x.at + interval (n % 9000) minute end, 0"
                        + " from (select n, case when n <= " + closed + " then " + received
                        + " else utc_timestamp(6) - interval (" + made + " % 14400) minute end at from bench_n) x"
                        + " join bench_category c on c.i = n % " + CATEGORIES.length
                        + " join bench_place p on p.i = " + made + " % " + places
                        + " join demand o on o.number = ?",
                closed,
                closed,
                closed,
                pattern.number());
        jdbc.update("update demand set priority = 'P3' where priority is null");
    }

    private void facts() {
        jdbc.update("insert into insight_case (demand_id, number, area_code, district_code, category, flow, level,"
                + " received_at, received_day, closed_day, is_open, paused, due_at, accepted,"
                + " response_minutes, raised_street, raised_district, raised_city, asked_level, asked_street)"
                + " select d.id, d.number, d.place_code, left(d.place_code, 6), c.top,"
                + " case when d.id % 10 = 0 then 'window-service' else 'order' end,"
                + " elt(1 + d.id % 10, 'STREET', 'DISTRICT', 'CITY', 'COMMUNITY', 'COMMUNITY', 'COMMUNITY',"
                + " 'COMMUNITY', 'COMMUNITY', 'COMMUNITY', 'COMMUNITY'),"
                + " d.received_at, date(d.received_at + interval 8 hour), date(d.completed_at + interval 8 hour),"
                + " d.completed_at is null, d.id % 50 = 0 and d.completed_at is null,"
                + " case when d.completed_at is null and d.id % 50 > 0 then d.completion_due end, true,"
                + " timestampdiff(minute, d.received_at, d.first_response_at),"
                + " d.id % 12 = 0, d.id % 60 = 0, d.id % 240 = 0,"
                + " case when d.completed_at is null and d.id % 12 = 0 then 'STREET' end,"
                + " d.completed_at is null and d.id % 12 = 0"
                + " from demand d join bench_category c on c.code = d.category_code where d.number like 'BENCH-%'");
        jdbc.update("insert into insight_round (demand_id, round, number, area_code, district_code, category, flow,"
                + " begun_day, closed_day, responded, response_late, in_time, late, consulted, solved, rated, satisfied,"
                + " called_back, called_in_time, call_late)"
                + " select c.demand_id, 0, c.number, c.area_code, c.district_code, c.category, c.flow, c.received_day,"
                + " c.closed_day, coalesce(c.response_minutes < 1440, false), coalesce(c.response_minutes >= 1440, false),"
                + " c.closed_day is not null and d.id % 9 > 0, c.closed_day is not null and d.id % 9 = 0,"
                + " d.status in ('RATED', 'UNRATED', 'SETTLED'), d.status = 'RATED' or d.status = 'SETTLED',"
                + " d.status in ('RATED', 'SETTLED'), d.status = 'RATED', d.status = 'SETTLED',"
                + " d.status = 'SETTLED' and d.id % 7 > 0, d.status = 'SETTLED' and d.id % 7 = 0"
                + " from insight_case c join demand d on d.id = c.demand_id where d.number like 'BENCH-%'");
        jdbc.update("insert into evaluation (demand_id, round, grade, comment, rated_at) select r.demand_id, 0,"
                + " case when r.satisfied then 'SATISFIED' else 'UNSATISFIED' end, null, c.received_at from insight_round r"
                + " join insight_case c on c.demand_id = r.demand_id where r.rated = true");
    }

    private void stays(String step, int most) {
        jdbc.update(
                "insert into insight_wait (id, definition, activity, number, area_code, entered_at, left_at, left_day,"
                        + " minutes) select concat(?, demand_id), 'order', ?, number, area_code, received_at, received_at,"
                        + " closed_day, demand_id % ? from insight_case where closed_day is not null",
                step,
                step,
                most);
    }

    private void waiting() {
        jdbc.update("insert into insight_wait (id, definition, activity, number, area_code, entered_at, due_at)"
                + " select concat('open', demand_id), 'order', elt(1 + demand_id % 4, 'screen-order', 'claim-order',"
                + " 'serve-order', 'check-result'), number, area_code, received_at, due_at from insight_case"
                + " where is_open = true");
    }
}
