package org.ganxian.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.IdentityLink;
import org.ganxian.Caller;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the tests of 到期提醒, 逐级督办 and 延期 share. The demo city has a supervisor for each level: {@code supervisor} in the
 * street, {@code supervisor2} in the district, {@code supervisor3} in the city. It is Monday, 8 June 2026, 09:00; an order
 * has to be dispatched within four working hours, by 16:00.
 */
@IntegrationTest
abstract class LateOrders {

    static final String STREET = "350602004";
    static final String DISTRICT = "350602";
    static final String CITY = "350600";
    static final String LIYUAN_BRANCH = "350602004002B1";
    static final Map<String, Object> NOTED = Map.of("decision", "note", "note", "请今天派出");

    /** A line of the breach record. */
    record Raise(String step, String level, String unit, String owner, long late, String outcome) {}

    @Autowired
    Story story;

    @Autowired
    Demands demands;

    @Autowired
    Orders orders;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    ProcessCoverage coverage;

    @Autowired
    RepositoryService repository;

    @LocalServerPort
    int port;

    @BeforeEach
    void itIsAWorkingMorning() {
        story.isAWorkingMorning();
        jdbc.update("delete from notice_inbox");
    }

    @AfterEach
    void everythingIsAsItWas() {
        ClockUtil.reset();
        jdbc.update("update person set active = true");
    }

    List<Raise> raises(Demand demand) {
        return jdbc.query(
                "select * from supervision where subject = ? order by id",
                (row, n) -> new Raise(
                        row.getString("step"),
                        row.getString("level"),
                        row.getString("unit_code"),
                        row.getString("owner"),
                        row.getLong("late_minutes"),
                        row.getString("outcome")),
                demand.number());
    }

    List<String> supervisions(Demand demand) {
        return story.openTasks(demand, "escalation").stream().sorted().toList();
    }

    List<String> groupsOf(Demand demand, String task) {
        return tasks.getIdentityLinksForTask(story.taskOf(demand, task).getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(java.util.Objects::nonNull)
                .sorted()
                .toList();
    }

    List<String> noticesOf(String username, Demand demand) {
        return Caller.of(username, port).noticesAbout(demand.number());
    }

    /** Nobody has dispatched it: at 16:01 the street is called. */
    Demand lateForDispatch() {
        Demand lamp = story.aBrokenLamp();
        story.passes(Duration.ofHours(7).plusMinutes(1));
        assertThat(supervisions(lamp)).containsExactly("street-supervision");
        return lamp;
    }

    /** Named to member1 on Monday, who has not called the resident by Tuesday, 18:00. */
    Demand lateForFirstContact() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.names(lamp, "member1");
        story.passes(Duration.ofHours(33).plusMinutes(1));
        assertThat(supervisions(lamp)).containsExactly("street-supervision");
        assertThat(raises(lamp)).containsExactly(new Raise("FIRST_CONTACT", "STREET", STREET, "member1", 0, null));
        return lamp;
    }
}
