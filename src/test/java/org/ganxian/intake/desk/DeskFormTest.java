package org.ganxian.intake.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.intake.ClerksDoor.HOTLINE;
import static org.ganxian.intake.ClerksDoor.call;
import static org.ganxian.intake.ClerksDoor.number;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganxian.IntegrationTest;
import org.ganxian.intake.ClerksDoor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The form as a browser without script sends it, through the real server: token, cookie and file in one body. */
@IntegrationTest
@Tag("any-database")
class DeskFormTest {

    @LocalServerPort
    int port;

    @Autowired
    ClerksDoor door;

    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    @Test
    void theFormIsSentWithItsTokenAndAnsweredWithTheReport() throws Exception {
        String form = get("/desk/import").body();
        get("/desk.css");

        HttpResponse<String> report = post(hidden(form, "_csrf"), hidden(form, "run"), HOTLINE + call(number()));

        assertThat(report.statusCode()).isEqualTo(200);
        assertThat(report.uri().getPath()).isEqualTo("/desk/import/" + hidden(form, "run"));
        assertThat(report.body()).contains("正在导入", "已处理 0 行，共 1 行");
        door.everyPartIsTakenIn();
        assertThat(get("/desk/import/" + hidden(form, "run")).body())
                .contains("导入报告")
                .contains("<dd class=\"good\">1</dd>");
    }

    @Test
    void aFormFromElsewhereIsRefused() throws Exception {
        String form = get("/desk/import").body();
        assertThat(post("forged", hidden(form, "run"), HOTLINE + call(number())).statusCode())
                .isEqualTo(403);
        assertThat(get("/desk/import/" + hidden(form, "run")).statusCode()).isEqualTo(404);
    }

    @Test
    void aFileThatIsTooLargeLeadsBackToTheForm() throws Exception {
        String form = get("/desk/import").body();
        HttpResponse<String> answer = post(hidden(form, "_csrf"), hidden(form, "run"), "a".repeat(22 << 20));

        assertThat(answer.uri().getPath()).isEqualTo("/desk/import");
        assertThat(answer.body()).contains("单个文件不能超过 20 MB");
    }

    @Test
    void whoeverIsNotLoggedInIsLedToTheLogin() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(at("/desk")).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login?back=%2Fdesk");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(asClerk(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String token, String run, String file) throws Exception {
        String body = field("_csrf", token) + field("run", run)
                + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n" + file
                + "\r\n--b--\r\n";
        return browser.send(
                asClerk("/desk/import")
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String field(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private HttpRequest.Builder asClerk(String path) {
        String login = Base64.getEncoder().encodeToString("clerk:ganxian".getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(at(path)).header("Authorization", "Basic " + login);
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static String hidden(String form, String name) {
        Matcher input =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(form);
        assertThat(input.find()).isTrue();
        return input.group(1);
    }
}
