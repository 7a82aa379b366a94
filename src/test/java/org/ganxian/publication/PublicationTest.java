package org.ganxian.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.ganxian.BreaksTies;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.intake.Visitor;
import org.ganxian.order.Story;
import org.ganxian.platform.privacy.PersonalData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A dispatcher tells a closed case anew; everybody reads it until it is taken back. */
@IntegrationTest
@BreaksTies("cases are given to another unit, made dangerous or complaints by hand")
class PublicationTest {

    private static final String LIST = "/desk/published";

    @LocalServerPort
    int port;

    @Autowired
    Story story;

    @Autowired
    Demands demands;

    @Autowired
    PublicationPersonalData personal;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcTemplate jdbc;

    private Demand lamp;

    @BeforeEach
    void nothingIsPublished() {
        jdbc.update("delete from published_case");
        lamp = served();
    }

    private Demand served() {
        Demand demand = story.aBrokenLamp();
        story.accepts(demand);
        story.offersToAll(demand);
        story.contacts("member1", demand);
        story.completes("member1", demand, "serve-order", Map.of("decision", "report", "report", "灯管换好了。"));
        story.completes("dispatcher", demand, "check-result", Map.of("decision", "approve"));
        return demand;
    }

    private Answer publishes(String who, Demand demand, String title, String question, String... more) {
        String[] fields = {"title", title, "question", question, "answer", "两天内换好了灯管。"};
        String[] all = java.util.Arrays.copyOf(fields, fields.length + more.length);
        System.arraycopy(more, 0, all, fields.length, more.length);
        return Caller.of(who, port).form("/desk/password", LIST + "/" + demand.number(), all);
    }

    private Visitor everybody(String path) throws Exception {
        return new Visitor(port)
                .opens("/portal/published" + path.replace("%", "%25").replace(" ", "%20"));
    }

    @Test
    void whatIsClearedIsReadByEverybodyAndFoundByWordsCategoryAndPlace() throws Exception {
        assertThat(everybody("").sees(200).text("#none")).isEqualTo("还没有公开的诉求。");
        Answer form = Caller.of("dispatcher", port).get(LIST + "/case?number=" + lamp.number());
        assertThat(form.body()).contains("楼道里的灯坏了", "灯管换好了").doesNotContain("陈阿伯", "13900000001");

        assertThat(publishes("dispatcher", lamp, "楼道灯修好了", "楼道灯不亮，100% 看不清", "looked", "1")
                        .status())
                .isEqualTo(302);

        Visitor reader =
                everybody("?q=楼道灯 100%&category=09&place=" + Story.RONGYIN).sees(200);
        assertThat(reader.text("[role=status]")).isEqualTo("找到 1 件。");
        assertThat(reader.page().html()).doesNotContain(lamp.number(), "陈阿伯");
        reader.opens(reader.page().selectFirst("main h2 a").attr("href")).sees(200);
        assertThat(reader.text("main")).contains("楼道灯修好了", "看不清", "两天内换好了灯管。", "榕荫社区");
        assertThat(everybody("?q=100_").text("#none")).startsWith("没有找到");
        assertThat(everybody("?q=路灯").text("#none")).startsWith("没有找到");
        assertThat(everybody("?category=01").text("#none")).startsWith("没有找到");
        assertThat(everybody("?place=350602004002").text("#none")).startsWith("没有找到");
        assertThat(everybody("?category='%&page=-7").sees(200).shows("main h2 a"))
                .isTrue();
        assertThat(audited("case-published")).isEqualTo(1);
    }

    private long audited(String action) {
        return jdbc.queryForObject(
                "select count(*) from audit_entry where action = ? and subject = ?", Long.class, action, lamp.number());
    }

    @Test
    void whatIsPersonalOrUnreadIsRefusedBesideItsFieldAndStays() {
        Answer answer = publishes("dispatcher", lamp, "陈阿伯的灯", "打 13900000001");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("标题里有提出人的姓名", "反映的事里有像电话", "再勾选", "value=\"陈阿伯的灯\"", "两天内换好了灯管。");
        assertThat(jdbc.queryForObject("select count(*) from published_case", Long.class))
                .isZero();
    }

