package org.ganxian.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ganxian.notice.NoticeStories.NUMBER;
import static org.ganxian.notice.NoticeStories.WARNING;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.WholeDatabase;
import org.ganxian.notice.WebhookReceiver.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both channels against real servers: what arrives, what is retried and what is given up. */
@IntegrationTest
class SendingNoticesTest extends WaitingNotices {

    // What goes where

    @Test
    void aMailGoesToEachWhoHasAnAddressAndOneCallForAll() {
        String withMail = stories.somebody("a@zhangzhou.example");
        String without = stories.somebody(null);
        stories.tell(WARNING, withMail, without, withMail);

        assertThat(stories.rows()).extracting(r -> r.get("channel")).containsExactly("MAIL", "WEBHOOK");
        assertThat(stories.rows()).extracting(r -> r.get("recipient")).containsExactly(withMail, null);
        assertThat(stories.instances()).isEqualTo(2);
        assertThat(MAIL.getReceivedMessages())
                .as("sent by a job, not by the step")
                .isEmpty();
        assertThat(HOOK.calls()).isEmpty();

        stories.runDueJobs();

        assertThat(MAIL.getReceivedMessages()).hasSize(1);
        assertThat(HOOK.calls()).hasSize(1);
        assertThat(stories.rows()).extracting(r -> r.get("state")).containsOnly("SENT");
        assertThat(stories.rows()).extracting(r -> r.get("attempts")).containsOnly(1);
        assertThat(stories.instances()).isZero();
    }

    @Test
    void theMailIsReadableChineseAndNamesItsNotice() throws Exception {
        stories.tell(WARNING, stories.somebody("a@zhangzhou.example"));
        stories.runDueJobs();

        MimeMessage mail = MAIL.getReceivedMessages()[0];
        String id = (String) stories.rows().get(0).get("id");
        assertThat(mail.getSubject()).isEqualTo("诉求快到期：首次响应");
        assertThat((String) mail.getContent())
                .contains("首次响应还剩 30 分钟。", "请尽快联系群众。", NUMBER)
                .doesNotContain("新人");
        assertThat(mail.getContentType()).containsIgnoringCase("text/plain").containsIgnoringCase("utf-8");
        assertThat(mail.getMessageID()).isEqualTo("<" + id + "@zhangzhou.example>");
        assertThat(mail.getHeader("X-Ganxian-Notice")).containsExactly(id);
        assertThat(mail.getFrom()[0].toString()).isEqualTo("ganxian@zhangzhou.example");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("a@zhangzhou.example");
    }

    @Test
    void whoHasNoAddressAnyMoreGetsNoMail() {
        String username = stories.somebody("a@zhangzhou.example");
        stories.tell(WARNING, username);
        people.setEmail(username, " ");
        stories.runDueJobs();

        assertThat(MAIL.getReceivedMessages()).isEmpty();
        assertThat(stories.rows().get(0)).containsEntry("state", "DROPPED").containsEntry("sent_at", null);
        assertThat(stories.instances()).isZero();
    }

    @Test
    void theCallIsSignedSoThatForgeriesAndReplaysFail() throws Exception {
        stories.tell(WARNING);
        stories.runDueJobs();

        Call call = HOOK.calls().get(0);
        JsonNode body = json.readTree(call.body());
        assertThat(body.fieldNames()).toIterable().containsExactly("id", "kind", "demandNumber", "title", "text", "at");
        assertThat(body.get("id").asText())
                .isEqualTo(call.id())
                .isEqualTo(stories.row().get("id"));
        assertThat(body.get("kind").asText()).isEqualTo("SLA_WARNING");
        assertThat(body.get("demandNumber").asText()).isEqualTo(NUMBER);
        assertThat(body.get("title").asText()).isEqualTo(WARNING.title());
        assertThat(body.get("text").asText()).isEqualTo(WARNING.text());
        assertThat(Instant.parse(body.get("at").asText())).isEqualTo(now);
        assertThat(call.contentType()).startsWith("application/json");
        assertThat(call.signature()).matches("v1=[0-9a-f]{64}");

        assertThat(call.isGenuine(now)).isTrue();
        assertThat(call.isGenuine(now.plusSeconds(300))).isTrue();
        assertThat(call.isGenuine(now.plusSeconds(301))).as("replayed later").isFalse();
        assertThat(call.withBody(call.body().replace("30", "90")).isGenuine(now))
                .as("changed body")
                .isFalse();
        Instant later = now.plusSeconds(600);
        assertThat(call.withTimestamp(later).isGenuine(later))
                .as("replayed under a new time")
                .isFalse();
    }

