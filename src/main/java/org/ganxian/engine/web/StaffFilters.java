package org.ganxian.engine.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.Filter;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.Roster;
import org.ganxian.platform.Audit;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.RequestContextFilter;

/** What stands before all doors alike, whoever keeps them. */
@Configuration
@RequiredArgsConstructor
class StaffFilters {

    private final EngineUser engineUser;
    private final Roster roster;

    /** The login already asks where a request comes from; Jersey's own comes after it. */
    @Bean
    FilterRegistrationBean<RequestContextFilter> requestContextFilter() {
        return everywhere(new RequestContextFilter(), Ordered.HIGHEST_PRECEDENCE + 70);
    }

    /** Outermost: hears what every door has answered. */
    @Bean
    FilterRegistrationBean<SecurityRecord> securityRecord(Audit audit) {
        return everywhere(new SecurityRecord(audit), Ordered.HIGHEST_PRECEDENCE + 80);
    }

    /** Before anybody reads who is logged in. */
    @Bean
    FilterRegistrationBean<StaffSessions> staffSessions() {
        return everywhere(new StaffSessions(roster), Ordered.HIGHEST_PRECEDENCE + 90);
    }

    /** After Spring Security and before the doors of the engine. */
    @Bean
    FilterRegistrationBean<FirstPassword> firstPassword(ObjectMapper json) {
        return everywhere(
                new FirstPassword(engineUser, roster, new EngineAnswer(json)), Ordered.LOWEST_PRECEDENCE - 102);
    }

    private static <F extends Filter> FilterRegistrationBean<F> everywhere(F filter, int order) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns("/*");
        registration.setOrder(order);
        return registration;
    }
}
