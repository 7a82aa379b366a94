package org.ganxian.intake.portal;

import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.demand.Demands;
import org.ganxian.intake.Office;
import org.ganxian.intake.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** An order was placed, and its resident is at the door. */
abstract class AnOrderAtTheDoor {

    @LocalServerPort
    int port;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Office office;

    @Autowired
    Demands demands;

    Visitor visitor;
    String number;
    String code;

    @BeforeEach
    void anOrderIsPlaced() throws Exception {
        visitor = new Visitor(port).opens("/portal").sends("#form", PortalTest.ORDER);
        number = visitor.text("#number");
        code = visitor.text("#query-code");
    }

    @AfterEach
    void theClockGoesOn() {
        ClockUtil.reset();
    }

    Visitor opensTheOrder() throws Exception {
        return visitor.opens("/portal/orders/" + number).sees(200);
    }
}
