package org.ganxian.engine.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;

/** What the webapps' session knows of a login by a provider. It goes with the session. */
public final class ProviderSession {

    private static final String TOKEN = ProviderSession.class.getName() + ".token";
    private static final String BACK = ProviderSession.class.getName() + ".back";

    private ProviderSession() {}

    /** Whether whoever asks is here by a provider, and not by a password that comes with the request. */
    public static boolean brought(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && token(request).isPresent();
    }

    static Optional<OAuth2AuthenticationToken> token(HttpServletRequest request) {
        return attribute(request, TOKEN, OAuth2AuthenticationToken.class);
    }

    static void keep(HttpServletRequest request, OAuth2AuthenticationToken token) {
        request.getSession().setAttribute(TOKEN, token);
    }

    /** Where the person wanted to go; empty when they did not say, or it is no page of staff's here. */
    static Optional<String> back(HttpServletRequest request) {
        return attribute(request, BACK, String.class);
    }

    static void keepBack(HttpServletRequest request, @Nullable String wanted) {
        request.getSession().setAttribute(BACK, StaffPages.isOne(wanted) ? wanted : null);
    }

    private static <T> Optional<T> attribute(HttpServletRequest request, String name, Class<T> type) {
        return Optional.ofNullable(request.getSession(false))
                .map((HttpSession session) -> session.getAttribute(name))
                .filter(type::isInstance)
                .map(type::cast);
    }
}
