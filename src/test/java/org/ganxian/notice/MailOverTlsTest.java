package org.ganxian.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.notice.NoticeChannels.MAIL;

import javax.net.ssl.SSLContext;
import org.ganxian.IntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The test button of the mail settings, against a server that encrypts. */
@IntegrationTest
@Tag("any-database")
class MailOverTlsTest extends SettingsDesk {

    private final SSLContext before = defaultContext();

    private static SSLContext defaultContext() {
        try {
            return SSLContext.getDefault();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void theServerKnowsOneUser() {
        MAIL.setUser("ganxian@zhangzhou.example", "ganxian", WORD);
        people.setEmail("admin", "admin@zhangzhou.example");
    }

    @AfterEach
    void nothingIsTrustedAnyMore() {
        SSLContext.setDefault(before);
        MAIL.getUserManager().deleteUser(MAIL.getUserManager().getUser("ganxian"));
    }

    private void sets(String safety, int port, String password) {
        assertIsSet(sets(
                MAIL_PAGE,
                "host",
                "127.0.0.1",
                "port",
                String.valueOf(port),
                "safety",
                safety,
                "user",
                "ganxian",
                "password",
                password,
                "from",
                "ganxian@zhangzhou.example"));
    }

    private static TlsFront front(String safety, String name) throws Exception {
        return new TlsFront(MAIL.getSmtp().getPort(), safety.equals(MailSection.TLS), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {MailSection.TLS, MailSection.STARTTLS})
    void mailGoesEncryptedAndAWrongPasswordIsSaid(String safety) throws Exception {
        try (TlsFront front = front(safety, "ip:127.0.0.1")) {
            SSLContext.setDefault(front.trusting());
            sets(safety, front.port(), WORD);
            assertThat(tries(MAIL_PAGE)).contains("测试成功");
            assertThat(MAIL.getReceivedMessages()).hasSize(1);

            sets(safety, front.port(), "another-word");
            assertThat(tries(MAIL_PAGE)).contains("服务器不接受这个用户名和口令");
            assertThat(MAIL.getReceivedMessages()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TLS, ip:127.0.0.1, false",
        "STARTTLS, ip:127.0.0.1, false",
        "TLS, dns:other.example, true",
        "STARTTLS, dns:other.example, true"
    })
    void aCertificateThatNobodyVouchesForOrOfAnotherNameIsRefusedInChinese(String safety, String name, boolean trusted)
            throws Exception {
        try (TlsFront front = front(safety, name)) {
            if (trusted) {
                SSLContext.setDefault(front.trusting());
            }
            sets(safety, front.port(), WORD);
            assertThat(tries(MAIL_PAGE)).contains("证书不受信任、名称不符");
            assertThat(MAIL.getReceivedMessages()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"TLS, 加密连接没有建立", "STARTTLS, 没有按所选的方式加密"})
    void aServerThatDoesNotEncryptGetsNothing(String safety, String why) throws Exception {
        sets(safety, MAIL.getSmtp().getPort(), WORD);
        assertThat(tries(MAIL_PAGE)).contains(why);
        assertThat(MAIL.getReceivedMessages()).isEmpty();
    }
}
