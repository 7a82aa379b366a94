package org.ganxian.exchange.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.Test;

class SealingTest {

    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    private final Sealing sealing = new Sealing(new HmacAesSuite(), SECRET);

    private static Envelope open(String messageId, String sourceNo) {
        return new Envelope(
                "1",
                messageId,
                "CREATE",
                "12345",
                "ganxian",
                sourceNo,
                null,
                1,
                "2026-06-08T09:00:00+08:00",
                "2026-06-08T09:00:01+08:00",
                null,
                "k1",
                "0123456789abcdef",
                null,
                null);
    }

    private final Envelope sealed = sealing.seal(open("a", "HT-1"), "{\"text\":\"灯坏了\"}");

    @Test
    void whatWasSealedIsOpenedAndSaysTheSame() {
        assertThat(sealing.isSigned(sealed)).isTrue();
        assertThat(sealing.open(sealed)).isEqualTo("{\"text\":\"灯坏了\"}");
        assertThat(sealed.body()).doesNotContain("灯");
    }

    /** So that a partner's programmer can check theirs: made by Python's hmac. */
    @Test
    void theSignatureIsAsWritten() {
        Envelope fixed = new Envelope(
                "1", "a", "CREATE", "12345", "ganxian", "HT-1", null, 1, "t1", "t2", "h", "k1", "n", "ignored", null);
        assertThat(new String(fixed.canonical(), StandardCharsets.UTF_8))
                .isEqualTo("1\na\nCREATE\n12345\nganxian\nHT-1\n\n1\nt1\nt2\nh\nk1\nn");
        assertThat(new HmacAesSuite().sign(SECRET, fixed.canonical()))
                .isEqualTo("b89e3997337ec3993b7895284c6883f683313cf9051ecffb9e511e31c17ea6d5");
    }

    @Test
    void aChangedHeadIsNotSigned() {
        Envelope other = new Envelope(
                sealed.schemaVersion(),
                sealed.messageId(),
                sealed.type(),
                sealed.from(),
                sealed.to(),
                "HT-2",
                sealed.peerNo(),
                sealed.seq(),
                sealed.occurredAt(),
                sealed.sentAt(),
                sealed.bodyHash(),
                sealed.keyId(),
                sealed.nonce(),
                sealed.body(),
                sealed.signature());
        assertThat(sealing.isSigned(other)).isFalse();
    }

    @Test
    void aBodyOfAnotherMessageOrAnotherKeyIsNotOpened() {
        Envelope moved = new Envelope(
                "1",
                "b",
                "CREATE",
                "12345",
                "ganxian",
                "HT-1",
                null,
                1,
                "t1",
                "t2",
                sealed.bodyHash(),
                "k1",
                "n",
                sealed.body(),
                null);
        assertThatThrownBy(() -> sealing.open(moved))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("解不开");
        byte[] another = SECRET.clone();
        another[0]++;
        assertThatThrownBy(() -> new Sealing(new HmacAesSuite(), another).open(sealed))
                .hasMessageContaining("解不开");
        assertThatThrownBy(() -> sealing.open(withBody("%%%"))).hasMessageContaining("Base64");
        assertThatThrownBy(() -> sealing.open(withBody(Base64.getEncoder().encodeToString(new byte[4]))))
                .hasMessageContaining("不完整");
    }

    private Envelope withBody(String body) {
        return new Envelope(
                "1",
                "a",
                "CREATE",
                "12345",
                "ganxian",
                "HT-1",
                null,
                1,
                "t1",
                "t2",
                sealed.bodyHash(),
                "k1",
                "n",
                body,
                null);
    }
}
