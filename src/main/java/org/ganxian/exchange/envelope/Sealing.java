package org.ganxian.exchange.envelope;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.platform.Refusal;

/** Puts bodies into envelopes and takes them out again, with one suite and one secret. */
@RequiredArgsConstructor
public final class Sealing {

    private final Suite suite;
    private final byte[] secret;

    /** @param open with all but hash, body and signature */
    public Envelope seal(Envelope open, String body) {
        byte[] plain = body.getBytes(StandardCharsets.UTF_8);
        byte[] sealed = suite.seal(secret, plain, bound(open));
        Envelope unsigned = open.withBodyHash(DigestUtils.sha256Hex(plain))
                .withBody(Base64.getEncoder().encodeToString(sealed));
        return unsigned.withSignature(suite.sign(secret, unsigned.canonical()));
    }

    /** @return hexadecimal */
    public String sign(String words) {
        return suite.sign(secret, words.getBytes(StandardCharsets.UTF_8));
    }

    public boolean isSigned(Envelope envelope) {
        return suite.isSignature(secret, envelope.canonical(), Objects.toString(envelope.signature(), ""));
    }

    /**
     * The plain body.
     *
     * @throws Refusal 400 when it is not what was signed
     */
    public String open(Envelope envelope) {
        byte[] sealed;
        try {
            sealed = Base64.getDecoder().decode(Objects.toString(envelope.body(), ""));
        } catch (IllegalArgumentException e) {
            throw Refusal.field("body", "正文应为 Base64");
        }
        byte[] plain = suite.open(secret, sealed, bound(envelope));
        String hash = Objects.toString(envelope.bodyHash(), "").toLowerCase(Locale.ROOT);
        if (!MessageDigest.isEqual(
                DigestUtils.sha256Hex(plain).getBytes(StandardCharsets.US_ASCII),
                hash.getBytes(StandardCharsets.UTF_8))) {
            throw Refusal.field("bodyHash", "正文与 bodyHash 不符");
        }
        return EnvelopeReader.text(plain);
    }

    private static byte[] bound(Envelope envelope) {
        return Objects.toString(envelope.messageId(), "").getBytes(StandardCharsets.UTF_8);
    }
}
