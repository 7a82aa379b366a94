package org.ganxian.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.SentStatements;
import org.ganxian.demand.Demand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** What an order reads and leaves in the database. */
@IntegrationTest
class OrdersInTheDatabaseTest {

    /** What a step may ask twice, by a part without values, which H2 and MySQL put in different places. */
    private static final Map<String, String> TWICE = Map.of(
            " and d1_0.status='MERGED' order by d1_0.id",
            "who follows a case: asked once more when it stands still, as somebody may have begun to meanwhile");

    /** Statements to hand in a screening, the engine's among them; a batch is one. */
    private static final int MOST = 26;

    @LocalServerPort
    int port;

    @Autowired
    Story story;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    AuthorizationService rights;

    @BeforeEach
    void itIsAWorkingMorning() {
        story.isAWorkingMorning();
    }

    @AfterEach
    void clockRunsOn() {
        ClockUtil.reset();
    }

    @Test
    void theEngineKeepsNoHistoryThatNobodyReads() {
        Demand lamp = story.aBrokenLamp();
        story.servedBy("member1", lamp);
        story.rates(lamp, 5);

        for (String table : List.of("ACT_HI_DETAIL", "ACT_HI_DECINST", "ACT_HI_IDENTITYLINK", "ACT_HI_JOB_LOG")) {
            assertThat(jdbc.queryForObject(
                            "select count(*) from " + table + " where ROOT_PROC_INST_ID_ in"
                                    + " (select ID_ from ACT_HI_PROCINST where BUSINESS_KEY_ = ?)",
                            Integer.class,
                            lamp.number()))
                    .as(table)
                    .isZero();
        }
        assertThat(jdbc.queryForObject(
                        "select count(*) from ACT_HI_ACTINST where REMOVAL_TIME_ is null and PROC_INST_ID_ in"
                                + " (select ID_ from ACT_HI_PROCINST where BUSINESS_KEY_ = ?)",
                        Integer.class,
                        lamp.number()))
                .as("stays that would never be removed")
                .isZero();
    }

    /** Who took a task stands in the engine's log; who ended it with the task itself. */
    @Test
    void aTaskThatEndsTakesItsLinksWithIt() {
        Demand lamp = story.aBrokenLamp();
        String screening = story.taskOf(lamp, "screen-order").getId();
        assertThat(linksOf(screening)).isPositive();

        story.accepts(lamp);

        assertThat(linksOf(screening)).isZero();
        assertThat(linksOf(story.taskOf(lamp, "dispatch-order").getId())).isPositive();
        assertThat(jdbc.queryForList(
                        "select distinct OPERATION_TYPE_ from ACT_HI_OP_LOG where TASK_ID_ = ?",
                        String.class,
                        screening))
                .containsExactly("Claim");
        assertThat(jdbc.queryForObject(
                        "select ASSIGNEE_ from ACT_HI_TASKINST where ID_ = ? and END_TIME_ is not null",
                        String.class,
                        screening))
                .isEqualTo("dispatcher");
        story.withdraws(lamp);
    }

    private int linksOf(String task) {
        return jdbc.queryForObject("select count(*) from ACT_RU_IDENTITYLINK where TASK_ID_ = ?", Integer.class, task);
    }

    @Test
    void aDemandWhoseNumberIsKnownIsNotSearchedForAgain() {
        Demand lamp = story.aBrokenLamp();
        String screening = story.taskOf(lamp, "screen-order").getId();
        List<String> asked = SentStatements.by(() -> story.as("dispatcher", () -> {
                    story.tasks.claim(screening, "dispatcher");
                    story.forms.submitTaskForm(screening, Map.of("decision", "accept"));
                    return screening;
                }))
                .statements();
        // By its id, which this transaction mostly holds already.
        assertThat(asked)
                .filteredOn(sql -> sql.contains(" from demand "))
                .isNotEmpty()
                .noneMatch(sql -> sql.contains(".number=?"));
        story.withdraws(lamp);
    }

    /** What was sent, by the deed that sent it. */
    private final Map<String, List<String>> sent = new LinkedHashMap<>();

    private void hear(String deed, Supplier<?> work) {
        sent.put(
                deed,
                SentStatements.explainableBy(work).statements().stream()
                        .map(one -> one.substring(one.indexOf(": ") + 2).strip())
                        .toList());
    }

    private void handsIn(String who, Demand demand, String step, Map<String, Object> form) {
        Task task = story.taskOf(demand, step);
        story.as(who, () -> {
            if (task.getAssignee() == null) {
                hear(step + ", taken", () -> {
                    story.tasks.claim(task.getId(), who);
                    return step;
                });
            }
            hear(step, () -> {
                story.forms.submitTaskForm(task.getId(), form);
                return step;
            });
            return step;
        });
    }

