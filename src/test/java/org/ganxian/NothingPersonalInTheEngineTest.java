package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller.Answer;
import org.ganxian.HttpStory.Placed;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Source;
import org.ganxian.window.Applications;
import org.ganxian.window.filed.Delivery;
import org.ganxian.window.filed.NewApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Whatever people type, wherever they type it: no row of any of the engine's tables holds it afterwards. Each text is
 * marked, so that it would be found in any column, in bytes too.
 */
@IntegrationTest
class NothingPersonalInTheEngineTest {

    /** A photo of one pixel. */
    private static final byte[] PHOTO = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    @LocalServerPort
    int port;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService management;

    @Autowired
    Applications applications;

    @Autowired
    DataSource dataSource;

    private final List<String> typed = new ArrayList<>();
    private WholeDatabase database;
    private HttpStory story;

    @BeforeEach
    void open() {
        database = new WholeDatabase(dataSource);
        story = new HttpStory(port, tasks);
    }

    @AfterEach
    void theEngineKnowsNothingOfIt() {
        assertThat(typed).as("something was typed").isNotEmpty();
        assertThat(database.engineRowsWith(typed)).isEmpty();
    }

    /** Text that occurs nowhere else. */
    private String marked(String field) {
        String text = "XQZ" + System.nanoTime() + field + "王小明";
        typed.add(text.substring(0, text.indexOf(field)));
        return text;
    }

    /** A telephone number that occurs nowhere else. */
    private String markedPhone() {
        String phone = "139"
                + String.valueOf(System.nanoTime() % 100_000_000 + 100_000_000).substring(1);
        typed.add(phone);
        return phone;
    }

    private Map<String, Object> markedOrder(String words, String unit) {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("category", HttpStory.SOCIAL_SERVICE);
        order.put("description", words + marked("description"));
        if (unit != null) {
            order.put("place", Map.of("unit", unit, "address", marked("address")));
        }
        order.put("contact", Map.of("name", marked("name"), "phone", markedPhone()));
        return order;
    }

    private Placed markedLamp() {
        return story.placed(markedOrder("灯坏了", HttpStory.RONGYIN));
    }

    /** These fields of a form, marked. */
    private Map<String, Object> form(String decision, String... fields) {
        Map<String, Object> form = new LinkedHashMap<>();
        if (!decision.isEmpty()) {
            form.put("decision", decision);
        }
        for (String field : fields) {
            form.put(field, marked(field));
        }
        return form;
    }

    private void completes(String username, Placed demand, String task, Map<String, ?> form) {
        story.completes(username, demand, task, form);
        assertThat(database.engineRowsWith(typed)).as("after " + task).isEmpty();
    }

    @Test
    void aLongRunThroughEveryFormLeavesNothing() {
        Placed demand = story.placed(markedOrder("着火了", null));
        completes("duty", demand, "hand-over-danger", form("normal", "note"));
        completes("triage", demand, "triage-order", with(form("assign", "note"), "unit", HttpStory.RONGYIN_BRANCH));
        completes("dispatcher", demand, "screen-order", form("ask", "question"));
        HttpStory.assertTaken(story.answers(demand, marked("answer")));
        completes("dispatcher", demand, "screen-order", form("reroute", "reason"));
        completes("triage", demand, "triage-order", with(form("assign", "note"), "unit", HttpStory.RONGYIN_BRANCH));
        completes("dispatcher", demand, "screen-order", form("accept", "note"));
        completes("dispatcher", demand, "dispatch-order", form("open", "skills", "visitWindow", "note"));
        completes("member1", demand, "claim-order", form("release", "reason"));
        completes("dispatcher", demand, "dispatch-order", form("reroute", "reason"));
        completes("triage", demand, "triage-order", with(form("assign", "note"), "unit", HttpStory.RONGYIN_BRANCH));
        completes("dispatcher", demand, "screen-order", form("accept", "note"));
        completes(
                "dispatcher",
                demand,
                "dispatch-order",
                with(form("named", "skills", "visitWindow", "note"), "member", "member1"));
        completes("member1", demand, "claim-order", with(form("contacted", "note"), "channel", "PHONE"));
        logsContactAndUploads("member1", story.task(demand, "serve-order"));
        completes("member1", demand, "serve-order", form("release", "reason"));
        for (String member : List.of("member1", "member2", "member6")) {
            completes("dispatcher", demand, "dispatch-order", with(form("named", "note"), "member", member));
            completes(member, demand, "claim-order", with(form("contacted", "note"), "channel", "VISIT"));
            completes(member, demand, "serve-order", form("report", "report"));
            completes("dispatcher", demand, "check-result", form("return", "note"));
            completes(member, demand, "serve-order", form("report", "report"));
            completes("dispatcher", demand, "check-result", form("approve", "note"));
            HttpStory.assertTaken(story.rates(demand, 1, marked("comment")));
            completes("caller", demand, "call-back", form("rework", "note"));
        }
        completes("supervisor", demand, "supervise-order", form("", "opinion"));
        assertThat(story.openTasks(demand)).isEmpty();
    }

