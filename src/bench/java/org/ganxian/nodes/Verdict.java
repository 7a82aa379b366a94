package org.ganxian.nodes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must be true when the load has ended, whatever broke under it. */
final class Verdict {

    private final City city;
    private final Load load;

    Verdict(City city, Load load) {
        this.city = city;
        this.load = load;
    }

    static long jobsDue(City city) {
        return city.count(
                "select count(*) from ACT_RU_JOB where DUEDATE_ <= utc_timestamp() and SUSPENSION_STATE_ = 1");
    }

    /** Recomputations and nightly checks go on by one job after the other, and between two none may be due. */
    static boolean isUnderWay(City city) {
        return recomputing(city) > 0
                || city.count("select count(*) from reconciliation_run where finished_at is null") > 0;
    }

    private static long recomputing(City city) {
        return city.count("select count(*) from recomputation where finished_at is null");
    }

    /** @param wrong is told what is not so */
    void on(List<String> wrong) {
        expect(wrong, jobsDue(city) == 0, jobsDue(city) + " jobs are left that are due");
        none(wrong, "select count(*) from ACT_RU_INCIDENT", "jobs are given up");
        none(wrong, "select count(*) from ACT_RU_JOB where RETRIES_ = 0", "jobs have no tries left");
        everyDeedOnce(wrong);
        everyWarningOnce(wrong);
        none(
                wrong,
                "select count(*) from notice_outbox where state not in ('SENT', 'DROPPED')",
                "notices were not sent");
        expect(wrong, recomputing(city) == 0, recomputing(city) + " recomputations have not come to their end");
        none(
                wrong,
                "select count(*) from (select external_key from demand where external_key is not null"
                        + " group by external_key having count(*) > 1) twice",
                "records are there twice");
        expect(
                wrong,
                city.count("select count(*) from reconciliation_run where finished_at is not null") > 0,
                "the nightly check has not run");
        none(wrong, "select coalesce(sum(broken), 0) from reconciliation_run", "things the nightly check has found");
    }

    /** The resident was told a number, staff that a step is done: both are there, once. */
    private void everyDeedOnce(List<String> wrong) {
        Map<Load.Told, Long> done = new HashMap<>();
        city.database.query(
                "select d.number, t.step, count(*) as times from timeline_entry t join demand d on d.id = t.demand_id"
                        + " where d.external_number is null group by d.number, t.step",
                row -> {
                    done.put(new Load.Told(row.getString("number"), row.getString("step")), row.getLong("times"));
                });
        for (Load.Told told : load.told) {
            long times = done.getOrDefault(told, 0L);
            expect(wrong, times == 1, told + " is there " + times + " times");
        }
    }

    private void everyWarningOnce(List<String> wrong) {
        for (String number : load.warned) {
            long given = city.count(
                    "select count(*) from sla_clock where subject = ? and step = 'DISPATCH' and warned_at is not null",
                    number);
            expect(wrong, given == 1, number + " was not warned of");
        }
        none(
                wrong,
                "select count(*) from (select demand_id from timeline_entry where step = 'WARNED' group by demand_id,"
                        + " note having count(*) > 1) twice",
                "warnings were given twice");
    }

    private void none(List<String> wrong, String sql, String what) {
        long some = city.count(sql);
        expect(wrong, some == 0, some + " " + what);
    }

    private static void expect(List<String> wrong, boolean holds, String what) {
        if (!holds) {
            wrong.add(what);
        }
    }
}
