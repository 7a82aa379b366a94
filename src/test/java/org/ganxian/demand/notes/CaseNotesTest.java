package org.ganxian.demand.notes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.order.Story;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 工作备注 beside a task; those of a receipt are in DeskTest. */
@IntegrationTest
@Tag("any-database")
class CaseNotesTest {

    @LocalServerPort
    int port;

    @Autowired
    Story story;

    @Autowired
    Audit audit;

    /** A number that somebody types is nobody's to read, and the resident reads none of it. */
    @Test
    void staffNoteForOneAnotherWhatTheResidentDoesNotSee() {
        Caller dispatcher = Caller.of("dispatcher", port);
        Demand lamp = story.aBrokenLamp();
        Task screening = story.taskOf(lamp, "screen-order");
        String door = "/api/tasks/" + screening.getId() + "/notes";
        Map<String, String> note = Map.of("text", "邻居 13812345678 有梯子，先问她");
        assertThat(dispatcher.post(door, note).status()).isEqualTo(204);
        assertThat(dispatcher.post(door, Map.of("text", " ")).body()).contains("请填写备注");
        assertThat(dispatcher.post(door, Map.of("text", "长".repeat(501))).body())
                .contains("不超过 500 字");
        assertThat(Caller.of("member1", port).post(door, note).status()).isEqualTo(403);

        JsonNode lines = dispatcher
                .get("/api/tasks/" + screening.getId() + "/demand")
                .json()
                .at("/timeline");
        JsonNode last = lines.get(lines.size() - 1);
        assertThat(last.at("/note").asBoolean()).isTrue();
        assertThat(last.at("/text").asText()).isEqualTo("邻居 138****5678 有梯子，先问她");
        assertThat(Caller.of("manager", port)
                        .get("/desk/cases/" + lamp.number())
                        .body())
                .contains("工作备注", "有梯子");
        Answer residents = Caller.nobody(port).get("/api/demands/" + lamp.number() + "?code=" + lamp.queryCode());
        assertThat(residents.status()).isEqualTo(200);
        assertThat(residents.body()).doesNotContain("梯子", "工作备注");
        assertThat(audit.count(new Actor("dispatcher", ""), "case-note-written", lamp.number()))
                .isEqualTo(1);
        assertThat(story.statusOf(lamp)).isEqualTo(Status.SCREENING);
        story.withdraws(lamp);
        assertThat(dispatcher.post(door, note).status()).isIn(403, 404);
    }
}
