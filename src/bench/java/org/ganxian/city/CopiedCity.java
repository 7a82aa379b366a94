package org.ganxian.city;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A large city on MySQL: the database copies every row that the pattern cases left, in the engine's tables and ours, into
 * other places, days and hands. Copies differ by a fixed arithmetic of their number, so that every run makes the same; a
 * city that is there already grows.
 */
final class CopiedCity implements AutoCloseable {

    static final int BRANCHES = 2_000;
    static final String PLACE = "350602004001";

    /** A table that is there when the city is whole. */
    static final String MADE = "bench_made";

    /** As many of each kind of open case stand in the demo's own branch, so that its people have work. */
    private static final int AT_HOME = 150;

    private static final int AT_ONCE = 20_000;

    private static final String BRANCH = "350602004001B1";
    private static final Set<String> HISTORY =
            Set.of("ACT_HI_PROCINST", "ACT_HI_ACTINST", "ACT_HI_TASKINST", "ACT_HI_VARINST");

    private final SingleConnectionDataSource connection;
    private final JdbcTemplate jdbc;

    CopiedCity(String url) {
        connection = new SingleConnectionDataSource(url, true);
        jdbc = new JdbcTemplate(connection);
    }

    @Override
    public void close() {
        connection.destroy();
    }

    /**
     * @param remembered of how many closed cases the engine still has its history; cleanup has taken it of the others
     * @param triage how many of the open ones wait at the city's desk
     */
    void grow(int closed, int remembered, int open, int triage) {
        jdbc.execute("set foreign_key_checks = 0");
        jdbc.execute("set unique_checks = 0");
        jdbc.execute("drop table if exists " + MADE);
        boolean isNew = count("select count(*) from information_schema.tables where table_schema = database()"
                        + " and table_name = 'bench_copy'")
                == 0;
        places(Math.max(closed, open));
        if (isNew) {
            staff();
        }
        int supervisions = Math.min(2_000, open / 20);
        int rest = open - triage - supervisions;
        copy("T", 1, triage);
        copy("U", 2, supervisions);
        copy("S", 3, rest / 2);
        copy("O", 4, rest / 4);
        copy("H", 5, rest / 4);
        closed(closed, remembered);
        jdbc.update("update calendar_version set units = 'bench'");
        for (String table : jdbc.queryForList(
                "select table_name from information_schema.tables where table_schema = database()", String.class)) {
            jdbc.queryForList("analyze table " + table);
        }
        jdbc.execute("create table " + MADE + " (n int)");
    }

    private int count(String sql, Object... arguments) {
        return jdbc.queryForObject(sql, Integer.class, arguments);
    }

    private String patternOf(String kind) {
        return jdbc.queryForObject(
                "select number from " + PatternCases.KINDS + " where k = ?", String.class, kind);
    }

    private int madeOf(String kind) {
        return count("select made from " + PatternCases.KINDS + " where k = ?", kind);
    }

    /** Closed ones of a year. */
    private void closed(int closed, int remembered) {
        jdbc.update("update bench_copy set days = 1 + (n * 48271 % 2147483647) % 364");
        int have = madeOf("C");
        Rows rows = pattern(patternOf("C"), "C", 10);
        System.out.println("a closed case, rows: " + rows.counts());
        make(rows, "C", have, Math.min(remembered, closed));
        make(rows.without(HISTORY), "C", Math.max(have, remembered), closed);
    }

    /** Open ones of the last ten days. */
    private void copy(String kind, int base, int cases) {
        jdbc.update("update bench_copy set days = n % 10");
        Rows rows = pattern(patternOf(kind), kind, base);
        System.out.println("an open case (" + kind + "), rows: " + rows.counts());
        make(rows, kind, madeOf(kind), cases);
    }

    /** What is made is noted now and then: a city that is stopped while it grows is smaller and whole. */
    private void make(Rows rows, String kind, int have, int cases) {
        for (int first = have + 1; first <= cases; first += AT_ONCE) {
            int last = Math.min(cases, first + AT_ONCE - 1);
            rows.make(first, last);
            jdbc.update("update " + PatternCases.KINDS + " set made = ? where k = ?", last, kind);
        }
    }

    /** {@code bench_copy}: of each copy its place (0 is the demo's own), and how many days ago it is. */
    private void places(int most) {
        jdbc.execute("create table if not exists bench_copy (n int not null primary key, p int not null, days int not null,"
                + " place varchar(24) not null, branch varchar(24) not null, category varchar(6) not null,"
                + " k int not null)");
        jdbc.update("insert ignore into bench_copy values (1, 0, 0, '', '', '', 0)");
        for (int have = count("select count(*) from bench_copy"); have < most; have *= 2) {
            jdbc.update(
                    "insert into bench_copy select n + ?, 0, 0, '', '', '', 0 from bench_copy where n + ? <= ?",
                    have,
                    have,
                    most);
        }
        List<String> districts =
                jdbc.queryForList("select code from unit where kind = 'DISTRICT' order by code", String.class);
        jdbc.update("update bench_copy set p = if(n <= ?, 0, n % ?), k = n % 5", AT_HOME, BRANCHES);
        jdbc.update(
                "update bench_copy set place = if(p = 0, ?, concat(elt(1 + p % ?, '" + String.join("','", districts)
                        + "'), 101 + floor(p / ?) % 10, lpad(1 + floor(p / ?), 3, '0')))",
                PLACE,
                districts.size(),
                districts.size(),
                districts.size() * 10);
        jdbc.update("update bench_copy set branch = if(p = 0, ?, concat(place, 'B1')),"
                + " category = elt(1 + k, '0908', '020101', '010101', '0301', '0501')", BRANCH);
    }

