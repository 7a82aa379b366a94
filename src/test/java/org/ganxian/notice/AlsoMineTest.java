package org.ganxian.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ganxian.notice.NoticeChannels.HOOK;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ganxian.BreaksTies;
import org.ganxian.Caller;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Source;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.intake.ResidentsDoor;
import org.ganxian.intake.Visitor;
import org.ganxian.order.Story;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** 也是我的: whoever speaks of what is worked on already waits for that answer, if they say so. */
@IntegrationTest
@BreaksTies("cases are moved away and made dangerous by hand")
class AlsoMineTest extends MessageDesk {

    private static final String PAGE = "/desk/settings/following";

    private static final String[] FORM = {
        "description", "楼道里的灯坏了，晚上看不清楼梯",
        "category", "0908",
        "place", Story.RONGYIN,
        "address", "榕荫里 3 号楼",
        "name", "林小芳",
        "phone", "13900000002"
    };

    @Autowired
    Demands demands;

    @Autowired
    ResidentsDoor door;

    private Demand lamp;

    @BeforeEach
    void aLampIsBeingSeenTo() {
        assertIsSet(sets(PAGE, "categories", "01, 0908"));
        // Those of the tests before are elsewhere.
        stories.jdbc.update("update demand set place_code = '350602004' where place_code = ?", Story.RONGYIN);
        lamp = story.aBrokenLamp();
        story.accepts(lamp);
        runDue();
        HOOK.forget();
    }

    private Visitor resident() throws Exception {
        return new Visitor(port).opens("/portal").sends("#form", FORM);
    }

    private Demand follower() throws Exception {
        Visitor visitor = resident();
        return demands.get(
                visitor.sends("#alike", "master", lamp.number()).sees(200).text("#number"));
    }

    private long cases() {
        return stories.jdbc.queryForObject("select count(*) from demand", Long.class);
    }

    @Test
    void whatIsTheSameIsShownWithoutAnybodysWordsAndFollowedWithNumberAndCode() throws Exception {
        long before = cases();
        Visitor visitor = resident().sees(200);
        assertThat(cases()).isEqualTo(before);
        assertThat(visitor.text(".card"))
                .contains("社会服务", "榕荫社区", "已受理，待派单", "有 1 人说过")
                .doesNotContain("老人", "3 号楼", "陈", "139");
        assertThat(visitor.page().html()).doesNotContain("陈阿伯", "13900000001", "请人来换一下");

        visitor.sends("#alike", "master", lamp.number()).sees(200);

        Demand mine = demands.get(visitor.text("#number"));
        assertThat(visitor.text("#query-code")).isEqualTo(mine.queryCode());
        assertThat(visitor.text("#following")).contains("同一件事");
        assertThat(mine.status()).isEqualTo(Status.MERGED);
        assertThat(demands.masterOf(mine)).map(Demand::number).contains(lamp.number());
        assertThat(mine.description()).isEqualTo(FORM[1]);
        assertThat(resident().text(".card")).contains("有 2 人说过");
        assertThat(Caller.of("dispatcher", port)
                        .get("/api/tasks/"
                                + story.taskOf(lamp, "dispatch-order").getId() + "/demand")
                        .json()
                        .path("followers")
                        .asInt())
                .isEqualTo(1);
        assertThat(stories.jdbc.queryForObject(
                        "select count(*) from audit_entry where action = 'matter-followed' and subject = ?",
                        Long.class,
                        mine.number()))
                .isEqualTo(1);
    }

    @Test
    void whoFollowsIsToldAtTheSamePointsAndNeverAsked() throws Exception {
        Demand mine = follower();
        runDue();
        assertThat(sms(0).get("text").asText()).contains(mine.number(), mine.queryCode());
        HOOK.forget();

        theLampIsMended();
        runDue();

        assertThat(stories.jdbc.queryForList(
                        "select kind from resident_message where demand_id = ? order by kind", String.class, mine.id()))
                .containsExactly("DONE", "RATE", "RECEIVED");
        assertThat(at(mine).page().text()).contains("已换好灯管。").doesNotContain("陈阿伯");
    }

