package org.ganxian.notice;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganxian.settings.Setting;
import org.ganxian.settings.SettingValues;
import org.ganxian.settings.SettingsSection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 短信网关: which system is called for every notice, to send it on. */
@Component
class WebhookSection implements SettingsSection {

    static final String ID = "webhook";
    static final String URL = "url";
    static final String SECRET = "secret";

    private static final int SHORTEST_SECRET = 16;
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
                        "至少 " + SHORTEST_SECRET + " 个字符，双方各存一份，可用 openssl rand -hex 32 生成",
                        SECRET_LENGTH));
    }

    @Override
    public Map<String, String> wrongWhenFixed(SettingValues values) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (address(values) == null) {
            wrong.put(URL, "应为 https 地址（只有本机可以用 http），其中不带用户名和密码");
        }
        if (values.get(SECRET).strip().length() < SHORTEST_SECRET) {
            wrong.put(SECRET, "至少要有 " + SHORTEST_SECRET + " 个字符，可用 openssl rand -hex 32 生成");
        }
        return wrong;
    }

    @Override
    public Map<String, String> wrong(SettingValues values) {
        Map<String, String> wrong = new LinkedHashMap<>(wrongWhenFixed(values));
        URI address = address(values);
        if (address != null && !Destination.mayBeSet(address.getHost())) {
            wrong.put(URL, NotSent.ADDRESS_REFUSED);
        }
        return wrong;
    }

    /** Null for what must not be called. */
    static @Nullable URI address(SettingValues values) {
        try {
            URI uri = new URI(values.get(URL));
            if (uri.getHost() == null || uri.getUserInfo() != null) {
                return null;
            }
            boolean secure = "https".equalsIgnoreCase(uri.getScheme());
            boolean local = "http".equalsIgnoreCase(uri.getScheme()) && MailSection.isThisMachine(uri.getHost());
            return secure || local ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
