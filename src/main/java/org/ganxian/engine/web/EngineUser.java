package org.ganxian.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.ganxian.engine.Roster;
import org.ganxian.platform.web.Client;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** One identity for Spring and the engine: the engine's users, logged in by password or by a session of its webapps. */
@Component
@RequiredArgsConstructor
class EngineUser {

    private static final String ENGINE = "default";
    private static final String SEEN = EngineUser.class.getName();

    private final IdentityService identityService;
    private final Roster roster;

    /** Checks a password against the engine's salted hash; who guesses too often is refused like a wrong one. */
    AuthenticationProvider byPassword() {
        return new AuthenticationProvider() {
            @Override
            public Authentication authenticate(Authentication given) {
                String username = given.getName();
                if (!identityService.checkPassword(username, String.valueOf(given.getCredentials()))) {
                    throw new BadCredentialsException("用户名或密码不正确");
                }
                return login(username);
            }

            @Override
            public boolean supports(Class<?> type) {
                return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
            }
        };
    }

    /** Takes over who is logged in to Tasklist or Cockpit in the same browser. */
    OncePerRequestFilter bySession() {
        return new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                if (SecurityContextHolder.getContext().getAuthentication() == null) {
                    sessionUser(request).filter(roster::mayWork).ifPresent(u -> {
                        SecurityContextHolder.getContext().setAuthentication(login(u));
                        offerToken(request);
                    });
                }
                chain.doFilter(request, response);
            }
        };
    }

    /** Whoever reads by a session may write next: the script finds the token for that in a cookie, once it was asked for. */
    private static void offerToken(HttpServletRequest request) {
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
            token.getToken();
        }
    }

    /** Tells the engine for the length of the request who acts. */
    OncePerRequestFilter intoEngine() {
        return new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                Authentication user = SecurityContextHolder.getContext().getAuthentication();
                if (user == null || user instanceof AnonymousAuthenticationToken) {
                    chain.doFilter(request, response);
                    return;
                }
                identityService.setAuthentication(
                        user.getName(),
                        user.getAuthorities().stream()
                                .map(GrantedAuthority::getAuthority)
                                .toList());
                try {
                    chain.doFilter(request, response);
                } finally {
                    identityService.clearAuthentication();
                }
            }
        };
    }

    /** Who was let in, for whoever hears of the request when it is over. */
    static Optional<Authentication> seen(HttpServletRequest request) {
        return Optional.ofNullable((Authentication) request.getAttribute(SEEN));
    }

    static Optional<String> sessionUser(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return Optional.ofNullable(session)
                .map(AuthenticationUtil::getAuthsFromSession)
                .map(a -> a.getAuthenticationForProcessEngine(ENGINE))
                .map(Principal::getName);
    }

    /** Who asks, by whichever way they are logged in. */
    Optional<Authentication> caller(HttpServletRequest request) {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        return user == null || user instanceof AnonymousAuthenticationToken
                ? sessionUser(request).map(this::login)
                : Optional.of(user);
    }

    /** The user name alone. */
    Optional<String> name(HttpServletRequest request) {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        return user == null || user instanceof AnonymousAuthenticationToken
                ? sessionUser(request)
                : Optional.of(user.getName());
    }

    private Authentication login(String username) {
        List<SimpleGrantedAuthority> groups = identityService.createGroupQuery().groupMember(username).list().stream()
                .map(Group::getId)
                .map(SimpleGrantedAuthority::new)
                .toList();
        Authentication user = UsernamePasswordAuthenticationToken.authenticated(username, null, groups);
        Client.exchange().ifPresent(exchange -> exchange.getRequest().setAttribute(SEEN, user));
        return user;
    }
}
