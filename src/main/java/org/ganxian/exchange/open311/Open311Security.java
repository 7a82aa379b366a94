package org.ganxian.exchange.open311;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.filter.OncePerRequestFilter;

/** Below {@code /open311} there is no login: the door looks at the key itself. What is refused before it is told its way. */
@Configuration(proxyBeanMethods = false)
class Open311Security {

    private static final String ROOT = "/open311";

    @Bean
    @Order(0)
    SecurityFilterChain open311Doors(HttpSecurity http) throws Exception {
        return http.securityMatcher(ROOT, ROOT + "/**")
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .build();
    }

    /** A client of Open311 reads no page: whatever refuses a call, it gets the errors of the specification. */
    @Bean
    FilterRegistrationBean<OncePerRequestFilter> errorsOfOpen311() {
        FilterRegistrationBean<OncePerRequestFilter> filter = new FilterRegistrationBean<>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                chain.doFilter(request, new Told(request, response));
            }
        });
        filter.addUrlPatterns(ROOT, ROOT + "/*");
        // Before those that look at types and paths.
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    private static final class Told extends HttpServletResponseWrapper {
        private final String path;

        Told(HttpServletRequest request, HttpServletResponse response) {
            super(response);
            this.path = request.getRequestURI();
        }

        @Override
        public void sendError(int status) throws IOException {
            if (isCommitted()) {
                return;
            }
            resetBuffer();
            Format.of(path).write(Answer.errors(status, List.of(words(status))), this);
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            sendError(status);
        }

        private static String words(int status) {
            HttpStatus known = HttpStatus.resolve(status);
            if (known == null || known.is5xxServerError()) {
                return "系统暂时不能办理，请稍后重试";
            }
            return switch (known) {
                case NOT_FOUND -> "没有这个地址";
                case METHOD_NOT_ALLOWED -> "不支持这种请求方法";
                case UNSUPPORTED_MEDIA_TYPE -> "不支持的内容类型，请用 application/x-www-form-urlencoded";
                default -> "请求有误，请核对后重试";
            };
        }
    }
}
