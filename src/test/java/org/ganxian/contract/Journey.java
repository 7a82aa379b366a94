package org.ganxian.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.contract.Flow.TaskMove;
import org.ganxian.contract.FlowContract.Case;

/** A case on its way: what its people do, each by the door that is theirs. */
public final class Journey {

    private final FlowContract contract;
    private final Case demand;
    private final Marks marks;

    Journey(FlowContract contract, Case demand, Marks marks) {
        this.contract = contract;
        this.demand = demand;
        this.marks = marks;
    }

    public Case demand() {
        return demand;
    }

    public Marks marks() {
        return marks;
    }

    /** Sends what the resident says of this case; {@code body} without the query code. */
    public Answer resident(String what, Map<String, ?> body) {
        Map<String, Object> all = new LinkedHashMap<>(body);
        all.put("code", demand.code());
        return Caller.nobody(contract.port).post("/api/demands/" + demand.number() + "/" + what, all);
    }

    void rates(int grade) {
        assertTaken(resident("rating", Map.of("grade", grade, "comment", marks.text())));
    }

    Answer withdraws() {
        return resident("withdrawal", Map.of("reason", marks.text()));
    }

    void waitsFor(String timer) {
        Job due = timers().stream()
                .filter(job -> timer.equals(activityOf(job)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no timer " + timer + " runs for " + demand.number()));
        contract.story.passes(
                Duration.between(contract.story.now(), due.getDuedate().toInstant())
                        .plusMinutes(1));
    }

    /** The person of this move does it. */
    public void does(TaskMove move) {
        Task task = task(move);
        Caller person = Caller.of(move.person(), contract.port);
        claims(person, move, task);
        assertTaken(submits(person, task, "submit-form", form(move, task)));
    }

    void claims(Caller person, TaskMove move, Task task) {
        if (task.getAssignee() == null) {
            assertTaken(person.engine("POST", "/task/" + task.getId() + "/claim", Map.of("userId", move.person())));
        }
    }

    Map<String, Object> form(TaskMove move, Task task) {
        return formFile(task).filled(move.chosen(), marks);
    }

    FormFile formFile(Task task) {
        UserTask element = contract.repository
                .getBpmnModelInstance(task.getProcessDefinitionId())
                .getModelElementById(task.getTaskDefinitionKey());
        return new FormFile(element.getCamundaFormRef());
    }

    static Answer submits(Caller person, Task task, String verb, Map<String, ?> form) {
        return person.engine("POST", "/task/" + task.getId() + "/" + verb, Caller.variables(form));
    }

    /** Of several tasks of that key the one that is this person's. */
    Task task(TaskMove move) {
        Collection<String> groups = contract.identity.createGroupQuery().groupMember(move.person()).list().stream()
                .map(org.camunda.bpm.engine.identity.Group::getId)
                .toList();
        List<Task> found = tasks().stream()
                .filter(t -> t.getTaskDefinitionKey().equals(move.task()))
                .filter(t -> move.person().equals(t.getAssignee())
                        || groupsOf(t).stream().anyMatch(groups::contains))
                .toList();
        assertThat(found)
                .as("%s of %s for %s; open are %s", move.task(), demand.number(), move.person(), tasks())
                .hasSize(1);
        return found.get(0);
    }

    Set<String> groupsOf(Task task) {
        Set<String> groups = new TreeSet<>();
        contract.tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(java.util.Objects::nonNull)
                .forEach(groups::add);
        return groups;
    }

    List<Task> tasks() {
        return contract.tasks
                .createTaskQuery()
                .processInstanceBusinessKey(demand.number())
                .list();
    }

    List<Job> timers() {
        return contract.runtime.createProcessInstanceQuery().processInstanceBusinessKey(demand.number()).list().stream()
                .flatMap(
                        i -> contract.management.createJobQuery().processInstanceId(i.getId()).timers().list().stream())
                .toList();
    }

    /** The element of the diagram that a timer belongs to. */
    String activityOf(Job job) {
        return contract.management
                .createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult()
                .getActivityId();
    }

    /** The elements that the case stands at, with their process: {@code order/screen-order}. */
    Set<String> places() {
        Set<String> places = new TreeSet<>();
        for (Execution instance : contract.runtime
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(demand.number())
                .list()) {
            String definition = ((org.camunda.bpm.engine.runtime.ProcessInstance) instance).getProcessDefinitionId();
            String key = definition.substring(0, definition.indexOf(':'));
            contract.runtime.getActiveActivityIds(instance.getId()).forEach(id -> places.add(key + "/" + id));
        }
        return places;
    }

    /** What the engine and the clocks still have of this case and of what it called. */
    List<String> left() {
        List<String> left = new ArrayList<>();
        Map.of(
                        "ACT_RU_EXECUTION", "PROC_INST_ID_",
                        "ACT_RU_TASK", "PROC_INST_ID_",
                        "ACT_RU_VARIABLE", "PROC_INST_ID_",
                        "ACT_RU_JOB", "PROCESS_INSTANCE_ID_",
                        "ACT_RU_INCIDENT", "PROC_INST_ID_",
                        "ACT_RU_EVENT_SUBSCR", "PROC_INST_ID_")
                .forEach((table, instance) -> contract.jdbc
                        .queryForList(
                                "select ID_ from " + table + " where " + instance
                                        + " in (select PROC_INST_ID_ from ACT_HI_PROCINST where BUSINESS_KEY_ = ?)",
                                String.class,
                                demand.number())
                        .forEach(id -> left.add(table + " " + id)));
        left.addAll(contract.jdbc.queryForList(
                "select step from sla_clock where subject = ? and ended_at is null", String.class, demand.number()));
        return left;
    }

    static void assertTaken(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
    }
}
