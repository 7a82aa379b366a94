package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ganxian.organization.OffDuty;
import org.ganxian.platform.Actor;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/** The login by a real identity provider, over real HTTP, at all doors. */
@IntegrationTest
@Tag("any-database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderLoginTest {

    private static final Actor ADMIN = new Actor("admin", "漳州市系统管理员");
    private static final String OUT = "/oauth2/authorization/city";

    /** Nobody else in the tests logs in as this one. */
    private static final String PERSON = "urban-member2";

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    @Autowired
    OffDuty offDuty;

    @Autowired
    JdbcTemplate jdbc;

    IdentityProvider provider;

    @BeforeAll
    void theProviderRuns() {
        provider = new IdentityProvider(environment, port);
    }

    @AfterAll
    void theProviderStops() {
        provider.close();
    }

    @AfterEach
    void everythingIsAsBefore() {
        provider.beHonest();
        jdbc.update("update person set active = true, must_change_password = false where username = ?", PERSON);
    }

    /** What a browser does: cookies, redirects, forms. */
    private class Browser {

        private final HttpClient http =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        final List<URI> hops = new ArrayList<>();
        int status;
        String body = "";
        URI at = URI.create("http://127.0.0.1:" + port + "/");

        Browser open(String path) {
            return send(HttpRequest.newBuilder(at = at("/").resolve(path)).GET());
        }

        private URI at(String path) {
            return URI.create("http://127.0.0.1:" + port + path);
        }

        private Browser send(HttpRequest.Builder request) {
            try {
                HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                status = answer.statusCode();
                body = answer.body();
                if (status / 100 == 3) {
                    at = at.resolve(answer.headers().firstValue("Location").orElseThrow());
                    hops.add(at);
                    return send(HttpRequest.newBuilder(at).GET());
                }
                return this;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        Browser submit(String form, Map<String, String> typed) {
            Document page = Jsoup.parse(body, at.toString());
            Element chosen = page.select(form).first();
            assertThat(chosen).as(form + " in " + body).isNotNull();
            Map<String, String> fields = chosen.select("input[name]").stream()
                    .collect(Collectors.toMap(i -> i.attr("name"), Element::val, (a, b) -> a));
            fields.putAll(typed);
            String sent = fields.entrySet().stream()
                    .map(f -> URLEncoder.encode(f.getKey(), StandardCharsets.UTF_8) + "="
                            + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            at = URI.create(chosen.absUrl("action"));
            return send(HttpRequest.newBuilder(at)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(sent)));
        }

        Browser atTheProvider(String username) {
            assertThat(at.getHost()).as("the provider's page, not " + this).isEqualTo("localhost");
            return submit("form", Map.of("username", username, "password", IdentityProvider.PASSWORD));
        }

        @Override
        public String toString() {
            return status + " " + at + " " + hops + " " + body;
        }
    }

    private Browser loggedIn(String username, String back) {
        return new Browser().open(OUT + "?back=" + back).atTheProvider(username);
    }

    private List<String> recorded(String action) {
        return jdbc.queryForList("select subject from audit_entry where action = ?", String.class, action);
    }

    @Test
    void oneLoginOpensTheDeskThePhoneAndTheWebapps() {
        Browser browser = new Browser().open("/desk/notices");
        assertThat(browser.at.getPath()).isEqualTo("/login");
        assertThat(browser.body).contains("用市统一身份认证登录", "用密码登录");
        browser.open(Jsoup.parse(browser.body, browser.at.toString())
                        .select("a[href*=oauth2]")
                        .attr("href"))
                .atTheProvider(PERSON);

        assertThat(browser.status).as(browser.toString()).isEqualTo(200);
        assertThat(browser.at.getPath()).isEqualTo("/desk/notices");
        assertThat(browser.hops)
                .anySatisfy(hop -> assertThat(hop.getQuery())
                        .contains("state=", "nonce=", "code_challenge=", "code_challenge_method=S256"));
        assertThat(browser.open("/m").status).isEqualTo(200);
        assertThat(browser.open("/camunda/api/admin/auth/user/default").body).contains(PERSON, "tasklist");
        assertThat(browser.open("/camunda/api/engine/engine/default/task").status)
                .isEqualTo(200);
        assertThat(browser.open("/engine-rest/task").status)
                .as("by password alone, with each request")
                .isEqualTo(401);
        assertThat(recorded("login-by-provider")).contains("127.0.0.1 city");
        assertThat(jdbc.queryForList(
                        "select actor_id from audit_entry where action = 'login-by-provider'", String.class))
                .contains(PERSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "https://evil.example/", "/desk/../logout", "/engine-rest/task"})
    void nobodyIsSentElsewhereAfterwards(String back) {
        Browser browser = loggedIn(PERSON, URLEncoder.encode(back, StandardCharsets.UTF_8));
        assertThat(browser.at.getHost()).isEqualTo("127.0.0.1");
        assertThat(browser.at.getPath()).isEqualTo("/camunda/app/tasklist/default/");
    }

    /** To the last character; and nobody is made. */
    @ParameterizedTest
    @ValueSource(strings = {"stranger", "URBAN-MEMBER2", "ｕｒｂａｎ-member2", "nobody", "system"})
    void whomTheRosterDoesNotKnowIsToldSoAndPutOnRecord(String username) {
        long people = count();
        Browser browser = loggedIn(username, "/desk");
        assertThat(browser.status).isEqualTo(403);
        assertThat(browser.body).contains("人员名册里没有登录名为“" + username + "”的人");
        assertThat(browser.open("/desk/notices").at.getPath()).isEqualTo("/login");
        assertThat(recorded("login-provider-refused")).contains(username + " 127.0.0.1");
        assertThat(count()).isEqualTo(people);
    }

    private long count() {
        return jdbc.queryForObject("select count(*) from ACT_ID_USER", Long.class)
                + jdbc.queryForObject("select count(*) from person", Long.class);
    }

    @Test
    void whoIsOffDutyDoesNotGetInAndWhoGoesOffDutyIsOutAtTheNextRequest() {
        Browser browser = loggedIn(PERSON, "/desk/notices");
        assertThat(browser.status).isEqualTo(200);
        offDuty.begin(PERSON, Map.of(), "调离", ADMIN);

        assertThat(browser.open("/camunda/api/engine/engine/default/task").status)
                .isEqualTo(403);
        assertThat(browser.open("/desk/notices").at.getPath()).isEqualTo("/login");
        Browser again = loggedIn(PERSON, "/desk");
        assertThat(again.status).isEqualTo(403);
        assertThat(again.body).contains("您的账号已停用");
        offDuty.end(PERSON, ADMIN);
        assertThat(loggedIn(PERSON, "/desk/notices").status).isEqualTo(200);
    }

    @Test
    void aFirstPasswordKeepsNobodyOutWhoDidNotUseIt() {
        jdbc.update("update person set must_change_password = true where username = ?", PERSON);
        Browser browser = loggedIn(PERSON, "/desk/notices");
        assertThat(browser.status).isEqualTo(200);
        assertThat(browser.at.getPath()).isEqualTo("/desk/notices");
        assertThat(Caller.of(PERSON, port).get("/engine-rest/task").status()).isEqualTo(403);
    }

    @Test
    void aTokenWithAWrongSignatureIsRefused() {
        provider.lies().anotherKey = true;
        assertRefused("invalid_id_token");
    }

    @Test
    void aTokenWithAWrongNonceIsRefused() {
        provider.lies().claims = claims -> claims.claim("nonce", "of another login");
        assertRefused("invalid_nonce");
    }

    @Test
    void anExpiredTokenIsRefused() {
        Instant yesterday = Instant.now().minus(1, ChronoUnit.DAYS);
        provider.lies().claims = claims -> claims.issuedAt(yesterday).expiresAt(yesterday.plus(5, ChronoUnit.MINUTES));
        assertRefused("invalid_id_token");
    }

    @Test
    void aTokenForAnotherSystemOrOfAnotherProviderIsRefused() {
        provider.lies().claims = claims -> claims.audience(List.of("another"));
        assertRefused("invalid_id_token");
        provider.lies().claims = claims -> claims.issuer("http://evil.example");
        assertRefused("invalid_id_token");
    }

    private void assertRefused(String code) {
        Browser browser = loggedIn(PERSON, "/desk");
        assertThat(browser.status).as(browser.toString()).isEqualTo(403);
        assertThat(browser.body).contains("没有通过核验（" + code + "）");
        assertThat(browser.open("/desk/notices").at.getPath()).isEqualTo("/login");
    }

    @Test
    void aTokenWithoutAUserNameIsRefused() {
        provider.lies().claims = claims -> claims.claims(all -> all.remove("preferred_username"));
        Browser browser = loggedIn(PERSON, "/desk");
        assertThat(browser.status).isEqualTo(403);
        assertThat(browser.body).contains("没有给出您的登录名（preferred_username）");
    }

    /** A link that somebody was sent: the state is not of this browser. */
    @Test
    void anAnswerThatNobodyAskedForIsRefused() {
        Browser browser = new Browser().open("/login/oauth2/code/city?code=abc&state=xyz");
        assertThat(browser.status).isEqualTo(400);
        assertThat(browser.body).contains("这次登录已经过期");
        Browser cancelled = new Browser().open(OUT);
        String state = cancelled.hops.get(0).getQuery().replaceFirst(".*state=([^&]*).*", "$1");
        cancelled.open("/login/oauth2/code/city?error=access_denied&state="
                + URLEncoder.encode(state, StandardCharsets.UTF_8));
        assertThat(cancelled.status).isEqualTo(403);
        assertThat(cancelled.body).contains("取消了登录");
    }

    @Test
    void aWayThatIsNotSetUpIsNotFound() {
        Browser browser = new Browser().open("/oauth2/authorization/none");
        assertThat(browser.status).isEqualTo(404);
        assertThat(browser.body).contains("没有这种登录方式");
    }

    @Test
    void whoLogsOutLeavesTheProviderToo() {
        Browser browser = loggedIn(PERSON, "/m");
        browser.open("/login");
        assertThat(browser.body).contains("您已登录");
        browser.submit("form[action=/logout]", Map.of());
        assertThat(browser.status).as(browser.toString()).isEqualTo(200);
        assertThat(browser.body).contains("已退出干线和统一身份认证");
        assertThat(browser.hops).anySatisfy(hop -> assertThat(hop.getPath()).isEqualTo("/connect/logout"));
        assertThat(browser.open("/desk/notices").at.getPath()).isEqualTo("/login");
        browser.open(OUT);
        assertThat(browser.at.getPath()).as("asks for a password again").isEqualTo("/login");
        assertThat(browser.at.getHost()).isEqualTo("localhost");
    }

    /** The token itself says who somebody is: base64 is no secret. */
    @Test
    void noSessionsRowSaysWhatTheProviderToldOfThePerson() {
        jdbc.update("delete from SPRING_SESSION");
        provider.lies().claims =
                claims -> claims.claim("phone_number", "13900008888").claim("name", "苏晓岚");
        Browser browser = loggedIn(PERSON, "/desk/notices");
        assertThat(browser.status).isEqualTo(200);

        String rows = jdbc.queryForList("select ATTRIBUTE_BYTES from SPRING_SESSION_ATTRIBUTES", byte[].class).stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
        assertThat(rows).contains("city ").doesNotContain("13900008888", "苏晓岚", "phone_number", ".eyJ");

        browser.open("/login").submit("form[action=/logout]", Map.of());
        assertThat(browser.hops).anySatisfy(hop -> assertThat(hop.getQuery()).contains("id_token_hint=eyJ"));
        assertThat(browser.body).contains("已退出干线和统一身份认证");
    }

    /** As their script does it: first their own door, then this page. */
    @Test
    void whoLogsOutOfTasklistLeavesTheProviderToo() throws Exception {
        Browser browser = loggedIn(PERSON, "/camunda/app/tasklist/default/");
        String token = browser.http.cookieHandler().orElseThrow().get(browser.at, Map.of()).get("Cookie").stream()
                .flatMap(cookies -> List.of(cookies.split("; ")).stream())
                .filter(cookie -> cookie.startsWith("XSRF-TOKEN="))
                .map(cookie -> cookie.substring("XSRF-TOKEN=".length()).replace("\"", ""))
                .findFirst()
                .orElseThrow();
        browser.at = URI.create("http://127.0.0.1:" + port + "/camunda/api/admin/auth/user/default/logout");
        browser.send(HttpRequest.newBuilder(browser.at)
                .header("X-XSRF-TOKEN", token)
                .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(browser.status).isEqualTo(200);
        assertThat(browser.open("/login/left").body).contains("已退出干线和统一身份认证");
    }

    @Test
    void aPasswordIsStillOneWay() {
        Caller member = Caller.inTasklist(PERSON, port);
        assertThat(member.get("/desk/notices").status()).isEqualTo(200);
        assertThat(member.get("/login/ways").json().path("provider").asBoolean())
                .isTrue();
    }
}
