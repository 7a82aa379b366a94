package org.ganxian.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Lists of staff are filtered, sorted and kept as views that are their owner's alone. */
@IntegrationTest
@Tag("any-database")
class SavedViewsTest {

    @LocalServerPort
    int port;

    @Autowired
    Story story;

    @Autowired
    SavedView.Repository views;

    @AfterEach
    void theClockIsRight() {
        ClockUtil.reset();
    }

    private static Answer save(Caller who, String list, String name, String query) {
        return who.form("/desk/password", "/desk/views", "list", list, "name", name, "query", query);
    }

    @Test
    void aViewIsItsOwnersAloneAndReplacedUnderItsName() {
        Caller manager = Caller.of("manager", port);
        Caller other = Caller.of("street-manager", port);
        assertThat(save(manager, "CASES", "超时社会服务", "show=overdue&category=09").status())
                .isEqualTo(302);
        assertThat(save(manager, "CASES", "超时社会服务", "show=overdue&category=01").status())
                .isEqualTo(302);

        List<SavedView> kept = views.findByOwnerAndListOrderById("manager", SavedList.CASES);
        assertThat(kept).extracting(SavedView::query).containsExactly("show=overdue&category=01");
        assertThat(manager.get("/desk/cases").body()).contains("超时社会服务", "/desk/cases?show=overdue&amp;category=01");
        assertThat(manager.get("/desk/supervisions").body()).doesNotContain("超时社会服务");
        assertThat(other.get("/desk/cases").body()).doesNotContain("超时社会服务");

        String deletion = "/desk/views/" + kept.get(0).id() + "/deletion";
        assertThat(other.form("/desk/password", deletion).status()).isEqualTo(404);
        assertThat(manager.form("/desk/password", deletion).status()).isEqualTo(302);
        assertThat(manager.form("/desk/password", deletion).status()).isEqualTo(404);
    }

    @Test
    void whatCannotBeKeptIsRefusedInChinese() {
        Caller manager = Caller.of("manager", port);
        assertThat(save(manager, "CASES", " ", "").status()).isEqualTo(400);
        assertThat(save(manager, "CASES", "长".repeat(21), "").body()).contains("不超过 20 字");
        assertThat(save(manager, "CASES", "外面", "//evil.example\"").status()).isEqualTo(400);
        assertThat(save(manager, "ELSEWHERE", "外面", "").status()).isEqualTo(400);
        for (int i = 0; i < SavedViews.MOST; i++) {
            assertThat(save(manager, "SUPERVISIONS", "视图 " + i, "ended=true").status())
                    .isEqualTo(302);
        }
        assertThat(save(manager, "SUPERVISIONS", "再来一个", "").status()).isEqualTo(409);
    }

    @Test
    void aListStandsInTheOrderThatIsAskedFor() {
        story.isAWorkingMorning();
        Demand first = story.aBrokenLamp();
        Demand second = story.aBrokenLamp();
        Caller manager = Caller.of("manager", port);

        assertThat(order(manager.get("/desk/cases?show=open&sort=oldest"), first, second))
                .isLessThan(0);
        assertThat(order(manager.get("/desk/cases?show=open&sort=newest"), first, second))
                .isGreaterThan(0);
        assertThat(manager.get("/desk/cases?sort=sideways").status()).isEqualTo(400);
        assertThat(manager.get("/desk/cases?show=open&sort=oldest&category=01").body())
                .doesNotContain(first.number());
        assertThat(Caller.of("clerk", port).get("/desk?state=open&sort=oldest").status())
                .isEqualTo(200);
    }

