package org.ganxian.platform.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.lang3.StringUtils;

/**
 * HMAC-SHA-256 under a key that is made of the personal data's: equal for equal texts, and telling nothing to whoever
 * lacks the key.
 */
public final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "ganxian: hashes to find by";
    private static final int LETTERS = 36;

    /** As many as 64 bits always fill. */
    private static final int MOST = 12;

    private final Mac keyed;
    private final String mark;

    /** @param key 32 bytes, of the personal data */
    KeyedHash(byte[] key) {
        this.keyed = keyed(keyed(key).doFinal(PURPOSE.getBytes(StandardCharsets.UTF_8)));
        this.mark = of("mark", MOST);
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Names the key without telling it; twelve characters. */
    public String mark() {
        return mark;
    }

    /** @param length 1 to 12 lower-case letters and digits; five bits each */
    public String of(String text, int length) {
        try {
            byte[] hash = ((Mac) keyed.clone()).doFinal(text.getBytes(StandardCharsets.UTF_8));
            String letters = Long.toUnsignedString(ByteBuffer.wrap(hash).getLong(), LETTERS);
            return StringUtils.right(StringUtils.leftPad(letters, MOST, '0'), length);
        } catch (CloneNotSupportedException everyJavaCan) {
            throw new IllegalStateException(everyJavaCan);
        }
    }
}
