package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.HttpStory.LIYUAN_BRANCH;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller.Answer;
import org.ganxian.HttpStory.Placed;
import org.ganxian.demand.Demand;
import org.ganxian.demand.DemandMoved;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Source;
import org.ganxian.demand.Status;
import org.ganxian.window.Applications;
import org.ganxian.window.filed.Delivery;
import org.ganxian.window.filed.NewApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deeds that can meet. Whichever is faster: no demand is without a task, a wait or an end, nobody follows a demand that
 * ended without an answer, what managers count is what stands, and the slower one is told why, in Chinese.
 */
@IntegrationTest
class RacesTest {

    private static final int TIMES = 8;
    private static final String URBAN = "350602D01";

    /** Ends at which those who wait for an answer get none. */
    private static final Set<Status> UNANSWERED =
            EnumSet.of(Status.REJECTED, Status.WITHDRAWN, Status.TRANSFERRED, Status.MERGED, Status.TERMINATED);

    @LocalServerPort
    int port;

    @Autowired
    Demands demands;

    @Autowired
    Applications applications;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    private HttpStory story;
    private Caller dispatcher;

    @BeforeEach
    void everybodyIsThere() {
        story = new HttpStory(port, tasks);
        dispatcher = Caller.of("dispatcher", port);
    }

    @AfterEach
    void theClockIsRight() {
        ClockUtil.reset();
    }

    // Merging

    @RepeatedTest(TIMES)
    void mergeAgainstWithdraw() {
        Placed master = story.aBrokenLamp();
        Placed lamp = story.aBrokenLamp();

        List<Answer> answers = Race.between(merging(lamp, master), () -> story.withdraws(master, "自己修好了"));

        assertThat(answers.get(1).status()).as(answers.toString()).isEqualTo(200);
        assertAllIsWell(answers, lamp, master);
        assertThat(status(lamp)).isEqualTo(Status.SCREENING);
    }

    /** The younger one is the master: the order of the locks is not that of the deed. */
    @RepeatedTest(TIMES)
    void mergeIntoAYoungerOneAgainstReject() {
        Placed lamp = story.aBrokenLamp();
        Placed master = story.aBrokenLamp();

        List<Answer> answers = Race.between(merging(lamp, master), rejecting(master));

        assertThat(answers.get(1).status()).as(answers.toString()).isEqualTo(204);
        assertAllIsWell(answers, lamp, master);
        assertThat(status(lamp)).isEqualTo(Status.SCREENING);
    }

    @RepeatedTest(TIMES)
    void mergeAgainstReject() {
        Placed master = story.aBrokenLamp();
        Placed lamp = story.aBrokenLamp();

        List<Answer> answers = Race.between(merging(lamp, master), rejecting(master));

        assertAllIsWell(answers, lamp, master);
        assertThat(status(lamp)).isEqualTo(Status.SCREENING);
    }

    @RepeatedTest(TIMES)
    void mergeAgainstDanger() {
        Placed fire = aFireThatTheBranchHas();
        Placed lamp = story.aBrokenLamp();
        Caller duty = Caller.of("duty", port);
        Task danger = held("duty", duty, fire, "hand-over-danger");

        List<Answer> answers = Race.between(
                merging(lamp, fire), () -> story.submits(duty, danger, Map.of("decision", "danger", "note", "已通知消防")));

        assertThat(answers.get(1).status()).as(answers.toString()).isEqualTo(204);
        assertAllIsWell(answers, lamp, fire);
        assertThat(status(fire)).isEqualTo(Status.TRANSFERRED);
        assertThat(status(lamp)).isEqualTo(Status.SCREENING);
    }

    @RepeatedTest(TIMES)
    void mergeAgainstTheOppositeMerge() {
        Placed one = story.aBrokenLamp();
        Placed other = story.aBrokenLamp();

        List<Answer> answers = Race.between(merging(one, other), merging(other, one));

        assertAllIsWell(answers, one, other);
        assertThat(answers)
                .as(answers.toString())
                .filteredOn(a -> a.status() == 204)
                .hasSize(1);
        assertThat(List.of(status(one), status(other))).containsExactlyInAnyOrder(Status.MERGED, Status.SCREENING);
    }

