package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.ganxian.Caller.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Of our own doors only those are open that residents need. */
@IntegrationTest
@Tag("any-database")
class ClosedByDefaultTest {

    /** What needs no login; {@code GET} a photo and the residents' answers want the query code instead. */
    private static final Set<String> PUBLIC = Set.of(
            "GET /api/categories",
            "GET /api/categories/suggestions",
            "GET /api/units",
            "GET /api/services",
            "GET /api/services/{code}",
            "POST /api/demands",
            "GET /api/demands/{number}",
            "GET /api/demands/{number}/attachments/{id}",
            "GET /api/demands/{number}/documents/{id}",
            "POST /api/applications",
            "POST /api/applications/{number}/supplement",
            "POST /api/demands/{number}/answer",
            "POST /api/demands/{number}/objection",
            "POST /api/demands/{number}/withdrawal",
            "POST /api/demands/{number}/reopening",
            "POST /api/demands/{number}/rating",
            "POST /api/demands/{number}/followers",
            "POST /api/demands/alike",
            "GET /api/challenge");

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping controllers;

    @Autowired
    TaskService tasks;

    @Autowired
    IdentityService identity;

    @Test
    void everyPathOfTheApiNeedsALoginButThePublicOnes() {
        Set<String> open = new TreeSet<>();
        Caller nobody = Caller.nobody(port);
        controllers
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/"))
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> {
                                    Answer answer = nobody.call(method.name(), path.replaceAll("\\{[^}]*}", "1"), null);
                                    if (answer.status() == 401) {
                                        assertThat(answer.contentType()).startsWith("application/problem+json");
                                        assertThat(answer.reason()).isEqualTo("请先登录");
                                    } else {
                                        open.add(method + " " + path);
                                    }
                                })));
        assertThat(open).isEqualTo(new TreeSet<>(PUBLIC));
    }

    @Test
    void aResidentNeedsNumberAndCode() {
        HttpStory.Placed lamp = new HttpStory(port, tasks).aBrokenLamp();
        Caller nobody = Caller.nobody(port);
        String path = "/api/demands/" + lamp.number();
        assertThat(nobody.get(path + "?code=" + lamp.code()).status()).isEqualTo(200);
        Answer wrongCode = nobody.get(path + "?code=00000000x");
        Answer wrongNumber = nobody.get("/api/demands/ZZ19990101-000001?code=" + lamp.code());
        assertThat(wrongCode.status()).isEqualTo(404);
        assertThat(wrongNumber.reason()).isEqualTo(wrongCode.reason());
        assertThat(nobody.get(path).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/nothing", "/api/tasks", "/engine-rest", "/engine-rest/x"})
    void unknownPathsOfTheApisAskForALoginFirst(String path) {
        Answer answer = Caller.nobody(port).get(path);
        assertThat(answer.status()).isIn(401, 404);
        assertThat(answer.reason()).containsPattern("\\p{IsHan}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/h2-console",
                "/h2-console/",
                "/console",
                "/.env",
                "/admin",
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/%73etup/default/user/create",
                "/camunda/app/admin/default/setup/",
                "/camunda/nothing"
            })
    void whatIsNotThereIsNotFoundInChineseWhoeverAsks(String path) {
        for (Caller caller : List.of(
                Caller.nobody(port),
                Caller.of("member1", port),
                Caller.of("admin", port),
                Caller.inTasklist("admin", port))) {
            Answer answer = caller.get(path);
            assertThat(answer.status()).as(caller + " " + answer).isEqualTo(404);
            assertThat(answer.body()).as(caller + " " + path).containsPattern("\\p{IsHan}");
        }
    }

    @Test
    void theEnginesFirstRunSetupMakesNobodyAnAdministrator() {
        Map<String, Object> intruder = Map.of(
                "profile", Map.of("id", "intruder", "firstName", "x", "lastName", "x"),
                "credentials", Map.of("password", "intruder"));
        Caller browser = Caller.nobodyInWebapp("admin", "a browser", port);
        Answer answer = browser.post("/camunda/api/admin/setup/default/user/create", intruder);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(identity.createUserQuery().userId("intruder").count()).isZero();
    }

    /** A form whose field has a line break in its name, at a door that reads JSON. */
    @Test
    void whatTheFirewallRefusesWhileADoorReadsIsNoFaultOfOurs() throws Exception {
        HttpRequest form = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/tasks/1/contacts"))
                .header("Authorization", "Basic bWVtYmVyMTpnYW54aWFu") // member1
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("title%0A=lamp"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(form, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("请求有误");
    }

    @Test
    void ofTheActuatorOnlyHealthIsOpen() {
        Caller nobody = Caller.nobody(port);
        assertThat(nobody.get("/actuator/health").json().path("status").asText())
                .isEqualTo("UP");
        assertThat(nobody.get("/actuator/health").body()).doesNotContain("jdbc", "path");
        for (String path : List.of("/actuator", "/actuator/metrics", "/actuator/prometheus", "/actuator/env")) {
            Answer unknown = nobody.get(path);
            assertThat(unknown.status()).as(path).isEqualTo(401);
            assertThat(unknown.reason()).as(path).containsPattern("\\p{IsHan}");
            Answer member = Caller.of("member1", port).get(path);
            assertThat(member.status()).as(path).isEqualTo(403);
            assertThat(member.reason()).as(path).containsPattern("\\p{IsHan}");
        }
        assertThat(Caller.of("admin", port).get("/actuator/metrics").status()).isEqualTo(200);
    }
}
