package org.ganxian.intake.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.Caller;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Attachments;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.intake.Office;
import org.ganxian.intake.Visitor;
import org.ganxian.platform.Actor;
import org.ganxian.platform.PeopleTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Following an order at the resident's own door, and acting on it. */
@IntegrationTest
class FollowingAnOrderTest {

    private static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    @LocalServerPort
    int port;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Office office;

    @Autowired
    Demands demands;

    @Autowired
    Attachments attachments;

    private Visitor visitor;
    private String number;
    private String code;

    @BeforeEach
    void anOrderIsPlaced() throws Exception {
        visitor = new Visitor(port).opens("/portal").sends("#form", PortalTest.ORDER);
        number = visitor.text("#number");
        code = visitor.text("#query-code");
    }

    @AfterEach
    void theClockGoesOn() {
        ClockUtil.reset();
    }

    private Visitor opensTheOrder() throws Exception {
        return visitor.opens("/portal/orders/" + number).sees(200);
    }

    private Status status() {
        return demands.get(number).status();
    }

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
    void aMergedResidentReadsWhereToAndMaySayThatItIsAnotherMatter() throws Exception {
        String master = new Visitor(port)
                .opens("/portal")
                .sends("#form", PortalTest.ORDER)
                .text("#number");
        office.merges(number, master);
        opensTheOrder();
        assertThat(visitor.text("#master")).contains(master).contains("待支部审核");

        visitor.sends("#objection", "reason", " ").sees(400);
        assertThat(visitor.text("#reason-error")).isEqualTo("请写明哪里不是同一件事");
        visitor.sends("#objection", "reason", "我说的是 5 号楼").sees(200);

        assertThat(visitor.text(".done")).contains("恢复单独办理");
        assertThat(visitor.text(".status")).isEqualTo("待支部审核");
        assertThat(visitor.shows("#objection")).isFalse();
        assertThat(visitor.page().select(".facts").text()).doesNotContain(master);
    }

