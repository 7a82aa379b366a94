package org.ganxian.intake;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.stereotype.Component;

/** Lines that a browser keeps for us and can neither read nor change, with a time: so no node has to remember them. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Sealed {

    private final BytesEncryptor personalDataEncryptor;
    private final Clock clock;

    /** Letters, digits, minus and underscore. */
    public String seal(List<String> lines) {
        String text = String.join("\n", lines) + "\n" + clock.instant().getEpochSecond();
        byte[] encrypted = personalDataEncryptor.encrypt(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(encrypted);
    }

    /** The lines of what is ours and younger than that. */
    public Optional<List<String>> open(@Nullable String sealed, Duration valid) {
        if (sealed == null || sealed.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] encrypted = Base64.getUrlDecoder().decode(sealed);
            List<String> lines =
                    List.of(new String(personalDataEncryptor.decrypt(encrypted), StandardCharsets.UTF_8).split("\n"));
            Instant given = Instant.ofEpochSecond(Long.parseLong(lines.get(lines.size() - 1)));
            return given.plus(valid).isAfter(clock.instant())
                    ? Optional.of(lines.subList(0, lines.size() - 1))
                    : Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException notOurs) {
            return Optional.empty();
        }
    }
}
