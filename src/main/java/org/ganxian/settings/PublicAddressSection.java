package org.ganxian.settings;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 对外网址. */
@Component
class PublicAddressSection implements SettingsSection {

    static final String ID = "address";
    static final String URL = "url";

    private static final int LENGTH = 200;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public String title() {
        return "对外网址";
    }

    @Override
    public String hint() {
        return "群众从这个网址打开系统；文书上的二维码指向它，印出去的多年有效，改了以后旧网址最好继续能转过来";
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.text(
                URL, "ganxian.public-url", "网址", "https 开头，例如 https://fuwu.example.gov.cn；只有本机试用可以是 http", LENGTH));
    }

    @Override
    public Map<String, String> wrong(SettingValues values) {
        URI address = address(values);
        if (address == null) {
            return Map.of(URL, "应为 https:// 开头的网址");
        } else if ("http".equals(address.getScheme()) && !isThisMachine(address.getHost())) {
            return Map.of(URL, "应为 https:// 开头的网址，只有本机可以用 http");
        }
        return address.getRawUserInfo() == null && address.getRawQuery() == null && address.getRawFragment() == null
                ? Map.of()
                : Map.of(URL, "网址里不要带用户名、问号后的参数和井号");
    }

    /** A deployment may leave it to its inner network. */
    @Override
    public Map<String, String> wrongWhenFixed(SettingValues values) {
        return address(values) == null ? Map.of(URL, "应为 http:// 或 https:// 开头的网址，现为：" + values.get(URL)) : Map.of();
    }

    private static @Nullable URI address(SettingValues values) {
        try {
            URI address = new URI(values.get(URL));
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            return web && address.getHost() != null ? address : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    static boolean isThisMachine(String host) {
        try {
            return host.equals("localhost")
                    || host.matches("[0-9.]+|\\[.*]")
                            && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