    private void theLampIsMended() {
        story.offersToAll(lamp);
        story.contacts("member1", lamp);
        story.completes("member1", lamp, "serve-order", Map.of("decision", "report", "report", "已换好灯管。"));
        story.completes("dispatcher", lamp, "check-result", Map.of("decision", "approve"));
    }

    @Test
    void whoFollowsRatesForThemselvesAndIsServedForThemselvesWhenUnhappy() throws Exception {
        Demand happy = follower();
        Demand unhappy = follower();
        String form = "form[action$=rating]";
        assertThat(at(happy).shows(form)).isFalse();
        theLampIsMended();

        Visitor visitor = at(happy);
        assertThat(visitor.text("#comment-hint")).contains("不改变别人的评价");
        visitor.sends(form, "grade", "5", "comment", "亮了").sees(200);
        assertThat(visitor.text(".done")).contains("评价已经收到");
        assertThat(visitor.text(".timeline")).contains("非常满意").contains("亮了");
        assertThat(visitor.shows(form)).isFalse();
        assertThatThrownBy(() -> orders.rate(happy.number(), happy.queryCode(), 4, null))
                .hasMessageContaining("目前不能评价");
        assertThat(stories.jdbc.queryForList(
                        "select state from resident_message where demand_id = ? and kind = 'RATE'",
                        String.class,
                        happy.id()))
                .containsExactly("DROPPED");

        at(unhappy).sends(form, "grade", "1", "comment", "还是不亮").sees(200);
        assertThat(demands.get(unhappy.number()).status()).isEqualTo(Status.SCREENING);
        assertThat(demands.masterOf(demands.get(unhappy.number()))).isEmpty();
        assertThat(story.stepsOf(unhappy)).contains(Step.FOLLOWER_RATED, Step.UNMERGED);

        assertThat(demands.get(lamp.number()).status()).isEqualTo(Status.CLOSED);
        assertThat(at(lamp).page().text()).doesNotContain("亮了", "还是不亮");
        story.rates(lamp, 4);
        assertThat(demands.get(lamp.number()).status()).isEqualTo(Status.RATED);
        assertThat(stories.jdbc.queryForList(
                        "select number from insight_round where rated = true and number in (?, ?, ?)",
                        String.class,
                        happy.number(),
                        unhappy.number(),
                        lamp.number()))
                .as("figures count the registrant's alone")
                .containsExactly(lamp.number());
    }

    @Test
    void programsFollowInTheSameWay() throws Exception {
        ObjectNode order = door.order().put("description", FORM[1]);
        ResidentsDoor.contact(order).put("phone", "13900000002");
        ResidentsDoor.place(order).put("unit", Story.RONGYIN);
        long before = cases();
        JsonNode alike = door.read(door.sendTo("/api/demands/alike", order));
        assertThat(alike).hasSize(1);
        assertThat(alike.at("/0/number").asText()).isEqualTo(lamp.number());
        assertThat(alike.at("/0/voices").asInt()).isEqualTo(1);
        assertThat(alike.toString()).doesNotContain("3 号楼", "139", "老人", "陈");
        assertThat(cases()).isEqualTo(before);

        String path = "/api/demands/" + lamp.number() + "/followers";
        JsonNode mine = door.read(door.sendTo(path, order, "Idempotency-Key", "follow-1"));
        assertThat(door.read(door.sendTo(path, order, "Idempotency-Key", "follow-1")))
                .isEqualTo(mine);
        assertThat(cases()).isEqualTo(before + 1);
        Demand follower = demands.get(mine.get("number").asText());
        assertThat(follower.status()).isEqualTo(Status.MERGED);
        assertThat(follower.source()).isEqualTo(Source.API);

        ResidentsDoor.problem(door.sendTo("/api/demands/" + follower.number() + "/followers", order), 409);
        ResidentsDoor.problem(door.sendTo("/api/demands/none/followers", order), 409);
        ResidentsDoor.refused(door.sendTo(path, order.deepCopy().put("description", " ")), "description", "请填写诉求内容");
        ResidentsDoor.refused(door.sendTo(path, order.deepCopy().put("source", "DESK")), "source", "只有登录的工作人员");
        ResidentsDoor.problem(door.sendTo(path, order.deepCopy().put("description", "楼道里的灯坏了着火了有浓烟")), 409);
    }

