package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.ganxian.Caller.Answer;
import org.ganxian.HttpStory.Placed;
import org.ganxian.demand.Demands;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An order that is offered to a branch, and the doors at which people of the city can ask for it. */
abstract class AnOfferedOrder {

    /** The two doors of the engine. */
    enum Door {
        ENGINE_REST,
        TASKLIST
    }

    @LocalServerPort
    int port;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    Demands demands;

    HttpStory story;

    @BeforeEach
    void open() {
        story = new HttpStory(port, tasks);
    }

    Caller at(Door door, String username) {
        return door == Door.TASKLIST ? Caller.inTasklist(username, port) : Caller.of(username, port);
    }

    Placed anOfferedOrder() {
        Placed lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        return lamp;
    }

    static void assertRefused(Answer answer, int... statuses) {
        assertThat(statuses).as(answer.toString()).contains(answer.status());
        assertThat(answer.reason()).as(answer.toString()).containsPattern("\\p{IsHan}");
    }

    static Map<String, Object> message(String name, Placed demand) {
        return Map.of("messageName", name, "businessKey", demand.number());
    }
}
