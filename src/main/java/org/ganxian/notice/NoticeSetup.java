package org.ganxian.notice;

import java.util.List;
import org.ganxian.organization.setup.SetupPart;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Whether notices leave the house. */
@Component
class NoticeSetup implements SetupPart {

    private final boolean leaves;

    NoticeSetup(@Value("${spring.mail.host:}") String mail, @Value("${ganxian.notice.webhook.url:}") String webhook) {
        this.leaves = !mail.isBlank() || !webhook.isBlank();
    }

    @Override
    public List<Step> steps() {
        return List.of(new Step(80, "邮件和短信", leaves, leaves ? "已设置" : "没有设置，通知只在站内；请设置 spring.mail.host 或短信网关后重启", ""));
    }

    @Override
    public List<Missing> missing() {
        return leaves ? List.of() : List.of(new Missing("通知和文书", "没有设置邮件和短信：提醒和督办通知只在站内看得到", ""));
    }
}
