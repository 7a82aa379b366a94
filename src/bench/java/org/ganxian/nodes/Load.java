package org.ganxian.nodes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Residents and staff who go on whatever happens: orders are placed, screened, offered, claimed, served, checked and
 * rated, each call on either node, again until it is done. What was acknowledged is remembered.
 */
final class Load {

    /** A step, who takes it, and how the timeline calls it. */
    private record Deed(String user, String task, String step, Map<String, String> form) {}

    /** What somebody was told is done. */
    record Told(String number, String step) {}

    private static final List<Deed> DEEDS = List.of(
            new Deed("dispatcher", "screen-order", "ACCEPTED", Map.of("decision", "accept")),
            new Deed("dispatcher", "dispatch-order", "DISPATCHED", Map.of("decision", "open")),
            new Deed(
                    "member1",
                    "claim-order",
                    "FIRST_CONTACT",
                    Map.of("decision", "contacted", "channel", "PHONE", "note", "约好明天")),
            new Deed("member1", "serve-order", "REPORTED", Map.of("decision", "report", "report", "已换好灯管")),
            new Deed("dispatcher", "check-result", "CLOSED", Map.of("decision", "approve")));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Node> nodes;
    private final JdbcTemplate database;
    private final List<Thread> people = new ArrayList<>();
    private volatile boolean goesOn = true;

    /** Numbers that residents were told. */
    final Queue<String> placed = new ConcurrentLinkedQueue<>();

    /** Orders whose warning was made due. */
    final Queue<String> warned = new ConcurrentLinkedQueue<>();

    /** Steps that were acknowledged, each once. */
    final Queue<Told> told = new ConcurrentLinkedQueue<>();

    /** Numbers whose rating was acknowledged. */
    final Queue<String> rated = new ConcurrentLinkedQueue<>();

    /** What nobody should ever see. */
    final Queue<String> faults = new ConcurrentLinkedQueue<>();

    Load(List<Node> nodes, JdbcTemplate database) {
        this.nodes = nodes;
        this.database = database;
    }

    void begin(int threads) {
        begin(threads, Duration.ZERO);
    }

    /** @param breath what each of them waits after each order */
    void begin(int threads, Duration breath) {
        for (int i = 0; i < threads; i++) {
            Thread one = new Thread(
                    () -> {
                        while (goesOn) {
                            tell();
                            LockSupport.parkNanos(breath.toNanos());
                        }
                    },
                    "load-" + i);
            // Holds nothing up when the suite itself fails.
            one.setDaemon(true);
            one.start();
            people.add(one);
        }
    }

    /** Each finishes what it has begun. */
    void end() throws InterruptedException {
        goesOn = false;
        for (Thread one : people) {
            one.join(TimeUnit.MINUTES.toMillis(3));
        }
    }

    /** One order from its placing to its rating. */
    void tell() {
        Node.Answer answer = call("POST", "/api/demands", null, order());
        if (!answer.isDone()) {
            return;
        }
        JsonNode receipt = read(answer.body());
        String number = receipt.path("number").asText();
        placed.add(number);
        told.add(new Told(number, "REGISTERED"));
        for (Deed deed : DEEDS) {
            if (!take(number, deed)) {
                faults.add(number + " never came through " + deed.task());
                return;
            }
            told.add(new Told(number, deed.step()));
        }
        String rating = write(Map.of("code", receipt.path("queryCode").asText(), "grade", 5, "comment", "好"));
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (System.nanoTime() < end) {
            Node.Answer said = call("POST", "/api/demands/" + number + "/rating", null, rating);
            // A second try finds what the first one, unheard of, has done.
            if (said.isDone() || said.status() == 409) {
                rated.add(number);
                told.add(new Told(number, "RATED"));
                return;
            }
            pause();
        }
        faults.add(number + " could not be rated");
    }

    /** Places an order that nobody works on. */
    String placeOnly() {
        while (true) {
            Node.Answer answer = call("POST", "/api/demands", null, order());
            if (answer.isDone()) {
                String number = read(answer.body()).path("number").asText();
                placed.add(number);
                return number;
            }
            pause();
        }
    }

    /** The order's warning is due now: moved in the clock and at the engine alike. */
    void warnNow(String number) {
        database.update(
                "update sla_clock set warn_at = utc_timestamp(6) where subject = ? and step = 'DISPATCH' and warned_at"
                        + " is null",
                number);
        database.update(
                "update ACT_RU_JOB set DUEDATE_ = utc_timestamp(), REV_ = REV_ + 1 where HANDLER_CFG_ ="
                        + " 'dispatch-warning' and PROCESS_INSTANCE_ID_ in (select PROC_INST_ID_ from ACT_RU_EXECUTION"
                        + " where BUSINESS_KEY_ = ?)",
                number);
        warned.add(number);
    }

    private boolean take(String number, Deed deed) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        boolean tried = false;
        while (System.nanoTime() < end) {
            try {
                List<Map<String, Object>> open = database.queryForList(
                        "select t.ID_ as id, t.ASSIGNEE_ as who from ACT_RU_TASK t join ACT_RU_EXECUTION e"
                                + " on e.ID_ = t.PROC_INST_ID_ where e.BUSINESS_KEY_ = ? and t.TASK_DEF_KEY_ = ?",
                        number,
                        deed.task());
                if (open.isEmpty() && tried) {
                    return true;
                }
                if (!open.isEmpty()) {
                    tried = true;
                    String task = "/engine-rest/task/" + open.get(0).get("id");
                    if (open.get(0).get("who") == null
                            && call("POST", task + "/claim", deed.user(), write(Map.of("userId", deed.user())))
                                    .isDone()
                            && deed.task().equals("claim-order")) {
                        told.add(new Told(number, "CLAIMED"));
                    }
                    if (call("POST", task + "/submit-form", deed.user(), variables(deed.form()))
                            .isDone()) {
                        return true;
                    }
                }
            } catch (DataAccessException away) {
                // It comes back.
            }
            pause();
        }
        return false;
    }

    private Node.Answer call(String method, String path, String user, String json) {
        Node node = nodes.get(ThreadLocalRandom.current().nextInt(nodes.size()));
        Node.Answer answer = node.call(method, path, user, json);
        String what = " for " + method + " " + path.replaceAll("[0-9a-f-]{36}|ZZ[0-9-]+", "…");
        if (answer.status() == 500 || answer.status() != 0 && answer.body().contains("Exception:")) {
            faults.add(answer.status() + what + ": "
                    + answer.body().lines().findFirst().orElse(""));
        } else if (answer.status() == 503 && answer.retryAfter() == null) {
            faults.add("503 without Retry-After" + what);
        }
        return answer;
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }

    static String order() {
        return write(Map.of(
                "category",
                "0908",
                "description",
                "楼道里的灯坏了，请人来换一下。",
                "place",
                Map.of("unit", "350602004001", "address", "榕荫里 3 号楼"),
                "contact",
                Map.of("name", "陈阿伯", "phone", "13900000001")));
    }

    private static String variables(Map<String, String> form) {
        return write(Map.of(
                "variables",
                form.entrySet().stream()
                        .collect(java.util.stream.Collectors.toMap(
                                Map.Entry::getKey, entry -> Collections.singletonMap("value", entry.getValue())))));
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
