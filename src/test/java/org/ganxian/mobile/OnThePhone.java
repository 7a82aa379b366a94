package org.ganxian.mobile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.Multipart;
import org.ganxian.demand.Attachments;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An order is offered to a branch, whose members have their phones. */
abstract class OnThePhone {

    static final String REPORT = "已换好灯管，当场试过能亮。";

    @Autowired
    Story story;

    @Autowired
    Demands demands;

    @Autowired
    Attachments attachments;

    @LocalServerPort
    int port;

    final List<Demand> offered = new ArrayList<>();
    Caller member;
    Demand lamp;

    @BeforeEach
    void anOrderIsOffered() {
        member = onThePhone("member1");
        lamp = offered();
    }

    /** The lists of the next test begin empty. */
    @AfterEach
    void residentsTakeTheirOrdersBack() {
        offered.stream()
                .map(d -> demands.get(d.number()))
                .filter(d -> d.status().isWithdrawable())
                .forEach(story::withdraws);
        offered.clear();
    }

    Demand offered() {
        Demand order = story.aBrokenLamp();
        offered.add(order);
        story.accepts(order);
        story.offersToAll(order);
        return order;
    }

    /** Logged in as the login page does it, with the page's token. */
    Caller onThePhone(String username) {
        Caller caller = Caller.inWebapp("welcome", username, port);
        assertThat(caller.get("/m").status()).isEqualTo(200);
        return caller;
    }

    String task(String key) {
        return "/m/tasks/" + story.taskOf(lamp, key).getId();
    }

    Answer claims(Caller caller) {
        String task = task("claim-order");
        return caller.form(task, task + "/claim");
    }

    static Multipart draft(String key, String person, String kind, String text) {
        return new Multipart()
                .text("key", key)
                .text("person", person)
                .text("kind", kind)
                .text("text", text);
    }

    static String key() {
        return UUID.randomUUID().toString();
    }

    Answer contacts(String key) {
        return member.send(
                task("claim-order") + "/steps",
                draft(key, "member1", "CONTACT", "约好明天上午九点上门").text("channel", "PHONE"));
    }

    Answer reports(String task, String key, String text) {
        return member.send(
                task + "/steps", draft(key, "member1", "REPORT", text).file("photos", "现场.png", Pictures.png()));
    }

    long count(Step step) {
        return Collections.frequency(story.stepsOf(lamp), step);
    }
}
