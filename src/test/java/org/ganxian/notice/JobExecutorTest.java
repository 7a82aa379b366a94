package org.ganxian.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ganxian.notice.NoticeStories.WARNING;

import java.time.Duration;
import java.time.Instant;
import org.ganxian.IntegrationTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** In production nobody runs jobs by hand: the engine's job executor sends. */
@IntegrationTest
@TestPropertySource(properties = "camunda.bpm.job-execution.enabled=true")
class JobExecutorTest {

    private static final WebhookReceiver HOOK = new WebhookReceiver();

    @DynamicPropertySource
    static void webhook(DynamicPropertyRegistry properties) {
        properties.add("ganxian.notice.webhook.url", HOOK::url);
        properties.add("ganxian.notice.webhook.secret", () -> WebhookReceiver.SECRET);
    }

    @Autowired
    NoticeStories stories;

    @AfterAll
    static void close() {
        HOOK.close();
    }

    @Test
    void whatIsToldIsSentByItself() {
        for (int n = 0; n < 10; n++) {
            stories.tell(WARNING, "manager");
        }
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(stories.rows())
                        .hasSize(10)
                        .extracting(r -> r.get("state"))
                        .containsOnly("SENT"));
        assertThat(HOOK.calls()).hasSize(10).allMatch(call -> call.isGenuine(Instant.now()));
        assertThat(HOOK.calls()).extracting(WebhookReceiver.Call::id).doesNotHaveDuplicates();
        await().atMost(Duration.ofMinutes(1)).until(() -> stories.instances() == 0);
    }
}
