package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.MarkedTexts.with;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller.Answer;
import org.ganxian.HttpStory.Placed;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Source;
import org.ganxian.intake.ResidentsDoor;
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

    private final MarkedTexts texts = new MarkedTexts();
    private WholeDatabase database;
    private HttpStory story;

    @BeforeEach
    void open() {
        database = new WholeDatabase(dataSource);
        story = new HttpStory(port, tasks);
    }

    @AfterEach
    void theEngineKnowsNothingOfIt() {
        assertThat(texts.typed).as("something was texts.typed").isNotEmpty();
        assertThat(database.engineRowsWith(texts.typed)).isEmpty();
    }

    private Placed markedLamp() {
        return story.placed(texts.order("灯坏了", HttpStory.RONGYIN));
    }

    private void completes(String username, Placed demand, String task, Map<String, ?> form) {
        story.completes(username, demand, task, form);
        assertThat(database.engineRowsWith(texts.typed)).as("after " + task).isEmpty();
    }

    @Test
    void aLongRunThroughEveryFormLeavesNothing() {
        Placed demand = story.placed(texts.order("着火了", null));
        completes("duty", demand, "hand-over-danger", texts.form("normal", "note"));
        completes(
                "triage", demand, "triage-order", with(texts.form("assign", "note"), "unit", HttpStory.RONGYIN_BRANCH));
        completes("dispatcher", demand, "screen-order", texts.form("ask", "question"));
        HttpStory.assertTaken(story.answers(demand, texts.text("answer")));
        completes("dispatcher", demand, "screen-order", texts.form("reroute", "reason"));
        completes(
                "triage", demand, "triage-order", with(texts.form("assign", "note"), "unit", HttpStory.RONGYIN_BRANCH));
        completes("dispatcher", demand, "screen-order", texts.form("accept", "note"));
        completes("dispatcher", demand, "dispatch-order", texts.form("open", "skills", "visitWindow", "note"));
        completes("member1", demand, "claim-order", texts.form("release", "reason"));
        completes("dispatcher", demand, "dispatch-order", texts.form("reroute", "reason"));
        completes(
                "triage", demand, "triage-order", with(texts.form("assign", "note"), "unit", HttpStory.RONGYIN_BRANCH));
        completes("dispatcher", demand, "screen-order", texts.form("accept", "note"));
        completes(
                "dispatcher",
                demand,
                "dispatch-order",
                with(texts.form("named", "skills", "visitWindow", "note"), "member", "member1"));
        completes("member1", demand, "claim-order", with(texts.form("contacted", "note"), "channel", "PHONE"));
        logsContactAndUploads("member1", story.task(demand, "serve-order"));
        completes("member1", demand, "serve-order", texts.form("release", "reason"));
        for (String member : List.of("member1", "member2", "member6")) {
            completes("dispatcher", demand, "dispatch-order", with(texts.form("named", "note"), "member", member));
            completes(member, demand, "claim-order", with(texts.form("contacted", "note"), "channel", "VISIT"));
            completes(member, demand, "serve-order", texts.form("report", "report"));
            completes("dispatcher", demand, "check-result", texts.form("return", "note"));
            completes(member, demand, "serve-order", texts.form("report", "report"));
            completes("dispatcher", demand, "check-result", texts.form("approve", "note"));
            HttpStory.assertTaken(story.rates(demand, 1, texts.text("comment")));
            completes("caller", demand, "call-back", texts.form("rework", "note"));
        }
        completes("supervisor", demand, "supervise-order", texts.form("", "opinion"));
        assertThat(story.openTasks(demand)).isEmpty();
    }

    @Test
    void shortRunsThroughTheOtherEndsLeaveNothing() {
        Placed master = markedLamp();
        Placed follower = markedLamp();
        completes("dispatcher", follower, "screen-order", with(texts.form("merge", "note"), "master", master.number()));
        HttpStory.assertTaken(story.withdraws(master, texts.text("withdrawal")));
        completes("dispatcher", follower, "screen-order", texts.form("reject", "reason", "where"));
        Placed nowhere = story.placed(texts.order("想找人聊聊", null));
        completes("triage", nowhere, "triage-order", texts.form("reject", "reason", "where"));
        Placed danger = story.placed(texts.order("煤气泄漏", HttpStory.RONGYIN));
        completes("duty", danger, "hand-over-danger", texts.form("danger", "note"));
        Placed settled = markedLamp();
        story.servedBy("member1", settled);
        HttpStory.assertTaken(story.rates(settled, 2, texts.text("comment")));
        completes("caller", settled, "call-back", texts.form("settled", "note"));
    }

    @Test
    void anApplicationThroughEveryFormLeavesNothing() {
        Placed barber = filed("hygiene-permit", null, "application-form", "floor-plan");
        completes("clerk", barber, "accept-application", texts.form("supplement", "missing"));
        applications.supplement(barber.number(), barber.code(), texts.text("note"), List.of());
        completes("clerk", barber, "accept-application", texts.form("reject", "reason", "where"));

        Placed question = filed("flexible-employment-subsidy", "11010519491231002X");
        completes("clerk", question, "accept-application", texts.form("answer", "answer"));
        HttpStory.assertTaken(story.rates(question, 1, texts.text("comment")));
        completes("caller", question, "call-back-applicant", texts.form("rectify", "note"));
        completes("supervisor", question, "rectify-service", texts.form("", "result"));
        completes("caller", question, "call-back-applicant", texts.form("settled", "note"));

        Placed permit = filed("hygiene-permit", null, "application-form", "floor-plan", "test-report");
        completes("clerk", permit, "accept-application", texts.form("accept", "note"));
        String handling = "handle-application";
        completes("health-handler", permit, handling, texts.form("visit", "visit"));
        completes("health-handler", permit, "visit-site", texts.form("", "result"));
        completes(
                "health-handler",
                permit,
                handling,
                with(with(texts.form("procedure", "procedureReason"), "procedure", "HEARING"), "procedureLength", "5"));
        completes("health-handler", permit, "special-procedure", texts.form("", "result"));
        completes(
                "health-handler",
                permit,
                handling,
                with(texts.form("extend", "extensionReason"), "extensionLength", "5"));
        completes("health-head", permit, "decide-extension", texts.form("refuse", "note"));
        completes("health-handler", permit, handling, with(texts.form("draft", "grounds"), "opinion", "refuse"));
        completes("health-reviewer", permit, "review-application", texts.form("return", "note"));
        completes("health-handler", permit, handling, with(texts.form("draft", "grounds"), "opinion", "grant"));
        completes("health-reviewer", permit, "review-application", texts.form("approve", "note"));
        completes("window", permit, "issue-result", texts.form("window", "changed"));
        completes("window", permit, "record-delivery", texts.form("signature", "recipient"));

        Placed lost = filed("hygiene-permit", null, "application-form", "floor-plan", "test-report");
        completes("clerk", lost, "accept-application", texts.form("accept"));
        completes("health-handler", lost, handling, texts.form("lost", "reason"));
        completes("health-reviewer", lost, "review-application", texts.form("approve", "note"));
    }

    private Placed filed(String item, String idNumber, String... onPaper) {
        if (idNumber != null) {
            texts.typed.add(idNumber);
        }
        Demand filed = applications.file(
                new NewApplication(
                        item,
                        texts.text("applicant"),
                        texts.phone(),
                        idNumber,
                        HttpStory.RONGYIN,
                        texts.text("note"),
                        Delivery.POST,
                        texts.text("postAddress"),
                        Source.PORTAL,
                        null),
                Set.of(onPaper),
                List.of());
        return new Placed(filed.number(), filed.queryCode());
    }

    private void logsContactAndUploads(String member, Task task) {
        Caller caller = Caller.of(member, port);
        String desk = "/api/tasks/" + task.getId();
        HttpStory.assertTaken(
                caller.post(desk + "/contacts", Map.of("channel", "PHONE", "note", texts.text("contact"))));
        Answer uploaded = caller.upload(desk + "/attachments", texts.text("photo") + ".png", ResidentsDoor.PIXEL);
        assertThat(uploaded.status()).as(uploaded.toString()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theClerksStartFormLeavesNothingAtEitherDoor(boolean inTasklist) {
        Caller clerk = inTasklist ? Caller.inTasklist("clerk", port) : Caller.of("clerk", port);
        Map<String, Object> form = startForm();
        Answer started = story.fillsStartForm(clerk, form);
        HttpStory.assertTaken(started);

        form.put("category", "0000" + texts.text("category"));
        assertThat(story.fillsStartForm(clerk, form).isRefusal()).isTrue();
        form.put("category", HttpStory.SOCIAL_SERVICE);
        form.put("contactPhone", texts.text("phone"));
        assertThat(story.fillsStartForm(clerk, form).isRefusal()).isTrue();
        form.put("contactPhone", texts.phone());
        form.put("description", texts.text("description") + "长".repeat(5001));
        assertThat(story.fillsStartForm(clerk, form).isRefusal()).isTrue();
    }

    @Test
    void aBusinessKeyOfTheClerksOwnLeavesNothing() {
        Map<String, Object> body = new LinkedHashMap<>(Caller.variables(startForm()));
        body.put("businessKey", texts.text("key"));
        Caller.of("clerk", port).engine("POST", "/process-definition/key/order/submit-form", body);
    }

    private Map<String, Object> startForm() {
        Map<String, Object> form = texts.form("", "description", "address", "contactName");
        form.put("category", HttpStory.SOCIAL_SERVICE);
        form.put("place", HttpStory.RONGYIN);
        form.put("contactPhone", texts.phone());
        return form;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFormThatIsRefusedLeavesNothingAtEitherDoor(boolean inTasklist) {
        Placed demand = markedLamp();
        Caller dispatcher = inTasklist ? Caller.inTasklist("dispatcher", port) : Caller.of("dispatcher", port);
        Task task = story.task(demand, "screen-order");
        HttpStory.assertTaken(story.claims(dispatcher, "dispatcher", task));
        String note = texts.text("note") + "长".repeat(2001);
        for (Map<String, Object> form : List.of(
                texts.form("reject", "reason"),
                texts.form(texts.text("decision"), "note"),
                with(texts.form("merge", "note"), "master", texts.text("master")),
                with(texts.form("accept"), "note", note),
                with(texts.form("accept"), "note", texts.text("control") + "\u0000"),
                with(texts.form("accept"), "note", List.of(texts.text("list"))),
                texts.form("accept", "note", "junk"),
                with(texts.form("accept", "note"), "members", List.of(texts.text("member"))),
                with(texts.form("accept", "note"), "claimDue", texts.text("fact")),
                with(texts.form("accept", "note"), "handler", texts.text("fact")))) {
            Answer refused = story.submits(dispatcher, task, form);
            assertThat(refused.isRefusal()).as(refused.toString()).isTrue();
            assertThat(refused.reason()).containsPattern("\\p{IsHan}");
            assertThat(database.engineRowsWith(texts.typed)).isEmpty();
        }
        HttpStory.assertTaken(story.submits(dispatcher, task, texts.form("accept", "note")));
    }

    @Test
    void textLongerThanTheEnginesColumnsIsKeptByTheDemandAlone() {
        Map<String, Object> form = startForm();
        form.put("description", texts.text("description") + "长".repeat(4900));
        HttpStory.assertTaken(story.fillsStartForm(Caller.of("clerk", port), form));
    }

    @Test
    void textIsRefusedWhereverThereIsNoFormForIt() {
        Placed demand = markedLamp();
        Task task = story.task(demand, "screen-order");
        HttpStory.assertTaken(story.claims(Caller.of("dispatcher", port), "dispatcher", task));
        for (String place : EngineRestPaths.placesForText().toList()) {
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
                            .replace("{text}", texts.text("text"))
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
            Answer answer = caller.engine(
                    "POST", "/filter/create", Map.of("resourceType", "Task", "name", texts.text("filter")));
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
