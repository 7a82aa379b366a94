package org.ganxian.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.ganxian.settings.SettingValues;
import org.ganxian.settings.Settings;
import org.ganxian.settings.SettingsStories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mock.env.MockEnvironment;

/** A channel that is half configured stops the start, with a word that says what is missing. */
class NoticeSettingsTest {

    private static final String SECRET = "0123456789abcdef";

    private static Settings fixed(String... said) {
        MockEnvironment environment = new MockEnvironment();
        for (int i = 0; i < said.length; i += 2) {
            environment.setProperty(said[i], said[i + 1]);
        }
        return SettingsStories.fixedBy(environment, new MailSection(), new WebhookSection());
    }

    private static WebhookChannel webhook(String url, String secret) {
        Settings settings = fixed("ganxian.notice.webhook.url", url, "ganxian.notice.webhook.secret", secret);
        return new WebhookChannel(
                settings, new WebhookSection(), new SignedCalls(new ObjectMapper(), Clock.systemUTC()));
    }

    private static MailChannel mail(String host, String from) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("sender", new JavaMailSenderImpl());
        Settings settings = fixed("spring.mail.host", host, "ganxian.notice.mail.from", from);
        return new MailChannel(beans.getBeanProvider(JavaMailSender.class), settings, new MailSection(), null);
    }

    @Test
    void withoutSettingsBothChannelsAreOff() {
        assertThat(webhook("", "").isOn()).isFalse();
        assertThat(webhook(" ", "").isOn()).isFalse();
        assertThat(mail("", "").isOn()).isFalse();
        assertThat(mail("", "a@b.cn").isOn()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hook.example/ganxian?x=1",
                "HTTPS://hook.example",
                "http://localhost:8080/",
                "http://127.0.0.1/x",
                "http://[::1]:9000/"
            })
    void theWebhookIsCalledOverHttpsOrOnThisMachine(String url) {
        assertThat(webhook(url, SECRET).isOn()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hook.example/",
                "http://127.0.0.1.hook.example/",
                "http://localhost.hook.example/",
                "https://user:pass@hook.example/",
                "https://",
                "ftp://127.0.0.1/",
                "hook.example",
                "https://a b"
            })
    void anyOtherAddressStopsTheStart(String url) {
        assertThatThrownBy(() -> webhook(url, SECRET))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ganxian.notice.webhook.url")
                .hasMessageContaining("https");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "fifteen-letters", "                    "})
    void aShortSecretStopsTheStart(String secret) {
        assertThatThrownBy(() -> webhook("https://hook.example", secret))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ganxian.notice.webhook.secret")
                .hasMessageContaining("16");
    }

    @Test
    void theSecretIsNotShownWhenSettingsAre() {
        assertThat(SettingValues.of(Map.of(WebhookSection.URL, "https://hook.example", WebhookSection.SECRET, SECRET))
                        .toString())
                .contains(WebhookSection.SECRET)
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ganxian", "a@b@c", "a@b.cn, c@d.cn"})
    void mailWithoutASenderStopsTheStart(String from) {
        assertThatThrownBy(() -> mail("smtp.example", from))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ganxian.notice.mail.from");
    }

    @Test
    void mailWithASenderIsOn() {
        assertThat(mail("smtp.example", "干线 <ganxian@b.cn>").isOn()).isTrue();
    }

    /** What a deployment may say without being asked is checked where somebody types it. */
    @ParameterizedTest
    @CsvSource({
        "host, smtp://smtp.invalid, 只填服务器的名称",
        "host, smtp.invalid:25, 只填服务器的名称",
        "host, smtp invalid, 只填服务器的名称",
        "host, 100.100.100.200, 元数据",
        "host, 169.254.1.1, 链路本地",
        "port, 0, 端口应在 1 到 65535 之间",
        "port, 65536, 端口应在 1 到 65535 之间",
        "port, 二十五, 端口应在 1 到 65535 之间",
        "port, '', 端口应在 1 到 65535 之间",
        "from, ganxian, 应为发件人的邮箱地址",
        "password, '', 有用户名时请填写口令",
        "user, '', 有口令时请填写用户名",
        "safety, NONE, 不加密的连接会让口令被人看到"
    })
    void onThePageWhatIsWrongOfTheMailIsSaidAtItsField(String key, String value, String reason) {
        Map<String, String> values = new HashMap<>(Map.of(
                "host", "smtp.invalid",
                "port", "465",
                "safety", "TLS",
                "user", "ganxian",
                "password", "a word",
                "from", "ganxian@zhangzhou.example"));
        assertThat(new MailSection().wrong(SettingValues.of(values))).isEmpty();
        values.put(key, value);
        assertThat(new MailSection().wrong(SettingValues.of(values)))
                .hasSize(1)
                .hasEntrySatisfying(key, said -> assertThat(said).contains(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "url, http://hook.invalid/, 应为 https 地址",
        "url, https://user:word@hook.invalid/, 不带用户名和密码",
        "url, https://[fe80::1]/, 链路本地",
        "url, https://169.254.169.254/latest, 元数据",
        "secret, fifteen-letters, 至少要有 16 个字符"
    })
    void onThePageWhatIsWrongOfTheGatewayIsSaidAtItsField(String key, String value, String reason) {
        Map<String, String> values = new HashMap<>(Map.of("url", "https://10.1.2.3/sms", "secret", SECRET));
        assertThat(new WebhookSection().wrong(SettingValues.of(values))).isEmpty();
        values.put(key, value);
        assertThat(new WebhookSection().wrong(SettingValues.of(values)))
                .hasSize(1)
                .hasEntrySatisfying(key, said -> assertThat(said).contains(reason));
    }
}
