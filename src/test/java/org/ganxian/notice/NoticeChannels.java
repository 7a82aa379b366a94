package org.ganxian.notice;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import java.util.Map;
import org.ganxian.settings.Settings;
import org.ganxian.settings.SettingsStories;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The city's administrators have set both channels, to servers that stay as long as the tests run. */
abstract class NoticeChannels {

    static final GreenMail MAIL = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
    static final WebhookReceiver HOOK = new WebhookReceiver();

    static {
        MAIL.start();
    }

    @Autowired
    ApplicationContext application;

    @Autowired
    Settings settings;

    @Autowired
    WebhookSection webhook;

    @Autowired
    MailSection mail;

    @BeforeEach
    void bothChannelsAreSet() {
        if (!webhook.isOn(settings.of(webhook))) {
            SettingsStories.set(
                    application,
                    webhook,
                    Map.of(WebhookSection.URL, HOOK.url(), WebhookSection.SECRET, WebhookReceiver.SECRET));
            setMail(MAIL.getSmtp().getPort());
        }
    }

    void setMail(int port) {
        SettingsStories.set(
                application,
                mail,
                Map.of(
                        MailSection.HOST,
                        "127.0.0.1",
                        MailSection.PORT,
                        String.valueOf(port),
                        MailSection.SAFETY,
                        MailSection.NONE,
                        MailSection.FROM,
                        "ganxian@zhangzhou.example"));
    }
}
