package org.ganxian.notice;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.setup.SetupPart;
import org.springframework.stereotype.Component;

/** Whether notices leave the house. */
@Component
@RequiredArgsConstructor
class NoticeSetup implements SetupPart {

    private static final String PAGE = "/desk/settings/";

    private final MailChannel mail;
    private final WebhookChannel webhook;

    @Override
    public List<Step> steps() {
        return List.of(
                new Step(80, "邮件", mail.isOn(), mail.isOn() ? "已设置" : "没有设置，通知不发邮件", PAGE + MailSection.ID),
                new Step(
                        81,
                        "短信",
                        webhook.isOn(),
                        webhook.isOn() ? "已设置短信网关" : "没有设置短信网关，通知不发短信",
                        PAGE + WebhookSection.ID));
    }

    @Override
    public List<Missing> missing() {
        return mail.isOn() || webhook.isOn()
                ? List.of()
                : List.of(new Missing("通知和文书", "没有设置邮件和短信：提醒和督办通知只在站内看得到", PAGE + MailSection.ID));
    }
}
