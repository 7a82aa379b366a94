package org.ganxian.engine.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.ganxian.engine.LoginWays;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.security.oauth2.client.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientPropertiesMapper;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.NullSecurityContextRepository;

/**
 * Out to the identity provider and back, where one is set up with Spring's own properties. State, nonce and PKCE are
 * always used.
 */
@Configuration
@ConditionalOnOAuth2ClientRegistrationProperties
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class ProviderDoor {

    private static final String OUT = "/oauth2/authorization";

    private final ProviderCalls calls = new ProviderCalls();

    /** Asks the provider for its addresses when somebody first logs in: it need not be there when we start. */
    @Bean
    ClientRegistrationRepository clientRegistrations(OAuth2ClientProperties properties) {
        return new SupplierClientRegistrationRepository(() -> new InMemoryClientRegistrationRepository(
                new OAuth2ClientPropertiesMapper(properties).asClientRegistrations()));
    }

    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens() {
        return calls.decoders();
    }

    @Bean
    @Order(0)
    SecurityFilterChain outAndBack(
            HttpSecurity http, ClientRegistrationRepository registrations, LoginWays ways, ProviderArrival arrival)
            throws Exception {
        return http.securityMatcher(OUT + "/*", "/login/oauth2/code/*")
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                // Who is logged in is the webapps' session's to say.
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .authorizeHttpRequests(all -> all.anyRequest().denyAll())
                .exceptionHandling(e -> e.authenticationEntryPoint((request, response, nobody) ->
                        ProviderArrival.refuse(request, response, Refusal.notFound("没有这种登录方式"))))
                .oauth2Login(login -> login.loginPage(LoginPages.PAGE)
                        .authorizationEndpoint(out -> out.authorizationRequestResolver(resolver(registrations, ways)))
                        .tokenEndpoint(token -> token.accessTokenResponseClient(calls.tokens()))
                        .userInfoEndpoint(info -> info.oidcUserService(calls.people()))
                        .authorizedClientRepository(new NoTokensKept())
                        .successHandler(arrival::arrived)
                        .failureHandler(arrival::failed)
                        .withObjectPostProcessor(failing(arrival)))
                .build();
    }

    private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> failing(ProviderArrival arrival) {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends OAuth2AuthorizationRequestRedirectFilter> F postProcess(F filter) {
                filter.setAuthenticationFailureHandler(arrival::failed);
                return filter;
            }
        };
    }

    private static OAuth2AuthorizationRequestResolver resolver(
            ClientRegistrationRepository registrations, LoginWays ways) {
        DefaultOAuth2AuthorizationRequestResolver standard =
                new DefaultOAuth2AuthorizationRequestResolver(registrations, OUT);
        standard.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return new OAuth2AuthorizationRequestResolver() {
            @Override
            public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
                // Another one is no matter of the providers', who would have to be asked for their addresses.
                boolean known = ways.providers().stream()
                        .anyMatch(provider -> request.getServletPath().equals(OUT + "/" + provider.id()));
                return known ? leaving(request, standard.resolve(request)) : null;
            }

            @Override
            public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String id) {
                return leaving(request, standard.resolve(request, id));
            }

            private @Nullable OAuth2AuthorizationRequest leaving(
                    HttpServletRequest request, @Nullable OAuth2AuthorizationRequest out) {
                if (out != null) {
                    ProviderSession.keepBack(request, request.getParameter(LoginPages.BACK));
                }
                return out;
            }
        };
    }

    /** Nothing is ever asked of the provider in a person's name after the login. */
    private static class NoTokensKept implements OAuth2AuthorizedClientRepository {

        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String id, Authentication person, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication person,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String id, Authentication person, HttpServletRequest request, HttpServletResponse response) {}
    }
}
