package org.ganxian.nodes;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What breaks. Each comes back when the broken thing is whole again or on its way. */
final class Faults {

    /** May say what it measured. */
    interface Fault {
        String strike() throws Exception;
    }

    private static final String HEADER = "工单编号,来电人,来电号码,来电时间,诉求标题,诉求内容,分类,所在地,详细地址\n";
    private static final String CALL = ",陈女士,13900000001,2026-01-06 12:09:38,路灯不亮,小区门口路灯坏了三天,社会服务,榕荫社区,3 栋东侧\n";
    private static final int RECORDS = 30;
    private static final String BOUNDARY = "a-boundary-that-no-record-has";

    /** What a dead node was about to do is done by then; a slow machine may be given more. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(Integer.getInteger("faults.taken-over", 40));

    private final City city;
    private final Load load;

    /** What should not have happened. */
    final List<String> wrong = new CopyOnWriteArrayList<>();

    /** How long what a dead node had locked waited at most. */
    Duration slowest = Duration.ZERO;

    private int day;

    Faults(City city, Load load) {
        this.city = city;
        this.load = load;
    }

    /** The cheap ones first: a short run begins at the top. */
    Map<String, Fault> all() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("connections cut five times", this::cutConnections);
        faults.put("mysqld killed", this::killServer);
        faults.put("kill -9 of a node", this::killNode);
        faults.put("mail and webhook hang, then fail", this::outsideHangs);
        faults.put("import and recomputation interrupted", this::interruptWork);
        faults.put("a node frozen for 30 s", this::freeze);
        faults.put("a node stopped (TERM)", () -> restart(city.second(), "TERM"));
        faults.put("mysqld stopped for 3 s", this::stopServer);
        if (city.server.hasSmallDisk()) {
            faults.put("the database's disk full for 5 s", () -> {
                city.server.fillDisk(Duration.ofSeconds(5));
                return "";
            });
        }
        faults.put("a node's clock five minutes ahead", this::ahead);
        faults.put("both nodes killed", this::killBoth);
        faults.put("rolling restart", () -> new RollingRestart(city, wrong).run());
        return faults;
    }

    private String cutConnections() {
        for (int i = 0; i < 5; i++) {
            city.relay.cut();
            Pause.of(Duration.ofMillis(400));
        }
        return "";
    }

    private String stopServer() {
        city.server.stop();
        Pause.ofSeconds(3);
        city.server.start();
        return "";
    }

    private String killServer() {
        city.server.kill();
        Pause.ofSeconds(2);
        city.server.start();
        return "";
    }

    /** The other node takes over what this one had locked. */
    private String killNode() {
        List<String> locked = stopAmidJobs();
        city.first().signal("KILL");
        city.first().awaitEnd();
        long dead = System.nanoTime();
        city.first().start();
        if (locked.isEmpty()) {
            wrong.add("the node that was killed never held a job");
            return "";
        }
        String marks = locked.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
        Pause.until(
                () -> city.count("select count(*) from ACT_RU_JOB where ID_ in (" + marks
                                + ") and DUEDATE_ <= utc_timestamp() and RETRIES_ > 0 and EXCEPTION_MSG_ is null")
                        == 0,
                TAKEN_OVER.plusSeconds(20));
        // It stood still for a second before.
        Duration waited = Pause.since(dead).plusSeconds(1);
        slowest = waited.compareTo(slowest) > 0 ? waited : slowest;
        if (waited.compareTo(TAKEN_OVER) > 0) {
            wrong.add("what a dead node had locked waited " + waited.toSeconds() + " s");
        }
        return locked.size() + " locked jobs done after " + waited.toSeconds() + " s";
    }

    /**
     * The first node stands still while it holds jobs.
     *
     * @return these; none when it took none for a long time
     */
    private List<String> stopAmidJobs() {
        List<String> locked = List.of();
        for (int tries = 0; locked.isEmpty() && tries < 30; tries++) {
            for (int i = 0; i < 5; i++) {
                load.warnNow(load.placeOnly());
            }
            Pause.until(() -> !locked().isEmpty(), Duration.ofSeconds(5));
            city.first().signal("STOP");
            // What the other one holds is done by then.
            Pause.ofSeconds(1);
            locked = locked();
            if (locked.isEmpty()) {
                city.first().signal("CONT");
            }
        }
        return locked;
    }

    private List<String> locked() {
        return city.database.queryForList(
                "select ID_ from ACT_RU_JOB where LOCK_OWNER_ is not null and DUEDATE_ <= utc_timestamp()",
                String.class);
    }

    private String restart(Node node, String signal) {
        node.signal(signal);
        node.awaitEnd();
        node.start();
        return "";
    }

    private String killBoth() {
        city.nodes.forEach(node -> node.signal("KILL"));
        city.nodes.forEach(Node::awaitEnd);
        city.nodes.forEach(Node::start);
        return "";
    }

    private String freeze() {
        city.first().signal("STOP");
        Pause.ofSeconds(30);
        city.first().signal("CONT");
        return "";
    }

    private String ahead() {
        city.second().signal("TERM");
        city.second().awaitEnd();
        city.second().start(AheadNode.class.getName());
        boolean served = city.second().isReadyWithin(City.START);
        load.warnNow(load.placeOnly());
        Pause.ofSeconds(5);
        city.second().signal("TERM");
        city.second().awaitEnd();
        city.second().start();
        return served ? "" : "the one ahead never served";
    }

    private String outsideHangs() {
        city.outside.are(Relay.Mood.HANGS);
        Pause.ofSeconds(8);
        city.outside.are(Relay.Mood.FAILS);
        Pause.ofSeconds(3);
        city.outside.are(Relay.Mood.THROUGH);
        return city.outside.mails() + " mails so far";
    }

    /** Both run on the node that dies; the clerk sends the file again until there is an answer. */
    private String interruptWork() throws InterruptedException {
        String file = HEADER
                + IntStream.range(0, RECORDS).mapToObj(n -> City.name() + CALL).collect(Collectors.joining());
        Thread clerk = new Thread(() -> sendUntilTaken(file));
        clerk.start();
        Node.Answer changed = city.first()
                .call(
                        "POST",
                        "/api/sla/units/350600/specials",
                        "admin",
                        "{\"kind\": \"CLOSED\", \"first\": \"%1$s\", \"last\": \"%1$s\", \"withSubunits\": true, \"reason\": \"检修\"}"
                                .formatted(java.time.LocalDate.now().plusDays(++day)));
        Pause.of(Duration.ofMillis(700));
        restart(city.first(), "KILL");
        clerk.join(Duration.ofMinutes(2).toMillis());
        List<String> numbers = file.lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
        String marks = numbers.stream().map(n -> "'" + n + "'").collect(Collectors.joining(","));
        Pause.until(() -> imported(marks) == RECORDS, Duration.ofMinutes(2));
        if (imported(marks) != RECORDS) {
            wrong.add("of " + RECORDS + " records " + imported(marks) + " are there");
        }
        return "recomputation asked for: " + changed.status() + ", " + imported(marks) + " of " + RECORDS
                + " records are there";
    }

    private long imported(String marks) {
        return city.count("select count(*) from demand where external_number in (" + marks + ")");
    }

    private void sendUntilTaken(String file) {
        String body = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"calls.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + file + "\r\n--" + BOUNDARY + "--\r\n";
        Node to = city.first();
        for (int tries = 0; tries < 20; tries++) {
            Node.Answer answer = to.call(
                    "POST",
                    "/api/demands/import",
                    "clerk",
                    "multipart/form-data; boundary=" + BOUNDARY,
                    body,
                    Duration.ofMinutes(2));
            if (answer.isDone()) {
                return;
            }
            to = city.second();
            Pause.ofSeconds(1);
        }
    }
}
