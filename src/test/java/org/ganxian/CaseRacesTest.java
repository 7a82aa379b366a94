package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.HttpStory.LIYUAN_BRANCH;
import static org.ganxian.HttpStory.RONGYIN_BRANCH;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller.Answer;
import org.ganxian.HttpStory.Placed;
import org.ganxian.demand.Status;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Photos, supervisions, claims and re-dispatches of one demand at the same moment. */
class CaseRacesTest extends Races {

    @Autowired
    ManagementService management;

    @RepeatedTest(TIMES)
    void photoAgainstFirstContact() {
        Placed lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        Caller member = Caller.of("member1", port);
        Task claimed = held("member1", member, lamp, "claim-order");
        byte[] photo = png();

        List<Answer> answers = Race.between(
                () -> member.upload("/api/tasks/" + claimed.getId() + "/attachments", "灯.png", photo),
                () -> story.submits(
                        Caller.of("member1", port),
                        claimed,
                        Map.of("decision", "contacted", "channel", "PHONE", "note", "约好明天上午")));

        // A photo that comes later finds its task gone.
        assertThat(answers.get(0).status()).as(answers.toString()).isIn(201, 404);
        assertThat(answers.get(1).status()).as(answers.toString()).isEqualTo(204);
        assertAllIsWell(answers, lamp);
        assertThat(status(lamp)).isEqualTo(Status.HANDLING);
        assertThat(jdbc.queryForObject(
                        "select responded from insight_round where number = ? and round = 0",
                        Boolean.class,
                        lamp.number()))
                .isTrue();
    }

    @RepeatedTest(TIMES)
    void twoSupervisionsOfOneCase() {
        Placed lamp = story.aBrokenLamp();
        Map<String, String> asked = Map.of("number", lamp.number(), "reason", "老人独居，请尽快上门");

        List<Answer> answers = Race.between(
                () -> Caller.of("supervisor", port).post("/api/supervisions", asked),
                () -> Caller.of("street-manager", port).post("/api/supervisions", asked));

        assertThat(answers).as(answers.toString()).extracting(Answer::status).containsExactlyInAnyOrder(201, 409);
        assertThat(supervisions(lamp)).isEqualTo(1);
        assertAllIsWell(answers, lamp);
    }

    @Test
    void aCaseIsSupervisedOnceMoreWhenTheFirstWasAnswered() {
        Placed lamp = story.aBrokenLamp();
        Caller supervisor = Caller.of("supervisor", port);
        for (int i = 0; i < 2; i++) {
            Answer raised = supervisor.post("/api/supervisions", Map.of("number", lamp.number(), "reason", "请尽快"));
            assertThat(raised.status()).as(raised.toString()).isEqualTo(201);
            story.completes("supervisor", lamp, "street-supervision", Map.of("decision", "note", "note", "已督促"));
        }
        assertThat(supervisions(lamp)).isZero();
        assertAllIsWell(List.of(), lamp);
    }

    /** The other supervision comes from a timer: nobody has dispatched the order in time. */
    @RepeatedTest(TIMES)
    void supervisionByHandAgainstABreach() {
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-06-08T01:00:00Z")));
        Placed lamp = story.aBrokenLamp();
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-06-08T01:00:00Z").plus(Duration.ofHours(8))));
        String breach = management
                .createJobQuery()
                .activityId("dispatch-due")
                .processInstanceId(instanceOf(lamp).getId())
                .singleResult()
                .getId();

        List<Answer> answers = Race.between(
                () -> Caller.of("supervisor", port)
                        .post("/api/supervisions", Map.of("number", lamp.number(), "reason", "请尽快")),
                () -> {
                    try {
                        management.executeJob(breach);
                    } catch (OptimisticLockingException slower) {
                        return new Answer(409, "", "{\"message\": \"下次再试\"}");
                    }
                    return new Answer(204, "", "");
                });
        if (answers.get(1).isRefusal()) {
            // As the job executor does.
            management.executeJob(breach);
        }

        assertThat(answers.get(0).status()).as(answers.toString()).isEqualTo(201);
        assertThat(supervisions(lamp)).isEqualTo(2);
        assertAllIsWell(answers, lamp);
    }

    @RepeatedTest(TIMES)
    void whoClaimsLaterIsToldThatAColleagueHasTheTask() {
        Placed lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        Task offered = story.task(lamp, "claim-order");
        Caller one = Caller.of("member1", port);
        Caller other = Caller.of("member2", port);

        List<Answer> answers = Race.between(
                () -> story.claims(one, "member1", offered), () -> story.claims(other, "member2", offered));

        assertThat(answers.stream().filter(Answer::isRefusal).toList())
                .as(answers.toString())
                .singleElement()
                .satisfies(slower -> {
                    assertThat(slower.status()).isEqualTo(409);
                    assertThat(slower.reason()).contains("已被他人领取");
                });
        assertAllIsWell(answers, lamp);
    }

