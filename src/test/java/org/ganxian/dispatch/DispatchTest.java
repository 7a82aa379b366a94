package org.ganxian.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.order.Story;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 派单台: many at once, each on its own; duplicates side by side, merged in one step and taken back; the 工单 on paper. */
@IntegrationTest
@Tag("any-database")
class DispatchTest {

    private static final String LIST = "/desk/dispatch";

    @Autowired
    Story story;

    @Autowired
    Demands demands;

    @Autowired
    Audit audit;

    @LocalServerPort
    int port;

    private Caller as(String username) {
        return Caller.of(username, port);
    }

    private String task(Demand demand, String key) {
        return story.taskOf(demand, key).getId();
    }

    private Demand merged(Demand lamp, Demand master) {
        String page = "/desk/tasks/" + task(lamp, "screen-order") + "/same";
        assertThat(as("dispatcher").form(page, page, "master", master.number()).status())
                .isEqualTo(302);
        assertThat(story.statusOf(lamp)).isEqualTo(Status.MERGED);
        return lamp;
    }

    private Answer undoes(String who, Demand lamp, String reason) {
        return as(who).form("/desk/password", "/desk/merges/" + lamp.number() + "/undoing", "reason", reason);
    }

    @Test
    void tenOrdersAreScreenedAndDispatchedInOneGo() {
        List<Demand> lamps = new ArrayList<>();
        List<String> fields = new ArrayList<>(List.of("kind", "DISPATCH", "decision", "open", "skills", "电工"));
        for (int i = 0; i < 10; i++) {
            Demand lamp = story.aBrokenLamp();
            lamps.add(lamp);
            fields.addAll(List.of("task", task(lamp, "screen-order")));
        }
        assertThat(as("dispatcher").get(LIST).body()).contains(lamps.get(0).number(), "受理并下单，面向全体党员");

        Answer answer = as("dispatcher").form(LIST, LIST, fields.toArray(String[]::new));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(Jsoup.parse(answer.body()).select("[role=status]").text()).isEqualTo("已办 10 件。");
        assertThat(lamps).allSatisfy(lamp -> assertThat(story.statusOf(lamp)).isEqualTo(Status.DISPATCHED));
    }

