package org.ganxian.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.EngineGroups;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Guesses;
import org.ganxian.platform.Texts;
import org.ganxian.platform.privacy.Masks;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts on record what staff were refused and what administrators did to the engine. Strangers leave no line here. */
@RequiredArgsConstructor
class SecurityRecord extends OncePerRequestFilter {

    private static final int SUBJECT = 120;
    private static final Set<String> WRITING = Set.of("PUT", "PATCH", "DELETE");

    /** The same refusal once an hour: a page that is left open asks again and again. */
    private final Guesses refused = new Guesses(1, Duration.ofHours(1));

    private final Audit audit;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        Optional<Authentication> staff = EngineUser.seen(request);
        if (staff.isEmpty()) {
            return;
        }
        Actor actor = new Actor(staff.get().getName(), "");
        String deed = Texts.shorten(Masks.inText(request.getMethod() + " " + path(request)), SUBJECT);
        if (response.getStatus() == HttpStatus.FORBIDDEN.value()) {
            if (refused.take(actor.id() + " " + deed)) {
                audit.record(actor, "refused", deed);
            }
        } else if (isDeed(request, response) && isAdministrator(staff.get())) {
            audit.record(actor, "engine-changed", deed);
        }
    }

    private static String path(HttpServletRequest request) {
        return request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
    }

    /** Queries by POST answer with a body. */
    private static boolean isDeed(HttpServletRequest request, HttpServletResponse response) {
        String path = path(request);
        return (path.startsWith("/engine-rest") || path.startsWith("/camunda/api/engine"))
                && response.getStatus() < 400
                && (WRITING.contains(request.getMethod())
                        || "POST".equals(request.getMethod())
                                && (response.getStatus() == HttpStatus.NO_CONTENT.value() || path.endsWith("/create")));
    }

    private static boolean isAdministrator(Authentication staff) {
        return staff.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .anyMatch(EngineGroups.ADMINISTRATORS::equals);
    }
}
