package org.ganxian.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.WholeDatabase;
import org.ganxian.contract.Flow.Move;
import org.ganxian.contract.Flow.Route;
import org.ganxian.contract.Flow.StartForm;
import org.ganxian.contract.Flow.TaskMove;
import org.ganxian.demand.Demands;
import org.ganxian.order.ProcessCoverage;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What every flow keeps to, whatever it is about: a test class a flow extends this and says in {@link #flow} who does
 * what. It is Monday, 8 June 2026, 09:00.
 */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class FlowContract {

    /** What the resident holds. */
    public record Case(String number, String code) {}

    private static final String PAGES_AND_DOORS = "any-database";

    /** Each refusal would be logged with its whole stack. */
    private static final List<String> REFUSALS =
            List.of("org.camunda.bpm.engine.context", "org.camunda.bpm.engine.rest.exception");

    @LocalServerPort
    protected int port;

    @Autowired
    Story story;

    @Autowired
    Demands demands;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    IdentityService identity;

    @Autowired
    ManagementService management;

    @Autowired
    ProcessCoverage coverage;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    DataSource dataSource;

    private final Flow flow = flow();
    private final Set<String> withdrawnAt = new HashSet<>();
    private final Set<String> stoodAt = new TreeSet<>();
    private final Set<Object> tried = new HashSet<>();
    private WholeDatabase database;
    private Doors doors;

    /** The flow's declaration. */
    protected abstract Flow flow();

    /** A case that a resident places as an order, at the API. */
    protected Case places(Map<String, ?> order) {
        Answer placed = Caller.nobody(port).post("/api/demands", order);
        Journey.assertTaken(placed);
        return new Case(
                placed.json().path("number").asText(),
                placed.json().path("queryCode").asText());
    }

    @BeforeEach
    void itIsAWorkingMorning() {
        REFUSALS.forEach(log -> logging().setLogLevel(log, LogLevel.OFF));
        story.isAWorkingMorning();
        database = new WholeDatabase(dataSource);
        doors = new Doors(port, jdbc);
    }

    private LoggingSystem logging() {
        return LoggingSystem.get(getClass().getClassLoader());
    }

    @AfterEach
    void theClockIsRight() {
        REFUSALS.forEach(log -> logging().setLogLevel(log, null));
        ClockUtil.reset();
    }

    List<Route> routes() {
        return flow.routes;
    }

    private ProcessDefinition definition() {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(flow.key)
                .latestVersion()
                .singleResult();
    }

    private Diagram diagram() {
        return new Diagram(repository.getBpmnModelInstance(definition().getId()));
    }

    // The diagram

    @Test
    @Tag(PAGES_AND_DOORS)
    void whatPeopleSeeOfItHasAChineseNameAndIsDrawn() {
        assertThat(diagram().withoutChineseName()).as("without a Chinese name").isEmpty();
        assertThat(diagram().withoutKebabId()).as("ids that are not kebab-case").isEmpty();
        assertThat(diagram().notDrawn()).as("not drawn").isEmpty();
    }

    @Test
    @Tag(PAGES_AND_DOORS)
    void everyTaskHasItsPeopleItsFormAndItsDueDate() {
        Set<String> deployed =
                Set.copyOf(repository.getDeploymentResourceNames(definition().getDeploymentId()));
        assertThat(diagram().tasksNotComplete(deployed)).isEmpty();
    }

    @Test
    @Tag(PAGES_AND_DOORS)
    void everyTimerIsGivenItsDate() {
        assertThat(diagram().timersNotOfSla()).isEmpty();
    }

    // On its way

    @ParameterizedTest
    @MethodSource("routes")
    void onItsWayTheEngineKnowsNoPersonTheTimesAreThoseOfTheClocksAndTheFiguresAgree(Route route) {
        Marks marks = new Marks();
        Journey journey = begin(route, marks);
        assertKept(journey, "the beginning");
        for (Move move : route.moves()) {
            story.passes(Duration.ofMinutes(2));
            move.make(journey);
            assertKept(journey, move.at());
        }
        Caller manager = Caller.inWebapp("cockpit", "manager", port);
        Answer dashboard = manager.get("/camunda/api/cockpit/plugin/ganxian/default/dashboard?days=30");
        new Recount(jdbc).assertFiguresAgree(dashboard.json());
    }

    private Journey begin(Route route, Marks marks) {
        return new Journey(this, route.begin().apply(marks), marks);
    }

    private void assertKept(Journey journey, String after) {
        stoodAt.addAll(journey.places());
        assertThat(database.engineRowsWith(journey.marks().typed()))
                .as("what was typed, in the engine after " + after)
                .isEmpty();
        new Times(jdbc).assertAreThoseOfTheClocks(journey, after);
        Recount recount = new Recount(jdbc);
        recount.assertCaseAgrees(journey.demand().number());
        recount.assertStaysAgree(journey.demand().number());
    }

    // Withdrawal

    @ParameterizedTest
    @MethodSource("routes")
    void aWithdrawalLeavesNothingWhereverTheCaseStands(Route route) {
        for (int moved = 0; moved < route.moves().size(); moved++) {
            if (withdrawnAt.add(route.moves().get(moved).at())) {
                story.isAWorkingMorning();
                Journey journey = begin(route, new Marks());
                route.moves().subList(0, moved).forEach(move -> move.make(journey));
                withdraw(journey);
            }
        }
    }

    private void withdraw(Journey journey) {
        String number = journey.demand().number();
        Set<String> places = journey.places();
        if (demands.get(number).status().isWithdrawable()) {
            Journey.assertTaken(journey.withdraws());
            assertThat(journey.left())
                    .as("left of %s, withdrawn at %s", number, places)
                    .isEmpty();
        } else {
            Map<String, List<String>> before = database.rows();
            Doors.assertRefused(journey.withdraws());
            Doors.assertUnchanged(before, database.rows());
        }
    }

    // The wrong people

    @ParameterizedTest
    @MethodSource("routes")
    @Tag(PAGES_AND_DOORS)
    void aTaskIsRefusedToTheWrongPersonAtEveryDoor(Route route) {
        Journey journey = begin(route, new Marks());
        for (Move move : route.moves()) {
            if (move instanceof TaskMove task && tried.add(task.task())) {
                refusesTheWrong(journey, task);
            }
            move.make(journey);
        }
    }

    private void refusesTheWrong(Journey journey, TaskMove move) {
        Task task = journey.task(move);
        Map<String, Object> form = journey.form(move, task);
        Set<String> wrong = flow.wrongFor(move.task());
        assertThat(wrong).as("who has the duty of %s elsewhere", move.task()).isNotEmpty();
        assertThat(flow.strangers).as("who has no duty for this flow").isNotEmpty();
        wrong.forEach(doors::logIn);
        flow.strangers.forEach(doors::logIn);
        Map<String, List<String>> before = database.rows();
        wrong.forEach(username -> doors.assertShut(username, task, form));
        flow.strangers.forEach(username -> doors.assertShutToStranger(username, task, form));
        doors.assertShutToLeaver(move.person(), task, form);
        Doors.assertUnchanged(before, database.rows());
    }

    // The wrong forms

    @ParameterizedTest
    @MethodSource("routes")
    @Tag(PAGES_AND_DOORS)
    void aFormThatIsFilledInWronglyIsRefusedAndChangesNothing(Route route) {
        Journey journey = begin(route, new Marks());
        for (Move move : route.moves()) {
            if (move instanceof TaskMove task && tried.add(task.withoutPeople())) {
                refusesWrongForms(journey, task);
            }
            move.make(journey);
        }
    }

    private void refusesWrongForms(Journey journey, TaskMove move) {
        Task task = journey.task(move);
        Caller person = Caller.of(move.person(), port);
        journey.claims(person, move, task);
        Map<String, Object> right = journey.form(move, task);
        List<FormFile.Wrong> wrong = new ArrayList<>(journey.formFile(task).wrong(right));
        runtime.getVariables(task.getExecutionId()).keySet().forEach(fact -> wrong.add(FormFile.with(right, fact)));
        Map<String, List<String>> before = database.rows();
        // Both doors lead to the same rules: each kind of mistake comes to both, on one task or the next.
        for (int i = 0; i < wrong.size(); i++) {
            FormFile.Wrong form = wrong.get(i);
            String verb = (i + tried.size()) % 2 == 0 ? "submit-form" : "complete";
            Answer answer = Journey.submits(person, task, verb, form.form());
            Doors.assertRefused(answer, "%s of %s with %s".formatted(verb, move.task(), form.what()));
        }
        Doors.assertUnchanged(before, database.rows());
    }

    @Test
    @Tag(PAGES_AND_DOORS)
    void aStartFormThatIsFilledInWronglyOrByTheWrongPersonBeginsNothing() {
        StartForm start = flow.startForm;
        if (start == null) {
            assertThat(definition().isStartableInTasklist()).isFalse();
            return;
        }
        Map<String, Object> right = new FormFile(start.form()).filled(start.chosen(), new Marks());
        Map<String, List<String>> before = database.rows();
        Doors.assertRefused(starts(start.wrong(), right), "the form filled in by " + start.wrong());
        for (FormFile.Wrong form : new FormFile(start.form()).wrong(right)) {
            Doors.assertRefused(starts(start.person(), form.form()), "a start with " + form.what());
        }
        Doors.assertUnchanged(before, database.rows());
        Journey.assertTaken(starts(start.person(), right));
    }

    private Answer starts(String username, Map<String, Object> form) {
        return Caller.of(username, port)
                .engine("POST", "/process-definition/key/" + flow.key + "/submit-form", Caller.variables(form));
    }

    // The whole

    @Test
    @Order(Integer.MAX_VALUE)
    void everyPlaceWasStoodAtAndEveryNodeAndFlowIsWalked() {
        assertThat(stoodAt)
                .as("where the routes above have been")
                .containsAll(diagram().placesToStand(flow.key));
        if (flow.walkedBy == null) {
            coverage.assertComplete(repository, flow.key);
        } else {
            assertThat(flow.walkedBy.getDeclaredMethods())
                    .as("tests of %s that walk all of %s", flow.walkedBy, flow.key)
                    .anyMatch(test -> test.isAnnotationPresent(Test.class)
                            && test.isAnnotationPresent(WalksAll.class)
                            && flow.key.equals(
                                    test.getAnnotation(WalksAll.class).value()));
        }
    }
}
