package org.ganxian.engine.login;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Calls of a provider, as Spring Security makes them, but none waits for an answer for ever. */
class ProviderCalls {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final SimpleClientHttpRequestFactory timed = new SimpleClientHttpRequestFactory();

    ProviderCalls() {
        timed.setConnectTimeout(LONGEST);
        timed.setReadTimeout(LONGEST);
    }

    OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokens() {
        RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(timed)
                .messageConverters(converters -> {
                    converters.clear();
                    converters.add(new FormHttpMessageConverter());
                    converters.add(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    OidcUserService people() {
        DefaultOAuth2UserService userInfo = new DefaultOAuth2UserService();
        RestTemplate http = new RestTemplate(timed);
        http.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        userInfo.setRestOperations(http);
        OidcUserService people = new OidcUserService();
        people.setOauth2UserService(userInfo);
        return people;
    }

    /** Signed as the provider says that it signs; by its published keys alone, never by the shared secret. */
    JwtDecoderFactory<ClientRegistration> decoders() {
        Map<String, JwtDecoder> known = new ConcurrentHashMap<>();
        return registration -> known.computeIfAbsent(registration.getRegistrationId(), id -> decoder(registration));
    }

    private JwtDecoder decoder(ClientRegistration registration) {
        ClientRegistration.ProviderDetails provider = registration.getProviderDetails();
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(provider.getJwkSetUri())
                .restOperations(new RestTemplate(timed))
                .jwsAlgorithms(all -> all.addAll(algorithms(provider)))
                .build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(new OidcIdTokenValidator(registration)));
        decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
        return decoder;
    }

    private static Collection<SignatureAlgorithm> algorithms(ClientRegistration.ProviderDetails provider) {
        Object offered = provider.getConfigurationMetadata().get("id_token_signing_alg_values_supported");
        List<SignatureAlgorithm> known = offered instanceof Collection<?> names
                ? names.stream()
                        .map(name -> SignatureAlgorithm.from(String.valueOf(name)))
                        .filter(Objects::nonNull)
                        .toList()
                : List.of();
        return known.isEmpty() ? List.of(SignatureAlgorithm.RS256) : known;
    }
}
