package org.ganxian.notice;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** An application that tells by e-mail and by webhook, to servers that stay as long as the tests run. */
abstract class NoticeChannels {

    static final GreenMail MAIL = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
    static final WebhookReceiver HOOK = new WebhookReceiver();

    static {
        MAIL.start();
    }

    @DynamicPropertySource
    static void channels(DynamicPropertyRegistry properties) {
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", () -> MAIL.getSmtp().getPort());
        properties.add("ganxian.notice.mail.from", () -> "ganxian@zhangzhou.example");
        properties.add("ganxian.notice.webhook.url", HOOK::url);
        properties.add("ganxian.notice.webhook.secret", () -> WebhookReceiver.SECRET);
    }
}
