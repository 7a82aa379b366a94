package org.ganxian.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.notice.NoticeChannels.HOOK;
import static org.ganxian.notice.NoticeChannels.MAIL;
import static org.ganxian.notice.NoticeStories.WARNING;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.ganxian.Caller;
import org.ganxian.IntegrationTest;
import org.ganxian.WholeDatabase;
import org.ganxian.settings.Settings;
import org.ganxian.settings.SettingsStories;
import org.junit.jupiter.api.Test;

@IntegrationTest
class KeptSettingsTest extends SettingsDesk {

    // Who

    @Test
    void onlyTheCitysAdministratorsSeeChangeAndTry() {
        for (String other : List.of("clerk", "manager", "auditor")) {
            Caller caller = Caller.of(other, port);
            for (String path : List.of("/desk/settings", HOOK_PAGE, HOOK_PAGE + "?from=1")) {
                assertThat(caller.get(path).status()).as(other + path).isEqualTo(403);
            }
            assertThat(caller.form("/desk/password", HOOK_PAGE, "url", "https://a.example")
                            .status())
                    .isEqualTo(403);
            assertThat(caller.form("/desk/password", MAIL_PAGE + "/trial").status())
                    .isEqualTo(403);
        }
        assertThat(admin.get("/desk/settings/none").status()).isEqualTo(404);
        assertThat(admin.get(HOOK_PAGE + "?from=99999").status()).isEqualTo(404);
        assertThat(admin.get(HOOK_PAGE + "?from=x").status()).isEqualTo(400);
    }

    // What it does

