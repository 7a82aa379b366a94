package org.ganxian.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.notice.NoticeChannels.HOOK;
import static org.ganxian.notice.NoticeChannels.MAIL;
import static org.ganxian.notice.NoticeStories.WARNING;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.WholeDatabase;
import org.ganxian.organization.People;
import org.ganxian.settings.PublicAddress;
import org.ganxian.settings.Settings;
import org.ganxian.settings.SettingsStories;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Address, mail and gateway as the city's administrators set them on their page, with real servers and a second node. */
@IntegrationTest
class KeptSettingsTest {

    private static final String HOOK_PAGE = "/desk/settings/webhook";
    private static final String MAIL_PAGE = "/desk/settings/mail";
    private static final String ADDRESS_PAGE = "/desk/settings/address";
    private static final String WORD = "word-of-the-mail-server";

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext application;

    @Autowired
    NoticeStories stories;

    @Autowired
    People people;

    @Autowired
    PublicAddress address;

    @Autowired
    WebhookSection webhook;

    @Autowired
    MailSection mail;

    @Autowired
    DataSource dataSource;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Caller admin;

    @BeforeEach
    void nothingIsSet() throws Exception {
        stories.clear();
        stories.jdbc.update("delete from audit_entry where action like 'settings-%'");
        stories.jdbc.update("delete from setting_edition");
        stories.jdbc.update("delete from setting_secret");
        stories.jdbc.update("update setting_version set stamp = 'first'");
        MAIL.purgeEmailFromAllMailboxes();
        HOOK.forget();
        people.setEmail("admin", null);
        admin = Caller.of("admin", port);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        root.detachAppender(log);
    }

    private Answer sets(String page, String... fields) {
        String seen =
                Jsoup.parse(admin.get(page).body()).select("input[name=seen]").attr("value");
        return setsHavingSeen(page, seen, fields);
    }

    private Answer setsHavingSeen(String page, String seen, String... fields) {
        String[] all = new String[fields.length + 2];
        all[0] = "seen";
        all[1] = seen;
        System.arraycopy(fields, 0, all, 2, fields.length);
        return admin.form(page, page, all);
    }

    private void setsTheHook() {
        assertIsSet(sets(HOOK_PAGE, "url", HOOK.url(), "secret", WebhookReceiver.SECRET));
    }

    private Answer setsTheMail(String... more) {
        return sets(MAIL_PAGE, mailFields(String.valueOf(MAIL.getSmtp().getPort()), more));
    }

    private static String[] mailFields(String port, String... more) {
        String[] fields = {"host", "127.0.0.1", "port", port, "safety", "NONE", "from", "干线 <ganxian@zhangzhou.example>"
        };
        String[] all = Arrays.copyOf(fields, fields.length + more.length);
        System.arraycopy(more, 0, all, fields.length, more.length);
        return all;
    }

    private static void assertIsSet(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
    }

    private String tries(String page) {
        Answer answer = admin.form(page, page + "/trial");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return Jsoup.parse(answer.body()).select("[role=status]").text();
    }

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

    // What is refused

    @ParameterizedTest
    @CsvSource({
        "/desk/settings/webhook, url, http://hook.example/, 应为 https 地址",
        "/desk/settings/webhook, url, https://169.254.169.254/latest, 元数据",
        "/desk/settings/mail, port, 二十五, 端口应在 1 到 65535 之间",
        "/desk/settings/mail, safety, SSLv3, 请选择加密",
        "/desk/settings/address, url, http://fuwu.example, 只有本机可以用 http"
    })
    void whatIsWrongIsSaidAtItsFieldAndNothingIsKept(String page, String field, String typed, String reason) {
        Map<String, Map<String, String>> right = Map.of(
                HOOK_PAGE, Map.of("url", "https://hook.invalid/", "secret", WebhookReceiver.SECRET),
                MAIL_PAGE,
                        Map.of("host", "smtp.invalid", "port", "465", "safety", "TLS", "from", "a@zhangzhou.example"),
                ADDRESS_PAGE, Map.of("url", "https://fuwu.example"));
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
