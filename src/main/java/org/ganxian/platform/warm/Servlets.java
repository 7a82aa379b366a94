package org.ganxian.platform.warm;

import jakarta.servlet.ServletException;
import java.util.Arrays;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tomcat makes each servlet when it is first called: Spring's own, and those of the engine's REST API and webapps. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@RequiredArgsConstructor
class Servlets implements FirstUse {

    private final ApplicationContext application;

    @Override
    public void rehearse() {
        if (application instanceof ServletWebServerApplicationContext web
                && web.getWebServer() instanceof TomcatWebServer server) {
            children(server.getTomcat().getHost(), Context.class).forEach(Servlets::load);
        }
    }

    private static void load(Context context) {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        current.setContextClassLoader(context.getLoader().getClassLoader());
        try {
            for (Wrapper servlet : children(context, Wrapper.class)) {
                servlet.load();
            }
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        } finally {
            current.setContextClassLoader(before);
        }
    }

    private static <T extends Container> List<T> children(Container of, Class<T> type) {
        return Arrays.stream(of.findChildren())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
