package org.ganxian.engine.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * The door at which metrics are scraped: for whoever has its token, {@code Authorization: Bearer …}, and for no member of
 * staff, by password or session. Without a token it is closed.
 */
@Configuration
class MetricsDoor {

    private static final String PATH = "/actuator/prometheus";
    private static final String SCHEME = "Bearer ";
    private static final int SHORTEST = 16;

    private final byte[] wanted;
    private final ObjectMapper json;

    MetricsDoor(@Value("${ganxian.metrics.token}") String token, ObjectMapper json) {
        if (!token.isEmpty() && token.length() < SHORTEST) {
            throw new IllegalStateException("ganxian.metrics.token 至少 " + SHORTEST + " 个字符，可用 openssl rand -hex 24 生成");
        }
        this.wanted = bytes(token);
        this.json = json;
    }

    @Bean
    @Order(0)
    SecurityFilterChain metricsDoorChain(HttpSecurity http) throws Exception {
        return http.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher(PATH))
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(all -> all.anyRequest()
                        .access((who, knock) -> new AuthorizationDecision(hasToken(knock.getRequest()))))
                .exceptionHandling(
                        e -> e.authenticationEntryPoint((request, response, closed) -> refuse(request, response))
                                .accessDeniedHandler((request, response, closed) -> refuse(request, response)))
                .build();
    }

    boolean hasToken(HttpServletRequest request) {
        String given = request.getHeader(HttpHeaders.AUTHORIZATION);
        return wanted.length > 0
                && given != null
                && given.startsWith(SCHEME)
                && MessageDigest.isEqual(wanted, bytes(given.substring(SCHEME.length())));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean knocked = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        if (!knocked) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"ganxian\"");
        }
        WebSecurity.problem(
                json,
                response,
                knocked ? HttpStatus.FORBIDDEN : HttpStatus.UNAUTHORIZED,
                "指标只凭 ganxian.metrics.token 读取");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