    private void staff() {
        jdbc.update("insert ignore into unit (code, kind, parent, name, demo) select distinct left(place, 9),"
                + " 'STREET', left(place, 6), concat(left(place, 9), '街道'), false from bench_copy where p > 0");
        jdbc.update("create table bench_all as select * from bench_copy");
        // One copy of each place; those numbers come again as cases.
        jdbc.update("delete from bench_copy where n > ?", BRANCHES + AT_HOME);
        jdbc.update("delete from bench_copy where p = 0");
        jdbc.update("delete c from bench_copy c join bench_copy d on d.p = c.p and d.n < c.n");
        for (int one = 1; one <= 2; one++) {
            String again = "concat('-" + one + "-',b.p)";
            Rows rows = spread(new Rows(jdbc, again));
            List<String> people = one == 1
                    ? List.of("dispatcher", "member1", "member2", "member6")
                    : List.of("member2");
            if (one == 1) {
                rows.of("unit", "code in (?, ?)", PLACE, BRANCH)
                        .named("榕荫社区", "concat('社区', b.p)")
                        .named("榕荫社区党支部", "concat('社区', b.p, '党支部')");
                for (String duty : List.of("dispatcher", "member")) {
                    rows.of("ACT_ID_GROUP", "ID_ = ?", BRANCH + "-" + duty)
                            .of("ACT_RU_AUTHORIZATION", "GROUP_ID_ = ? and RESOURCE_TYPE_ <> 7", BRANCH + "-" + duty);
                }
            }
            for (String who : people) {
                rows.of("person", "username = ?", who)
                        .of("assignment", "username = ?", who)
                        .of("ACT_ID_USER", "ID_ = ?", who)
                        .of("ACT_ID_MEMBERSHIP", "USER_ID_ = ?", who)
                        .of("ACT_RU_AUTHORIZATION", "USER_ID_ = ? and RESOURCE_TYPE_ <> 7", who)
                        .named(who, "concat('" + who + (one == 1 ? "-" : "-again-") + "',b.p)");
            }
            jdbc.update("update bench_copy set days = 0");
            rows.make(1, BRANCHES + AT_HOME);
        }
        jdbc.execute("drop table bench_copy");
        jdbc.execute("rename table bench_all to bench_copy");
        jdbc.execute("alter table bench_copy add primary key (n)");
    }

    private static Rows spread(Rows rows) {
        return rows.named(BRANCH, "b.branch")
                .named(PLACE, "b.place")
                .named("350602004", "left(b.place, 9)")
                .named("350602", "left(b.place, 6)")
                .named(BRANCH + "-dispatcher", "concat(b.branch, '-dispatcher')")
                .named(BRANCH + "-member", "concat(b.branch, '-member')");
    }

    private Rows pattern(String number, String key, int base) {
        Rows rows = spread(new Rows(jdbc, "'-" + key + "',b.n"));
        long id = jdbc.queryForObject("select id from demand where number = ?", Long.class, number);
        List<String> instances = jdbc.queryForList(
                "select PROC_INST_ID_ from ACT_HI_PROCINST where BUSINESS_KEY_ = ?", String.class, number);
        for (String instance : instances) {
            for (String table : HISTORY) {
                rows.of(table, "PROC_INST_ID_ = ?", instance);
            }
            for (String table : List.of("ACT_RU_EXECUTION", "ACT_RU_TASK", "ACT_RU_VARIABLE", "ACT_RU_EVENT_SUBSCR")) {
                rows.of(table, "PROC_INST_ID_ = ?", instance);
            }
            rows.of("ACT_RU_JOB", "PROCESS_INSTANCE_ID_ = ?", instance);
            String ofTasks = " in (select ID_ from ACT_RU_TASK where PROC_INST_ID_ = ?)";
            rows.of("ACT_RU_IDENTITYLINK", "TASK_ID_" + ofTasks, instance);
            rows.of("ACT_RU_AUTHORIZATION", "RESOURCE_TYPE_ = 7 and RESOURCE_ID_" + ofTasks, instance);
        }
        for (String who : List.of("dispatcher", "member1", "member2", "member6")) {
            rows.named(who, "if(b.p = 0, '" + who + "', concat('" + who + "-', b.p))");
        }
        return rows.named(number, "concat('ZZ20250101-" + key + "', b.n)")
                .named("0908", "b.category")
                .named("09", "left(b.category, 2)")
                .with("resident_contact.token", "uuid()")
                // Each resident has a number of their own.
                .with("resident_contact.phone_key", "sha2(b.n, 256)")
                .with("demand.latitude", "if(b.n % 2, 23.4 + (b.p div 50) * 0.04 + (b.n * 7919 % 1000) / 100000, null)")
                .with("demand.longitude", "if(b.n % 2, 116.8 + (b.p % 50) * 0.03 + (b.n * 104729 % 1000) / 100000, null)")
                .numbered(id, (base * 10_000_000L) + " + b.n")
                .aboutCase(number, id);
    }

    /** Lets a city grow whose pattern cases are there; the arguments are the URL and those of {@link #grow}. */
    public static void main(String[] arguments) {
        try (CopiedCity city = new CopiedCity(arguments[0])) {
            city.grow(
                    Integer.parseInt(arguments[1]),
                    Integer.parseInt(arguments[2]),
                    Integer.parseInt(arguments[3]),
                    Integer.parseInt(arguments[4]));
        }
    }
}
