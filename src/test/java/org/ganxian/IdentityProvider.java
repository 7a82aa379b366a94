package org.ganxian;

import static org.springframework.security.config.Customizer.withDefaults;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.filter.OrderedCharacterEncodingFilter;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.test.util.TestSocketUtils;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/**
 * A city's identity provider: Spring Authorization Server on a port of its own, which asks for a proof key, knows
 * everybody by the same password, and can be made to lie.
 */
final class IdentityProvider implements AutoCloseable {

    static final String PASSWORD = "at the provider";

    /** Where the application will look for it: known before it runs, as in a city. */
    static class Address implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of("spring.security.oauth2.client.provider.city.issuer-uri=http://localhost:"
                            + TestSocketUtils.findAvailableTcpPort())
                    .applyTo(context);
        }
    }

    private final AnnotationConfigServletWebServerApplicationContext server =
            new AnnotationConfigServletWebServerApplicationContext();
    private final Lies lies = new Lies();

    /** What it says otherwise than it should. */
    static class Lies {
        volatile Consumer<JwtClaimsSet.Builder> claims = claims -> {};
        volatile boolean anotherKey;
    }

    IdentityProvider(Environment application, int applicationPort) {
        String issuer = application.getRequiredProperty("spring.security.oauth2.client.provider.city.issuer-uri");
        server.registerBean(
                TomcatServletWebServerFactory.class,
                () -> new TomcatServletWebServerFactory(Integer.parseInt(issuer.replaceFirst(".*:", ""))));
        server.registerBean(Lies.class, () -> lies);
        server.registerBean(
                RegisteredClientRepository.class,
                () -> new InMemoryRegisteredClientRepository(ganxian("http://127.0.0.1:" + applicationPort)));
        server.register(Configured.class);
        server.refresh();
    }

    private static RegisteredClient ganxian(String at) {
        return RegisteredClient.withId("1")
                .clientId("ganxian")
                .clientSecret("{noop}secret-of-the-tests")
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(at + "/login/oauth2/code/city")
                .postLogoutRedirectUri(at + "/login?left=all")
                .scope("openid")
                .scope("profile")
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .build();
    }

    Lies lies() {
        return lies;
    }

    void beHonest() {
        lies.claims = claims -> {};
        lies.anotherKey = false;
    }

    @Override
    public void close() {
        server.close();
    }

    /** No configuration of the application: nothing may scan it. */
    @EnableWebMvc
    @EnableWebSecurity
    static class Configured {

        private final RSAKey published = key();
        private final RSAKey unknown = key();

        private static RSAKey key() {
            try {
                return new RSAKeyGenerator(2048).keyID("one").generate();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }

        @Bean
        DispatcherServlet dispatcherServlet() {
            return new DispatcherServlet();
        }

        @Bean
        OrderedCharacterEncodingFilter encoding() {
            OrderedCharacterEncodingFilter utf8 = new OrderedCharacterEncodingFilter();
            utf8.setEncoding("UTF-8");
            utf8.setForceEncoding(true);
            return utf8;
        }

        @Bean
        SecurityFilterChain endpoints(HttpSecurity http) throws Exception {
            OAuth2AuthorizationServerConfigurer server = OAuth2AuthorizationServerConfigurer.authorizationServer();
            return http.securityMatcher(server.getEndpointsMatcher())
                    .with(server, all -> all.oidc(withDefaults()))
                    .authorizeHttpRequests(all -> all.anyRequest().authenticated())
                    .exceptionHandling(e -> e.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
                    .build();
        }

        @Bean
        SecurityFilterChain people(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(all -> all.anyRequest().authenticated())
                    .securityContext(c -> c.securityContextRepository(new HttpSessionSecurityContextRepository()))
                    .formLogin(withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService everybody() {
            return username -> User.withUsername(username)
                    .password("{noop}" + PASSWORD)
                    .roles("STAFF")
                    .build();
        }

        @Bean
        JWKSource<SecurityContext> publishedKeys() {
            return new ImmutableJWKSet<>(new JWKSet(published));
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        JwtEncoder encoder(Lies lies) {
            JwtEncoder right = new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(published)));
            JwtEncoder wrong = new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(unknown)));
            return parameters -> (lies.anotherKey ? wrong : right).encode(parameters);
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims(Lies lies) {
            return context -> {
                if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
                    context.getClaims()
                            .subject(UUID.nameUUIDFromBytes(
                                            context.getPrincipal().getName().getBytes())
                                    .toString())
                            .claim("preferred_username", context.getPrincipal().getName());
                    lies.claims.accept(context.getClaims());
                }
            };
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }
    }
}
