package org.ganxian.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.embedded.TomcatWebServerFactoryCustomizer;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.env.MockEnvironment;

/** Whom the limits count, by the product's own settings and server. */
class ClientTest {

    /** Tells its caller who they are to the limits. */
    private static final class Mirror extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(Client.of(request));
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none,             8.8.8.8,            127.0.0.1",
                "10\\.0\\.0\\.1,     8.8.8.8,            127.0.0.1",
                "127\\.0\\.0\\.1,    none,               127.0.0.1",
                "127\\.0\\.0\\.1,    8.8.8.8,            8.8.8.8",
                "127\\.0\\.0\\.1,    '1.2.3.4, 8.8.8.8', 8.8.8.8",
                "127\\.0\\.0\\.1|9\\.9\\.9\\.9, '8.8.8.8, 9.9.9.9', 8.8.8.8",
            })
    void aTrustedProxySaysWhomItSpeaksForAndNobodyElseDoes(String trusted, String forwarded, String counted)
            throws Exception {
        WebServer server = server(trusted == null ? "" : trusted);
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + "/"));
            if (forwarded != null) {
                request.header("X-Forwarded-For", forwarded);
            }
            assertThat(HttpClient.newHttpClient()
                            .send(request.build(), BodyHandlers.ofString())
                            .body())
                    .isEqualTo(counted);
        } finally {
            server.stop();
        }
    }

    private static WebServer server(String trusted) throws IOException {
        MockEnvironment settings = new MockEnvironment().withProperty("ganxian.trusted-proxies", trusted);
        for (PropertySource<?> source :
                new YamlPropertySourceLoader().load("shipped", new ClassPathResource("application.yml"))) {
            settings.getPropertySources().addLast(source);
        }
        ServerProperties server =
                Binder.get(settings).bind("server", ServerProperties.class).get();
        TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(0);
        new TomcatWebServerFactoryCustomizer(settings, server).customize(tomcat);
        tomcat.setPort(0);
        WebServer running = tomcat.getWebServer(context -> {
            ServletRegistration.Dynamic mirror = context.addServlet("mirror", new Mirror());
            mirror.addMapping("/");
        });
        running.start();
        return running;
    }
}
