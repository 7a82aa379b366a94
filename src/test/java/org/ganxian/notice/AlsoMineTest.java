package org.ganxian.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.notice.NoticeChannels.HOOK;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ganxian.BreaksTies;
import org.ganxian.Caller;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
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

        story.offersToAll(lamp);
        story.contacts("member1", lamp);
        story.completes("member1", lamp, "serve-order", Map.of("decision", "report", "report", "已换好灯管。"));
        story.completes("dispatcher", lamp, "check-result", Map.of("decision", "approve"));
        runDue();

        assertThat(stories.jdbc.queryForList(
                        "select kind from resident_message where demand_id = ? order by kind", String.class, mine.id()))
                .containsExactly("DONE", "RATE", "RECEIVED");
        assertThat(at(mine).page().text()).contains("已换好灯管。").doesNotContain("陈阿伯");
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
