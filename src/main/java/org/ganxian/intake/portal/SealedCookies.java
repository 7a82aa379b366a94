package org.ganxian.intake.portal;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.stereotype.Component;

/** Encrypted cookies with a time, so that no node keeps a session and nothing personal stands in an address. */
@Component
class SealedCookies {

    private final BytesEncryptor encryptor;
    private final Clock clock;

    SealedCookies(BytesEncryptor personalDataEncryptor, Clock clock) {
        this.encryptor = personalDataEncryptor;
        this.clock = clock;
    }

    /** @param path below which the browser sends it, and nowhere else */
    void give(HttpServletRequest request, HttpServletResponse response, String name, String path, List<String> lines) {
        String text = String.join("\n", lines) + "\n" + clock.instant().getEpochSecond();
        byte[] encrypted = encryptor.encrypt(text.getBytes(StandardCharsets.UTF_8));
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(encrypted);
        set(request, response, name, path, value, null);
    }

    void takeBack(HttpServletRequest request, HttpServletResponse response, String name, String path) {
        set(request, response, name, path, "", Duration.ZERO);
    }

    private static void set(
            HttpServletRequest request,
            HttpServletResponse response,
            String name,
            String path,
            String value,
            @Nullable Duration age) {
        ResponseCookie.ResponseCookieBuilder cookie = ResponseCookie.from(name, value)
                .path(request.getContextPath() + path)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax");
        if (age != null) {
            cookie.maxAge(age);
        }
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }

    /** The lines of each cookie of this name that is ours and younger than that. */
    Stream<List<String>> read(HttpServletRequest request, String name, Duration valid) {
        return request.getCookies() == null
                ? Stream.empty()
                : Arrays.stream(request.getCookies())
                        .filter(c -> c.getName().equals(name))
                        .flatMap(c -> opened(c, valid));
    }

    private Stream<List<String>> opened(Cookie cookie, Duration valid) {
        try {
            byte[] encrypted = Base64.getUrlDecoder().decode(cookie.getValue());
            List<String> lines = List.of(new String(encryptor.decrypt(encrypted), StandardCharsets.UTF_8).split("\n"));
            Instant given = Instant.ofEpochSecond(Long.parseLong(lines.get(lines.size() - 1)));
            return given.plus(valid).isAfter(clock.instant())
                    ? Stream.of(lines.subList(0, lines.size() - 1))
                    : Stream.empty();
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException notOurs) {
            return Stream.empty();
        }
    }
}
