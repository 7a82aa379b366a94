package org.ganxian.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.Roster;
import org.ganxian.engine.Roster.Account;
import org.ganxian.engine.login.ProviderSession;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets whoever has a password that somebody else chose do one thing only: choose one. */
@RequiredArgsConstructor
class FirstPassword extends OncePerRequestFilter {

    static final String PAGE = "/desk/password";

    /** The page itself, what everybody may see, and the webapps' files and logins. */
    private static final Pattern OPEN = Pattern.compile(PAGE
            + "|/|/login(/.*)?|/logout|/portal(/.*)?|/m/(login|logout|offline|manifest\\.webmanifest)|/error|/[^/]+\\.(css|js|svg|png|ico)|/swagger-ui.*"
            + "|/v3/api-docs.*|/actuator/health.*|/camunda/?|/camunda/(app|lib|assets|favicon).*"
            + "|/camunda/api/admin/auth/.*");

    /** In a webapp, nothing but refusals would be seen. */
    private static final Pattern PAGES = Pattern.compile("/(desk|m)(/.*)?|/camunda/app/[a-z]+/[a-z]+/");

    private final EngineUser engineUser;
    private final Roster roster;
    private final EngineAnswer answer;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
        boolean page = HttpMethod.GET.matches(request.getMethod())
                && !path.equals(PAGE)
                && PAGES.matcher(path).matches();
        if (!page && OPEN.matcher(path).matches() || !mustChoose(request)) {
            chain.doFilter(request, response);
        } else if (page) {
            response.sendRedirect(request.getContextPath() + PAGE);
        } else {
            answer.refuse(
                    response,
                    HttpStatus.FORBIDDEN.value(),
                    "FirstPassword",
                    "现在的密码不是您自己设的，请先打开“修改密码”页面（" + PAGE + "）换一个",
                    null);
        }
    }

    private boolean mustChoose(HttpServletRequest request) {
        // Whoever the provider vouches for has used no password.
        return !ProviderSession.brought(request)
                && engineUser
                        .name(request)
                        .flatMap(roster::account)
                        .filter(Account::mustChangePassword)
                        .isPresent();
    }
}
