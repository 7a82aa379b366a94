package org.ganxian.engine.login;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.LoginWays;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.privacy.Encrypted;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Where staff choose how to log in, and where logging out ends. */
@Controller
@RequiredArgsConstructor
class LoginPages {

    static final String PAGE = "/login";
    static final String BACK = "back";
    static final String REFUSAL = LoginPages.class.getName() + ".refusal";

    private final LoginWays ways;
    private final CurrentActor current;
    private final Encrypted encrypted;
    private final ObjectProvider<ClientRegistrationRepository> registrations;

    /** @param left {@code here} or {@code all} for whoever has just logged out of this system, or of the provider, too */
    @GetMapping(PAGE)
    ModelAndView choose(
            HttpServletRequest request,
            @RequestParam(defaultValue = StaffPages.TASKLIST) String back,
            @RequestParam(defaultValue = "") String left) {
        Optional<Refusal> refusal = Optional.ofNullable((Refusal) request.getAttribute(REFUSAL));
        String wanted =
                ProviderSession.back(request).filter(b -> refusal.isPresent()).orElse(back);
        return new ModelAndView("login", refusal.map(Refusal::status).orElse(HttpStatus.OK))
                .addObject("why", refusal.map(Refusal::getMessage).orElse(null))
                .addObject("providers", ways.providers())
                .addObject("passwordForAll", ways.isPasswordForAll())
                .addObject("left", left)
                .addObject(
                        "me",
                        current.username().map(me -> current.get().title()).orElse(null))
                .addObject("back", StaffPages.isOne(wanted) ? wanted : StaffPages.TASKLIST)
                .addObject("passwordPage", passwordPage(wanted));
    }

    private static String passwordPage(String wanted) {
        if (wanted.equals("/m") || wanted.startsWith("/m/")) {
            return "/m/login";
        }
        return StaffPages.isDesk(wanted)
                ? StaffPages.TASKLIST + "?back=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8)
                : StaffPages.TASKLIST;
    }

    /** For the webapps' scripts: whether there is anything but a password. */
    @GetMapping(path = PAGE + "/ways", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Map<String, Boolean> ways() {
        return Map.of("provider", !ways.providers().isEmpty(), "passwordForAll", ways.isPasswordForAll());
    }

    /** Ends the login of the webapps in this browser, too: they share it. */
    @PostMapping("/m/logout")
    void leaveMobile(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        leave(request, response, "/m/login");
    }

    @PostMapping("/logout")
    void leave(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        leave(request, response, PAGE);
    }

    /** After the webapps' own logout: whoever came by a provider leaves there, too. */
    @GetMapping(PAGE + "/left")
    void left(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        if (current.username().isPresent()) {
            response.sendRedirect(request.getContextPath() + PAGE);
        } else {
            leave(request, response, PAGE);
        }
    }

    private void leave(HttpServletRequest request, HttpServletResponse response, String page)
            throws IOException, ServletException {
        @Nullable
        OAuth2AuthenticationToken token =
                ProviderSession.toLeave(request, encrypted).orElse(null);
        Optional.ofNullable(request.getSession(false)).ifPresent(HttpSession::invalidate);
        @Nullable ClientRegistrationRepository known = registrations.getIfAvailable();
        if (token == null || known == null) {
            response.sendRedirect(request.getContextPath() + page);
            return;
        }
        OidcClientInitiatedLogoutSuccessHandler provider = new OidcClientInitiatedLogoutSuccessHandler(known);
        provider.setPostLogoutRedirectUri("{baseUrl}" + PAGE + "?left=all");
        provider.setDefaultTargetUrl(PAGE + "?left=here");
        provider.onLogoutSuccess(request, response, token);
    }
}
