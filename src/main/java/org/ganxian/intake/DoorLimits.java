package org.ganxian.intake;

import org.ganxian.platform.SharedBuckets;
import org.ganxian.platform.web.Problem;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What stands before every public door: bounds on size and on frequency, and answers that need not be sent twice. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RateLimits.class)
class DoorLimits implements WebMvcConfigurer {

    private final RateLimit rateLimit;

    DoorLimits(RateLimits limits, SharedBuckets buckets) {
        this.rateLimit = new RateLimit(limits, buckets);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(rateLimit).addPathPatterns("/api/**", "/portal", "/portal/**");
    }

    /** Before Spring Security, so that nothing has read the body yet. */
    @Bean
    static FilterRegistrationBean<BodyLimit> bodyLimit(Problem problem) {
        FilterRegistrationBean<BodyLimit> filter = new FilterRegistrationBean<>(new BodyLimit(problem));
        filter.addUrlPatterns(
                "/api/*",
                "/desk/import",
                "/desk/services/import",
                "/desk/people/import",
                "/desk/units/import",
                "/portal/*",
                "/m/*");
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER - 10);
        return filter;
    }

    /** Answers a catalogue that the caller has already with 304. */
    @Bean
    static FilterRegistrationBean<ShallowEtagHeaderFilter> catalogueEtags() {
        FilterRegistrationBean<ShallowEtagHeaderFilter> filter =
                new FilterRegistrationBean<>(new ShallowEtagHeaderFilter());
        filter.addUrlPatterns("/api/categories", "/api/units", "/api/services");
        return filter;
    }
}