    /** Below zero when the first one stands before the second one. */
    private static int order(Answer list, Demand first, Demand second) {
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body()).contains(first.number(), second.number());
        return list.body().indexOf(first.number()) - list.body().indexOf(second.number());
    }

    @Test
    void eachListIsNarrowedSortedAndKept() {
        Map<SavedList, String> lists = new EnumMap<>(Map.of(
                SavedList.CASES, "manager show=open&sort=oldest",
                SavedList.SUPERVISIONS, "supervisor ended=true&level=CITY&sort=due",
                SavedList.REGISTERED, "clerk state=open&sort=oldest",
                SavedList.APPLICATIONS, "clerk state=done&sort=oldest",
                SavedList.DISPATCH, "dispatcher kind=DISPATCH&sort=newest",
                SavedList.MERGES, "dispatcher category=01&sort=oldest",
                SavedList.PUBLISHED, "dispatcher state=back&sort=oldest",
                SavedList.IMPORTS, "clerk state=REFUSED&sort=oldest",
                SavedList.NOTICES, "member1 show=unread&sort=oldest",
                SavedList.UNITS, "admin kind=STREET&state=open&sort=name"));
        lists.putAll(Map.of(
                SavedList.PEOPLE, "admin duty=CLERK&sort=name",
                SavedList.REPLIES, "admin state=offered&sort=title",
                SavedList.SERVICES, "admin q=%E8%AE%B8%E5%8F%AF&sort=name",
                SavedList.MESSAGES, "admin kind=RECEIVED&state=SENT&sort=oldest",
                SavedList.BURSTS, "manager state=OVER&sort=LARGEST",
                SavedList.REPORTS, "manager sort=oldest",
                SavedList.PRIVACY, "clerk what=EXPORT&state=WAITING&sort=oldest",
                SavedList.AUDIT, "auditor action=case-shown",
                SavedList.DISPUTES, "mediation-secretary state=done&type=NEIGHBOUR&sort=oldest",
                SavedList.DUTIES, "mediation-secretary which=LATE"));
        assertThat(lists).containsOnlyKeys(SavedList.values());
        lists.forEach((list, whoAndQuery) -> {
            Caller who = Caller.of(whoAndQuery.split(" ")[0], port);
            String path = list.path();
            String query = whoAndQuery.split(" ")[1];
            assertThat(save(who, list.name(), "我的一看", query).status()).as(path).isEqualTo(302);
            Answer shown = who.get(path + "?" + query);
            assertThat(shown.status()).as(path).isEqualTo(200);
            assertThat(shown.body())
                    .as(path)
                    .contains(path + "?" + query.replace("&", "&amp;"), "aria-current=\"true\">我的一看");
            for (String wrong :
                    List.of("page=-3&sort=x", "page=999999999&state=x&kind=x&what=x&level=x&category=%25")) {
                assertThat(who.get(path + "?" + wrong).status())
                        .as(path + "?" + wrong)
                        .isIn(200, 400);
            }
        });
    }

    @Test
    void unitsPeopleAndNoticesAreNarrowedAndSorted() {
        Caller admin = Caller.of("admin", port);
        String streets = admin.get("/desk/units?q=%E8%A1%97%E9%81%93&kind=STREET&sort=name")
                .body();
        assertThat(streets).contains("巷口街道").doesNotContain("街道派单", "没有找到这样的单位");
        assertThat(admin.get("/desk/units?q=%E8%A1%97%E9%81%93&kind=STREET&state=closed")
                        .body())
                .contains("没有找到这样的单位");
        assertThat(usernames(admin.get("/desk/people?unit=350602004001&sort=name")))
                .containsExactlyInAnyOrderElementsOf(usernames(admin.get("/desk/people?unit=350602004001")));
        assertThat(Caller.of("auditor", port).get("/desk/notices?show=unread").body())
                .contains("没有未读的通知");
    }

    private static List<String> usernames(Answer list) {
        assertThat(list.status()).isEqualTo(200);
        return Pattern.compile("/desk/people/([a-z0-9]+)\"")
                .matcher(list.body())
                .results()
                .map(found -> found.group(1))
                .filter(name -> !List.of("new", "import").contains(name))
                .toList();
    }

    @Test
    void supervisionsAndMessagesAreNarrowed() {
        Caller manager = Caller.of("manager", port);
        assertThat(manager.get("/desk/supervisions?ended=true&level=STREET&sort=due")
                        .body())
                .doesNotContain(">市级</span>")
                .contains("selected=\"selected\">街道", "selected=\"selected\">应答复早的在前");
        assertThat(manager.get("/desk/supervisions?level=GALAXY").status()).isEqualTo(400);
        Caller admin = Caller.of("admin", port);
        assertThat(admin.get("/desk/messages?state=FAILED").body()).contains("没有符合条件的消息");
    }
}
