package org.ganxian.intake.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.intake.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a resident can do about an order at their own door: answer, withdraw, rate, object. */
@IntegrationTest
class ActingOnAnOrderTest extends AnOrderAtTheDoor {

    private Status status() {
        return demands.get(number).status();
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
}