    @Test
    void aPhotoIsShownToWhoHasATicketOnly() throws Exception {
        attachments.add(demands.get(number), "灯.png", PIXEL, Actor.RESIDENT);
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

    // Answering

    @Test
    void theResidentAnswersTheDispatchersQuestion() throws Exception {
        office.asks(number, "请问是几单元？");
        opensTheOrder();
        assertThat(visitor.text("blockquote")).startsWith("请问是几单元？");
        assertThat(visitor.page().select(".dues dt").eachText()).containsExactly("请在此前回答");

        visitor.sends("form[action$=answer]", "text", "2 单元 𠮷 <i>左手</i>").sees(200);

        assertThat(visitor.text("[role=status]")).contains("您的补充已经收到");
        assertThat(visitor.text(".timeline li p.words")).isEqualTo("2 单元 𠮷 <i>左手</i>");
        assertThat(status()).isEqualTo(Status.SCREENING);
    }

    @Test
    void anEmptyOrOverlongAnswerIsRefusedBesideItsFieldAndStays() throws Exception {
        office.asks(number, "请问是几单元？");
        opensTheOrder().sends("form[action$=answer]", "text", " ").sees(400);
        assertThat(visitor.text("#text-error")).isEqualTo("请填写补充说明");

        visitor.sends("form[action$=answer]", "text", "长".repeat(2001)).sees(400);
        assertThat(visitor.text("#text-error")).isEqualTo("补充说明不能超过 2000 字");
        assertThat(visitor.text("#text")).hasSize(2001);
        assertThat(status()).isEqualTo(Status.ASKED);
    }

    // Withdrawing

    @Test
    void aWithdrawalIsConfirmedFirst() throws Exception {
        opensTheOrder();
        visitor.opens(visitor.page().select("a[href$=withdrawal]").attr("href")).sees(200);
        assertThat(status()).isEqualTo(Status.SCREENING);
        assertThat(visitor.text("h1")).isEqualTo("确定要撤回吗？");

        visitor.sends("form[action$=withdrawal]", "reason", "物业修好了").sees(200);

        assertThat(status()).isEqualTo(Status.WITHDRAWN);
        assertThat(visitor.text("[role=status]")).isEqualTo("已经撤回。");
        assertThat(visitor.text(".timeline li p.words")).isEqualTo("物业修好了");
    }

    @Test
    void aWithdrawalNeedsNoReasonButAReadableOne() throws Exception {
        visitor.opens("/portal/orders/" + number + "/withdrawal");
        visitor.sends("form[action$=withdrawal]", "reason", "x\u0007").sees(400);
        assertThat(visitor.text("#reason-error")).contains("控制字符");
        visitor.sends("form[action$=withdrawal]", "reason", "").sees(200);
        assertThat(status()).isEqualTo(Status.WITHDRAWN);
    }

    // Rating

    @ParameterizedTest
    @CsvSource({"5, RATED, 非常满意", "3, RATED, 基本满意", "1, CALL_BACK, 非常不满意"})
    void theResidentRatesInFiveGrades(String grade, Status then, String title) throws Exception {
        office.serves(number, "已换好灯管");
        opensTheOrder();
        assertThat(visitor.text("blockquote")).startsWith("已换好灯管");
        assertThat(visitor.page().select(".grades span").eachText())
                .containsExactly("非常满意", "满意", "基本满意", "不满意", "非常不满意");

        visitor.sends("form[action$=rating]", "grade", grade, "comment", "𠮷").sees(200);

        assertThat(status()).isEqualTo(then);
        assertThat(visitor.text("[role=status]")).contains("您的评价已经收到");
        assertThat(visitor.text(".timeline li p.words")).isEqualTo(title + "。𠮷");
        assertThat(visitor.shows("form[action$=rating]")).isFalse();
    }

    @Test
    void aRatingByACodeThatStaffHaveSeenSaysSo() throws Exception {
        jdbc.update("update demand set registered_by = 'clerk' where number = ?", number);
        office.serves(number, "已换好灯管");
        opensTheOrder().sends("form[action$=rating]", "grade", "5").sees(200);

        assertThat(visitor.text(".timeline li p.words")).isEqualTo("非常满意（经查询码提交）");
    }

    @Test
    void aRatingWithoutAGradeIsRefusedAndItsWordsStay() throws Exception {
        office.serves(number, "已换好灯管");
        opensTheOrder().sends("form[action$=rating]", "comment", "来得很快").sees(400);

        assertThat(visitor.text("#grade-error")).isEqualTo("请选择一项");
        assertThat(visitor.text("#comment")).isEqualTo("来得很快");
        visitor.sends("form[action$=rating]", "grade", "6").sees(400);
        visitor.sends("form[action$=rating]", "grade", "4", "comment", "长".repeat(1901))
                .sees(400);
        assertThat(visitor.text("#comment-error")).isEqualTo("评价的话不能超过 1900 字");
        assertThat(visitor.page().select("input[name=grade][checked]").val()).isEqualTo("4");
        assertThat(status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void twoRatingsAtTheSameMomentAreOne() throws Exception {
        office.serves(number, "已换好灯管");
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService browsers = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Integer>> ratings = new ArrayList<>();
            for (String grade : new String[] {"5", "4"}) {
                Visitor browser = new Visitor(port).opens("/portal/track");
                browser.sends("main form", "number", number, "code", code).sees(200);
                ratings.add(() -> {
                    together.await();
                    browser.sends("form[action$=rating]", "grade", grade);
                    int status = browser.answer().statusCode();
                    browser.sees(status);
                    return status;
                });
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> rating : browsers.invokeAll(ratings)) {
                statuses.add(rating.get());
            }
            assertThat(statuses).contains(200).allMatch(s -> s == 200 || s == 409 || s == 503);
        } finally {
            browsers.shutdownNow();
        }
        assertThat(status()).isEqualTo(Status.RATED);
        assertThat(demands.timeline(demands.get(number)).stream().filter(e -> e.step() == Step.RATED))
                .hasSize(1);
    }

    // Out of turn

    @Test
    void whatIsNotTheResidentsTurnIsNeitherOfferedNorTaken() throws Exception {
        opensTheOrder();
        assertThat(visitor.shows("form[action$=answer]")).isFalse();
        assertThat(visitor.shows("form[action$=rating]")).isFalse();

        refused("answer", Map.of("text", "补充"), "目前没有需要您补充的内容");
        refused("rating", Map.of("grade", "5"), "办结后才能评价");
        office.serves(number, "已换好灯管");
        refused("withdrawal", Map.of("reason", "不要了"), "不能再撤回");
        opensTheOrder();
        assertThat(visitor.shows("a[href$=withdrawal]")).isFalse();
        visitor.opens("/portal/orders/" + number + "/withdrawal").sees(200);
        assertThat(visitor.shows("form[action$=withdrawal]")).isFalse();
        visitor.opens("/portal/orders/" + number).sends("form[action$=rating]", "grade", "5");
        refused("rating", Map.of("grade", "1"), "目前不能评价");
        assertThat(status()).isEqualTo(Status.RATED);
    }

    private void refused(String action, Map<String, String> fields, String reason) throws Exception {
        Map<String, String> form = new HashMap<>(fields);
        form.put("_csrf", visitor.cookies("GANXIAN-XSRF").get(0).getValue());
        visitor.posts("/portal/orders/" + number + "/" + action, form).sees(409);
        assertThat(visitor.text("[role=alert]")).contains(reason);
        assertThat(visitor.text(".status")).isNotBlank();
    }

    @Test
    void whatWasTypedWithoutTokenOrTicketIsGivenBack() throws Exception {
        office.asks(number, "请问是几单元？");
        opensTheOrder();
        visitor.forgets("GANXIAN-XSRF");
        visitor.sends("form[action$=answer]", "text", "2 单元").sees(403);
        assertThat(visitor.text("#unsent")).isEqualTo("2 单元");
        visitor.opens(visitor.page().select("a.main").attr("href")).sees(200);
        assertThat(visitor.at()).isEqualTo("/portal/orders/" + number);

        visitor.forgets(Tickets.COOKIE);
        visitor.sends("form[action$=answer]", "text", "2 单元").sees(200);
        assertThat(visitor.text("h1")).isEqualTo("查进度");
        assertThat(visitor.text(".card .words")).isEqualTo("2 单元");
        assertThat(status()).isEqualTo(Status.ASKED);
    }

    @Test
    void addressesOfFormsLeadBackToTheOrder() throws Exception {
        for (String form : new String[] {"/answer", "/rating", "/leave"}) {
            visitor.opens("/portal/orders/" + number + form).sees(200);
            assertThat(visitor.at()).isEqualTo("/portal/orders/" + number);
        }
    }

    private static void later(Duration time) {
        ClockUtil.setCurrentTime(
                Date.from(ClockUtil.getCurrentTime().toInstant().plus(time)));
    }
}
