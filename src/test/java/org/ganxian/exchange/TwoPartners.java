package org.ganxian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.exchange.PartnersStory.LAMPS;
import static org.ganxian.exchange.RudePartner.lamp;

import org.camunda.bpm.engine.RepositoryService;
import org.ganxian.order.ProcessCoverage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** With 12345 and 110 as partners who answer. */
abstract class TwoPartners extends WorkingMorning {

    @Autowired
    ProcessCoverage coverage;

    @Autowired
    RepositoryService repository;

    RudePartner hotline;
    RudePartner police;
    private int counter;

    @BeforeAll
    void partnersAreKnown() {
        hotline = city.partner("12345", false, port);
        police = city.partner("110", true, port);
    }

    @BeforeEach
    void theyAnswer() {
        hotline.answers = 200;
        police.answers = 200;
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
