package org.ganxian.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.Multipart;
import org.springframework.jdbc.core.JdbcTemplate;

/** The doors to a task: Tasklist's, {@code /engine-rest} and {@code /m}, each knocked at by somebody it is not for. */
final class Doors {

    private static final List<String> FINISHING = List.of("/complete", "/submit-form", "/resolve");
    private static final List<String> TAKING = List.of("/claim", "/unclaim", "/assignee", "/delegate");
    private static final List<String> READING =
            List.of("", "/form", "/deployed-form", "/form-variables", "/variables", "/identity-links");

    private final int port;
    private final JdbcTemplate jdbc;
    private final Map<String, Caller> inTasklist = new HashMap<>();
    private final Map<String, Caller> onThePhone = new HashMap<>();

    Doors(int port, JdbcTemplate jdbc) {
        this.port = port;
        this.jdbc = jdbc;
    }

    void logIn(String username) {
        inTasklist.computeIfAbsent(username, u -> Caller.inTasklist(u, port));
        onThePhone.computeIfAbsent(username, u -> {
            Caller phone = Caller.inWebapp("welcome", u, port);
            phone.get("/m");
            return phone;
        });
    }

    void assertShut(String username, Task task, Map<String, Object> form) {
        assertEngineShut(username, task, form);
        onThePhone(username, task).forEach(answer -> assertPhoneShut(username, answer));
    }

    private static void assertPhoneShut(String username, Answer answer) {
        assertThat(answer.isRefusal()).as(username + " at /m: " + answer).isTrue();
        assertThat(answer.body()).as(username + " at /m").containsPattern("\\p{IsHan}");
    }

    /** Somebody who has no duty at all for the flow: one deed and one look at each door. */
    void assertShutToStranger(String username, Task task, Map<String, Object> form) {
        String path = "/task/" + task.getId();
        Caller rest = Caller.of(username, port);
        assertRefused(rest.engine("POST", path + "/complete", Caller.variables(form)), rest + " completes");
        assertRefused(rest.engine("GET", path, null), rest + " reads");
        Caller tasklist = inTasklist.get(username);
        assertRefused(tasklist.engine("POST", path + "/claim", Map.of("userId", username)), tasklist + " claims");
        assertRefused(tasklist.get("/api/tasks/" + task.getId() + "/demand"), tasklist + " reads beside the form");
        assertPhoneShut(username, onThePhone.get(username).get("/m/tasks/" + task.getId()));
    }

    /** Whoever may do it, but was deactivated while logged in. */
    void assertShutToLeaver(String username, Task task, Map<String, Object> form) {
        logIn(username);
        jdbc.update("update person set active = false where username = ?", username);
        try {
            assertEngineShut(username, task, form);
            // The phone leads to its login.
            assertThat(onThePhone(username, task))
                    .as("%s, deactivated, at /m", username)
                    .allMatch(answer -> answer.status() == 302 || answer.isRefusal());
        } finally {
            jdbc.update("update person set active = true where username = ?", username);
        }
    }

    private void assertEngineShut(String username, Task task, Map<String, Object> form) {
        Caller atTheRestDoor = Caller.of(username, port);
        for (Caller person : List.of(atTheRestDoor, inTasklist.get(username))) {
            assertDeedsShut(person, username, task, form);
        }
        // Who may read is asked behind both doors, by the same question.
        assertReadingShut(atTheRestDoor, task);
    }

    private static void assertDeedsShut(Caller person, String username, Task task, Map<String, Object> form) {
        String path = "/task/" + task.getId();
        for (String verb : FINISHING) {
            assertRefused(person.engine("POST", path + verb, Caller.variables(form)), person + " " + verb);
        }
        for (String verb : TAKING) {
            assertRefused(person.engine("POST", path + verb, Map.of("userId", username)), person + " " + verb);
        }
        assertRefused(person.post("/api/tasks/" + task.getId() + "/put-back", Map.of()), person + " puts it back");
    }

    private static void assertReadingShut(Caller person, Task task) {
        for (String what : READING) {
            assertRefused(person.engine("GET", "/task/" + task.getId() + what, null), person + " reads " + what);
        }
        assertRefused(person.get("/api/tasks/" + task.getId() + "/demand"), person + " reads beside the form");
    }

    private List<Answer> onThePhone(String username, Task task) {
        Caller phone = onThePhone.get(username);
        String path = "/m/tasks/" + task.getId();
        List<Answer> answers = new ArrayList<>();
        answers.add(phone.get(path));
        answers.add(phone.form("/m", path + "/claim"));
        Multipart draft = new Multipart()
                .text("key", java.util.UUID.randomUUID().toString())
                .text("person", username)
                .text("kind", "REPORT")
                .text("text", "已办好");
        answers.add(phone.send(path + "/steps", draft));
        return answers;
    }

    static void assertRefused(Answer answer) {
        assertRefused(answer, "it");
    }

    static void assertRefused(Answer answer, String what) {
        assertThat(answer.isRefusal()).as(what + ": " + answer).isTrue();
        assertThat(answer.reason()).as(what + ": " + answer).containsPattern("\\p{IsHan}");
    }

    /** All rows of all tables, by table. */
    static void assertUnchanged(Map<String, List<String>> before, Map<String, List<String>> after) {
        List<String> changed = new ArrayList<>();
        after.forEach((table, rows) -> {
            if (!rows.equals(before.get(table))) {
                List<String> more = new ArrayList<>(rows);
                before.get(table).forEach(more::remove);
                changed.add(table + ": " + more);
            }
        });
        assertThat(changed).as("rows that were changed").isEmpty();
    }
}
