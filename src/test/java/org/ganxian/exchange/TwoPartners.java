package org.ganxian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.exchange.PartnersStory.LAMPS;
import static org.ganxian.exchange.RudePartner.lamp;

import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.order.ProcessCoverage;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A city on a working morning, with 12345 and 110 as partners who answer. Whoever extends it says itself which kind of test it is: tags are not inherited. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoPartners {

    @LocalServerPort
    int port;

    @Autowired
    PartnersStory city;

    @Autowired
    Story story;

    @Autowired
    ProcessCoverage coverage;

    @Autowired
    RepositoryService repository;

    RudePartner hotline;
    RudePartner police;
    private int counter;

    @BeforeAll
    void partnersAreKnown() {
        story.isAWorkingMorning();
        hotline = city.partner("12345", false, port);
        police = city.partner("110", true, port);
    }

    @BeforeEach
    void itIsAWorkingMorning() {
        story.isAWorkingMorning();
        hotline.answers = 200;
        police.answers = 200;
    }

    @AfterEach
    void theClockIsRight() {
        ClockUtil.reset();
    }

    @AfterAll
    void thePartnersAreAway() {
        hotline.close();
        police.close();
    }

    /** Of theirs, another one each time. */
    String number() {
        return "HT2026-" + ++counter;
    }

    /** An order of the hotline's that is ours by its list. */
    String accepted() {
        String number = number();
        assertThat(hotline.says("CREATE", number, 1, lamp(LAMPS)).status()).isEqualTo(202);
        city.runs();
        return number;
    }
}
