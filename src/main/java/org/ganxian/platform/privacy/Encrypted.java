package org.ganxian.platform.privacy;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.stereotype.Component;

/** Keeps a column encrypted; put it on every column that holds a phone, an ID number or a query code. */
@Component
@Converter
public class Encrypted implements AttributeConverter<String, String> {

    private final BytesEncryptor encryptor;

    Encrypted(BytesEncryptor personalDataEncryptor) {
        this.encryptor = personalDataEncryptor;
    }

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable String plain) {
        return plain == null
                ? null
                : Base64.getEncoder().encodeToString(encryptor.encrypt(plain.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public @Nullable String convertToEntityAttribute(@Nullable String stored) {
        return stored == null
                ? null
                : new String(encryptor.decrypt(Base64.getDecoder().decode(stored)), StandardCharsets.UTF_8);
    }
}
