package org.ganxian.intake.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.Caller;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Attachments;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.intake.ResidentsDoor;
import org.ganxian.intake.Visitor;
import org.ganxian.platform.Actor;
import org.ganxian.platform.PeopleTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Following an order at the resident's own door: who gets in, and what there is to read. */
@IntegrationTest
class FollowingAnOrderTest extends AnOrderAtTheDoor {

    @Autowired
    Attachments attachments;

    // Who may look

    @Test
    void numberAndQueryCodeOpenTheOrderInAnotherBrowser() throws Exception {
        Visitor other = new Visitor(port).opens("/portal");
        other.sends("#track form", "number", number, "code", code).sees(200);

        assertThat(other.at()).isEqualTo("/portal/orders/" + number);
        assertThat(other.text(".status")).isEqualTo("待支部审核");
        assertThat(other.text("h1")).isEqualTo(PortalTest.ORDER[1]);
    }

    @Test
    void bothMayBeTypedAsAChineseKeyboardWritesThem() throws Exception {
        String written = number.toLowerCase().replace('-', '－').replace("000", "０００");
        String spoken = " " + code.substring(0, 4) + "　" + code.substring(4) + " ";

        visitor.opens("/portal/track")
                .sends("main form", "number", written, "code", spoken)
                .sees(200);

        assertThat(visitor.at()).isEqualTo("/portal/orders/" + number);
    }

    @Test
    void aWrongCodeAndAWrongNumberAreToldAlikeAndTheNumberStays() throws Exception {
        Visitor other = new Visitor(port).opens("/portal/track");
        other.sends("main form", "number", number, "code", "wrong").sees(404);
        assertThat(other.text(".summary")).isEqualTo("编号或查询码不正确，请核对后重试");
        assertThat(other.page().select("#number").val()).isEqualTo(number);

        other.sends("main form", "number", "ZZ20000101-000001", "code", code).sees(404);
        assertThat(other.text(".summary")).isEqualTo("编号或查询码不正确，请核对后重试");
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        visitor.opens("/portal/track").sends("main form").sees(400);
        assertThat(visitor.text("#number-error")).isEqualTo("请填写编号");
        assertThat(visitor.text("#code-error")).isEqualTo("请填写查询码");
    }

    @Test
    void afterTenWrongCodesTheNumberRestsForThatAddress() throws Exception {
        Visitor other = new Visitor(port).opens("/portal/track");
        for (int i = 0; i < 10; i++) {
            other.sends("main form", "number", number, "code", "0000000" + i).sees(404);
        }
        other.sends("main form", "number", number, "code", code).sees(429);
        assertThat(other.text(".summary")).contains("过几分钟再试");
    }

