package org.ganxian.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.Caller;
import org.ganxian.demand.Demand;
import org.ganxian.order.Story;
import org.ganxian.platform.Actor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** A case of which everything says the same, until a test breaks it. */
abstract class ASoundCase {

    static final String DOOR = "/actuator/reconciliation";
    static final Actor ADMIN = new Actor("admin", "系统管理员");

    @LocalServerPort
    int port;

    @Autowired
    Reconciliation reconciliation;

    @Autowired
    Story story;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcTemplate jdbc;

    Caller admin;
    Demand lamp;

    @BeforeEach
    void aSoundCase() {
        story.isAWorkingMorning();
        admin = Caller.of("admin", port);
        lamp = story.aBrokenLamp();
        assertThat(broken()).isEmpty();
    }

    @AfterEach
    void theClockIsRight() {
        ClockUtil.reset();
    }

    List<String> broken() {
        return broken(lamp);
    }

    List<String> broken(Demand demand) {
        return reconciliation.lookAt(demand.number(), null).stream()
                .peek(one -> assertThat(one.what()).containsPattern("\\p{IsHan}"))
                .map(Break::tie)
                .toList();
    }

    void sql(String statement, Object... parameters) {
        assertThat(jdbc.update(statement, parameters)).isPositive();
    }
}
