package org.ganxian.engine.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.lang3.StringUtils;
import org.ganxian.platform.privacy.Encrypted;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * What the webapps' session knows of a login by a provider. It goes with the session. Sessions are rows of the database,
 * and an ID token names a person: all that is kept is the token that the provider wants back at the logout, encrypted.
 */
public final class ProviderSession {

    /** The provider's id and the encrypted token, with a blank between: no class of ours is read from a session's row. */
    private static final String LOGIN = ProviderSession.class.getName() + ".login";

    private static final String BACK = ProviderSession.class.getName() + ".back";

    /** What a provider calls a person is of no use after the login, but Spring wants a name. */
    private static final Map<String, Object> NAMELESS = Map.of(IdTokenClaimNames.SUB, "-");

    private ProviderSession() {}

    /** Whether whoever asks is here by a provider, and not by a password that comes with the request. */
    public static boolean brought(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && attribute(request, LOGIN, String.class).isPresent();
    }

    /** Enough of the login to leave the provider; empty for a login by password, and when no key reads it any more. */
    static Optional<OAuth2AuthenticationToken> toLeave(HttpServletRequest request, Encrypted encrypted) {
        return attribute(request, LOGIN, String.class).flatMap(kept -> {
            String provider = StringUtils.substringBefore(kept, " ");
            try {
                String token = encrypted.convertToEntityAttribute(StringUtils.substringAfter(kept, " "));
                OidcIdToken idToken = new OidcIdToken(token, null, null, NAMELESS);
                return Optional.of(new OAuth2AuthenticationToken(new DefaultOidcUser(null, idToken), null, provider));
            } catch (RuntimeException ofAKeyThatIsGone) {
                return Optional.empty();
            }
        });
    }

    static void keep(HttpServletRequest request, OAuth2AuthenticationToken login, Encrypted encrypted) {
        if (login.getPrincipal() instanceof OidcUser person) {
            String token = encrypted.convertToDatabaseColumn(person.getIdToken().getTokenValue());
            request.getSession().setAttribute(LOGIN, login.getAuthorizedClientRegistrationId() + " " + token);
        }
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
