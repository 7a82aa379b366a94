package org.ganxian.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.notice.NoticeChannels.HOOK;
import static org.ganxian.notice.NoticeChannels.MAIL;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Arrays;
import javax.sql.DataSource;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.organization.People;
import org.ganxian.settings.PublicAddress;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The city's administrator at the pages of settings, of which none is set before. */
abstract class SettingsDesk {

    static final String HOOK_PAGE = "/desk/settings/webhook";
    static final String MAIL_PAGE = "/desk/settings/mail";
    static final String ADDRESS_PAGE = "/desk/settings/address";
    static final String WORD = "word-of-the-mail-server";

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

    final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    final ListAppender<ILoggingEvent> log = new ListAppender<>();
    Caller admin;

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

    Answer sets(String page, String... fields) {
        String seen =
                Jsoup.parse(admin.get(page).body()).select("input[name=seen]").attr("value");
        return setsHavingSeen(page, seen, fields);
    }

    Answer setsHavingSeen(String page, String seen, String... fields) {
        String[] all = new String[fields.length + 2];
        all[0] = "seen";
        all[1] = seen;
        System.arraycopy(fields, 0, all, 2, fields.length);
        return admin.form(page, page, all);
    }

    void setsTheHook() {
        assertIsSet(sets(HOOK_PAGE, "url", HOOK.url(), "secret", WebhookReceiver.SECRET));
    }

    Answer setsTheMail(String... more) {
        return sets(MAIL_PAGE, mailFields(String.valueOf(MAIL.getSmtp().getPort()), more));
    }

    static String[] mailFields(String port, String... more) {
        String[] fields = {"host", "127.0.0.1", "port", port, "safety", "NONE", "from", "干线 <ganxian@zhangzhou.example>"
        };
        String[] all = Arrays.copyOf(fields, fields.length + more.length);
        System.arraycopy(more, 0, all, fields.length, more.length);
        return all;
    }

    static void assertIsSet(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
    }

    String tries(String page) {
        Answer answer = admin.form(page, page + "/trial");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return Jsoup.parse(answer.body()).select("[role=status]").text();
    }
}