    @Test
    void whoFollowsMayStopAndGoesTheirOwnWayWhenTheOtherOneEndsWithoutAnswer() throws Exception {
        Demand stopping = follower();
        Demand staying = follower();
        assertThat(orders.withdraw(stopping.number(), stopping.queryCode(), null)
                        .status())
                .isEqualTo(Status.WITHDRAWN);

        story.withdraws(lamp);
        runDue();

        assertThat(demands.get(staying.number()).status()).isEqualTo(Status.SCREENING);
        assertThat(demands.get(stopping.number()).status()).isEqualTo(Status.WITHDRAWN);
        assertThat(kinds()).contains("APART");
        assertThat(HOOK.calls()).anyMatch(call -> call.body().contains("恢复单独办理"));
    }

    @Test
    void whoSaysThatItIsAnotherMatterDisturbsNobodyButTheUnit() throws Exception {
        Demand mine = follower();
        orders.object(mine.number(), mine.queryCode(), "我说的是 5 号楼");
        assertThat(demands.get(mine.number()).status()).isEqualTo(Status.SCREENING);
        assertThat(stories.jdbc.queryForList("select username from notice_inbox", String.class))
                .doesNotContain("resident");
    }

    @Test
    void itIsPlacedOnItsOwnWhereTheResidentSaysSoAndOnceEitherWay() throws Exception {
        Visitor visitor = resident();
        long before = cases();
        Map<String, String> typed = visitor.page().select("#alike input[type=hidden]").stream()
                .collect(Collectors.toMap(input -> input.attr("name"), input -> input.attr("value")));
        typed.put("apart", "1");
        visitor.posts("/portal/orders", typed).sees(200);
        assertThat(demands.get(visitor.text("#number")).status()).isEqualTo(Status.SCREENING);
        assertThat(cases()).isEqualTo(before + 1);

        Visitor twice = resident();
        String key = twice.page().select("#alike [name=key]").attr("value");
        twice.sends("#alike", "master", lamp.number());
        String number = twice.text("#number");
        Visitor again = resident();
        again.sends("#alike", "key", key, "master", lamp.number());
        assertThat(again.text("#number")).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "门口想要一个快递柜, 0908, 350602004001",
        "楼道里的灯坏了晚上看不清楼梯, 0908, 350602004002",
        "楼道里的灯坏了投诉社区书记不作为, 0908, 350602004001",
        "楼道里的灯坏了着火了有浓烟, 0908, 350602004001"
    })
    void whatIsAnotherMatterOrUrgentOrAComplaintIsPlacedAtOnce(String text, String category, String place)
            throws Exception {
        Visitor visitor = new Visitor(port)
                .opens("/portal")
                .sends("#form", "description", text, "category", category, "place", place, "phone", "13900000002")
                .sees(200);
        assertThat(visitor.shows("#number")).isTrue();
    }

    @Test
    void nobodyFollowsWhatNobodyHasAcceptedOrIsNotPublicOrNotAlike() throws Exception {
        Visitor stale = resident();
        Demand unread = story.placed("0908", "井盖不见了，路口有个大坑", Story.RONGYIN);
        long before = cases();
        stale.sends("#alike", "master", unread.number()).sees(409);
        assertThat(stale.page().text()).contains("刚刚有了变化");
        assertThat(stale.page().select("#description").text()).isEqualTo(FORM[1]);

        assertIsSet(sets(PAGE, "categories", "无"));
        assertThat(resident().shows("#number")).isTrue();
        assertThat(cases()).isEqualTo(before + 1);
        assertThat(sets(PAGE, "categories", "01,77").body()).contains("没有编码为“77”的类别");
        assertIsSet(sets(PAGE, "categories", ""));
        assertThat(resident().shows("#number")).isTrue();
    }

    @Test
    void nothingOfDangerIsTold() throws Exception {
        assertThat(List.of(resident().page().select(".card")).get(0)).hasSize(1);
        stories.jdbc.update("update demand set priority = 'P1' where number = ?", lamp.number());
        assertThat(resident().shows("#number")).isTrue();
    }
}
