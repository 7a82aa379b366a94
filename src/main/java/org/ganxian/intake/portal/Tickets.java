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
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.stereotype.Component;

/**
 * Remembers in the browser that it has shown a number and its query code, so that the code stands in no address and no
 * node keeps a session. A ticket is an encrypted cookie which the browser sends to the pages of that one order only: two
 * orders in two windows do not meet.
 */
@Component
class Tickets {

    static final String COOKIE = "GANXIAN-TICKET";
    /** Since the order was last looked at; a resident may sit at a neighbour's computer. */
    static final Duration VALID = Duration.ofHours(2);

    private final BytesEncryptor encryptor;
    private final Clock clock;

    Tickets(BytesEncryptor personalDataEncryptor, Clock clock) {
        this.encryptor = personalDataEncryptor;
        this.clock = clock;
    }

    /** Hands out a ticket, or a fresh one for an old one. */
    void give(HttpServletRequest request, HttpServletResponse response, String number, String code) {
        String text =
                String.join("\n", number, code, String.valueOf(clock.instant().getEpochSecond()));
        byte[] encrypted = encryptor.encrypt(text.getBytes(StandardCharsets.UTF_8));
        set(request, response, number, Base64.getUrlEncoder().withoutPadding().encodeToString(encrypted), null);
    }

    void takeBack(HttpServletRequest request, HttpServletResponse response, String number) {
        set(request, response, number, "", Duration.ZERO);
    }

    private static void set(
            HttpServletRequest request,
            HttpServletResponse response,
            String number,
            String value,
            @Nullable Duration age) {
        ResponseCookie.ResponseCookieBuilder cookie = ResponseCookie.from(COOKIE, value)
                .path(request.getContextPath() + PortalOrder.path(number))
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax");
        if (age != null) {
            cookie.maxAge(age);
        }
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }

    /** The query code of this number, if the browser has a valid ticket for it. */
    Optional<String> code(HttpServletRequest request, String number) {
        return request.getCookies() == null
                ? Optional.empty()
                : Arrays.stream(request.getCookies())
                        .filter(c -> c.getName().equals(COOKIE))
                        .flatMap(c -> read(c, number))
                        .findFirst();
    }

    private Stream<String> read(Cookie cookie, String number) {
        try {
            byte[] encrypted = Base64.getUrlDecoder().decode(cookie.getValue());
            String[] lines = new String(encryptor.decrypt(encrypted), StandardCharsets.UTF_8).split("\n");
            Instant given = Instant.ofEpochSecond(Long.parseLong(lines[2]));
            return lines[0].equals(number) && given.plus(VALID).isAfter(clock.instant())
                    ? Stream.of(lines[1])
                    : Stream.empty();
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException notOurs) {
            return Stream.empty();
        }
    }
}
