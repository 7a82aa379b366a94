package org.ganxian.notice;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import javax.sql.DataSource;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.organization.People;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** Both channels against real servers, at a time that stands still. */
abstract class WaitingNotices extends NoticeChannels {

    @LocalServerPort
    int port;

    @Autowired
    NoticeStories stories;

    @Autowired
    People people;

    @Autowired
    HistoryService history;

    @Autowired
    RepositoryService repository;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    DataSource dataSource;

    @Autowired
    ObjectMapper json;

    Instant now;

    @BeforeEach
    void nothingWaits() throws Exception {
        stories.clear();
        MAIL.purgeEmailFromAllMailboxes();
        HOOK.forget();
        now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        ClockUtil.setCurrentTime(Date.from(now));
    }

    @AfterEach
    void theClockRuns() {
        ClockUtil.reset();
    }

    void later(Duration time) {
        now = now.plus(time);
        ClockUtil.setCurrentTime(Date.from(now));
    }
}