    // What is not taken

    @Test
    void whatIsNotTakenIsRetriedWithBackOffThenGivenUpVisiblyAndSentOnceCockpitRetries() {
        HOOK.answers(500);
        stories.tell(WARNING);
        List<Duration> waits =
                List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2));
        for (int attempt = 1; attempt <= 5; attempt++) {
            Job due = stories.dueJobs().get(0);
            assertThatThrownBy(() -> stories.management.executeJob(due.getId())).hasMessageContaining("HTTP 500");
            assertThat(HOOK.calls()).hasSize(attempt);
            assertThat(HOOK.calls().get(attempt - 1).isGenuine(now)).isTrue();
            assertThat(stories.row()).containsEntry("attempts", attempt).containsEntry("last_error", "HTTP 500");
            if (attempt < 5) {
                assertThat(stories.row()).containsEntry("state", "WAITING");
                assertThat(stories.incidents()).isZero();
                later(waits.get(attempt - 1).minusSeconds(1));
                assertThat(stories.dueJobs()).as("too early").isEmpty();
                later(Duration.ofSeconds(2));
            }
        }
        assertThat(stories.job().getRetries()).isZero();
        assertThat(stories.incidents()).isEqualTo(1);
        assertThat(stories.row()).containsEntry("state", "FAILED");
        assertThat(HOOK.calls()).extracting(Call::id).containsOnly((String)
                stories.row().get("id"));
        assertThat(HOOK.calls())
                .extracting(Call::body)
                .containsOnly(HOOK.calls().get(0).body());

        HOOK.answers(200);
        // As Cockpit does it, for an administrator.
        Answer retried = Caller.inWebapp("cockpit", "admin", port)
                .engine("PUT", "/job/" + stories.job().getId() + "/retries", Map.of("retries", 1));
        assertThat(retried.status()).as(retried.toString()).isEqualTo(204);
        assertThat(stories.row()).containsEntry("state", "WAITING");
        stories.management.executeJob(stories.job().getId());

        assertThat(HOOK.calls()).hasSize(6);
        assertThat(stories.row())
                .containsEntry("state", "SENT")
                .containsEntry("attempts", 6)
                .containsEntry("last_error", null);
        assertThat(stories.incidents()).isZero();
        assertThat(stories.instances()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 308, 400, 404, 503})
    void onlySuccessCountsAsTakenAndARedirectIsNotFollowed(int status) {
        HOOK.answers(status);
        stories.tell(WARNING);
        assertThatThrownBy(stories::runDueJobs).hasMessageContaining("HTTP " + status);

        assertThat(stories.row()).containsEntry("state", "WAITING").containsEntry("sent_at", null);
        assertThat(HOOK.elsewhere()).isEmpty();
    }

    @Test
    void aRefusedAddressIsRetriedAndNeitherTheEngineNorTheOutboxLearnsIt() throws Exception {
        String address = "xqz" + System.nanoTime() + "@nowhere.example";
        stories.tell(WARNING, stories.somebody(address));
        Job job = stories.dueJobs().stream()
                .filter(j -> stories.keyOf(j).equals(stories.rows().get(0).get("id")))
                .findFirst()
                .orElseThrow();
        try (RefusingMailServer refusing = new RefusingMailServer()) {
            setMail(refusing.port());
            assertThatThrownBy(() -> stories.management.executeJob(job.getId()))
                    .isInstanceOf(NotSent.class)
                    .hasNoCause()
                    .hasMessage("SMTPAddressFailedException");
        } finally {
            setMail(MAIL.getSmtp().getPort());
        }
        assertThat(stories.rows().get(0))
                .containsEntry("channel", "MAIL")
                .containsEntry("state", "WAITING")
                .containsEntry("attempts", 1)
                .containsEntry("last_error", "SMTPAddressFailedException");
        assertThat(stories.rows().toString()).doesNotContain(address);
        String local = address.substring(0, address.indexOf('@'));
        assertThat(new WholeDatabase(dataSource).engineRowsWith(List.of(local))).isEmpty();

        stories.management.executeJob(job.getId());
        assertThat(MAIL.getReceivedMessages()).hasSize(1);
    }
}
