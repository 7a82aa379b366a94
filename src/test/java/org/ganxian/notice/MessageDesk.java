package org.ganxian.notice;

import static org.ganxian.notice.NoticeChannels.HOOK;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.demand.Demand;
import org.ganxian.intake.Visitor;
import org.ganxian.order.Orders;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Residents are told by SMS, at a time that stands still, and what is told is looked at. */
abstract class MessageDesk extends SettingsDesk {

    static final String SMS_PAGE = "/desk/settings/sms";
    static final String PHONE = "13900000001";
    /** A Monday, ten in the morning in China. */
    static final Instant MORNING = Instant.parse("2026-06-08T02:00:00Z");

    @Autowired
    Story story;

    @Autowired
    Orders orders;

    @Autowired
    ObjectMapper json;

    Instant now;

    @BeforeEach
    void nothingIsTold() {
        stories.jdbc.update("delete from resident_message");
        stories.jdbc.update("delete from one_time_code");
        stories.jdbc.update("delete from message_text");
        stories.jdbc.update("delete from bucket");
        isAt(MORNING);
        assertIsSet(sets(SMS_PAGE, "url", HOOK.url(), "secret", WebhookReceiver.SECRET));
    }

    @AfterEach
    void theClockRuns() {
        ClockUtil.reset();
    }

    void isAt(Instant time) {
        now = time;
        ClockUtil.setCurrentTime(Date.from(time));
    }

    List<Job> due() {
        return stories.management
                .createJobQuery()
                .processDefinitionKey("resident-message")
                .withRetriesLeft()
                .duedateLowerThan(Date.from(now.plusSeconds(1)))
                .list();
    }

    void runDue() {
        due().forEach(job -> stories.management.executeJob(job.getId()));
    }

    List<String> kinds() {
        return stories.jdbc.queryForList("select kind from resident_message order by made_at, kind", String.class);
    }

    JsonNode sms(int which) throws Exception {
        return json.readTree(HOOK.calls().get(which).body());
    }

    void asks(Demand demand) {
        story.completes("dispatcher", demand, "screen-order", Map.of("decision", "ask", "question", "是哪一层的灯？"));
    }

    Visitor at(Demand demand) throws Exception {
        return new Visitor(port)
                .opens("/portal/track?number=" + demand.number())
                .sends("form[action$=track]", "code", demand.queryCode());
    }
}
