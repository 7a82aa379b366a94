package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller.Answer;
import org.ganxian.organization.People;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;

/** One account for every door, kept by the engine. */
@IntegrationTest
class LoginTest {

    /** Nobody else in the tests logs in as these, so that a lock or a leave disturbs nobody. */
    /** Of nobody else: what a node has counted for the record outlives the class. */
    private static final String LOCKED = "civil-handler";

    private static final String OFF_DUTY = "urban-member2";

    private static final String CHANGING = OFF_DUTY;

    @LocalServerPort
    int port;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TaskService tasks;

    @Autowired
    IdentityService identity;

    @Autowired
    People people;

    @Autowired
    MockMvc mvc;

    @AfterEach
    void everythingIsAsBefore() {
        User changing = identity.createUserQuery().userId(CHANGING).singleResult();
        changing.setPassword("ganxian");
        identity.saveUser(changing);
        jdbc.update("update person set must_change_password = false where username = ?", CHANGING);
        jdbc.update("update person set active = true where username = ?", OFF_DUTY);
    }

    @Test
    void passwordsAreSaltedAndHashed() {
        List<Map<String, Object>> accounts = jdbc.queryForList(
                "select PWD_ as hash, SALT_ as salt from ACT_ID_USER where ID_ in ('member1', 'member2')");
        assertThat(accounts).hasSize(2).allSatisfy(account -> {
            assertThat((String) account.get("hash")).startsWith("{SHA-512}").doesNotContain("ganxian");
            assertThat((String) account.get("salt")).isNotBlank();
        });
        assertThat(accounts).extracting(account -> account.get("hash")).doesNotHaveDuplicates();
    }

    @Test
    void aPasswordOpensTheEngineAndOurOwnApi() {
        Caller member = Caller.of("member1", port);
        assertThat(member.get("/engine-rest/task").status()).isEqualTo(200);
        assertThat(member.get("/api/tasks/none/demand").status()).isEqualTo(404);
    }

    @Test
    void aSessionOfTasklistOpensOurOwnApiButNotTheRestDoor() {
        Caller member = Caller.inTasklist("member1", port);
        assertThat(member.get("/api/tasks/none/demand").status()).isEqualTo(404);
        assertThat(member.get("/engine-rest/task").status()).isEqualTo(401);
    }

    @Test
    void aLoginIsKeptInTheDatabaseForAllNodesAndReadingItWritesNothing() {
        jdbc.update("delete from SPRING_SESSION");
        Caller member = Caller.inTasklist("member1", port);
        List<Map<String, Object>> kept = sessions();
        assertThat(kept).as("the login page's own session went with the login").hasSize(1);
        for (int call = 0; call < 3; call++) {
            assertThat(member.engine("GET", "/task", null).status()).isEqualTo(200);
            assertThat(member.get("/desk/notices").status()).isEqualTo(200);
        }
        assertThat(sessions()).isEqualTo(kept);
        jdbc.update("delete from SPRING_SESSION");
        assertThat(member.engine("GET", "/task", null).status())
                .as("nothing is remembered elsewhere")
                .isEqualTo(401);
    }

    @Test
    void residentsMakeNoSessions() throws Exception {
        jdbc.update("delete from SPRING_SESSION");
        Caller nobody = Caller.nobody(port);
        for (String page : List.of("/", "/portal", "/portal/track", "/api/categories")) {
            assertThat(nobody.get(page).status()).isEqualTo(200);
        }
        assertThat(sessions()).isEmpty();
    }

    private List<Map<String, Object>> sessions() {
        return jdbc.queryForList("select SESSION_ID, LAST_ACCESS_TIME, EXPIRY_TIME from SPRING_SESSION");
    }

