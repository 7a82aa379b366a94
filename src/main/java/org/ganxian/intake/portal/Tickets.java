package org.ganxian.intake.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/**
 * Remembers in the browser that it has shown a number and its query code, so that the code stands in no address. A ticket
 * is a cookie which the browser sends to the pages of that one order only: two orders in two windows do not meet.
 */
@Component
@RequiredArgsConstructor
class Tickets {

    static final String COOKIE = "GANXIAN-TICKET";
    /** Since the order was last looked at; a resident may sit at a neighbour's computer. */
    static final Duration VALID = Duration.ofHours(2);

    private final SealedCookies cookies;

    /** Hands out a ticket, or a fresh one for an old one. */
    void give(HttpServletRequest request, HttpServletResponse response, String number, String code) {
        cookies.give(request, response, COOKIE, PortalOrder.path(number), List.of(number, code));
    }

    void takeBack(HttpServletRequest request, HttpServletResponse response, String number) {
        cookies.takeBack(request, response, COOKIE, PortalOrder.path(number));
    }

    /** The query code of this number, if the browser has a valid ticket for it. */
    Optional<String> code(HttpServletRequest request, String number) {
        return cookies.code(request, COOKIE, VALID, number);
    }
}
