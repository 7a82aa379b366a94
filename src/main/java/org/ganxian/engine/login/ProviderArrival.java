package org.ganxian.engine.login;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.ganxian.engine.LoginSettings;
import org.ganxian.engine.Roster;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Guesses;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.privacy.Encrypted;
import org.ganxian.platform.privacy.Masks;
import org.ganxian.platform.web.Client;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/**
 * Lets in whom a provider has named, if the roster knows them by exactly that name and they are on duty. Nobody is made
 * here: whoever the roster does not know is told so.
 */
@Component
@Slf4j
class ProviderArrival {

    private static final String ENGINE = "default";
    private static final int LONGEST_NAME = 64;

    /** The same refusal once an hour: nobody fills the audit by knocking. */
    private final Guesses records = new Guesses(1, Duration.ofHours(1));

    private final LoginSettings settings;
    private final Roster roster;
    private final Audit audit;
    private final Encrypted encrypted;
    private final Counter refused;

    ProviderArrival(LoginSettings settings, Roster roster, Audit audit, Encrypted encrypted, MeterRegistry meters) {
        this.settings = settings;
        this.roster = roster;
        this.audit = audit;
        this.encrypted = encrypted;
        this.refused = Counter.builder("ganxian.logins.refused")
                .description("Logins that were refused")
                .tag("cause", "provider")
                .register(meters);
    }

    void arrived(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        OAuth2AuthenticationToken token = (OAuth2AuthenticationToken) authentication;
        String username = named(token).orElse("");
        Optional<Refusal> refusal = whyNot(token, username);
        if (refusal.isPresent()) {
            noteRefusal(username.isEmpty() ? "no-name" : username, request);
            refuse(request, response, refusal.get());
            return;
        }
        String back = ProviderSession.back(request).orElse(StaffPages.TASKLIST);
        // As the webapps' own login does: in a new session, so that nobody has set its id before.
        AuthenticationUtil.revalidateSession(request, AuthenticationUtil.createAuthentication(ENGINE, username));
        ProviderSession.keep(request, token, encrypted);
        audit.record(
                new Actor(username, ""),
                "login-by-provider",
                Client.of(request) + " " + token.getAuthorizedClientRegistrationId());
        response.sendRedirect(request.getContextPath() + back);
    }

    private Optional<String> named(OAuth2AuthenticationToken token) {
        return Optional.ofNullable(token.getPrincipal().getAttributes().get(settings.claim()))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    private Optional<Refusal> whyNot(OAuth2AuthenticationToken token, String username) {
        if (!(token.getPrincipal() instanceof OidcUser)) {
            return Optional.of(Refusal.forbidden("这个登录方式没有给出可以核验的身份（OpenID Connect），请联系系统管理员"));
        } else if (username.isEmpty()) {
            return Optional.of(Refusal.forbidden("统一身份认证没有给出您的登录名（" + settings.claim() + "），请联系系统管理员"));
        } else if (roster.account(username).isEmpty()) {
            return Optional.of(Refusal.forbidden(
                    "统一身份认证确认了您的身份，但人员名册里没有登录名为“" + Texts.shorten(username, LONGEST_NAME) + "”的人。请联系本单位的系统管理员"));
        } else if (!roster.mayWork(username)) {
            return Optional.of(Refusal.forbidden("您的账号已停用，请联系系统管理员"));
        }
        return Optional.empty();
    }

    /** What the provider answered does not hold, or it does not answer. */
    void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException, ServletException {
        String code = failure instanceof OAuth2AuthenticationException known
                ? known.getError().getErrorCode().replaceAll("[^\\w.-]", "")
                : "provider-unavailable";
        // What the provider said may name a person; the code tells whoever set it up what to look at.
        log.info("A login by the identity provider was refused: {}", Texts.shorten(code, LONGEST_NAME));
        Refusal why = switch (code) {
            case "access_denied" -> Refusal.forbidden("您在统一身份认证取消了登录，或者它不允许您登录本系统");
            case "authorization_request_not_found" -> Refusal.invalid("这次登录已经过期，请重新登录");
            case "provider-unavailable" -> Refusal.unavailable("统一身份认证暂时联系不上，请稍后再试");
            default ->
                Refusal.forbidden("统一身份认证的答复没有通过核验（" + Texts.shorten(code, LONGEST_NAME) + "），请重新登录；仍然不行的，请联系系统管理员");
        };
        noteRefusal(code, request);
        refuse(request, response, why);
    }

    private void noteRefusal(String what, HttpServletRequest request) {
        refused.increment();
        String subject = Masks.inText(Texts.shorten(what, LONGEST_NAME)) + " " + Client.of(request);
        if (records.take(subject)) {
            audit.record(Actor.NOBODY, "login-provider-refused", subject);
        }
    }

    /** On the page of logins, where the person goes on from. */
    static void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
            throws IOException, ServletException {
        request.setAttribute(LoginPages.REFUSAL, refusal);
        request.getRequestDispatcher(LoginPages.PAGE).forward(request, response);
    }
}
