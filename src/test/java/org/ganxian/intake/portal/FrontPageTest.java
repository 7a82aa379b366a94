package org.ganxian.intake.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