    private void walk() {
        Demand chat = story.placed(Story.SOCIAL_SERVICE, "想找人陪老人聊聊天。", null);
        handsIn("triage", chat, "triage-order", Map.of("decision", "assign", "unit", Story.RONGYIN_BRANCH));
        handsIn("dispatcher", chat, "screen-order", Map.of("decision", "accept"));
        sent.put("screen-order after triage", sent.remove("screen-order"));
        hear("withdrawn", () -> story.withdraws(chat));
        Demand[] lamp = new Demand[1];
        hear("placed", () -> lamp[0] = story.aBrokenLamp());
        handsIn("dispatcher", lamp[0], "screen-order", Map.of("decision", "accept"));
        handsIn("dispatcher", lamp[0], "dispatch-order", Map.of("decision", "open", "skills", "电工"));
        handsIn(
                "member1",
                lamp[0],
                "claim-order",
                Map.of("decision", "contacted", "channel", "PHONE", "note", "约好明天上午九点上门"));
        handsIn("member1", lamp[0], "serve-order", Map.of("decision", "report", "report", "已换好灯管"));
        handsIn("dispatcher", lamp[0], "check-result", Map.of("decision", "approve"));
        hear("rated", () -> story.rates(lamp[0], 5));
    }

    /** What is read once after a start, as forms are, is not meant. */
    @Test
    void noStepAsksTheSameTwiceAndAScreeningIsHandedInWithFewStatements() {
        walk();
        sent.clear();
        walk();

        assertThat(sent).hasSize(15);
        sent.forEach((deed, all) -> assertThat(all)
                .as(deed)
                .filteredOn(one -> one.toLowerCase(Locale.ROOT).startsWith("select")
                        && TWICE.keySet().stream().noneMatch(one::contains))
                .isNotEmpty()
                .doesNotHaveDuplicates());
        assertThat(List.of(sent.get("screen-order"), sent.get("screen-order after triage")))
                .allSatisfy(all -> assertThat(all).hasSizeLessThanOrEqualTo(MOST));
    }

    /** With their session, their account and their groups; the least of three, as other threads read something now and then. */
    @Test
    void byHttpAScreeningIsHandedInWithThirtyStatements() {
        Caller dispatcher = Caller.inTasklist("dispatcher", port);
        int least = IntStream.range(0, 3)
                .map(n -> {
                    Demand lamp = story.aBrokenLamp();
                    String screening = story.taskOf(lamp, "screen-order").getId();
                    story.claims("dispatcher", lamp, "screen-order");
                    SentStatements.Asked<Answer> asked = SentStatements.allBy(() -> dispatcher.post(
                            "/camunda/api/engine/engine/default/task/" + screening + "/submit-form",
                            Caller.variables(Map.of("decision", "accept"))));
                    assertThat(asked.answer().status())
                            .as(asked.answer().toString())
                            .isEqualTo(204);
                    story.withdraws(lamp);
                    return asked.statements().size();
                })
                .min()
                .orElseThrow();
        assertThat(least).isBetween(MOST, 30);
    }

    private long tasksReadBy(String person, String number) {
        return story.as(person, () -> (long) story.tasks
                .createTaskQuery()
                .processInstanceBusinessKey(number)
                .list()
                .size());
    }

    /** One question for the tasks of a case: rights to them, to all, and to those of its diagram. */
    @Test
    void tasksOfACaseAreReadByWhoeverHasAnyRightToThem() {
        Demand lamp = story.aBrokenLamp();
        assertThat(tasksReadBy("dispatcher", lamp.number())).isOne();
        assertThat(tasksReadBy("member3", lamp.number())).isZero();

        mayReadTasksOf("window");
        assertThat(tasksReadBy("member3", lamp.number()))
                .as("of another diagram")
                .isZero();
        mayReadTasksOf("order");
        assertThat(tasksReadBy("member3", lamp.number())).as("of its diagram").isOne();
        mayReadTasksOf(Authorization.ANY);
        assertThat(tasksReadBy("member3", lamp.number())).as("of all").isOne();
        story.withdraws(lamp);
    }

    /** And of no other one. */
    private void mayReadTasksOf(String diagram) {
        noMore();
        Authorization right = rights.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        right.setUserId("member3");
        right.setResource(Resources.PROCESS_DEFINITION);
        right.setResourceId(diagram);
        right.addPermission(Permissions.READ_TASK);
        rights.saveAuthorization(right);
    }

    @AfterEach
    void noMore() {
        rights.createAuthorizationQuery().userIdIn("member3").resourceType(Resources.PROCESS_DEFINITION).list().stream()
                .map(Authorization::getId)
                .forEach(rights::deleteAuthorization);
    }
}
