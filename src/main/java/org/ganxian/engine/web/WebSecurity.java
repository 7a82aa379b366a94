package org.ganxian.engine.web;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.AuthorizationService;
import org.ganxian.engine.EngineGroups;
import org.ganxian.engine.LoginWays;
import org.ganxian.engine.Roster;
import org.ganxian.platform.GroundMap;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.web.PathPatternRequestMatcherBuilderFactoryBean;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Who gets in where. What is not named here is closed. */
@Configuration
@RequiredArgsConstructor
class WebSecurity {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private static final String[] ENGINE_APIS = {"/engine-rest/*", "/camunda/api/engine/*", "/camunda/api/cockpit/*"};

    /** Made elsewhere; it writes styles into its page. */
    private static final RequestMatcher API_BROWSER = anyOf("/swagger-ui/**");

    private final EngineUser engineUser;
    private final LoginWays ways;
    private final ObjectMapper json;
    private final GroundMap ground;

    /** A path is told by its pattern alone; asking Spring MVC's handlers for each took a good part of a start. */
    @Bean
    static PathPatternRequestMatcherBuilderFactoryBean pathsByPattern() {
        return new PathPatternRequestMatcherBuilderFactoryBean();
    }

    /** The engine's REST door: staff only, a password with each request. */
    @Bean
    @Order(1)
    SecurityFilterChain engineRestDoor(HttpSecurity http) throws Exception {
        return http.securityMatcher(anyOf("/engine-rest", "/engine-rest/**"))
                .authenticationProvider(engineUser.byPassword())
                .httpBasic(basic -> basic.authenticationEntryPoint(this::unauthorized))
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(all -> all.anyRequest().authenticated())
                .exceptionHandling(e -> e.authenticationEntryPoint(this::unauthorized))
                .addFilterAfter(engineUser.intoEngine(), AuthorizationFilter.class)
                .build();
    }

    /** The engine's webapps have their own login, CSRF token and headers. Their first-run setup stays shut. */
    @Bean
    @Order(2)
    SecurityFilterChain webappDoors(HttpSecurity http) throws Exception {
        return http.securityMatcher(anyOf("/camunda", "/camunda/**"))
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .authorizeHttpRequests(some -> some.requestMatchers(
                                anyOf("/camunda/api/admin/setup/**", "/camunda/app/admin/*/setup/**"))
                        .denyAll()
                        .anyRequest()
                        .permitAll())
                .exceptionHandling(e -> e.authenticationEntryPoint(this::unauthorized))
                .build();
    }

    /** Our own doors. The session is the webapps' alone: a new id for it here would end the calls they have under way. */
    @Bean
    @Order(3)
    SecurityFilterChain ourOwnDoors(HttpSecurity http) throws Exception {
        return http.authenticationProvider(engineUser.byPassword())
                .httpBasic(basic -> basic.authenticationEntryPoint(this::unauthorized))
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                // A page of ours ends the session, and the provider's where there is one.
                .logout(AbstractHttpConfigurer::disable)
                .csrf(csrf -> csrf.csrfTokenRepository(xsrfCookie())
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                        // With Basic every request is a login; a form's token must outlive the style sheet's.
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy())
                        .requireCsrfProtectionMatcher(this::needsXsrfToken))
                .authorizeHttpRequests(some -> some.requestMatchers(
                                "/",
                                "/portal",
                                "/portal/**",
                                "/login",
                                "/login/ways",
                                "/login/left",
                                "/logout",
                                "/m/login",
                                "/m/offline",
                                "/m/manifest.webmanifest",
                                "/*.css",
                                "/*.js",
                                "/*.svg",
                                "/*.png",
                                "/webjars/leaflet/**",
                                "/favicon.ico",
                                "/error",
                                "/swagger-ui.html",
                                "/swagger-ui/**",
                                "/v3/api-docs",
                                "/v3/api-docs/**",
                                "/actuator/health",
                                "/actuator/health/**")
                        .permitAll()
                        .requestMatchers(
                                GET,
                                "/api/categories",
                                "/api/categories/suggestions",
                                "/api/challenge",
                                "/api/units",
                                "/api/demands/{number}",
                                "/api/services",
                                "/api/services/{code}")
                        .permitAll()
                        .requestMatchers(
                                GET, "/api/demands/{number}/attachments/{id}", "/api/demands/{number}/documents/{id}")
                        .permitAll()
                        .requestMatchers(
                                POST,
                                "/api/demands",
                                "/api/demands/alike",
                                "/api/demands/{number}/{action:answer|withdrawal|objection|rating|reopening|followers}",
                                "/api/applications",
                                "/api/applications/{number}/supplement")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .hasAuthority(EngineGroups.ADMINISTRATORS)
                        .requestMatchers("/api/**", "/desk", "/desk/**", "/m", "/m/**")
                        .authenticated()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(
                        e -> e.authenticationEntryPoint(this::unauthorized).accessDeniedHandler(forbidden()))
                .headers(headers -> headers.addHeaderWriter(
                                policy(new NegatedRequestMatcher(API_BROWSER), "style-src 'self'"))
                        .addHeaderWriter(policy(API_BROWSER, "style-src 'self' 'unsafe-inline'"))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .frameOptions(frame -> frame.sameOrigin()))
                .addFilterBefore(engineUser.bySession(), AnonymousAuthenticationFilter.class)
                .addFilterAfter(engineUser.intoEngine(), AuthorizationFilter.class)
                .build();
    }

