package org.ganxian.notice;

import java.util.List;
import java.util.Map;
import org.ganxian.settings.Setting;
import org.ganxian.settings.SettingValues;
import org.ganxian.settings.SettingsSection;
import org.springframework.stereotype.Component;

/** 短信网关: which system is called for every notice, to send it on. */
@Component
class WebhookSection implements SettingsSection {

    static final String ID = "webhook";
    static final String URL = "url";
    static final String SECRET = "secret";

    private static final int SECRET_LENGTH = 200;
    private static final int LENGTH = 500;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public String title() {
        return "短信网关";
    }

    @Override
    public String hint() {
        return "每条通知都用签名的请求（Webhook）告诉另一个系统，由它发短信或转到政务消息平台。地址留空则不调用";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.text(URL, "ganxian.notice.webhook.url", "地址", "https 开头，只有本机可以用 http；密钥不要写在地址里", LENGTH),
                Setting.secret(
                        SECRET,
                        "ganxian.notice.webhook.secret",
                        "签名密钥",
                        "至少 " + SignedCalls.SHORTEST_SECRET + " 个字符，双方各存一份，可用 openssl rand -hex 32 生成",
                        SECRET_LENGTH));
    }

    @Override
    public Map<String, String> wrongWhenFixed(SettingValues values) {
        return SignedCalls.wrongWhenFixed(values, URL, SECRET);
    }

    @Override
    public Map<String, String> wrong(SettingValues values) {
        return SignedCalls.wrong(values, URL, SECRET);
    }
}
