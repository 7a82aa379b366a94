package org.ganxian.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Paths at the engine's doors that lead nowhere: to an engine that there is not, or with an empty step in them. */
class StrayPaths extends OncePerRequestFilter {

    private static final Pattern ANOTHER_ENGINE = Pattern.compile("/camunda/app/[^/]+/(?!default/)[^/]+/(setup/.*)?");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        if (request.getRequestURI().contains("//")
                || ANOTHER_ENGINE.matcher(path).matches()) {
            response.sendError(HttpStatus.NOT_FOUND.value());
        } else {
            chain.doFilter(request, response);
        }
    }
}
