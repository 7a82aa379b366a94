package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** One account for every door, kept by the engine. */
@IntegrationTest
class LoginTest {

    /** Nobody else in the tests logs in as these, so that a lock or a leave disturbs nobody. */
    private static final String LOCKED = "housing-member1";

    private static final String OFF_DUTY = "urban-member2";

    @LocalServerPort
    int port;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TaskService tasks;

    @Autowired
    IdentityService identity;

    @AfterEach
    void everythingIsAsBefore() {
        ClockUtil.reset();
        identity.unlockUser(LOCKED);
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
    void afterAWrongPasswordTheAccountIsLockedForAWhile() {
        Caller right = Caller.of(LOCKED, port);
        assertThat(Caller.of(LOCKED, "wrong", port).get("/engine-rest/task").status())
                .isEqualTo(401);
        Answer tooSoon = right.get("/engine-rest/task");
        assertThat(tooSoon.status()).isEqualTo(401);
        assertThat(tooSoon.reason()).contains("稍后再试");
        assertThat(Caller.nobodyInWebapp("tasklist", LOCKED, port)
                        .login("tasklist", LOCKED, "ganxian")
                        .status())
                .isEqualTo(401);

        ClockUtil.setCurrentTime(
                new Date(System.currentTimeMillis() + Duration.ofSeconds(4).toMillis()));
        assertThat(right.get("/engine-rest/task").status()).isEqualTo(200);
    }

    @Test
    void guessingGetsSlowerButLocksNobodyOutForGood() {
        Caller guesser = Caller.of(LOCKED, "wrong", port);
        long now = System.currentTimeMillis();
        for (int guess = 0; guess < 30; guess++) {
            guesser.get("/engine-rest/task");
            now += Duration.ofHours(1).toMillis();
            ClockUtil.setCurrentTime(new Date(now));
        }
        guesser.get("/engine-rest/task");
        ClockUtil.setCurrentTime(new Date(now + Duration.ofMinutes(4).toMillis()));
        assertThat(Caller.of(LOCKED, port).get("/engine-rest/task").status()).isEqualTo(401);
        ClockUtil.setCurrentTime(new Date(now + Duration.ofMinutes(6).toMillis()));
        assertThat(Caller.of(LOCKED, port).get("/engine-rest/task").status()).isEqualTo(200);
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
        identity.setAuthentication(OFF_DUTY, List.of(HttpStory.RONGYIN_BRANCH + "-dispatcher"));
        try {
            tasks.claim(task.getId(), OFF_DUTY);
            jdbc.update("update person set active = false where username = ?", OFF_DUTY);
            assertThatThrownBy(() -> tasks.complete(task.getId(), Map.of("decision", "accept")))
                    .hasStackTraceContaining("您的账号已停用");
        } finally {
            identity.clearAuthentication();
        }
    }
}
