package org.ganxian.notice;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.settings.Setting;
import org.ganxian.settings.SettingValues;
import org.ganxian.settings.SettingsSection;

/** Another system that is called with signed requests: where, and with which secret. */
@RequiredArgsConstructor
public abstract class GatewaySection implements SettingsSection {

    public static final String URL = "url";
    public static final String SECRET = "secret";

    private static final int SHORTEST_SECRET = 16;
    private static final int SECRET_LENGTH = 200;
    private static final int LENGTH = 500;

    /** What the deployment's properties of it begin with. */
    private final String properties;

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.text(URL, properties + ".url", "地址", "https 开头，只有本机可以用 http；密钥不要写在地址里", LENGTH),
                Setting.secret(
                        SECRET,
                        properties + ".secret",
                        "签名密钥",
                        "至少 " + SHORTEST_SECRET + " 个字符，双方各存一份，可用 openssl rand -hex 32 生成",
                        SECRET_LENGTH));
    }

    @Override
    public Map<String, String> wrongWhenFixed(SettingValues values) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (SignedCalls.address(values.get(URL)) == null) {
            wrong.put(URL, "应为 https 地址（只有本机可以用 http），其中不带用户名和密码");
        }
        if (values.get(SECRET).strip().length() < SHORTEST_SECRET) {
            wrong.put(SECRET, "至少要有 " + SHORTEST_SECRET + " 个字符，可用 openssl rand -hex 32 生成");
        }
        return wrong;
    }

    /** Asks for the host's addresses. */
    @Override
    public Map<String, String> wrong(SettingValues values) {
        Map<String, String> wrong = new LinkedHashMap<>(wrongWhenFixed(values));
        URI address = SignedCalls.address(values.get(URL));
        if (address != null && !Destination.mayBeSet(address.getHost())) {
            wrong.put(URL, NotSent.ADDRESS_REFUSED);
        }
        return wrong;
    }
}