    @Test
    void theScriptsOfTasklistActWithTheirTokenAndAPageOfAnotherSiteCannot() {
        HttpStory story = new HttpStory(port, tasks);
        HttpStory.Placed lamp = story.aBrokenLamp();
        Task task = story.task(lamp, "screen-order");
        Caller dispatcher = Caller.inTasklist("dispatcher", port);
        HttpStory.assertTaken(story.claims(dispatcher, "dispatcher", task));
        String desk = "/api/tasks/" + task.getId();
        Map<String, String> contact = Map.of("channel", "PHONE", "note", "没有人接");

        // Another site's page knows no token: nothing of ours was read before, so there is no cookie to copy it from.
        assertThat(dispatcher.post(desk + "/contacts", contact).status()).isEqualTo(403);
        // The panel has read the demand before it writes.
        Caller again = Caller.inTasklist("dispatcher", port);
        assertThat(again.get(desk + "/demand").status()).isEqualTo(200);
        HttpStory.assertTaken(again.post(desk + "/contacts", contact));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest/task", "/api/tasks/none/demand", "/actuator/metrics"})
    void aWrongPasswordAndAnUnknownNameGetTheSameAnswerInChinese(String path) {
        Answer wrong = Caller.of(LOCKED, "wrong", port).get(path);
        Answer unknown = Caller.of("nobody-of-that-name", "wrong", port).get(path);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.contentType()).startsWith("application/problem+json");
        assertThat(wrong.reason()).startsWith("用户名或密码不正确");
        assertThat(unknown).isEqualTo(wrong);
    }

    @Test
    void wrongPasswordsKeepTheirAddressOutAndNeverABrowserOfTheOwners() throws Exception {
        Caller owner = Caller.inTasklist(LOCKED, port);
        for (int guess = 0; guess < 25; guess++) {
            // Nobody is believed to be a proxy: every guess counts for one address.
            assertThat(guess("10.0.0." + guess)).isEqualTo(401);
        }
        Answer tooOften = Caller.of(LOCKED, port).get("/engine-rest/task");
        assertThat(tooOften.status())
                .as("the right password, from the guesser's place")
                .isEqualTo(401);
        assertThat(tooOften.reason()).contains("稍后再试");
        assertThat(Caller.of("member2", port).get("/engine-rest/task").status())
                .as("another person at the same address")
                .isEqualTo(200);
        assertThat(owner.login("tasklist", LOCKED, "ganxian").status())
                .as("a browser in which the owner has logged in before")
                .isEqualTo(200);
        assertThat(jdbc.queryForList(
                        "select subject from audit_entry where action = 'login-locked' and actor_id = 'nobody'",
                        String.class))
                .as("on record once, not at every knock")
                .containsExactly(LOCKED + " 127.0.0.1");
    }

