package org.ganxian.exchange;

import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A city on a working morning, whose partners are those of the class. Whoever extends it says itself which kind of test it is: tags are not inherited. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WorkingMorning {

    @LocalServerPort
    int port;

    @Autowired
    PartnersStory city;

    @Autowired
    Story story;

    /** Before the partners are known, whose keys begin then. */
    @BeforeAll
    void theDayBegins() {
        story.isAWorkingMorning();
    }

    @BeforeEach
    void itIsAWorkingMorning() {
        story.isAWorkingMorning();
    }

    @AfterEach
    void theClockIsRight() {
        ClockUtil.reset();
    }
}