    @Test
    void theResidentTakesAnotherCodeAndTheOneBeforeOpensNothing() throws Exception {
        jdbc.update("update demand set registered_by = 'clerk' where number = ?", number);
        visitor.opens("/portal/orders/" + number + "/receipt")
                .sends("main form", new String[0])
                .sees(200);
        String another = visitor.text("#query-code");
        assertThat(another).hasSize(12).isNotEqualTo(code);
        assertThat(visitor.text(".done")).contains("原来的不能再用");
        opensTheOrder();

        new Visitor(port)
                .opens("/portal/track")
                .sends("main form", "number", number, "code", code)
                .sees(404);
        new Visitor(port)
                .opens("/portal/track")
                .sends("main form", "number", number, "code", another)
                .sees(200);
        assertThat(Caller.of("clerk", port).get("/desk/demands/" + number).body())
                .contains("群众自己换过")
                .doesNotContain(another, code);
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_entry where action = 'query-code-changed' and subject = ?",
                        Integer.class,
                        number))
                .isEqualTo(1);
        assertThat(demands.timeline(demands.get(number)))
                .last()
                .extracting(TimelineEntry::step)
                .isEqualTo(Step.CODE_CHANGED);
    }

    @Test
    void staffDoNotChangeTheResidentsCode() throws Exception {
        Visitor clerk = new Visitor(
                port,
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString("clerk:ganxian".getBytes(StandardCharsets.UTF_8)));
        clerk.opens("/portal/track").sends("main form", "number", number, "code", code);
        clerk.opens("/portal/orders/" + number + "/receipt")
                .sends("main form", new String[0])
                .sees(403);
        assertThat(clerk.text(".summary")).contains("查询码只能由群众本人更换");
        opensTheOrder();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/receipt", "/withdrawal"})
    void aBrowserWithoutATicketIsAskedForTheCode(String page) throws Exception {
        Visitor other =
                new Visitor(port).opens("/portal/orders/" + number + page).sees(200);

        assertThat(other.text("h1")).isEqualTo("查进度");
        assertThat(other.page().select("#number").val()).isEqualTo(number);
        assertThat(other.answer().body()).doesNotContain(code).doesNotContain("楼道灯");
    }

    @Test
    void aTicketOpensNoOtherOrder() throws Exception {
        Visitor other = new Visitor(port).opens("/portal").sends("#form", PortalTest.ORDER);
        String foreign = other.text("#number");
        String ticket = visitor.cookies(Tickets.COOKIE).get(0).getValue();

        Visitor thief = new Visitor(port, "Cookie", Tickets.COOKIE + "=" + ticket);
        assertThat(thief.opens("/portal/orders/" + foreign).text("h1")).isEqualTo("查进度");
        for (String forged : new String[] {"", "x", "AAAA", ticket.substring(1), "~~~"}) {
            Visitor forger = new Visitor(port, "Cookie", Tickets.COOKIE + "=" + forged);
            assertThat(forger.opens("/portal/orders/" + number).sees(200).text("h1"))
                    .isEqualTo("查进度");
        }
    }

    @Test
    void aTicketRunsOutTwoHoursAfterTheLastLook() throws Exception {
        later(Duration.ofMinutes(119));
        opensTheOrder();
        assertThat(visitor.shows(".status")).isTrue();
        later(Duration.ofMinutes(119));
        assertThat(opensTheOrder().shows(".status")).isTrue();
        later(Duration.ofMinutes(121));
        assertThat(opensTheOrder().text("h1")).isEqualTo("查进度");
    }

    @Test
    void whoLeavesIsForgotten() throws Exception {
        opensTheOrder().sends("form[action$=leave]").sees(200);

        assertThat(visitor.at()).isEqualTo("/portal");
        assertThat(opensTheOrder().text("h1")).isEqualTo("查进度");
    }

    // What is shown

    @Test
    void statusDeadlinesAndTimelineAreShownInWordsAndLocalTime() throws Exception {
        opensTheOrder();

        assertThat(visitor.page().select(".dues dt").eachText()).containsExactly("最晚联系您", "最晚办结");
        assertThat(visitor.page().select("time").eachText())
                .allMatch(t -> t.matches("\\d{4}年\\d{1,2}月\\d{1,2}日（周.）\\d\\d:\\d\\d"));
        assertThat(visitor.page().select(".timeline b").eachText()).containsExactly("分派", "登记");
        assertThat(visitor.page().select(".facts dd").eachText()).contains("民政 / 社会服务", "漳州市 / 芗城区 / 巷口街道 / 榕荫社区 演示数据");
        String page = visitor.answer().body();
        assertThat(page)
                .doesNotContain("13900000001")
                .doesNotContain("陈小明")
                .doesNotContain(code)
                .doesNotContain("SCREENING");
    }

    @Test
    void timesAreThoseOfShanghai() {
        assertThat(PeopleTime.of(Instant.parse("2026-11-23T16:05:00Z"))).isEqualTo("2026年11月24日（周二）00:05");
    }

    @Test
    void aMissedDeadlineIsNotHidden() throws Exception {
        ClockUtil.setCurrentTime(
                Date.from(demands.get(number).firstResponseDue().plus(Duration.ofMinutes(1))));
        Visitor other = new Visitor(port).opens("/portal/track");
        other.sends("main form", "number", number, "code", code).sees(200);

        assertThat(other.page().select(".dues > div:has(.late) dt").eachText()).containsExactly("最晚联系您");
    }

    @Test
    void aDeadlineInAYearWithoutAPublishedListSaysThatItMayMove() throws Exception {
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2030-03-04T01:00:00Z")));
        Visitor other = new Visitor(port).opens("/portal").sends("#form", PortalTest.ORDER);
        other = new Visitor(port)
                .opens("/portal/track")
                .sends("main form", "number", other.text("#number"), "code", other.text("#query-code"));
        assertThat(other.page().select(".dues dd").eachText()).hasSize(2).allMatch(due -> due.endsWith("（暂定）"));
    }

    @Test
    void aRejectionTellsReasonAndWhereToGo() throws Exception {
        office.rejects(number, "已进入诉讼程序", "人民法院");
        opensTheOrder();

        assertThat(visitor.text(".status")).isEqualTo("不予受理");
        assertThat(visitor.text("blockquote")).contains("理由：已进入诉讼程序").contains("可以找：人民法院");
        assertThat(visitor.shows("a[href$=withdrawal]")).isFalse();
    }

    @Test
    void aMergedOrderShowsItsMasterAndMayStillBeWithdrawn() throws Exception {
        Visitor other = new Visitor(port).opens("/portal").sends("#form", PortalTest.ORDER);
        String master = other.text("#number");
        office.merges(number, master);
        opensTheOrder();

        assertThat(visitor.text(".status")).isEqualTo("已合并");
        assertThat(visitor.page().select(".facts").text()).contains("并入 " + master);
        assertThat(visitor.shows("a[href$=withdrawal]")).isTrue();
    }

    @Test
    void aPhotoIsShownToWhoHasATicketOnly() throws Exception {
        attachments.add(demands.get(number), "灯.png", ResidentsDoor.PIXEL, Actor.RESIDENT);
        String photo = opensTheOrder().page().select(".photos img").attr("src");

        visitor.opens(photo);
        assertThat(visitor.answer().statusCode()).isEqualTo(200);
        assertThat(visitor.answer().headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(visitor.answer().headers().firstValue("X-Content-Type-Options"))
                .hasValue("nosniff");
        new Visitor(port).opens(photo).sees(404);
        visitor.opens("/portal/orders/" + number + "/photos/999999").sees(404);
        visitor.opens("/portal/orders/" + number + "/photos/x").sees(400);
    }

    @Test
    void aResidentAddsPhotosWithoutScriptAndSeesThoseOfTheAnswerApart() throws Exception {
        opensTheOrder()
                .sendsFiles(
                        "#more-photos",
                        List.of(
                                new Visitor.Chosen("photos", "灯.png", ResidentsDoor.PIXEL),
                                new Visitor.Chosen("photos", "楼道.png", ResidentsDoor.PIXEL)))
                .sees(200);
        assertThat(visitor.text(".done")).isEqualTo("照片已经收到。");
        assertThat(visitor.page().select("#own-photos img")).hasSize(2);
        assertThat(visitor.shows("#answer-photos")).isFalse();

        attachments.add(demands.get(number), "修好.png", ResidentsDoor.PIXEL, new Actor("member1", "党员"));
        opensTheOrder();
        assertThat(visitor.page().select("#answer-photos img").eachAttr("alt")).containsExactly("办理人员的照片 1");
        assertThat(visitor.page().select("#own-photos img")).hasSize(2);
    }

    @Test
    void whatIsNoPhotoOrTooManyOrTooLateIsRefusedAndNothingIsKept() throws Exception {
        Visitor.Chosen photo = new Visitor.Chosen("photos", "灯.png", ResidentsDoor.PIXEL);
        opensTheOrder().sendsFiles("#more-photos", List.of()).sees(400);
        assertThat(visitor.text("#photos-error")).isEqualTo("请选择照片");
        opensTheOrder()
                .sendsFiles(
                        "#more-photos", List.of(photo, new Visitor.Chosen("photos", "x.png", "文字".getBytes("UTF-8"))))
                .sees(400);
        assertThat(visitor.text("#photos-error")).contains("照片");
        opensTheOrder()
                .sendsFiles("#more-photos", Collections.nCopies(6, photo))
                .sees(400);
        assertThat(attachments.of(demands.get(number))).isEmpty();

        opensTheOrder()
                .sendsFiles("#more-photos", Collections.nCopies(5, photo))
                .sees(200);
        opensTheOrder().sendsFiles("#more-photos", List.of(photo)).sees(409);
        assertThat(visitor.text(".summary")).contains("最多可以传 5 张");
        assertThat(attachments.of(demands.get(number))).hasSize(5);

        opensTheOrder();
        office.rejects(number, "已进入诉讼程序", "人民法院");
        visitor.sendsFiles("#more-photos", List.of(photo)).sees(409);
        assertThat(visitor.text(".summary")).isEqualTo("已经办完，不能再加照片");
        assertThat(opensTheOrder().shows("#more-photos")).isFalse();
    }

    private static void later(Duration time) {
        ClockUtil.setCurrentTime(
                Date.from(ClockUtil.getCurrentTime().toInstant().plus(time)));
    }
}
