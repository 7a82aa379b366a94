package org.ganxian.platform.privacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;

/**
 * AES-256-GCM for phones, ID numbers and query codes. The key comes from {@code ganxian.encryption-key} (Base64, 32
 * bytes); without one, a key file is made on first start, which suits a single node only. While keys are changed,
 * {@code ganxian.encryption-key-previous} is read, too.
 */
@Configuration
class Encryption {

    @Bean
    TwoKeys personalDataEncryptor(
            @Value("${ganxian.encryption-key:}") String key,
            @Value("${ganxian.encryption-key-previous:}") String previous,
            @Value("${ganxian.encryption-key-file}") Path keyFile)
            throws IOException {
        return new TwoKeys(
                by(current(key, keyFile)),
                previous.isBlank() ? null : by(bytes(previous, "ganxian.encryption-key-previous")));
    }

    @Bean
    KeyedHashes personalDataHashes(
            @Value("${ganxian.encryption-key:}") String key,
            @Value("${ganxian.encryption-key-previous:}") String previous,
            @Value("${ganxian.encryption-key-file}") Path keyFile)
            throws IOException {
        KeyedHash current = new KeyedHash(current(key, keyFile));
        return new KeyedHashes(
                current,
                previous.isBlank()
                        ? List.of(current)
                        : List.of(current, new KeyedHash(bytes(previous, "ganxian.encryption-key-previous"))));
    }

    private static byte[] current(String key, Path keyFile) throws IOException {
        return bytes(key.isBlank() ? keyFrom(keyFile) : key, "ganxian.encryption-key");
    }

    private static byte[] bytes(String key, String property) {
        byte[] bytes = Base64.getDecoder().decode(key.trim());
        if (bytes.length != 32) {
            throw new IllegalStateException(property + " 应为 32 字节的 Base64，可用 openssl rand -base64 32 生成");
        }
        return bytes;
    }

    private static BytesEncryptor by(byte[] key) {
        return new AesBytesEncryptor(
                new SecretKeySpec(key, "AES"), KeyGenerators.secureRandom(16), CipherAlgorithm.GCM);
    }

    private static String keyFrom(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file,
                    Base64.getEncoder()
                            .encodeToString(KeyGenerators.secureRandom(32).generateKey()));
            file.toFile().setReadable(false, false);
            file.toFile().setReadable(true, true);
        }
        return Files.readString(file);
    }
}