    @Test
    void shortRunsThroughTheOtherEndsLeaveNothing() {
        Placed master = markedLamp();
        Placed follower = markedLamp();
        completes("dispatcher", follower, "screen-order", with(form("merge", "note"), "master", master.number()));
        HttpStory.assertTaken(story.withdraws(master, marked("withdrawal")));
        completes("dispatcher", follower, "screen-order", form("reject", "reason", "where"));
        Placed nowhere = story.placed(markedOrder("想找人聊聊", null));
        completes("triage", nowhere, "triage-order", form("reject", "reason", "where"));
        Placed danger = story.placed(markedOrder("煤气泄漏", HttpStory.RONGYIN));
        completes("duty", danger, "hand-over-danger", form("danger", "note"));
        Placed settled = markedLamp();
        story.servedBy("member1", settled);
        HttpStory.assertTaken(story.rates(settled, 2, marked("comment")));
        completes("caller", settled, "call-back", form("settled", "note"));
    }

    @Test
    void anApplicationThroughEveryFormLeavesNothing() {
        Placed barber = filed("hygiene-permit", null, "application-form", "floor-plan");
        completes("clerk", barber, "accept-application", form("supplement", "missing"));
        applications.supplement(barber.number(), barber.code(), marked("note"), List.of());
        completes("clerk", barber, "accept-application", form("reject", "reason", "where"));

        Placed question = filed("flexible-employment-subsidy", "11010519491231002X");
        completes("clerk", question, "accept-application", form("answer", "answer"));
        HttpStory.assertTaken(story.rates(question, 1, marked("comment")));
        completes("caller", question, "call-back-applicant", form("rectify", "note"));
        completes("supervisor", question, "rectify-service", form("", "result"));
        completes("caller", question, "call-back-applicant", form("settled", "note"));

        Placed permit = filed("hygiene-permit", null, "application-form", "floor-plan", "test-report");
        completes("clerk", permit, "accept-application", form("accept", "note"));
        String handling = "handle-application";
        completes("health-handler", permit, handling, form("visit", "visit"));
        completes("health-handler", permit, "visit-site", form("", "result"));
        completes(
                "health-handler",
                permit,
                handling,
                with(with(form("procedure", "procedureReason"), "procedure", "HEARING"), "procedureLength", "5"));
        completes("health-handler", permit, "special-procedure", form("", "result"));
        completes("health-handler", permit, handling, with(form("extend", "extensionReason"), "extensionLength", "5"));
        completes("health-head", permit, "decide-extension", form("refuse", "note"));
        completes("health-handler", permit, handling, with(form("draft", "grounds"), "opinion", "refuse"));
        completes("health-reviewer", permit, "review-application", form("return", "note"));
        completes("health-handler", permit, handling, with(form("draft", "grounds"), "opinion", "grant"));
        completes("health-reviewer", permit, "review-application", form("approve", "note"));
        completes("window", permit, "issue-result", form("window", "changed"));
        completes("window", permit, "record-delivery", form("signature", "recipient"));

        Placed lost = filed("hygiene-permit", null, "application-form", "floor-plan", "test-report");
        completes("clerk", lost, "accept-application", form("accept"));
        completes("health-handler", lost, handling, form("lost", "reason"));
        completes("health-reviewer", lost, "review-application", form("approve", "note"));
    }

    private Placed filed(String item, String idNumber, String... onPaper) {
        if (idNumber != null) {
            typed.add(idNumber);
        }
        Demand filed = applications.file(
                new NewApplication(
                        item,
                        marked("applicant"),
                        markedPhone(),
                        idNumber,
                        HttpStory.RONGYIN,
                        marked("note"),
                        Delivery.POST,
                        marked("postAddress"),
                        Source.PORTAL,
                        null),
                Set.of(onPaper),
                List.of());
        return new Placed(filed.number(), filed.queryCode());
    }

