package org.ganxian.platform.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.error.ErrorAttributes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.AbstractHandlerExceptionResolver;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Gives every request an id, which its lines of the log, its answer's header and its error page carry. A refusal leaves
 * one line at INFO and no stack trace; what the product could not do leaves its stack trace at ERROR, once. Neither says
 * what people typed: a refusal is told by the place in the code that refused.
 */
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
@Slf4j
public class RequestLog extends OncePerRequestFilter {

    /** The answer's header. */
    public static final String HEADER = "X-Request-Id";

    /** Attribute of a request, set by whatever answers outside Spring MVC: the exception that the answer is about. */
    public static final String THROWN = RequestLog.class.getName() + ".thrown";

    /** Attribute of a request, as its error page reads it. */
    static final String ID = "requestId";

    /** As the log's pattern names it. */
    private static final String IN_LOG = "request";

    /** As the log names the number of the case that a request or a job is about. */
    public static final String CASE = "case";

    private static final int LONGEST_PATH = 200;

    private final ErrorAttributes errors;

    @Configuration(proxyBeanMethods = false)
    static class Registration implements WebMvcConfigurer {

        /** Spring's own resolver warns of what it resolves. */
        @Override
        public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
            resolvers.forEach(resolver -> {
                if (resolver instanceof AbstractHandlerExceptionResolver chatty) {
                    chatty.setWarnLogCategory("");
                }
            });
        }

        /** Before all others, so that what they say and refuse has an id, too. */
        @Bean
        FilterRegistrationBean<RequestLog> requestLog(ErrorAttributes errors) {
            FilterRegistrationBean<RequestLog> filter = new FilterRegistrationBean<>(new RequestLog(errors));
            filter.setDispatcherTypes(DispatcherType.REQUEST);
            filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return filter;
        }
    }

    /** The id of the request that this thread answers; a new one outside of requests. */
    public static String id() {
        String id = MDC.get(IN_LOG);
        return id == null ? newId() : id;
    }

    /**
     * The request that this thread answers is about this case: its lines of the log say so from now on. Of several
     * cases the first counts; outside of requests the engine says it.
     *
     * @param number of a case that there is, never what somebody typed
     */
    public static void about(String number) {
        if (MDC.get(IN_LOG) == null) {
            return;
        }
        if (MDC.get(CASE) == null) {
            MDC.put(CASE, number);
        }
        // The engine says it too, and takes its own entry away at the end of a call.
        Client.exchange()
                .map(ServletRequestAttributes::getRequest)
                .filter(request -> request.getAttribute(CASE) == null)
                .ifPresent(request -> request.setAttribute(CASE, number));
    }

    private static String newId() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = newId();
        request.setAttribute(ID, id);
        response.setHeader(HEADER, id);
        try (MDC.MDCCloseable inLog = MDC.putCloseable(IN_LOG, id)) {
            try {
                chain.doFilter(request, response);
            } catch (ServletException | IOException | RuntimeException thrown) {
                if (!answers(request, response, thrown)) {
                    throw thrown;
                }
            }
            if (request.getAttribute(CASE) instanceof String number) {
                MDC.put(CASE, number);
            }
            tell(request, response.getStatus());
        } finally {
            MDC.remove(CASE);
        }
    }

    /** What nobody has answered yet. The server would log it on its own, without the id. */
    private static boolean answers(HttpServletRequest request, HttpServletResponse response, Exception thrown)
            throws IOException {
        Optional<Refusal> refusal = Refusal.behind(thrown);
        // The database's connection breaks off in the same way as a client's.
        if (refusal.isEmpty() && DisconnectedClientHelper.isClientDisconnectedException(thrown)) {
            return false;
        } else if (response.isCommitted()) {
            log.error("{} {} broke off", request.getMethod(), path(request), thrown);
            return false;
        }
        request.setAttribute(THROWN, thrown);
        refusal.flatMap(Refusal::retryAfter)
                .ifPresent(wait -> response.setHeader(HttpHeaders.RETRY_AFTER, Problem.seconds(wait)));
        response.sendError(refusal.map(Refusal::status)
                .orElse(HttpStatus.INTERNAL_SERVER_ERROR)
                .value());
        return true;
    }

    private void tell(HttpServletRequest request, int status) {
        if (status < HttpStatus.BAD_REQUEST.value()) {
            return;
        }
        Throwable thrown = thrown(request);
        if (status == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            log.error("{} {} failed", request.getMethod(), path(request), thrown);
        } else {
            log.atLevel(status > HttpStatus.INTERNAL_SERVER_ERROR.value() ? Level.WARN : Level.INFO)
                    .log("{} {} refused: {}{}", request.getMethod(), path(request), status, cause(thrown));
        }
    }

    private @Nullable Throwable thrown(HttpServletRequest request) {
        return request.getAttribute(THROWN) instanceof Throwable noted
                ? noted
                : errors.getError(new ServletWebRequest(request));
    }

    /** Where it was refused. What was said may hold what somebody typed. */
    private static String cause(@Nullable Throwable thrown) {
        if (thrown == null) {
            return "";
        }
        Optional<Refusal> refusal = Refusal.behind(thrown);
        return refusal.isEmpty()
                ? ", " + thrown.getClass().getSimpleName()
                : Stream.of(refusal.get().getStackTrace())
                        .filter(frame -> !frame.getClassName().equals(Refusal.class.getName()))
                        .findFirst()
                        .map(frame -> " at " + frame)
                        .orElse("");
    }

    /** As the mapping has it, or as it was sent, without its query: query codes and texts stay out of the log. */
    private static String path(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        String path = pattern == null || pattern.equals("/**") ? request.getRequestURI() : pattern.toString();
        return path.substring(0, Math.min(path.length(), LONGEST_PATH)).replaceAll("[^\\x21-\\x7E]", "?");
    }
}
