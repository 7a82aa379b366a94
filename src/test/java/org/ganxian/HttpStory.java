package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller.Answer;

/** Tells over real HTTP what residents and staff do: each by the door that is theirs. */
public final class HttpStory {

    /** A community with its own branch, whose members are member1, member2 and member6. */
    static final String RONGYIN = "350602004001";

    static final String RONGYIN_BRANCH = "350602004001B1";

    /** Its neighbour, whose members are member3 and member7. */
    static final String LIYUAN_BRANCH = "350602004002B1";

    /** 民政 / 社会服务: branches serve it. */
    static final String SOCIAL_SERVICE = "0908";

    /** What the resident holds. */
    public record Placed(String number, String code) {}

    private final int port;
    private final TaskService tasks;
    private final Caller resident;

    public HttpStory(int port, TaskService tasks) {
        this.port = port;
        this.tasks = tasks;
        this.resident = Caller.nobody(port);
    }

    public Placed aBrokenLamp() {
        return placed(order("楼道里的灯坏了，请人来换一下。", RONGYIN));
    }

    Placed placed(Map<String, Object> order) {
        Answer answer = resident.post("/api/demands", order);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return new Placed(
                answer.json().path("number").asText(),
                answer.json().path("queryCode").asText());
    }

    /** An order as residents send it; {@code unit} may be null. */
    static Map<String, Object> order(String description, String unit) {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("category", SOCIAL_SERVICE);
        order.put("description", description);
        if (unit != null) {
            order.put("place", Map.of("unit", unit, "address", "榕荫里 3 号楼"));
        }
        order.put("contact", Map.of("name", "陈阿伯", "phone", "13900000001"));
        return order;
    }

    Answer answers(Placed demand, String text) {
        return resident.post(
                "/api/demands/" + demand.number() + "/answer", Map.of("code", demand.code(), "text", text));
    }

    Answer withdraws(Placed demand, String reason) {
        return resident.post(
                "/api/demands/" + demand.number() + "/withdrawal", Map.of("code", demand.code(), "reason", reason));
    }

    Answer objects(Placed demand, String reason) {
        return resident.post(
                "/api/demands/" + demand.number() + "/objection", Map.of("code", demand.code(), "reason", reason));
    }

    Answer rates(Placed demand, int grade, String comment) {
        return resident.post(
                "/api/demands/" + demand.number() + "/rating",
                Map.of("code", demand.code(), "grade", grade, "comment", comment));
    }

    Answer fillsStartForm(Caller clerk, Map<String, ?> form) {
        return clerk.engine("POST", "/process-definition/key/order/submit-form", Caller.variables(form));
    }

    public Task task(Placed demand, String key) {
        Task task = tasks.createTaskQuery()
                .processInstanceBusinessKey(demand.number())
                .taskDefinitionKey(key)
                .singleResult();
        assertThat(task).as("task %s of %s", key, demand.number()).isNotNull();
        return task;
    }

    List<String> openTasks(Placed demand) {
        return tasks.createTaskQuery().processInstanceBusinessKey(demand.number()).list().stream()
                .map(Task::getTaskDefinitionKey)
                .toList();
    }

    Answer claims(Caller person, String username, Task task) {
        return person.engine("POST", "/task/" + task.getId() + "/claim", Map.of("userId", username));
    }

    Answer submits(Caller person, Task task, Map<String, ?> form) {
        return person.engine("POST", "/task/" + task.getId() + "/submit-form", Caller.variables(form));
    }

    /** Claims the task if nobody has it, fills in its form and expects both to be taken. */
    void completes(String username, Placed demand, String key, Map<String, ?> form) {
        Caller person = Caller.of(username, port);
        Task task = task(demand, key);
        if (task.getAssignee() == null) {
            assertTaken(claims(person, username, task));
        }
        assertTaken(submits(person, task, form));
    }

    static void assertTaken(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 204);
    }

    void accepts(Placed demand) {
        completes("dispatcher", demand, "screen-order", Map.of("decision", "accept"));
    }

    void offersToAll(Placed demand) {
        completes("dispatcher", demand, "dispatch-order", Map.of("decision", "open"));
    }

    void contacts(String member, Placed demand) {
        completes(member, demand, "claim-order", Map.of("decision", "contacted", "channel", "PHONE", "note", "约好明天上午"));
    }

    void reports(String member, Placed demand) {
        completes(member, demand, "serve-order", Map.of("decision", "report", "report", "已换好灯管"));
    }

    void approves(Placed demand) {
        completes("dispatcher", demand, "check-result", Map.of("decision", "approve"));
    }

    /** Everything from screening to completion by this member. */
    void servedBy(String member, Placed demand) {
        accepts(demand);
        offersToAll(demand);
        contacts(member, demand);
        reports(member, demand);
        approves(demand);
    }
}
