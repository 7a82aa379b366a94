package org.ganxian.exchange.door;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Below {@code /exchange} one call is open, which checks its signature itself; everything else is closed. */
@Configuration(proxyBeanMethods = false)
class ExchangeDoorSecurity {

    @Bean
    @Order(0)
    SecurityFilterChain exchangeDoors(HttpSecurity http) throws Exception {
        return http.securityMatcher("/exchange", "/exchange/**")
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(some -> some.requestMatchers(HttpMethod.POST, "/exchange/v1/{partner}/messages")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                (request, response, exception) -> response.sendError(404))
                        .accessDeniedHandler((request, response, exception) -> response.sendError(404)))
                .build();
    }
}
