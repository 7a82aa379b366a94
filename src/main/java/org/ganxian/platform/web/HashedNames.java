package org.ganxian.platform.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Names those files on our pages that carry a hash of their content. Spring's own filter takes each link of a page for a
 * file and looks for it in every jar: two thirds of what a page cost.
 */
class HashedNames extends ResourceUrlEncodingFilter {

    private final ObjectProvider<ResourceUrlProvider> files;
    private final List<PathPattern> hashed;

    /** @param hashed patterns of the paths of files whose names carry a hash */
    HashedNames(ObjectProvider<ResourceUrlProvider> files, String... hashed) {
        this.files = files;
        this.hashed =
                Stream.of(hashed).map(PathPatternParser.defaultInstance::parse).toList();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String root = ((HttpServletRequest) request).getContextPath();
        chain.doFilter(request, new HttpServletResponseWrapper((HttpServletResponse) response) {
            @Override
            public String encodeURL(String url) {
                return super.encodeURL(named(root, url));
            }
        });
    }

    private String named(String root, String url) {
        if (!url.startsWith(root)) {
            return url;
        }
        String path = url.substring(root.length());
        PathContainer parsed = PathContainer.parsePath(path);
        if (hashed.stream().noneMatch(pattern -> pattern.matches(parsed))) {
            return url;
        }
        String name = files.getObject().getForLookupPath(path);
        return name == null ? url : root + name;
    }

    @Configuration
    static class Setup {

        @Bean
        FilterRegistrationBean<ResourceUrlEncodingFilter> hashedNames(
                ObjectProvider<ResourceUrlProvider> files, WebProperties web) {
            FilterRegistrationBean<ResourceUrlEncodingFilter> filter = new FilterRegistrationBean<>(new HashedNames(
                    files,
                    web.getResources().getChain().getStrategy().getContent().getPaths()));
            filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
            return filter;
        }
    }
}
