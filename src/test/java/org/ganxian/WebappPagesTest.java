package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Two people who open the webapps at the same moment both get a page whose scripts the browser runs. */
@IntegrationTest
@Tag("any-database")
class WebappPagesTest {

    private static final Pattern IN_HEADER = Pattern.compile("'nonce-([^']+)'");
    private static final Pattern IN_PAGE = Pattern.compile("nonce=\"([^\"]+)\"");
    private static final int PAGES = 200;

    @LocalServerPort
    int port;

    @Test
    void eachPageBearsTheNonceOfItsOwnHeader() {
        HttpClient http = HttpClient.newHttpClient();
        List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
        for (int i = 0; i < PAGES; i++) {
            String app = i % 2 == 0 ? "tasklist" : "cockpit";
            asked.add(http.sendAsync(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/camunda/app/" + app + "/default/"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : asked) {
            HttpResponse<String> page = answer.join();
            assertThat(page.statusCode()).isEqualTo(200);
            String allowed = first(
                    IN_HEADER,
                    page.headers().firstValue("Content-Security-Policy").orElse(""));
            assertThat(first(IN_PAGE, page.body())).isEqualTo(allowed);
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }
}