    /** A request that was not answered in time is sent again, to another node. */
    @RepeatedTest(TIMES)
    void whoClaimsTwiceAtOnceHasTheTask() {
        Placed lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        Task offered = story.task(lamp, "claim-order");
        Caller member = Caller.of("member1", port);

        List<Answer> answers = Race.between(
                () -> story.claims(member, "member1", offered), () -> story.claims(member, "member1", offered));

        assertThat(answers).extracting(Answer::status).contains(204).allMatch(status -> status == 204 || status == 409);
        assertThat(story.task(lamp, "claim-order").getAssignee()).isEqualTo("member1");
        assertAllIsWell(answers, lamp);
    }

    @RepeatedTest(TIMES)
    void claimAgainstRedispatch() {
        Placed lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        Task offered = story.task(lamp, "claim-order");
        Caller supervisor = Caller.of("supervisor", port);
        Caller member = Caller.of("member1", port);
        taken(() -> supervisor.post("/api/supervisions", Map.of("number", lamp.number(), "reason", "请尽快")));
        Task supervision = held("supervisor", supervisor, lamp, "street-supervision");

        List<Answer> answers = Race.between(
                () -> story.claims(member, "member1", offered),
                () -> story.submits(
                        supervisor,
                        supervision,
                        Map.of("decision", "redispatch", "unit", LIYUAN_BRANCH, "note", "就近办理")));

        assertThat(answers.get(1).status()).as(answers.toString()).isEqualTo(204);
        assertAllIsWell(answers, lamp);
        assertThat(status(lamp)).isEqualTo(Status.DISPATCHING);
        assertThat(demands.get(lamp.number()).handler()).isEmpty();
        assertThat(story.openTasks(lamp)).containsExactly("dispatch-order");
    }

    @RepeatedTest(TIMES)
    void aClaimOnThePhoneAgainstAManagersRedispatch() {
        Placed lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        Task offered = story.task(lamp, "claim-order");
        Caller manager = Caller.inWebapp("cockpit", "street-manager", port);
        Caller member = Caller.of("member1", port);
        String page = "/m/tasks/" + offered.getId();
        member.get(page);

        List<Answer> answers = Race.between(
                () -> member.form(page, page + "/claim"),
                () -> manager.post(
                        "/camunda/api/cockpit/plugin/ganxian/default/cases/"
                                + instanceOf(lamp).getId() + "/redispatch",
                        Map.of("unit", LIYUAN_BRANCH, "reason", "就近办理")));

        assertThat(answers.get(1).status()).as(answers.toString()).isEqualTo(200);
        assertThat(answers.get(0).status()).as(answers.toString()).isLessThan(500);
        assertAllIsWell(answers.subList(1, 2), lamp);
        assertThat(status(lamp)).isEqualTo(Status.DISPATCHING);
        assertThat(story.openTasks(lamp)).containsExactly("dispatch-order");
    }

    /** Either it is back with nobody there, or somebody there has it. */
    @RepeatedTest(TIMES)
    void takingAHandoverBackAgainstAClaimThere() {
        Placed lamp = story.aBrokenLamp();
        Caller supervisor = Caller.of("supervisor", port);
        Caller there = Caller.of("dispatcher2", port);
        String page = "/desk/cases/" + lamp.number();
        Answer given = supervisor.form(page, page + "/redispatch", "unit", LIYUAN_BRANCH, "reason", "就近办理");
        assertThat(given.status()).as(given.toString()).isEqualTo(302);
        Task screening = story.task(lamp, "screen-order");

        List<Answer> answers = Race.between(
                () -> story.claims(there, "dispatcher2", screening),
                () -> supervisor.form(page, page + "/undo", "reason", "职责在原单位"));

        assertThat(answers).as(answers.toString()).allMatch(a -> a.status() < 500);
        boolean back = RONGYIN_BRANCH.equals(demands.get(lamp.number()).servingUnit());
        assertThat(answers.get(1).status()).as(answers.toString()).isEqualTo(back ? 302 : 409);
        assertThat(story.task(lamp, "screen-order").getAssignee())
                .as(answers.toString())
                .isEqualTo(back ? null : "dispatcher2");
        assertAllIsWell(List.of(), lamp);
    }

    private long supervisions(Placed demand) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(demand.number())
                .processDefinitionKey("escalation")
                .count();
    }

    private static byte[] png() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
