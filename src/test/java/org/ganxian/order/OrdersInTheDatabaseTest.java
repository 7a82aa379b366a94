package org.ganxian.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.IntegrationTest;
import org.ganxian.SentStatements;
import org.ganxian.demand.Demand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What an order reads and leaves in the database. */
@IntegrationTest
class OrdersInTheDatabaseTest {

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

    @Test
    void aDemandWhoseNumberIsKnownIsNotSearchedForAgain() {
        Demand lamp = story.aBrokenLamp();
        String screening = story.taskOf(lamp, "screen-order").getId();
        List<String> sent = SentStatements.by(() -> story.as("dispatcher", () -> {
                    story.tasks.claim(screening, "dispatcher");
                    story.forms.submitTaskForm(screening, Map.of("decision", "accept"));
                    return screening;
                }))
                .statements();
        // By its id, which this transaction mostly holds already.
        assertThat(sent)
                .filteredOn(sql -> sql.contains(" from demand "))
                .isNotEmpty()
                .noneMatch(sql -> sql.contains(".number=?"));
        story.withdraws(lamp);
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
