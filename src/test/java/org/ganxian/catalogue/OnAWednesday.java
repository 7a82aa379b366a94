package org.ganxian.catalogue;

import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** It is Wednesday morning, and the catalogue is as shipped. */
abstract class OnAWednesday {

    static final String LIST = "/desk/services";
    static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    @Autowired
    CatalogueDesk desk;

    @Autowired
    ServiceItems items;

    @Autowired
    ServiceCatalogue catalogue;

    @BeforeEach
    void isWednesdayMorning() {
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-11-25T02:00:00Z")));
    }

    @AfterEach
    void clean() {
        ClockUtil.reset();
        desk.clean();
    }

    Document admin(String path) throws Exception {
        return CatalogueDesk.page(desk.opens("admin", path).andExpect(status().isOk()));
    }
}
