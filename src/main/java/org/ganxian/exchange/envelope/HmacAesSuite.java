package org.ganxian.exchange.envelope;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.apache.commons.lang3.ArrayUtils;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/**
 * HMAC-SHA-256 and AES-256-GCM, each under a key of its own that is made of the shared secret: HMAC-SHA-256 of the purpose
 * under the secret. A sealed body is twelve random bytes, then ciphertext and tag.
 */
@Component
public class HmacAesSuite implements Suite {

    public static final String NAME = "HS256-A256GCM";

    private static final byte[] SIGNING = "ganxian-exchange-sign".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SEALING = "ganxian-exchange-body".getBytes(StandardCharsets.UTF_8);
    private static final int IV = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String sign(byte[] secret, byte[] content) {
        return hmac(key(secret, SIGNING)).hmacHex(content);
    }

    @Override
    public boolean isSignature(byte[] secret, byte[] content, String signature) {
        return MessageDigest.isEqual(
                sign(secret, content).getBytes(StandardCharsets.US_ASCII),
                signature.toLowerCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] seal(byte[] secret, byte[] plain, byte[] bound) {
        byte[] iv = new byte[IV];
        RANDOM.nextBytes(iv);
        try {
            return ArrayUtils.addAll(
                    iv, cipher(Cipher.ENCRYPT_MODE, secret, iv, bound).doFinal(plain));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    @Override
    public byte[] open(byte[] secret, byte[] sealed, byte[] bound) {
        if (sealed.length <= IV) {
            throw Refusal.field("body", "正文不完整，解不开");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, secret, Arrays.copyOf(sealed, IV), bound)
                    .doFinal(sealed, IV, sealed.length - IV);
        } catch (GeneralSecurityException notOurs) {
            throw Refusal.field("body", "正文解不开：密钥不对、内容被改过，或不是这条报文的");
        }
    }

    private static Cipher cipher(int mode, byte[] secret, byte[] iv, byte[] bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key(secret, SEALING), "AES"), new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(bound);
        return cipher;
    }

    private static byte[] key(byte[] secret, byte[] purpose) {
        return hmac(secret).hmac(purpose);
    }

    private static HmacUtils hmac(byte[] key) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key);
    }
}
