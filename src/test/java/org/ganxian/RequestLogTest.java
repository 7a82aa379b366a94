package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.TaskService;
import org.ganxian.Caller.Answer;
import org.ganxian.HttpStory.Placed;
import org.ganxian.OneTransactionTest.Failure;
import org.ganxian.OneTransactionTest.Saboteur;
import org.ganxian.platform.web.RequestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.security.core.userdetails.UserDetailsService;

/** What the log says of requests: a line of each refusal, the stack trace of each fault, and nothing that people typed. */
@IntegrationTest
@Tag("any-database")
class RequestLogTest {

    @LocalServerPort
    int port;

    @Autowired
    TaskService tasks;

    @Autowired
    Saboteur saboteur;

    @Autowired
    ApplicationContext application;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger requests = (Logger) LoggerFactory.getLogger(RequestLog.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private HttpStory story;

    @BeforeEach
    void listen() {
        story = new HttpStory(port, tasks);
        log.list = Collections.synchronizedList(new ArrayList<>());
        log.start();
        requests.setLevel(Level.INFO);
        root.addAppender(log);
    }

    @AfterEach
    void leave() {
        root.detachAppender(log);
        requests.setLevel(null);
        saboteur.disarm();
    }

    enum Refused {
        BY_A_FLOW_AT_THE_ENGINES_DOOR,
        BY_A_FLOW_IN_TASKLIST,
        BY_THE_ENGINES_DOOR,
        BY_THE_ENGINE,
        BY_THE_API,
        BY_A_PAGE,
        FOR_WANT_OF_A_LOGIN,
        FOR_WANT_OF_A_PAGE
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalLeavesOneLineWithItsIdAndNoStackTrace(Refused how) {
        Supplier<Answer> request = request(how);
        log.list.clear();
        Answer refused = request.get();

        assertThat(refused.status()).as(refused.toString()).isBetween(400, 499);
        ILoggingEvent line = onlyLine();
        assertThat(line.getLevel()).isEqualTo(Level.INFO);
        assertThat(line.getThrowableProxy()).isNull();
        assertThat(line.getFormattedMessage()).contains("refused: " + refused.status());
        assertThat(line.getMDCPropertyMap().get("request")).hasSize(12);
    }

    private Supplier<Answer> request(Refused how) {
        Caller dispatcher = Caller.of("dispatcher", port);
        return switch (how) {
            case BY_A_FLOW_AT_THE_ENGINES_DOOR -> deciding(dispatcher, Map.of("decision", "perhaps"));
            case BY_A_FLOW_IN_TASKLIST -> deciding(Caller.inTasklist("dispatcher", port), Map.of("handler", "member1"));
            case BY_THE_ENGINES_DOOR -> () -> dispatcher.engine("POST", "/message", Map.of("messageName", "x"));
            case BY_THE_ENGINE -> () -> dispatcher.engine("GET", "/task/nothing", null);
            case BY_THE_API -> () -> Caller.nobody(port).post("/api/demands", Map.of("title", 1));
            case BY_A_PAGE -> () -> Caller.nobody(port).get("/portal/services/nothing");
            case FOR_WANT_OF_A_LOGIN -> () -> Caller.nobody(port).get("/api/tasks");
            case FOR_WANT_OF_A_PAGE -> () -> Caller.nobody(port).get("/nothing");
        };
    }

    private Supplier<Answer> deciding(Caller dispatcher, Map<String, String> form) {
        var task = story.task(story.aBrokenLamp(), "screen-order");
        HttpStory.assertTaken(story.claims(dispatcher, "dispatcher", task));
        return () -> story.submits(dispatcher, task, form);
    }

    enum Broken {
        THE_API,
        A_PAGE,
        THE_ENGINES_DOOR,
        TASKLISTS_DOOR
    }

    @ParameterizedTest
    @EnumSource
    void aFaultLeavesItsStackTraceOnceAtErrorAndTheCallerLearnsItsId(Broken where) {
        Supplier<Answer> request = switch (where) {
            case THE_API -> () -> Caller.nobody(port).post("/api/demands", HttpStory.order("楼道灯坏了", HttpStory.RONGYIN));
            case A_PAGE -> {
                Placed lamp = story.aBrokenLamp();
                String page = "/portal/orders/" + lamp.number();
                Caller resident = Caller.nobody(port);
                resident.form("/portal/track", "/portal/track", "number", lamp.number(), "code", lamp.code());
                yield () -> resident.form(page + "/withdrawal", page + "/withdrawal", "reason", "不用了");
            }
            case THE_ENGINES_DOOR -> deciding(Caller.of("dispatcher", port), Map.of("decision", "accept"));
            case TASKLISTS_DOOR -> deciding(Caller.inTasklist("dispatcher", port), Map.of("decision", "accept"));
        };
        log.list.clear();
        saboteur.arm(
                where == Broken.THE_API ? "screen-order" : where == Broken.A_PAGE ? "withdrawn" : "dispatch-order",
                Failure.IN_A_LISTENER);
        Answer failed = request.get();

        assertThat(failed.status()).as(failed.toString()).isEqualTo(500);
        ILoggingEvent line = onlyLine();
        assertThat(line.getLevel()).isEqualTo(Level.ERROR);
        assertThat(Stream.iterate(line.getThrowableProxy(), t -> t != null, IThrowableProxy::getCause))
                .extracting(IThrowableProxy::getMessage)
                .contains("Sabotage");
        assertThat(failed.body())
                .contains(line.getMDCPropertyMap().get("request"))
                .doesNotContain("Sabotage", "Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/portal/track?number=13900000001&code=secret", "/portal/%E9%99%88/13900000001?code=secret"})
    void whatPeopleTypeIsNotInTheLog(String path) {
        Caller.nobody(port).get(path);
        Caller.nobody(port).post("/api/demands", Map.of("陈阿伯", "13900000001", "code", "secret"));
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains("secret") || line.contains("陈阿伯"));
    }

    @Test
    void aRequestAboutACaseSaysItsIdAndTheCasesNumberAsJsonAndNothingPersonal() {
        Placed lamp = story.aBrokenLamp();
        var task = story.task(lamp, "screen-order");
        Caller dispatcher = Caller.of("dispatcher", port);
        HttpStory.assertTaken(story.claims(dispatcher, "dispatcher", task));
        StructuredLogEncoder json = new StructuredLogEncoder();
        LoggerContext context = requests.getLoggerContext();
        Object before = context.getObject(Environment.class.getName());
        context.putObject(Environment.class.getName(), application.getEnvironment());
        json.setContext(context);
        json.setFormat("ecs");
        json.start();
        context.putObject(Environment.class.getName(), before);
        log.list.clear();
        story.submits(dispatcher, task, Map.of("decision", "perhaps", "reason", "陈阿伯 13900000001"));

        String line = new String(json.encode(onlyLine()), StandardCharsets.UTF_8);
        JsonNode read = new Caller.Answer(0, "", line).json();
        assertThat(read.path("request").asText()).as(line).hasSize(12);
        assertThat(read.path("case").asText()).as(line).isEqualTo(lamp.number());
        assertThat(line).doesNotContain("13900000001", "陈阿伯", "榕荫里", lamp.code());

        log.list.clear();
        Caller.nobody(port).get("/api/tasks");
        assertThat(onlyLine().getMDCPropertyMap())
                .as("the next request of the thread")
                .doesNotContainKey("case");
    }

    @Test
    void bootMakesNoUserAndPrintsNoPassword() {
        assertThat(application.getBeansOfType(UserDetailsService.class)).isEmpty();
    }

    /** The answer may be there before its line. */
    private ILoggingEvent onlyLine() {
        Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> !log.list.isEmpty());
        List<ILoggingEvent> lines = List.copyOf(log.list);
        assertThat(lines).as(lines.toString()).hasSize(1);
        return lines.get(0);
    }
}
