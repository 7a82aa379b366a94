package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller.Answer;
import org.ganxian.HttpStory.Placed;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** 并案 against whatever else can happen to one of the two demands. */
class MergeRacesTest extends Races {

    private static final String URBAN = "350602D01";

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

    /** Whoever is faster: split off once, by the resident or by the master's end, and on its own way. */
    @RepeatedTest(TIMES)
    void anObjectionAgainstTheMastersWithdrawal() {
        Placed lamp = story.aBrokenLamp();
        Placed master = story.aBrokenLamp();
        taken(merging(lamp, master));

        List<Answer> answers =
                Race.between(() -> story.objects(lamp, "我说的是 5 号楼"), () -> story.withdraws(master, "自己修好了"));

        assertThat(answers.get(0).status()).as(answers.toString()).isIn(200, 409);
        assertThat(answers.get(1).status()).as(answers.toString()).isEqualTo(200);
        assertAllIsWell(answers, lamp, master);
        assertThat(status(lamp)).isEqualTo(Status.SCREENING);
        assertThat(story.openTasks(lamp)).containsExactly("screen-order");
    }

    @RepeatedTest(TIMES)
    void anObjectionAgainstTheMastersClosing() {
        Placed master = story.aBrokenLamp();
        Placed lamp = story.aBrokenLamp();
        taken(merging(lamp, master));
        story.accepts(master);
        story.offersToAll(master);
        story.contacts("member1", master);
        story.reports("member1", master);
        Task check = held("dispatcher", dispatcher, master, "check-result");

        List<Answer> answers = Race.between(
                () -> story.objects(lamp, "我说的是 5 号楼"),
                () -> story.submits(Caller.of("dispatcher", port), check, Map.of("decision", "approve")));

        assertThat(answers).as(answers.toString()).allMatch(a -> a.status() < 300);
        assertAllIsWell(answers, lamp, master);
        assertThat(status(master)).isEqualTo(Status.CLOSED);
        assertThat(status(lamp)).isEqualTo(Status.SCREENING);
    }

    @RepeatedTest(TIMES)
    void anObjectionAgainstTheMastersOwnMerge() {
        Placed lamp = story.aBrokenLamp();
        Placed middle = story.aBrokenLamp();
        Placed last = story.aBrokenLamp();
        taken(merging(lamp, middle));

        List<Answer> answers = Race.between(() -> story.objects(lamp, "我说的是 5 号楼"), merging(middle, last));

        assertThat(answers.get(0).status()).as(answers.toString()).isEqualTo(200);
        assertAllIsWell(answers, lamp, middle, last);
        assertThat(status(lamp)).isEqualTo(Status.SCREENING);
    }

    /** Whoever is faster: split off once, by the dispatcher or by the master's end, and on its own way. */
    @RepeatedTest(TIMES)
    void takingAMergeBackAgainstTheMastersWithdrawal() {
        Placed lamp = story.aBrokenLamp();
        Placed master = story.aBrokenLamp();
        taken(merging(lamp, master));

        List<Answer> answers = Race.between(
                () -> Caller.of("dispatcher", port)
                        .form("/desk/password", "/desk/merges/" + lamp.number() + "/undoing", "reason", "并错了"),
                () -> story.withdraws(master, "自己修好了"));

        assertThat(answers.get(0).status()).as(answers.toString()).isIn(302, 409);
        assertThat(answers.get(1).status()).as(answers.toString()).isEqualTo(200);
        // The page says why in words, not as JSON.
        assertAllIsWell(answers.subList(1, 2), lamp, master);
        assertThat(status(lamp)).isEqualTo(Status.SCREENING);
        assertThat(story.openTasks(lamp)).containsExactly("screen-order");
    }

    @RepeatedTest(TIMES)
    void oneResidentObjectsTwiceAtOnce() {
        Placed lamp = story.aBrokenLamp();
        Placed master = story.aBrokenLamp();
        taken(merging(lamp, master));

        List<Answer> answers = Race.between(() -> story.objects(lamp, "不是同一件事"), () -> story.objects(lamp, "不是同一件事"));

        assertThat(answers).as(answers.toString()).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
        assertAllIsWell(answers, lamp, master);
        assertThat(story.openTasks(lamp)).containsExactly("screen-order");
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
        Placed shopSign = filed("shop-sign", materialsOf("shop-sign"));
        story.completes("clerk", shopSign, "accept-application", Map.of("decision", "accept"));
        assertThat(demands.get(shopSign.number()).servingUnit()).isEqualTo(URBAN);
        Placed lamp = story.aBrokenLamp();
        story.completes("dispatcher", lamp, "screen-order", Map.of("decision", "reroute", "reason", "路灯归城管"));
        story.completes("triage", lamp, "triage-order", Map.of("decision", "assign", "unit", URBAN));
        Caller urban = Caller.of("urban-dispatcher", port);
        Task screening = held("urban-dispatcher", urban, lamp, "screen-order");

        Answer answer = story.submits(urban, screening, Map.of("decision", "merge", "master", shopSign.number()));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
        assertThat(answer.reason()).contains("只能并入一件群众点单");
        assertAllIsWell(List.of(answer), lamp);
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

    /** No danger at first sight, so a branch gets it; it follows another order, is let go and looked at anew. */
    private Placed aFireThatTheBranchHas() {
        Placed fire = story.placed(HttpStory.order("楼道里电线起火，请马上来检查。", HttpStory.RONGYIN));
        story.completes("duty", fire, "hand-over-danger", Map.of("decision", "normal", "note", "已无明火"));
        story.completes("triage", fire, "triage-order", Map.of("decision", "assign", "unit", HttpStory.RONGYIN_BRANCH));
        Placed master = story.aBrokenLamp();
        taken(merging(fire, master));
        HttpStory.assertTaken(story.withdraws(master, "不用了"));
        assertThat(status(fire)).isEqualTo(Status.EMERGENCY);
        return fire;
    }

    private String masterOf(Placed demand) {
        return demands.masterOf(demands.get(demand.number()))
                .map(Demand::number)
                .orElse(null);
    }

    private Set<String> materialsOf(String item) {
        return Set.copyOf(jdbc.queryForList(
                "select m.code from service_item_material m join service_item i on i.id = m.item_id where i.code = ?",
                String.class,
                item));
    }
}
