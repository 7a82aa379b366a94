package org.ganxian.intake.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.ganxian.IntegrationTest;
import org.ganxian.intake.Visitor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@IntegrationTest
@Tag("any-database")
class FrontPageTest {

    @LocalServerPort
    int port;

    @Test
    void fourDoorsAreOpen() throws Exception {
        Visitor visitor = new Visitor(port).opens("/").sees(200);

        assertThat(visitor.page().select(".door h2").eachText()).containsExactly("群众", "工作人员", "管理者", "开发者");
        for (String door : visitor.page().select(".door a").eachAttr("href")) {
            assertThat(new Visitor(port).opens(door).answer().statusCode())
                    .as(door)
                    .isEqualTo(200);
        }
        assertThat(visitor.page().select(".door").text()).contains("/engine-rest");
    }

    /** The second column of a line tells the duty; accounts stand in the first, and where a line names colleagues. */
    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void everyAccountThatTheReadmeNamesIsOnTheFrontPage(String readme) throws Exception {
        List<String> listed = new Visitor(port)
                .opens("/")
                .page()
                .select(".visitors td:first-child")
                .eachText();
        List<String> named = Files.readAllLines(Path.of(readme)).stream()
                .filter(line -> line.startsWith("| `"))
                .takeWhile(line -> !line.startsWith("| `SPRING"))
                .flatMap(
                        line -> Pattern.compile("`([a-z-]+\\d?)`").matcher(line).results())
                .map(account -> account.group(1))
                .filter(account -> !account.isBlank())
                .toList();
        assertThat(named).contains("clerk", "admin");
        assertThat(listed).containsAll(named.subList(0, named.indexOf("admin") + 1));
    }

    @Test
    void theFrontPageLeadsToEveryDoorOfStaff() throws Exception {
        assertThat(new Visitor(port).opens("/").page().select("main a").eachAttr("href"))
                .contains("/m", "/desk")
                .anyMatch(link -> link.startsWith("/camunda/app/tasklist"))
                .anyMatch(link -> link.startsWith("/camunda/app/cockpit"));
    }

    @Test
    void theDemoListsWhoMayBeTriedAndSaysThatTheyAreInvented() throws Exception {
        Visitor visitor = new Visitor(port).opens("/").sees(200);

        assertThat(visitor.page().select(".visitors td:first-child").eachText())
                .containsExactly(
                        "clerk",
                        "dispatcher",
                        "member1",
                        "member2",
                        "member3",
                        "triage",
                        "duty",
                        "caller",
                        "health-handler",
                        "health-reviewer",
                        "health-head",
                        "window",
                        "two-hats",
                        "mediation-secretary",
                        "mediation-head",
                        "mediator1",
                        "mediation-caller",
                        "exchange-admin",
                        "supervisor",
                        "supervisor2",
                        "supervisor3",
                        "street-manager",
                        "district-manager",
                        "manager",
                        "auditor",
                        "street-auditor",
                        "admin");
        assertThat(visitor.page().select(".visitors td:nth-child(2)").eachText())
                .startsWith("巷口街道前台受理员", "榕荫社区党支部派单员", "榕荫社区党支部党员");
        assertThat(visitor.text(".visitors")).contains("密码都是 ganxian").contains("演示数据");
        assertThat(visitor.text(".demo-note")).contains("演示数据");
    }

    @ParameterizedTest
    @CsvSource({"/nowhere, 404", "/portal/nowhere, 404", "/portal/orders/ZZ1/photos, 404", "/portal/%2e%2e;x/, 400"})
    void errorsAreChinesePagesWithAWayBack(String path, int status) throws Exception {
        Visitor visitor = new Visitor(port).opens(path).sees(status);

        assertThat(visitor.page().select("main a").eachAttr("href")).contains("/", "/portal");
    }

    @Test
    void whoIsLoggedInLearnsNoMoreAboutClosedDoorsThanAnybody() throws Exception {
        Visitor member = new Visitor(
                port, "Authorization", "Basic " + Base64.getEncoder().encodeToString("member1:ganxian".getBytes()));
        member.opens("/no/such/door").sees(404);
        assertThat(member.text("h1")).isEqualTo("没有这个页面");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/portal", "/portal/track", "/portal/services", "/login", "/m/login", "/nowhere"})
    void ourPagesLoadAndRunNothingThatIsWrittenIntoThem(String path) throws Exception {
        assertThat(new Visitor(port).opens(path).answer().headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("img-src 'self' data: blob:; style-src 'self'; script-src 'self'; base-uri 'self'")
                .doesNotContain("unsafe");
    }

    /** As it goes over the wire, to a browser that has nothing of ours yet. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/portal"})
    void aFirstVisitWeighsAtMostAHundredKilobytes(String path) throws Exception {
        Visitor visitor = new Visitor(port).opens(path).sees(200);
        List<String> loaded = new ArrayList<>(List.of(path));
        loaded.addAll(
                visitor.page().select("link[rel=stylesheet], link[rel=icon]").eachAttr("href"));
        loaded.addAll(visitor.page().select("script[src], img[src]").eachAttr("src"));
        int weight = 0;
        for (String part : loaded) {
            HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + part))
                                    .header("Accept-Encoding", "gzip")
                                    .build(),
                            BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(part).isEqualTo(200);
            weight += answer.body().length;
        }
        assertThat(loaded).allMatch(part -> part.startsWith("/"));
        assertThat(weight).isBetween(5_000, 100 * 1024);
    }

    @Test
    void whoAsksForLargeLettersKeepsThemOnEveryPageAndIsSentToNoOtherSite() throws Exception {
        Visitor visitor = new Visitor(port).opens("/portal/services?q=店招");
        assertThat(visitor.shows("html.large")).isFalse();

        visitor.opens(visitor.page().selectFirst("a:containsOwn(大字版)").attr("href"))
                .sees(200);
        assertThat(visitor.at()).isEqualTo("/portal/services?q=店招");
        for (String page : List.of("/", "/portal", "/portal/track", "/portal/nowhere")) {
            assertThat(visitor.opens(page).shows("html.large")).as(page).isTrue();
        }
        visitor.opens(visitor.opens("/portal")
                        .page()
                        .selectFirst("a:containsOwn(标准字)")
                        .attr("href"))
                .sees(200);
        assertThat(visitor.shows("html.large")).isFalse();
        for (String elsewhere : List.of(
                "//example.com", "https://example.com", "/portal//example.com", "/m//example.com", "/desk", "x")) {
            visitor.opens("/portal/text?size=large&back=" + elsewhere).sees(200);
            assertThat(visitor.at()).as(elsewhere).isEqualTo("/portal");
        }
    }

    @Test
    void ourOwnFilesMayBeKeptBecauseTheirNamesChangeWithThem() throws Exception {
        Visitor visitor = new Visitor(port).opens("/");
        String css = visitor.page().select("link[rel=stylesheet]").attr("href");

        assertThat(css).matches("/ganxian-[0-9a-f]{32}\\.css");
        visitor.opens(css);
        assertThat(visitor.answer().statusCode()).isEqualTo(200);
        assertThat(visitor.answer().headers().firstValue("Cache-Control")).hasValue("max-age=3600");
    }
}
