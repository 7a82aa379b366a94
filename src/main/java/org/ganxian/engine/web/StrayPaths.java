package org.ganxian.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Addresses at the engine's doors that lead nowhere: to a webapp or an engine that there is not, with an empty step in
 * them, or with a query that cannot be decoded. The webapps and Jersey stumble over each.
 */
class StrayPaths extends OncePerRequestFilter {

    private static final Pattern NO_WEBAPP =
            Pattern.compile("/camunda/app/(?!(welcome|tasklist|cockpit|admin)(/|$)).+");
    private static final Pattern NO_ENGINE =
            Pattern.compile("/camunda/app/[^/]+/(?!default(/|$))([^/]+/(setup/.*)?|[^/.]+)");
    private static final Pattern NO_QUERY = Pattern.compile(".*%(?![0-9A-Fa-f]{2}).*");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        if (request.getQueryString() != null
                && NO_QUERY.matcher(request.getQueryString()).matches()) {
            response.sendError(HttpStatus.BAD_REQUEST.value());
        } else if (request.getRequestURI().contains("//")
                || NO_WEBAPP.matcher(path).matches()
                || NO_ENGINE.matcher(path).matches()) {
            response.sendError(HttpStatus.NOT_FOUND.value());
        } else {
            chain.doFilter(request, response);
        }
    }
}