    @Test
    void itIsTakenBackWithAReasonAndMayBeToldAnew() throws Exception {
        publishes("dispatcher", lamp, "楼道灯修好了", "楼道灯不亮", "looked", "1");
        String path = everybody("").page().selectFirst("main h2 a").attr("href");
        String back = LIST + "/" + lamp.number() + "/withdrawal";
        Caller admin = Caller.of("admin", port);
        assertThat(admin.form(LIST, back, "why", " ").status()).isEqualTo(400);
        assertThat(Caller.of("clerk", port)
                        .form("/desk/password", back, "why", "x")
                        .status())
                .isEqualTo(403);
        assertThat(admin.form(LIST, back, "why", "住户要求").status()).isEqualTo(302);

        assertThat(new Visitor(port).opens(path).sees(404).text("main")).contains("已经撤下");
        assertThat(everybody("").shows("#none")).isTrue();
        assertThat(admin.get(LIST).body()).contains("住户要求", lamp.number());
        assertThat(admin.form("/desk/password", back, "why", "再撤").status()).isEqualTo(404);
        assertThat(audited("case-unpublished")).isEqualTo(1);

        publishes("dispatcher", lamp, "灯亮了", "楼道灯不亮", "looked", "1");
        assertThat(everybody("").text("main h2 a")).isEqualTo("灯亮了");
    }

    @Test
    void onlyTheServingUnitPublishesAndOnlyWhatIsAnsweredAndNoDangerOrComplaint() {
        assertThat(publishes("clerk", lamp, "灯", "灯坏了", "looked", "1").status()).isEqualTo(403);
        assertThat(publishes("member1", lamp, "灯", "灯坏了", "looked", "1").status())
                .isEqualTo(403);
        jdbc.update("update demand set serving_unit = '350602004002B1' where number = ?", lamp.number());
        assertThat(publishes("dispatcher", lamp, "灯", "灯坏了", "looked", "1").status())
                .isEqualTo(404);
        assertThat(publishes("dispatcher", story.aBrokenLamp(), "灯", "灯坏了", "looked", "1")
                        .status())
                .isEqualTo(409);
        Demand danger = served();
        jdbc.update("update demand set priority = 'P1' where number = ?", danger.number());
        assertThat(publishes("dispatcher", danger, "灯", "灯坏了", "looked", "1").body())
                .contains("涉及险情的诉求不公开");
        Demand complaint = served();
        jdbc.update("update demand set description = '投诉社区书记推诿' where number = ?", complaint.number());
        assertThat(publishes("dispatcher", complaint, "灯", "灯坏了", "looked", "1").status())
                .isEqualTo(409);
        Demand secret = served();
        jdbc.update("update demand set reported_unit = '350602D01' where number = ?", secret.number());
        assertThat(publishes("dispatcher", secret, "灯", "灯坏了", "looked", "1").body())
                .contains("保密的反映不公开");
        Answer unknown = Caller.of("dispatcher", port).get(LIST + "/case?number=ZZ20260101-000000");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("请核对后重试", "ZZ20260101-000000");
    }

    @Test
    void whatIsErasedIsNotPublicAnyMore() throws Exception {
        publishes("dispatcher", lamp, "楼道灯修好了", "楼道灯不亮", "looked", "1");
        PersonalData.Case one = new PersonalData.Case(lamp.id(), lamp.number());
        assertThat(personal.of(one)).extracting(PersonalData.Line::text).contains("楼道灯修好了");
        transaction.executeWithoutResult(status -> personal.erase(one));
        assertThat(everybody("").shows("#none")).isTrue();
    }

    @Test
    void longListsHavePages() throws Exception {
        for (int i = 0; i < 21; i++) {
            jdbc.update(
                    "insert into published_case (demand_id, number, unit_code, category_code, place_code, title, question,"
                            + " answer, received_at, shown, published_at, published_by, version) values (?, ?,"
                            + " '350602004001B1', '0908', null, ?, 'q', 'a', current_timestamp, true, current_timestamp,"
                            + " 'dispatcher', 0)",
                    900_000_000L + i,
                    "ZZ20260101-" + i,
                    "第 " + i + " 件");
        }
        Visitor reader = everybody("").sees(200);
        assertThat(reader.page().select("main h2 a")).hasSize(10);
        reader.opens(reader.page().selectFirst("a:containsOwn(下一页)").attr("href"));
        assertThat(reader.text("nav[aria-label=翻页] span")).isEqualTo("第 2 页，共 3 页");
    }
}