    /** What a page may load and run: nothing that is written into it, so that a text which slips in stays a text. */
    private HeaderWriter policy(RequestMatcher pages, String styles) {
        return new DelegatingRequestMatcherHeaderWriter(
                pages,
                new ContentSecurityPolicyHeaderWriter(
                        ("default-src 'self'; img-src 'self' data: blob: " + ground.origins()).strip() + "; " + styles
                                + "; script-src 'self'; base-uri 'self'; frame-ancestors 'self'; form-action 'self'"));
    }

    /** By path alone: these belong to servlets of the engine, which patterns of Spring MVC do not see. */
    private static RequestMatcher anyOf(String... patterns) {
        return new OrRequestMatcher(Arrays.stream(patterns)
                .map(p -> (RequestMatcher)
                        PathPatternRequestMatcher.withDefaults().matcher(p))
                .toList());
    }

    private static CookieCsrfTokenRepository xsrfCookie() {
        CookieCsrfTokenRepository cookie = CookieCsrfTokenRepository.withHttpOnlyFalse();
        cookie.setCookieName("GANXIAN-XSRF");
        cookie.setHeaderName("X-XSRF-TOKEN");
        cookie.setCookiePath("/");
        return cookie;
    }

    /** Forms always; the API only for a browser that is logged in, since others send no cookie that could be abused. */
    private boolean needsXsrfToken(HttpServletRequest request) {
        if (SAFE.contains(request.getMethod())) {
            return false;
        }
        boolean form = request.getServletPath().startsWith("/portal")
                || request.getServletPath().startsWith("/desk")
                || isMobile(request);
        boolean password = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        return form || !password && engineUser.sessionUser(request).isPresent();
    }

    private static boolean isMobile(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.equals("/m") || path.startsWith("/m/");
    }

    /** By its script, which reads the answer; a form of the mobile page shows a page. */
    private static boolean isSentFromMobile(HttpServletRequest request) {
        return isMobile(request) && request.getHeader("X-Requested-With") != null;
    }

    private void unauthorized(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        String path = request.getServletPath();
        if (path.startsWith("/desk") && "GET".equals(request.getMethod())) {
            response.sendRedirect(request.getContextPath() + ways.pageFor(path));
        } else if (isMobile(request) && "GET".equals(request.getMethod())) {
            response.sendRedirect(
                    request.getContextPath() + "/m/login?back=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
        } else if (isMobile(request)
                || path.startsWith("/api")
                || path.startsWith("/actuator")
                || path.startsWith("/engine-rest")) {
            if (request.getHeader("X-Requested-With") == null) {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"ganxian\", charset=\"UTF-8\"");
            }
            boolean wrong = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
            problem(response, HttpStatus.UNAUTHORIZED, wrong ? wrongPassword() : "请先登录");
        } else {
            response.sendError(HttpStatus.NOT_FOUND.value());
        }
    }

    private String wrongPassword() {
        String why = "用户名或密码不正确，或因连续输错而暂时锁定，请稍后再试";
        return ways.isPasswordForAll() ? why : why + "；密码登录只限市级系统管理员，其他人请用统一身份认证";
    }

    private AccessDeniedHandler forbidden() {
        return (request, response, exception) -> {
            String path = request.getServletPath();
            if (isSentFromMobile(request) || path.startsWith("/api") || path.startsWith("/actuator")) {
                problem(response, HttpStatus.FORBIDDEN, "没有权限，或页面已过期，请刷新后重试");
            } else {
                boolean expiredForm = exception instanceof CsrfException;
                response.sendError((expiredForm ? HttpStatus.FORBIDDEN : HttpStatus.NOT_FOUND).value());
            }
        };
    }

    private void problem(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        problem(json, response, status, detail);
    }

    static void problem(ObjectMapper json, HttpServletResponse response, HttpStatus status, String detail)
            throws IOException {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(status == HttpStatus.UNAUTHORIZED ? "需要登录" : "没有权限");
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        json.writeValue(response.getOutputStream(), problem);
    }

    /** Before the webapps' own filters, which make and read the nonce. */
    @Bean
    FilterRegistrationBean<OwnNonce> ownNonce() {
        FilterRegistrationBean<OwnNonce> filter = new FilterRegistrationBean<>(new OwnNonce());
        filter.addUrlPatterns("/camunda/app/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
        return filter;
    }

    /** Before the webapps' own filters, which stumble over both. */
    @Bean
    FilterRegistrationBean<StrayPaths> strayPaths() {
        FilterRegistrationBean<StrayPaths> filter = new FilterRegistrationBean<>(new StrayPaths());
        filter.addUrlPatterns("/camunda/*", "/engine-rest/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return filter;
    }

    @Bean
    FilterRegistrationBean<EngineRefusalFilter> engineRefusals() {
        FilterRegistrationBean<EngineRefusalFilter> filter =
                new FilterRegistrationBean<>(new EngineRefusalFilter(new EngineAnswer(json), json));
        filter.addUrlPatterns("/engine-rest/*", "/camunda/api/*");
        filter.setOrder(Ordered.LOWEST_PRECEDENCE - 100);
        return filter;
    }

    @Bean
    FilterRegistrationBean<EngineDoor> engineDoor(Roster roster, AuthorizationService authorizationService) {
        FilterRegistrationBean<EngineDoor> filter = new FilterRegistrationBean<>(
                new EngineDoor(engineUser, roster, authorizationService, new EngineAnswer(json)));
        filter.addUrlPatterns("/engine-rest/*", "/camunda/api/*");
        filter.setOrder(Ordered.LOWEST_PRECEDENCE - 101);
        return filter;
    }
}
