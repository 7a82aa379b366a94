package org.ganxian.engine.attempts;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.platform.web.Client;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Remembers by an encrypted cookie in which browser somebody has logged in. It opens nothing. */
@Component
@RequiredArgsConstructor
class KnownBrowsers {

    private static final String COOKIE = "GANXIAN-BROWSER";
    private static final String MARK = "browser of ";
    private static final Duration YEAR = Duration.ofDays(365);

    private final BytesEncryptor encryptor;

    /** What names the browser behind this request when this person has logged in there; empty otherwise. */
    Optional<String> of(String username) {
        return Client.exchange()
                .flatMap(exchange -> cookies(exchange.getRequest().getCookies())
                        .filter(cookie -> COOKIE.equals(cookie.getName()) && (MARK + username).equals(opened(cookie)))
                        .map(cookie -> DigestUtils.sha256Hex(cookie.getValue()))
                        .findFirst());
    }

    private static Stream<Cookie> cookies(Cookie @Nullable [] cookies) {
        return cookies == null ? Stream.of() : Arrays.stream(cookies);
    }

    private @Nullable String opened(Cookie cookie) {
        try {
            return new String(
                    encryptor.decrypt(Base64.getUrlDecoder().decode(cookie.getValue())), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | IllegalStateException | NegativeArraySizeException notOurs) {
            return null;
        }
    }

    /** Where a browser logs in; a program that sends its password with each request keeps no cookies. */
    void remember(String username) {
        Client.exchange()
                .filter(exchange -> exchange.getRequest().getHeader(HttpHeaders.AUTHORIZATION) == null)
                .ifPresent(exchange -> add(exchange, username));
    }

    private void add(ServletRequestAttributes exchange, String username) {
        HttpServletResponse response = exchange.getResponse();
        if (response == null) {
            return;
        }
        String value = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(encryptor.encrypt((MARK + username).getBytes(StandardCharsets.UTF_8)));
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, value)
                        .path("/")
                        .httpOnly(true)
                        .secure(exchange.getRequest().isSecure())
                        .sameSite("Lax")
                        .maxAge(YEAR)
                        .build()
                        .toString());
    }
}