    private static Map<String, Object> with(Map<String, Object> form, String field, Object value) {
        form.put(field, value);
        return form;
    }

    private void logsContactAndUploads(String member, Task task) {
        Caller caller = Caller.of(member, port);
        String desk = "/api/tasks/" + task.getId();
        HttpStory.assertTaken(caller.post(desk + "/contacts", Map.of("channel", "PHONE", "note", marked("contact"))));
        Answer uploaded = caller.upload(desk + "/attachments", marked("photo") + ".png", PHOTO);
        assertThat(uploaded.status()).as(uploaded.toString()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theClerksStartFormLeavesNothingAtEitherDoor(boolean inTasklist) {
        Caller clerk = inTasklist ? Caller.inTasklist("clerk", port) : Caller.of("clerk", port);
        Map<String, Object> form = startForm();
        Answer started = story.fillsStartForm(clerk, form);
        HttpStory.assertTaken(started);

        form.put("category", "0000" + marked("category"));
        assertThat(story.fillsStartForm(clerk, form).isRefusal()).isTrue();
        form.put("category", HttpStory.SOCIAL_SERVICE);
        form.put("contactPhone", marked("phone"));
        assertThat(story.fillsStartForm(clerk, form).isRefusal()).isTrue();
        form.put("contactPhone", markedPhone());
        form.put("description", marked("description") + "长".repeat(5001));
        assertThat(story.fillsStartForm(clerk, form).isRefusal()).isTrue();
    }

    @Test
    void aBusinessKeyOfTheClerksOwnLeavesNothing() {
        Map<String, Object> body = new LinkedHashMap<>(Caller.variables(startForm()));
        body.put("businessKey", marked("key"));
        Caller.of("clerk", port).engine("POST", "/process-definition/key/order/submit-form", body);
    }

    private Map<String, Object> startForm() {
        Map<String, Object> form = form("", "description", "address", "contactName");
        form.put("category", HttpStory.SOCIAL_SERVICE);
        form.put("place", HttpStory.RONGYIN);
        form.put("contactPhone", markedPhone());
        return form;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFormThatIsRefusedLeavesNothingAtEitherDoor(boolean inTasklist) {
        Placed demand = markedLamp();
        Caller dispatcher = inTasklist ? Caller.inTasklist("dispatcher", port) : Caller.of("dispatcher", port);
        Task task = story.task(demand, "screen-order");
        HttpStory.assertTaken(story.claims(dispatcher, "dispatcher", task));
        String note = marked("note") + "长".repeat(2001);
        for (Map<String, Object> form : List.of(
                form("reject", "reason"),
                form(marked("decision"), "note"),
                with(form("merge", "note"), "master", marked("master")),
                with(form("accept"), "note", note),
                with(form("accept"), "note", marked("control") + "\u0000"),
                with(form("accept"), "note", List.of(marked("list"))),
                form("accept", "note", "junk"),
                with(form("accept", "note"), "members", List.of(marked("member"))),
                with(form("accept", "note"), "claimDue", marked("fact")),
                with(form("accept", "note"), "handler", marked("fact")))) {
            Answer refused = story.submits(dispatcher, task, form);
            assertThat(refused.isRefusal()).as(refused.toString()).isTrue();
            assertThat(refused.reason()).containsPattern("\\p{IsHan}");
            assertThat(database.engineRowsWith(typed)).isEmpty();
        }
        HttpStory.assertTaken(story.submits(dispatcher, task, form("accept", "note")));
    }

    @Test
    void textLongerThanTheEnginesColumnsIsKeptByTheDemandAlone() {
        Map<String, Object> form = startForm();
        form.put("description", marked("description") + "长".repeat(4900));
        HttpStory.assertTaken(story.fillsStartForm(Caller.of("clerk", port), form));
    }

    /** All the places of the engine's REST API where text could be left beside the forms, tried by whoever may most. */
    static Stream<String> placesForText() {
        return Stream.of(
                "PUT /task/{task}/variables/x {\"value\":\"{text}\"}",
                "PUT /task/{task}/localVariables/x {\"value\":\"{text}\"}",
                "PUT /task/{task}/localVariables/handler {\"value\":\"{text}\"}",
                "POST /task/{task}/variables {\"modifications\":{\"x\":{\"value\":\"{text}\"}}}",
                "POST /task/{task}/localVariables {\"modifications\":{\"{text}\":{\"value\":1}}}",
                "PUT /process-instance/{instance}/variables/x {\"value\":\"{text}\"}",
                "PUT /process-instance/{instance}/variables/claimDue {\"value\":\"{text}\"}",
                "POST /process-instance/{instance}/variables {\"modifications\":{\"x\":{\"value\":\"{text}\"}}}",
                "POST /process-instance/variables-async"
                        + " {\"processInstanceIds\":[\"{instance}\"],\"variables\":{\"x\":{\"value\":\"{text}\"}}}",
                "PUT /execution/{execution}/localVariables/x {\"value\":\"{text}\"}",
                "POST /execution/{execution}/signal {\"variables\":{\"x\":{\"value\":\"{text}\"}}}",
                "POST /task/{task}/comment/create {\"message\":\"{text}\"}",
                "POST /task/{task}/c%6Fmment/create {\"message\":\"{text}\"}",
                "PUT /task/{task}/comment {\"id\":\"1\",\"message\":\"{text}\"}",
                "POST /task/{task}/attachment/create {\"name\":\"{text}\"}",
                "PUT /task/{task} {\"name\":\"{text}\",\"description\":\"{text}\",\"owner\":\"{text}\"}",
                "POST /task/create {\"name\":\"{text}\",\"description\":\"{text}\"}",
                "POST /task/{task}/resolve {\"variables\":{\"x\":{\"value\":\"{text}\"}}}",
                "POST /task/{task}/bpmnError {\"errorCode\":\"x\",\"errorMessage\":\"{text}\"}",
                "POST /task/{task}/bpmnEscalation"
                        + " {\"escalationCode\":\"x\",\"variables\":{\"x\":{\"value\":\"{text}\"}}}",
                "POST /message {\"messageName\":\"demand-withdrawn\",\"businessKey\":\"{number}\","
                        + "\"processVariables\":{\"x\":{\"value\":\"{text}\"}}}",
                "POST /message {\"messageName\":\"demand-registered\",\"businessKey\":\"{text}\"}",
                "POST /process-definition/key/order/start"
                        + " {\"businessKey\":\"{text}\",\"variables\":{\"x\":{\"value\":\"{text}\"}}}",
                "POST /signal {\"name\":\"x\",\"variables\":{\"x\":{\"value\":\"{text}\"}}}",
                "POST /process-instance/{instance}/modification {\"instructions\":[{\"type\":\"startBeforeActivity\","
                        + "\"activityId\":\"dispatch-order\",\"variables\":{\"x\":{\"value\":\"{text}\"}}}]}",
                "PUT /user/{user}/profile {\"id\":\"{user}\",\"firstName\":\"{text}\",\"lastName\":\"x\"}");
    }

    @Test
    void textIsRefusedWhereverThereIsNoFormForIt() {
        Placed demand = markedLamp();
        Task task = story.task(demand, "screen-order");
        HttpStory.assertTaken(story.claims(Caller.of("dispatcher", port), "dispatcher", task));
        for (String place : placesForText().toList()) {
            for (String username : List.of("dispatcher", "admin")) {
                if (place.contains("/profile") && username.equals("admin")) {
                    continue; // keeping accounts is an administrator's work
                }
                for (Caller caller : List.of(Caller.of(username, port), Caller.inTasklist(username, port))) {
                    String[] knock = place.replace("{task}", task.getId())
                            .replace("{instance}", task.getProcessInstanceId())
                            .replace("{execution}", task.getExecutionId())
                            .replace("{number}", demand.number())
                            .replace("{user}", username)
                            .replace("{text}", marked("text"))
                            .split(" ", 3);
                    Answer answer = caller.engine(knock[0], knock[1], knock[2]);
                    assertThat(answer.isRefusal())
                            .as(caller + " " + place + " " + answer)
                            .isTrue();
                    assertThat(answer.reason()).as(caller + " " + place).containsPattern("\\p{IsHan}");
                }
            }
        }
        assertThat(story.openTasks(demand)).containsExactly("screen-order");
    }

    @Test
    void aSavedFilterIsForAdministratorsToName() {
        for (Caller caller : List.of(Caller.of("dispatcher", port), Caller.inTasklist("dispatcher", port))) {
            Answer answer =
                    caller.engine("POST", "/filter/create", Map.of("resourceType", "Task", "name", marked("filter")));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
        }
    }

    @Test
    void aJobThatFailsSaysNothingOfTheDemand() {
        Placed demand = markedLamp();
        Task task = story.task(demand, "screen-order");
        management
                .createJobQuery()
                .processInstanceId(task.getProcessInstanceId())
                .list()
                .forEach(job -> management.executeJob(job.getId()));
    }
}