    @RepeatedTest(TIMES)
    void chainsOfMergesHaveOneMaster() {
        Placed first = story.aBrokenLamp();
        Placed middle = story.aBrokenLamp();
        Placed follower = story.aBrokenLamp();
        Placed last = story.aBrokenLamp();
        taken(merging(follower, middle));

        List<Answer> answers = Race.between(merging(first, middle), merging(middle, last));

        assertThat(answers.get(1).status()).as(answers.toString()).isEqualTo(204);
        assertAllIsWell(answers, first, middle, follower, last);
        assertThat(masterOf(middle)).isEqualTo(last.number());
        assertThat(masterOf(follower)).isEqualTo(last.number());
    }

    @RepeatedTest(TIMES)
    void aChainOfMergesAgainstTheWithdrawalOfItsEnd() {
        Placed last = story.aBrokenLamp();
        Placed follower = story.aBrokenLamp();
        Placed middle = story.aBrokenLamp();
        taken(merging(follower, middle));

        List<Answer> answers = Race.between(merging(middle, last), () -> story.withdraws(last, "不用了"));

        assertThat(answers.get(1).status()).as(answers.toString()).isEqualTo(200);
        assertAllIsWell(answers, last, follower, middle);
        assertThat(status(middle)).isEqualTo(Status.SCREENING);
    }

    @RepeatedTest(TIMES)
    void aFollowersWithdrawalAgainstTheMastersRejection() {
        Placed lamp = story.aBrokenLamp();
        Placed master = story.aBrokenLamp();
        taken(merging(lamp, master));

        List<Answer> answers = Race.between(() -> story.withdraws(lamp, "不用了"), rejecting(master));

        assertThat(answers).as(answers.toString()).allMatch(a -> a.status() < 300);
        assertAllIsWell(answers, lamp, master);
        assertThat(status(lamp)).isEqualTo(Status.WITHDRAWN);
    }

    /** Whoever withdrew while following stays withdrawn, whatever becomes of the master. */
    @Test
    void aWithdrawnFollowerIsNotMergedOnceMore() {
        Placed lamp = story.aBrokenLamp();
        Placed master = story.aBrokenLamp();
        Placed last = story.aBrokenLamp();
        taken(merging(lamp, master));
        HttpStory.assertTaken(story.withdraws(lamp, "不用了"));

        taken(merging(master, last));

        assertThat(status(lamp)).isEqualTo(Status.WITHDRAWN);
        assertAllIsWell(List.of(), lamp, master, last);
    }

    /** An application's flow never lets followers go, so it gets none. */
    @Test
    void anOrderIsMergedIntoNoApplication() {
        Demand sign = applications.file(
                new NewApplication(
                        "shop-sign",
                        "巷口理发店",
                        "13900000001",
                        null,
                        "350602004",
                        null,
                        Delivery.WINDOW,
                        null,
                        Source.PORTAL,
                        null),
                materialsOf("shop-sign"),
                List.of());
        Placed shopSign = new Placed(sign.number(), sign.queryCode());
        story.completes("clerk", shopSign, "accept-application", Map.of("decision", "accept"));
        assertThat(demands.get(sign.number()).servingUnit()).isEqualTo(URBAN);
        Placed lamp = story.aBrokenLamp();
        story.completes("dispatcher", lamp, "screen-order", Map.of("decision", "reroute", "reason", "路灯归城管"));
        story.completes("triage", lamp, "triage-order", Map.of("decision", "assign", "unit", URBAN));
        Caller urban = Caller.of("urban-dispatcher", port);
        Task screening = held("urban-dispatcher", urban, lamp, "screen-order");

        Answer answer = story.submits(urban, screening, Map.of("decision", "merge", "master", sign.number()));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
        assertThat(answer.reason()).contains("只能并入一件群众点单");
        assertAllIsWell(List.of(answer), lamp);
    }

