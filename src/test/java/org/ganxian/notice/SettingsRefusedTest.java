package org.ganxian.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.notice.NoticeChannels.HOOK;
import static org.ganxian.notice.NoticeChannels.MAIL;
import static org.ganxian.notice.NoticeStories.WARNING;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nobody can set on the pages of settings, and what is not lost by it. */
@IntegrationTest
class SettingsRefusedTest extends SettingsDesk {

    @ParameterizedTest
    @CsvSource({
        "/desk/settings/webhook, url, http://hook.example/, 应为 https 地址",
        "/desk/settings/webhook, url, https://169.254.169.254/latest, 元数据",
        "/desk/settings/mail, port, 二十五, 端口应在 1 到 65535 之间",
        "/desk/settings/mail, safety, SSLv3, 请选择加密",
        "/desk/settings/address, url, http://fuwu.example, 只有本机可以用 http",
        "/desk/settings/bursts, fewest, 4, 应是 5 到 1000 的整数"
    })
    void whatIsWrongIsSaidAtItsFieldAndNothingIsKept(String page, String field, String typed, String reason) {
        Map<String, Map<String, String>> right = Map.of(
                HOOK_PAGE,
                Map.of("url", "https://hook.invalid/", "secret", WebhookReceiver.SECRET),
                MAIL_PAGE,
                Map.of("host", "smtp.invalid", "port", "465", "safety", "TLS", "from", "a@zhangzhou.example"),
                ADDRESS_PAGE,
                Map.of("url", "https://fuwu.example"),
                "/desk/settings/bursts",
                Map.of("fewest", "5", "times", "2"));
        Map<String, String> fields = new HashMap<>(right.get(page));
        fields.put(field, typed);
        Answer answer = sets(
                page,
                fields.entrySet().stream()
                        .flatMap(one -> Stream.of(one.getKey(), one.getValue()))
                        .toArray(String[]::new));
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(Jsoup.parse(answer.body()).select(".wrong .error").text()).contains(reason);
        assertThat(stories.jdbc.queryForObject("select count(*) from setting_edition", Long.class))
                .isZero();
    }

    /** Else whoever may change settings could have a password sent to a server of their own. */
    @Test
    void aPasswordGoesToNoOtherServerThanItWasTypedFor() {
        assertIsSet(setsTheMail("user", "ganxian", "password", WORD));
        Answer elsewhere = sets(MAIL_PAGE, mailFields("2525", "user", "ganxian"));
        assertThat(elsewhere.status()).isEqualTo(400);
        assertThat(elsewhere.body()).contains("将发给另一台服务器或另一个用户，请重新填写");
        assertIsSet(sets(
                MAIL_PAGE,
                "host",
                "127.0.0.1",
                "port",
                String.valueOf(MAIL.getSmtp().getPort()),
                "safety",
                "NONE",
                "user",
                "ganxian",
                "from",
                "other@zhangzhou.example"));
        Answer inTheOpen = sets(
                MAIL_PAGE,
                "host",
                "smtp.invalid",
                "port",
                "25",
                "safety",
                "NONE",
                "user",
                "ganxian",
                "password",
                WORD,
                "from",
                "other@zhangzhou.example");
        assertThat(inTheOpen.status()).isEqualTo(400);
        assertThat(inTheOpen.body()).contains("不加密的连接会让口令被人看到").doesNotContain(WORD);
    }

    @Test
    void theSecondOfTwoAdministratorsIsToldAndChangesNothing() {
        setsTheHook();
        Answer late = setsHavingSeen(HOOK_PAGE, "0", "url", "https://late.invalid/", "secret", WebhookReceiver.SECRET);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("刚刚有别人改了“短信网关”");
        assertThat(sets(HOOK_PAGE, "url", HOOK.url()).body()).contains("没有要保存的改动");
        assertThat(stories.jdbc.queryForObject("select count(*) from setting_edition", Long.class))
                .isEqualTo(1);
    }

    @Test
    void whoChangedWhatIsShownAndAnEarlierValueIsSetAgainWithoutItsSecret() {
        setsTheHook();
        long first = stories.jdbc.queryForObject("select max(id) from setting_edition", Long.class);
        assertIsSet(sets(HOOK_PAGE, "url", "https://new.invalid/", "secret", "another-secret-of-both"));
        String page = Jsoup.parse(admin.get(HOOK_PAGE).body()).text();
        assertThat(page).contains("地址：" + HOOK.url() + " → https://new.invalid/", "签名密钥：已更换或清除", "系统管理员");
        Answer again = admin.get(HOOK_PAGE + "?from=" + first);
        assertThat(Jsoup.parse(again.body()).select("input[name=url]").attr("value"))
                .isEqualTo(HOOK.url());
        assertThat(Jsoup.parse(again.body()).select("input[name=secret]").attr("value"))
                .isEmpty();
        assertIsSet(sets(HOOK_PAGE, "url", HOOK.url(), "secret", WebhookReceiver.SECRET));
        assertThat(tries(HOOK_PAGE)).contains("测试成功");
    }

    @Test
    void aSecretThatNoKeyReadsStopsNoStepOfACase() {
        setsTheHook();
        stories.jdbc.update("update setting_secret set secret = 'bm8ga2V5IHJlYWRzIHRoaXM='");
        stories.jdbc.update("update setting_version set stamp = 'lost'");
        stories.tell(WARNING, "manager");
        assertThat(stories.row()).containsEntry("channel", "WEBHOOK").containsEntry("state", "WAITING");
        assertThat(tries(HOOK_PAGE)).contains("还没有设置地址");
        assertIsSet(sets(HOOK_PAGE, "url", HOOK.url(), "secret", WebhookReceiver.SECRET));
        stories.runDueJobs();
        assertThat(stories.row()).containsEntry("state", "SENT");
    }
}