    @Test
    void whatIsSetHoldsAtOnceOnEveryNodeAndItsSecretIsNowhere() {
        Settings other = SettingsStories.ofAnotherNode(application);
        assertThat(other.of(webhook).get(WebhookSection.URL)).isEmpty();
        stories.tell(WARNING);
        assertThat(stories.rows()).isEmpty();

        setsTheHook();

        assertThat(other.of(webhook).get(WebhookSection.URL)).isEqualTo(HOOK.url());
        assertThat(other.of(webhook).get(WebhookSection.SECRET)).isEqualTo(WebhookReceiver.SECRET);
        stories.tell(WARNING);
        stories.runDueJobs();
        assertThat(HOOK.calls()).hasSize(1).allMatch(call -> call.isGenuine(Instant.now()));
        assertIsSet(sets(HOOK_PAGE, "url", HOOK.url() + "?to=sms"));
        assertThat(other.of(webhook).get(WebhookSection.URL)).endsWith("?to=sms");
        assertThat(other.of(webhook).get(WebhookSection.SECRET))
                .as("left empty, it stays")
                .isEqualTo(WebhookReceiver.SECRET);

        assertThat(admin.get(HOOK_PAGE).body()).contains("已保存，不显示").doesNotContain(WebhookReceiver.SECRET);
        assertThat(sets(HOOK_PAGE, "url", "nonsense", "secret", "typed-with-nonsense-beside")
                        .body())
                .doesNotContain("typed-with-nonsense-beside", WebhookReceiver.SECRET);
        assertThat(new WholeDatabase(dataSource).rows().values())
                .allSatisfy(rows -> assertThat(rows).noneMatch(row -> row.contains(WebhookReceiver.SECRET)));
        assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining("\n")))
                .doesNotContain(WebhookReceiver.SECRET);
        assertThat(stories.jdbc.queryForList(
                        "select subject from audit_entry where action = 'settings-changed' order by id", String.class))
                .containsExactly("短信网关：地址、签名密钥", "短信网关：地址");

        assertIsSet(sets(HOOK_PAGE, "url", ""));
        assertThat(other.of(webhook).has(WebhookSection.URL)).isFalse();
        assertThat(stories.jdbc.queryForObject("select count(*) from setting_secret", Long.class))
                .isZero();
    }

    @Test
    void mailGoesByTheServerThatWasSetAndATestToWhoeverAsksForItAlone() throws Exception {
        assertIsSet(setsTheMail());
        assertThat(tries(MAIL_PAGE)).contains("测试没有成功", "您还没有填写自己的邮箱");
        people.setEmail("admin", "admin@zhangzhou.example");
        assertThat(tries(MAIL_PAGE)).contains("测试成功");
        assertThat(MAIL.getReceivedMessages()).hasSize(1);
        assertThat(MAIL.getReceivedMessages()[0].getAllRecipients())
                .extracting(Object::toString)
                .containsExactly("admin@zhangzhou.example");
        assertThat(MAIL.getReceivedMessages()[0].getSubject()).startsWith("测试");

        stories.tell(WARNING, stories.somebody("a@zhangzhou.example"));
        stories.runDueJobs();
        assertThat(MAIL.getReceivedMessages()).hasSize(2);
        assertThat(stories.rows()).extracting(r -> r.get("state")).containsExactly("SENT");
    }

    @Test
    void whatWentWrongIsSaidInChinese() throws Exception {
        people.setEmail("admin", "admin@zhangzhou.example");
        assertThat(admin.form(HOOK_PAGE, HOOK_PAGE + "/trial").status()).isEqualTo(409);
        setsTheHook();
        assertThat(tries(HOOK_PAGE)).contains("测试成功：对方收下了测试消息");
        assertThat(HOOK.calls()).hasSize(1);
        HOOK.answers(401);
        assertThat(tries(HOOK_PAGE)).contains("HTTP 401", "签名密钥可能与对方的不一致");
        HOOK.answers(302);
        assertThat(tries(HOOK_PAGE)).contains("HTTP 302");
        assertThat(HOOK.elsewhere()).isEmpty();

        assertIsSet(setsTheMail("user", "stranger", "password", WORD));
        assertThat(tries(MAIL_PAGE)).contains("服务器不接受这个用户名和口令");
        String closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = String.valueOf(socket.getLocalPort());
        }
        assertIsSet(sets(MAIL_PAGE, mailFields(closed)));
        assertThat(tries(MAIL_PAGE)).contains("连不上");
        assertIsSet(sets(
                MAIL_PAGE, "host", "127.0.0.1", "port", closed, "safety", "TLS", "from", "ganxian@zhangzhou.example"));
        assertIsSet(sets(HOOK_PAGE, "url", "http://127.0.0.1:" + closed + "/"));
        assertThat(tries(HOOK_PAGE)).contains("连不上");
        assertThat(stories.jdbc.queryForObject(
                        "select count(*) from audit_entry where action = 'settings-tried'", Long.class))
                .isEqualTo(6);
        assertThat(stories.rows()).as("a test is no notice").isEmpty();
    }

    @Test
    void theAddressOnPaperFollows() {
        assertThat(address.opensFromOutside()).isFalse();
        assertIsSet(sets(ADDRESS_PAGE, "url", " https://fuwu.zhangzhou.example/ "));
        assertThat(address.of("/portal")).isEqualTo("https://fuwu.zhangzhou.example/portal");
        assertIsSet(sets(ADDRESS_PAGE, "url", ""));
        assertThat(address.opensFromOutside()).isFalse();
    }

    @Test
    void theFirstHourLeadsHereAndKnowsWhatIsDone() {
        String steps = admin.get("/desk/setup").body();
        assertThat(steps).contains("没有设置，通知不发邮件", "没有设置短信网关", "群众从外面打不开", ADDRESS_PAGE, MAIL_PAGE, HOOK_PAGE);
        String check = "/desk/setup/check?flow=" + "%E9%80%9A%E7%9F%A5%E5%92%8C%E6%96%87%E4%B9%A6";
        assertThat(admin.get(check).body()).contains("没有设置邮件和短信：", MAIL_PAGE, "通知里的网址和文书上的二维码群众打不开", ADDRESS_PAGE);

        setsTheHook();
        assertThat(admin.get(check).body()).doesNotContain("没有设置邮件和短信：");
        assertIsSet(sets(ADDRESS_PAGE, "url", "https://fuwu.zhangzhou.example"));
        assertThat(admin.get(check).body()).doesNotContain("群众打不开");
        assertThat(admin.get("/desk/setup").body())
                .contains("已设置短信网关", "没有设置，通知不发邮件", "https://fuwu.zhangzhou.example/")
                .doesNotContain("群众从外面打不开");
    }
}
