package org.ganxian.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ganxian.notice.NoticeStories.WARNING;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ManagementService;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** As a deployment fixes the channels, and as in production nobody runs jobs by hand: the engine's job executor sends. */
@IntegrationTest
@TestPropertySource(properties = "camunda.bpm.job-execution.enabled=true")
class JobExecutorTest {

    private static final WebhookReceiver HOOK = new WebhookReceiver();

    @DynamicPropertySource
    static void bothChannels(DynamicPropertyRegistry properties) {
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", () -> NoticeChannels.MAIL.getSmtp().getPort());
        properties.add("ganxian.notice.mail.from", () -> "ganxian@zhangzhou.example");
        properties.add("ganxian.notice.webhook.url", HOOK::url);
        properties.add("ganxian.notice.webhook.secret", () -> WebhookReceiver.SECRET);
    }

    @LocalServerPort
    int port;

    @Autowired
    NoticeStories stories;

    @Autowired
    Story story;

    @Autowired
    ManagementService management;

    @Autowired
    DataSource database;

    @BeforeEach
    void nothingWaits() throws Exception {
        stories.clear();
        HOOK.forget();
        NoticeChannels.MAIL.purgeEmailFromAllMailboxes();
    }

    /** More than all threads of the node could send at once. */
    @Test
    void whileTheOtherSystemHangsNoConnectionIsHeldAndDeadlinesAreKept() throws Exception {
        HikariPoolMXBean pool = database.unwrap(HikariDataSource.class).getHikariPoolMXBean();
        HOOK.hangs();
        try {
            for (int n = 0; n < 12; n++) {
                stories.tell(WARNING, "manager");
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> HOOK.calls().size() >= 4);
            await().atMost(Duration.ofSeconds(5)).until(() -> pool.getActiveConnections() == 0);
            String warning = dueNow(story.aBrokenLamp(), "dispatch-warning");
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> management.createJobQuery().jobId(warning).count() == 0);
            assertThat(stories.rows()).extracting(r -> r.get("state")).containsOnly("WAITING");
        } finally {
            HOOK.goesOn();
        }
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(HOOK.calls())
                        .extracting(WebhookReceiver.Call::id)
                        .hasSizeGreaterThanOrEqualTo(12)
                        .doesNotHaveDuplicates());
        await().atMost(Duration.ofMinutes(1)).until(() -> stories.instances() == 0);
    }

    private String dueNow(Demand lamp, String timer) {
        String job = management.createJobQuery().activityId(timer).list().stream()
                .filter(one -> one.getProcessInstanceId() != null)
                .reduce((one, other) -> other)
                .orElseThrow(() -> new AssertionError("No timer of " + lamp.number()))
                .getId();
        management.setJobDuedate(job, new Date());
        return job;
    }

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

    @Test
    void whatTheDeploymentFixesIsShownWithoutItsSecretAndCannotBeChangedOnThePage() {
        Caller admin = Caller.of("admin", port);
        String hook = admin.get("/desk/settings/webhook").body();
        assertThat(hook)
                .contains("由部署设置固定", "ganxian.notice.webhook.url", HOOK.url(), "已保存，不显示")
                .doesNotContain(WebhookReceiver.SECRET, ">保存</button>");
        assertThat(admin.get("/desk/settings/mail").body()).contains("由部署设置固定", "spring.mail.host", "127.0.0.1");
        assertThat(admin.get("/desk/settings").body()).contains("由部署设置固定");
        Answer refused = admin.form(
                "/desk/settings/webhook",
                "/desk/settings/webhook",
                "url",
                "https://elsewhere.example",
                "secret",
                "another-secret-of-both");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("由部署设置固定，不能在这里改");
        stories.tell(WARNING, stories.somebody("a@zhangzhou.example"));
        await().atMost(Duration.ofMinutes(1)).until(() -> stories.instances() == 0);
        assertThat(HOOK.calls()).hasSize(1);
        assertThat(NoticeChannels.MAIL.getReceivedMessages()).hasSize(1);
    }
}