    // On one demand

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
                        "select responded from insight_case where number = ?", Boolean.class, lamp.number()))
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

    // What must always be so

    /** @param cases those that the answers are about */
    private void assertAllIsWell(List<Answer> answers, Placed... cases) {
        for (Answer answer : answers) {
            assertThat(answer.status()).as(answers.toString()).isLessThan(500);
            if (answer.isRefusal()) {
                assertThat(answer.reason()).as(answers.toString()).containsPattern("\\p{IsHan}");
            }
        }
        for (Placed one : cases) {
            Demand demand = demands.get(one.number());
            if (demand.status() == Status.MERGED) {
                assertThat(demands.masterOf(demand).orElseThrow().status())
                        .as("master of " + one)
                        .isNotIn(UNANSWERED);
            }
            if (demand.status().isFinal()) {
                assertThat(instanceOf(one))
                        .as("process of " + one + " " + demand.status())
                        .isNull();
            } else {
                assertWaits(instanceOf(one), one + " " + demand.status());
            }
            assertIsCountedAsItStands(demand);
        }
    }

    private void assertWaits(ProcessInstance process, String which) {
        assertThat(process).as("process of " + which).isNotNull();
        ActivityInstance tree = runtime.getActivityInstance(process.getId());
        long waiting =
                tasks.createTaskQuery().processInstanceId(process.getId()).count() + count(tree, "eventBasedGateway");
        assertThat(waiting).as("tasks and waits of " + which).isPositive();
    }

    private static long count(ActivityInstance instance, String type) {
        long below = 0;
        for (ActivityInstance child : instance.getChildActivityInstances()) {
            below += count(child, type);
        }
        return below + (instance.getActivityType().equals(type) ? 1 : 0);
    }

    /** Counted once more from what stands, it is the same. */
    private void assertIsCountedAsItStands(Demand demand) {
        Map<String, Object> counted = counted(demand);
        transaction.executeWithoutResult(s -> events.publishEvent(new DemandMoved(demand.number())));
        assertThat(counted).as(demand.number()).isEqualTo(counted(demand));
    }

    private Map<String, Object> counted(Demand demand) {
        return jdbc.queryForMap("select * from insight_case where number = ?", demand.number());
    }

    // What people do

    private Callable<Answer> merging(Placed demand, Placed master) {
        Task task = held("dispatcher", dispatcher, demand, "screen-order");
        Caller another = Caller.of("dispatcher", port);
        return () -> story.submits(another, task, Map.of("decision", "merge", "master", master.number()));
    }

    private Callable<Answer> rejecting(Placed demand) {
        Task task = held("dispatcher", dispatcher, demand, "screen-order");
        Caller another = Caller.of("dispatcher", port);
        return () -> story.submits(another, task, Map.of("decision", "reject", "reason", "已进入诉讼程序", "where", "人民法院"));
    }

    private static void taken(Callable<Answer> deed) {
        try {
            Answer answer = deed.call();
            assertThat(answer.status()).as(answer.toString()).isBetween(200, 204);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Task held(String username, Caller person, Placed demand, String key) {
        Task task = story.task(demand, key);
        if (task.getAssignee() == null) {
            HttpStory.assertTaken(story.claims(person, username, task));
        }
        return task;
    }

    /** No danger at first sight, so a branch gets it; it follows another order, is let go and looked at anew. */
    private Placed aFireThatTheBranchHas() {
        Placed fire = story.placed(HttpStory.order("楼道里电线起火，已经扑灭，请来检查。", HttpStory.RONGYIN));
        story.completes("duty", fire, "hand-over-danger", Map.of("decision", "normal", "note", "已无明火"));
        story.completes("triage", fire, "triage-order", Map.of("decision", "assign", "unit", HttpStory.RONGYIN_BRANCH));
        Placed master = story.aBrokenLamp();
        taken(merging(fire, master));
        HttpStory.assertTaken(story.withdraws(master, "不用了"));
        assertThat(status(fire)).isEqualTo(Status.EMERGENCY);
        return fire;
    }

    private Status status(Placed demand) {
        return demands.get(demand.number()).status();
    }

    private String masterOf(Placed demand) {
        return demands.masterOf(demands.get(demand.number()))
                .map(Demand::number)
                .orElse(null);
    }

    private long supervisions(Placed demand) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(demand.number())
                .processDefinitionKey("escalation")
                .count();
    }

    /** Its own, not one of a supervision; null when it is over. */
    private ProcessInstance instanceOf(Placed demand) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(demand.number())
                .rootProcessInstances()
                .singleResult();
    }

    private Set<String> materialsOf(String item) {
        return Set.copyOf(jdbc.queryForList(
                "select m.code from service_item_material m join service_item i on i.id = m.item_id where i.code = ?",
                String.class,
                item));
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
