package org.ganxian.notice;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ganxian.settings.Setting;
import org.ganxian.settings.SettingValues;
import org.ganxian.settings.SettingsSection;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** 邮件: by which server notices are mailed. */
@Component
class MailSection implements SettingsSection {

    static final String ID = "mail";
    static final String HOST = "host";
    static final String PORT = "port";
    static final String SAFETY = "safety";
    static final String USER = "user";
    static final String PASSWORD = "password";
    static final String FROM = "from";

    /** How the connection is kept from others' eyes. */
    static final String TLS = "TLS";

    static final String STARTTLS = "STARTTLS";
    static final String NONE = "NONE";

    private static final int HOST_LENGTH = 253;
    private static final int LENGTH = 120;
    private static final int SECRET_LENGTH = 200;
    private static final int PORT_LENGTH = 5;
    private static final int LAST_PORT = 65535;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public String title() {
        return "邮件";
    }

    @Override
    public String hint() {
        return "提醒、超时和督办的通知，除了站内也发到每个人自己填写的邮箱。服务器留空则不发邮件";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.text(HOST, "spring.mail.host", "服务器", "发信（SMTP）服务器的名称，例如 smtp.example.gov.cn", HOST_LENGTH),
                Setting.text(PORT, "spring.mail.port", "端口", "TLS 一般是 465，STARTTLS 587，不加密 25", PORT_LENGTH),
                Setting.choice(
                        SAFETY,
                        "加密",
                        "不加密时不能用口令",
                        List.of(
                                new Setting.Option(TLS, "TLS"),
                                new Setting.Option(STARTTLS, "STARTTLS"),
                                new Setting.Option(NONE, "不加密"))),
                Setting.text(USER, "spring.mail.username", "用户名", "不用登录的服务器留空", LENGTH),
                Setting.secret(PASSWORD, "spring.mail.password", "口令", "有的服务商叫授权码", SECRET_LENGTH),
                Setting.text(FROM, "ganxian.notice.mail.from", "发件人", "邮箱地址，例如 ganxian@example.gov.cn", LENGTH));
    }

    @Override
    public Map<String, String> fixedBy(Environment environment) {
        Map<String, String> said = new HashMap<>(SettingsSection.super.fixedBy(environment));
        if (!said.isEmpty()) {
            said.put(SAFETY, safety(environment));
        }
        return said;
    }

    private static String safety(Environment environment) {
        boolean upgraded = Stream.of("enable", "required")
                .map(which -> "spring.mail.properties.mail.smtp.starttls." + which)
                .anyMatch(property -> environment.getProperty(property, Boolean.class, false));
        boolean encrypted = "smtps".equals(environment.getProperty("spring.mail.protocol"))
                || environment.getProperty("spring.mail.ssl.enabled", Boolean.class, false);
        return encrypted ? TLS : upgraded ? STARTTLS : NONE;
    }

    @Override
    public Map<String, String> wrongWhenFixed(SettingValues values) {
        return sender(values).isPresent() ? Map.of() : Map.of(FROM, "应为发件人的邮箱地址");
    }

    @Override
    public Map<String, String> wrong(SettingValues values) {
        Map<String, String> wrong = new LinkedHashMap<>(wrongWhenFixed(values));
        String host = values.get(HOST);
        if (!isHost(host)) {
            wrong.put(HOST, "只填服务器的名称或 IP 地址，不带 smtp:// 和端口");
        } else if (!Destination.mayBeSet(host)) {
            wrong.put(HOST, NotSent.ADDRESS_REFUSED);
        }
        if (!isPort(values.get(PORT))) {
            wrong.put(PORT, "端口应在 1 到 " + LAST_PORT + " 之间");
        }
        if (values.has(PASSWORD) && values.get(SAFETY).equals(NONE) && !isThisMachine(host)) {
            wrong.put(SAFETY, "不加密的连接会让口令被人看到，请选择 TLS 或 STARTTLS");
        }
        if (values.has(USER) && !values.has(PASSWORD)) {
            wrong.put(PASSWORD, "有用户名时请填写口令");
        } else if (!values.has(USER) && values.has(PASSWORD)) {
            wrong.put(USER, "有口令时请填写用户名");
        }
        return wrong;
    }

    private static boolean isHost(String host) {
        try {
            return host.equals(URI.create("smtp://" + host).getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isPort(String port) {
        return port.matches("\\d{1,5}") && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= LAST_PORT;
    }

    static boolean isThisMachine(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    /** Without a user the password is of no use. */
    @Override
    public boolean needsSecret(SettingValues values) {
        return values.has(USER);
    }

    /** Whoever can name another server must not get the password sent there, nor have it sent in the open. */
    @Override
    public boolean isForSomebodyElse(SettingValues before, SettingValues after) {
        return Stream.of(HOST, PORT, SAFETY, USER)
                .anyMatch(key -> !before.get(key).equals(after.get(key)));
    }

    /** Empty for what is no address. */
    static Optional<InternetAddress> sender(SettingValues values) {
        try {
            InternetAddress address = new InternetAddress(values.get(FROM), true);
            return Optional.of(address).filter(a -> a.getAddress().indexOf('@') > 0);
        } catch (AddressException e) {
            return Optional.empty();
        }
    }
}