    private int guess(String forwardedFor) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/engine-rest/task"))
                                .header("Authorization", basic(LOCKED, "wrong"))
                                .header("X-Forwarded-For", forwardedFor)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"caller ", "CALLER", "ｃａｌｌｅｒ", "càller", "caller\u200b"})
    void aNameThatADatabaseMightTakeForAnotherIsUnknown(String name) {
        assertThat(people.find(name)).isEmpty();
        assertThat(people.mayWork(name)).isFalse();
        assertThat(identity.checkPassword(name, "ganxian")).isFalse();
        assertThat(Caller.of(name, port).get("/engine-rest/task").status()).isEqualTo(401);
        assertThat(Caller.nobodyInWebapp("tasklist", name, port)
                        .login("tasklist", name, "ganxian")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aUserOfTheEngineAloneMayNothing() {
        identity.saveUser(user("engine-only", "a stranger's long word"));
        try {
            assertThat(Caller.of("engine-only", "a stranger's long word", port)
                            .get("/engine-rest/task")
                            .status())
                    .isEqualTo(401);
        } finally {
            identity.deleteUser("engine-only");
        }
    }

    private User user(String id, String password) {
        User user = identity.newUser(id);
        user.setPassword(password);
        return user;
    }

    @Test
    void aPasswordIsChosenOnThePageAndEndsTheSessionsOfTheOldOne() throws Exception {
        String chosen = "荔枝树下的老石桥有三块";
        Caller elsewhere = Caller.inTasklist(CHANGING, port);
        assertThat(choose("ganxian", "short")).contains("密码至少 10 个字符");
        assertThat(choose("wrong", chosen)).contains("现在的密码不正确");
        assertThat(elsewhere.engine("GET", "/task", null).status()).isEqualTo(200);

        assertThat(choose("ganxian", chosen)).contains("密码已修改");
        assertThat(elsewhere.engine("GET", "/task", null).status()).isEqualTo(401);
        assertThat(elsewhere.get("/api/tasks/none/demand").status()).isEqualTo(401);
        assertThat(Caller.of(CHANGING, port).get("/engine-rest/task").status()).isEqualTo(401);
        assertThat(Caller.of(CHANGING, chosen, port).get("/engine-rest/task").status())
                .isEqualTo(200);
    }

    private String choose(String now, String wanted) throws Exception {
        return mvc.perform(post("/desk/password")
                        .with(OwnForm.withToken())
                        .header("Authorization", basic(CHANGING, "ganxian"))
                        .param("now", now)
                        .param("wanted", wanted)
                        .param("again", wanted))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aWeakPasswordIsRefusedAtTheEnginesDoorToo() {
        Answer weak = Caller.of(CHANGING, port)
                .engine(
                        "PUT",
                        "/user/" + CHANGING + "/credentials",
                        Map.of("password", "password123", "authenticatedUserPassword", "ganxian"));
        assertThat(weak.status()).as(weak.toString()).isBetween(400, 403);
        assertThat(Caller.of(CHANGING, port).get("/engine-rest/task").status()).isEqualTo(200);
    }

    /** An administrator's door for that is /desk/people: audited, once shown, and to be changed at the next login. */
    @Test
    void nobodyChoosesTheEngineUsersPasswordOfAnother() {
        Map<String, String> chosen = Map.of("password", "荔枝树下的老石桥有三块", "authenticatedUserPassword", "ganxian");
        Answer refused = Caller.of("admin", port).engine("PUT", "/user/" + CHANGING + "/credentials", chosen);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.reason()).contains("/desk/people");
        assertThat(Caller.of(CHANGING, port).get("/engine-rest/task").status()).isEqualTo(200);
    }

    @Test
    void whoHasAPasswordOfSomebodyElsesCanOnlyChooseOne() {
        Caller inTasklist = Caller.inTasklist(CHANGING, port);
        jdbc.update("update person set must_change_password = true where username = ?", CHANGING);
        for (String path : List.of("/engine-rest/task", "/api/tasks/none/demand")) {
            Answer refused = Caller.of(CHANGING, port).get(path);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.reason()).contains("修改密码");
        }
        assertThat(inTasklist.engine("GET", "/task", null).status()).isEqualTo(403);
        assertThat(inTasklist.get("/desk/password").body()).contains("现在的密码不是您自己设的");
        assertThat(inTasklist.get("/desk/notices").status()).isEqualTo(302);
    }

    @Test
    void whoIsOffDutyGetsInNowhere() {
        Caller inTasklist = Caller.inTasklist(OFF_DUTY, port);
        assertThat(inTasklist.engine("GET", "/task", null).status()).isEqualTo(200);
        jdbc.update("update person set active = false where username = ?", OFF_DUTY);

        for (String path : List.of("/engine-rest/task", "/api/tasks/none/demand")) {
            assertThat(Caller.of(OFF_DUTY, port).get(path).status()).isEqualTo(401);
        }
        assertThat(Caller.nobodyInWebapp("tasklist", OFF_DUTY, port)
                        .login("tasklist", OFF_DUTY, "ganxian")
                        .status())
                .isEqualTo(401);
        Answer stillLoggedIn = inTasklist.engine("GET", "/task", null);
        assertThat(stillLoggedIn.status()).isEqualTo(403);
        assertThat(stillLoggedIn.reason()).contains("停用");
        assertThat(inTasklist.get("/api/tasks/none/demand").status()).isEqualTo(401);
    }

    @Test
    void whoGoesOffDutyNoLongerFinishesATask() {
        HttpStory story = new HttpStory(port, tasks);
        Task task = story.task(story.aBrokenLamp(), "screen-order");
        String dispatchers = HttpStory.RONGYIN_BRANCH + "-dispatcher";
        identity.createMembership(OFF_DUTY, dispatchers);
        identity.setAuthentication(OFF_DUTY, List.of(dispatchers));
        try {
            tasks.claim(task.getId(), OFF_DUTY);
            jdbc.update("update person set active = false where username = ?", OFF_DUTY);
            assertThatThrownBy(() -> tasks.complete(task.getId(), Map.of("decision", "accept")))
                    .hasStackTraceContaining("您的账号已停用");
        } finally {
            identity.clearAuthentication();
            identity.deleteMembership(OFF_DUTY, dispatchers);
        }
    }
}
