package org.ganxian.window.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Source;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.document.Document;
import org.ganxian.order.ProcessCoverage;
import org.ganxian.order.Story;
import org.ganxian.window.Applications;
import org.ganxian.window.filed.Delivery;
import org.ganxian.window.filed.NewApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the tests of the window service share. It is Monday, 8 June 2026, 09:00; the street is 巷口, whose clerks are
 * {@code clerk} and {@code clerk2} and whose window is {@code window}.
 */
@IntegrationTest
public abstract class WindowCases {

    protected static final String STREET = "350602004";
    static final String HEALTH = "350602D05";

    @Autowired
    protected Story story;

    @Autowired
    protected Applications applications;

    @Autowired
    Demands demands;

    @Autowired
    protected TaskService tasks;

    @Autowired
    FormService forms;

    @Autowired
    RuntimeService runtime;

    @Autowired
    HistoryService history;

    @Autowired
    RepositoryService repository;

    @Autowired
    ProcessCoverage coverage;

    @Autowired
    protected JdbcTemplate jdbc;

    @LocalServerPort
    protected int port;

    @BeforeEach
    void itIsAWorkingMorning() {
        story.isAWorkingMorning();
        jdbc.update("delete from notice_inbox");
    }

    @AfterEach
    void theClockIsRight() {
        ClockUtil.reset();
    }

    /** A barber's hygiene permit, brought to the desk by the owner with these materials. */
    protected Demand barber(String... onPaper) {
        return atTheDesk("hygiene-permit", onPaper);
    }

    protected Demand completeBarber() {
        return barber("application-form", "test-report", "floor-plan");
    }

    Demand atTheDesk(String item, String... onPaper) {
        return story.as(
                "clerk",
                () -> applications.file(application(item, Delivery.WINDOW, "clerk"), Set.of(onPaper), List.of()));
    }

    Demand online(String item) {
        return applications.file(application(item, Delivery.WINDOW, null), Set.of(), List.of());
    }

    protected static NewApplication application(String item, Delivery delivery, String clerk) {
        boolean needsId =
                Set.of("old-age-allowance", "flexible-employment-subsidy").contains(item);
        return new NewApplication(
                item,
                "巷口理发店",
                "13900000001",
                needsId ? "11010519491231002X" : null,
                STREET,
                null,
                delivery,
                delivery == Delivery.POST ? "漳州市芗城区榕荫里 3 号" : null,
                clerk == null ? Source.PORTAL : Source.DESK,
                clerk);
    }

    /** Fills in the form of the task that this person holds or may claim; of several the one of their own department. */
    protected void completes(String username, Demand demand, String task, Map<String, Object> form) {
        String id = taskFor(username, demand, task).getId();
        story.as(username, () -> {
            if (tasks.createTaskQuery().taskId(id).singleResult().getAssignee() == null) {
                tasks.claim(id, username);
            }
            forms.submitTaskForm(id, form);
            return null;
        });
    }

    protected Task taskFor(String username, Demand demand, String key) {
        List<Task> found = story.as(
                username,
                () -> tasks.createTaskQuery()
                        .processInstanceBusinessKey(demand.number())
                        .taskDefinitionKey(key)
                        .list());
        List<Task> mine =
                found.stream().filter(t -> username.equals(t.getAssignee())).toList();
        List<Task> chosen = mine.isEmpty() ? found : mine;
        assertThat(chosen).as("%s of %s for %s", key, demand.number(), username).hasSize(1);
        return chosen.get(0);
    }

    List<String> openTasks(Demand demand) {
        return story.openTasks(demand, "window-service").stream().sorted().toList();
    }

    protected void accepts(Demand demand) {
        completes("clerk", demand, "accept-application", Map.of("decision", "accept"));
    }

    protected void drafts(String handler, Demand demand, boolean agrees) {
        completes(
                handler,
                demand,
                "handle-application",
                Map.of(
                        "decision", "draft",
                        "opinion", agrees ? "grant" : "refuse",
                        "grounds", agrees ? "经审查，符合法定条件。" : "场所未设置独立的消毒间，不符合卫生要求。"));
    }

    void approves(String reviewer, Demand demand) {
        completes(reviewer, demand, "review-application", Map.of("decision", "approve"));
    }

    void decided(Demand demand, boolean agrees) {
        drafts("health-handler", demand, agrees);
        approves("health-reviewer", demand);
    }

    void issuedAndCollected(Demand demand) {
        completes("window", demand, "issue-result", Map.of("decision", "window"));
        completes("window", demand, "record-delivery", Map.of("decision", "code", "pickupCode", pickupCode(demand)));
    }

    String pickupCode(Demand demand) {
        return applications
                .find(demand.number())
                .flatMap(Application::pickupCode)
                .orElseThrow();
    }

    protected Application applicationOf(Demand demand) {
        return applications.find(demand.number()).orElseThrow();
    }

    /** Titles of the documents in the order of issue. */
    protected List<String> documents(Demand demand) {
        return applications.documents(applicationOf(demand)).stream()
                .map(Applications.IssuedDocument::title)
                .toList();
    }

    /** What the newest document of this title says, without the breaks of its lines. */
    String textOf(Demand demand, String title) {
        Application application = applicationOf(demand);
        Long id = applications.documents(application).stream()
                .filter(d -> d.title().contains(title))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError("no " + title + " of " + demand.number()))
                .id();
        Document document = applications.document(application, id);
        try (PDDocument pdf = Loader.loadPDF(document.content())) {
            return new PDFTextStripper().getText(pdf).replaceAll("\\s", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(Demand demand, Step step) {
        return demands.timeline(demands.get(demand.number())).stream()
                .filter(line -> line.step() == step)
                .reduce((earlier, later) -> later)
                .map(TimelineEntry::text)
                .orElse(null);
    }

    /** A clock's due time as in the database. */
    Instant due(Demand demand, String step) {
        return jdbc.queryForObject(
                        "select due_at from sla_clock where subject = ? and step = ? order by round desc limit 1",
                        java.time.LocalDateTime.class,
                        demand.number(),
                        step)
                .toInstant(java.time.ZoneOffset.UTC);
    }

    /** Days of a month of 2026 in Zhangzhou, at this hour. */
    protected static Instant at(int month, int day, int hour, int minute) {
        return java.time.LocalDateTime.of(2026, month, day, hour, minute)
                .atZone(java.time.ZoneId.of("Asia/Shanghai"))
                .toInstant();
    }

    void isNow(Instant when) {
        story.passes(Duration.between(story.now(), when));
    }

    List<String> supervisions(Demand demand) {
        return story.openTasks(demand, "escalation").stream().sorted().toList();
    }

    List<String> noticesOf(String username, Demand demand) {
        return Caller.of(username, port).noticesAbout(demand.number());
    }

    /** The process is over and has left nothing. */
    void assertEndedAt(Demand demand, String endEvent) {
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(demand.number())
                        .count())
                .isZero();
        var instance = history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(demand.number())
                .processDefinitionKey("window-service")
                .singleResult();
        assertThat(instance.getEndActivityId()).isEqualTo(endEvent);
    }

    protected static Map<String, Object> form(Object... fields) {
        Map<String, Object> form = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            form.put((String) fields[i], fields[i + 1]);
        }
        return form;
    }
}
