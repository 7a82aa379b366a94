package org.ganxian.intake.portal.dispute;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.ganxian.intake.portal.SealedCookies;
import org.springframework.stereotype.Component;

/** Remembers in the browser that a party has shown its number and code, for the pages of that one dispute and half an hour. */
@Component
@RequiredArgsConstructor
class DisputeTickets {

    static final String COOKIE = "GANXIAN-DISPUTE";
    /** Shorter than for an order: two parties may share a telephone. */
    static final Duration VALID = Duration.ofMinutes(30);

    private final SealedCookies cookies;

    void give(HttpServletRequest request, HttpServletResponse response, String number, String code) {
        cookies.give(request, response, COOKIE, DisputePortal.path(number), List.of(number, code));
    }

    void takeBack(HttpServletRequest request, HttpServletResponse response, String number) {
        cookies.takeBack(request, response, COOKIE, DisputePortal.path(number));
    }

    Optional<String> code(HttpServletRequest request, String number) {
        return cookies.code(request, COOKIE, VALID, number);
    }
}