    @Test
    void oneThatIsRefusedStopsNoOtherAndSaysWhy() {
        Demand mine = story.aBrokenLamp();
        Demand accepted = story.aBrokenLamp();
        story.accepts(accepted);
        Demand gone = story.aBrokenLamp();
        String goneTask = task(gone, "screen-order");
        story.withdraws(gone);

        Answer answer = as("dispatcher")
                .form(
                        LIST,
                        LIST,
                        "kind",
                        "DISPATCH",
                        "decision",
                        "accept",
                        "task",
                        goneTask,
                        "task",
                        task(accepted, "dispatch-order"),
                        "task",
                        task(mine, "screen-order"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(Jsoup.parse(answer.body()).select("td[data-name=结果]").eachText())
                .containsExactly("任务不存在，可能已被办结或撤回", "已经受理，请选择下单", "已办");
        assertThat(story.statusOf(mine)).isEqualTo(Status.DISPATCHING);
        assertThat(story.taskOf(accepted, "dispatch-order").getAssignee())
                .as("not taken by what was refused")
                .isNull();
    }

    @Test
    void manyAreBroughtToOneUnitByTheTriageDesk() {
        Demand one = story.placed(Categories.UNSORTED, "楼道灯坏了，请来看看。", Story.RONGYIN);
        Demand other = story.placed(Categories.UNSORTED, "楼下的灯也不亮。", Story.RONGYIN);

        Answer answer = as("triage")
                .form(
                        LIST,
                        LIST,
                        "kind",
                        "TRIAGE",
                        "decision",
                        "assign",
                        "unit",
                        Story.RONGYIN_BRANCH,
                        "category",
                        Story.SOCIAL_SERVICE,
                        "task",
                        task(one, "triage-order"),
                        "task",
                        task(other, "triage-order"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(List.of(story.statusOf(one), story.statusOf(other))).containsOnly(Status.SCREENING);
        assertThat(demands.get(other.number()).categoryCode()).isEqualTo(Story.SOCIAL_SERVICE);
        assertThat(demands.get(other.number()).servingUnit()).isEqualTo(Story.RONGYIN_BRANCH);
    }

    @Test
    void onlyThoseWhoseTasksTheyAreDecideAndWhatIsMissingIsSaid() {
        Demand lamp = story.aBrokenLamp();
        String screening = task(lamp, "screen-order");
        assertThat(as("clerk").get(LIST).status()).isEqualTo(403);
        assertThat(as("clerk").get("/desk/merges").status()).isEqualTo(403);
        assertThat(as("triage").get("/desk/merges").status()).isEqualTo(403);
        Answer outsider = as("dispatcher2")
                .form("/desk/password", LIST, "kind", "DISPATCH", "decision", "open", "task", screening);
        assertThat(outsider.body()).contains("您无权查看该任务").doesNotContain(lamp.number());
        Answer nothing = as("dispatcher").form(LIST, LIST, "kind", "DISPATCH", "decision", "open");
        assertThat(nothing.status()).isEqualTo(400);
        assertThat(nothing.body()).contains("请先勾选要办理的诉求");
        Answer nobody = as("dispatcher").form(LIST, LIST, "kind", "DISPATCH", "decision", "named", "task", screening);
        assertThat(nobody.status()).isEqualTo(400);
        assertThat(nobody.body()).contains("请选择接单的党员");
        assertThat(story.statusOf(lamp)).isEqualTo(Status.SCREENING);
    }

    @Test
    void likelyDuplicatesStandSideBySideAreMergedInOneStepAndTakenBackWithAReason() {
        Demand master = story.placed(Story.SOCIAL_SERVICE, "三号楼的门禁按钮失灵，按了没有反应。", Story.RONGYIN);
        Demand lamp = story.placed(Story.SOCIAL_SERVICE, "门禁按钮失灵了，三号楼进不去。", Story.RONGYIN);
        String page = "/desk/tasks/" + task(lamp, "screen-order") + "/same";
        assertThat(as("dispatcher").get(page).body())
                .contains(lamp.number(), master.number(), "榕荫里 3 号楼 2 单元", "并入这一件");
        assertThat(as("dispatcher2").get(page).status()).isEqualTo(403);
        merged(lamp, master);
        assertThat(as("dispatcher").get("/desk/merges").body()).contains(lamp.number(), "撤销并案");

        assertThat(undoes("dispatcher2", lamp, "并错了").status()).isEqualTo(403);
        Answer without = undoes("dispatcher", lamp, " ");
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.body()).contains("请填写撤销并案的理由");
        assertThat(undoes("dispatcher", lamp, "并错了，是两个楼道").status()).isEqualTo(302);

        assertThat(story.statusOf(lamp)).isEqualTo(Status.SCREENING);
        assertThat(demands.masterOf(demands.get(lamp.number()))).isEmpty();
        assertThat(story.openTasks(lamp, "order")).containsExactly("screen-order");
        assertThat(audit.count(new Actor("dispatcher", ""), "merge-undone", lamp.number()))
                .isEqualTo(1);
        Answer twice = undoes("dispatcher", lamp, "并错了");
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.body()).contains("没有并入别的诉求");
    }

    @Test
    void aSheetNamesTheResidentOnlyForWhoeverHoldsTheTaskAndIsOnRecord() {
        Demand lamp = story.aBrokenLamp();
        String sheet = "/desk/tasks/" + task(lamp, "screen-order") + "/sheet";
        assertThat(as("dispatcher").get(sheet).body())
                .contains(lamp.number(), "139****0001")
                .doesNotContain("13900000001", "陈阿伯");
        assertThat(as("member3").get(sheet).status()).isEqualTo(403);
        Actor dispatcher = new Actor("dispatcher", "");
        assertThat(audit.count(dispatcher, "sheet-shown", lamp.number())).isZero();
        as("dispatcher")
                .engine("POST", "/task/" + task(lamp, "screen-order") + "/claim", Map.of("userId", "dispatcher"));
        assertThat(as("dispatcher").get(sheet).body()).contains("13900000001", "陈阿伯");
        assertThat(audit.count(dispatcher, "sheet-shown", lamp.number())).isEqualTo(1);
    }
}
