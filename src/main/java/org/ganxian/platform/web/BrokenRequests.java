package org.ganxian.platform.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;

/** Requests that cannot be read at all are answered as others that are refused. */
@Configuration(proxyBeanMethods = false)
@RequiredArgsConstructor
class BrokenRequests {

    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.values());

    private final Problem problem;

    /** What the firewall takes for no request. It would not let an error page be asked for by such a method, either. */
    @Bean
    RequestRejectedHandler refusedByTheFirewall() {
        return (request, response, rejected) -> {
            request.setAttribute(RequestLog.THROWN, rejected);
            if (METHODS.contains(HttpMethod.valueOf(request.getMethod()))) {
                response.sendError(HttpStatus.BAD_REQUEST.value());
            } else {
                problem.write(request, response, Refusal.invalid("不支持这种请求方法"));
            }
        };
    }

    /**
     * A type or a character set that there is not, over which Spring MVC or Jersey stumble; or parameters within the path,
     * which nobody here uses and over which Spring stumbles before its own firewall sees them.
     */
    @Bean
    FilterRegistrationBean<OncePerRequestFilter> typesAndPathsThatThereAre() {
        OncePerRequestFilter types = new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                if (request.getRequestURI().indexOf(';') >= 0) {
                    response.sendError(HttpStatus.BAD_REQUEST.value());
                } else if (isType(request.getContentType())) {
                    chain.doFilter(request, response);
                } else if (request.getRequestURI().startsWith(request.getContextPath() + "/api/")) {
                    problem.write(request, response, Refusal.unsupportedType("不支持的内容类型，请用 application/json"));
                } else {
                    response.sendError(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value());
                }
            }
        };
        FilterRegistrationBean<OncePerRequestFilter> filter = new FilterRegistrationBean<>(types);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    private static boolean isType(@Nullable String contentType) {
        try {
            return contentType == null
                    || contentType.isEmpty()
                    || MediaType.parseMediaType(contentType).isConcrete();
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    /** The page that tells of a form which could not be taken apart must not try it again. */
    @Bean
    MultipartResolver multipartResolver() {
        return new StandardServletMultipartResolver() {
            @Override
            public boolean isMultipart(HttpServletRequest request) {
                return request.getDispatcherType() != DispatcherType.ERROR && super.isMultipart(request);
            }
        };
    }
}
