package org.ganxian.intake.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.intake.Sealed;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** Encrypted cookies with a time, so that no node keeps a session and nothing personal stands in an address. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SealedCookies {

    private final Sealed sealed;

    /** @param path below which the browser sends it, and nowhere else */
    public void give(
            HttpServletRequest request, HttpServletResponse response, String name, String path, List<String> lines) {
        set(request, response, name, path, sealed.seal(lines), null);
    }

    public void takeBack(HttpServletRequest request, HttpServletResponse response, String name, String path) {
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

    /** The query code that the browser holds for a number, where both were given as the lines of a cookie of this name. */
    public Optional<String> code(HttpServletRequest request, String name, Duration valid, String number) {
        return read(request, name, valid)
                .filter(lines -> lines.size() == 2 && lines.get(0).equals(number))
                .map(lines -> lines.get(1))
                .findFirst();
    }

    /** The lines of each cookie of this name that is ours and younger than that. */
    public Stream<List<String>> read(HttpServletRequest request, String name, Duration valid) {
        return request.getCookies() == null
                ? Stream.empty()
                : Arrays.stream(request.getCookies())
                        .filter(c -> c.getName().equals(name))
                        .flatMap(c -> sealed.open(c.getValue(), valid).stream());
    }
}
