package org.ganxian.mobile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.Multipart;
import org.ganxian.demand.Attachments;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a member sees and does on {@code /m}: through the engine as in Tasklist, and each draft exactly once. */
@IntegrationTest
@Tag("any-database")
class MobileTest {

    private static final String REPORT = "已换好灯管，当场试过能亮。";

    @Autowired
    Story story;

    @Autowired
    Demands demands;

    @Autowired
    Attachments attachments;

    @LocalServerPort
    int port;

    private final List<Demand> offered = new ArrayList<>();
    private Caller member;
    private Demand lamp;

    @BeforeEach
    void anOrderIsOffered() {
        member = onThePhone("member1");
        lamp = offered();
    }

    /** The lists of the next test begin empty. */
    @AfterEach
    void residentsTakeTheirOrdersBack() {
        offered.stream()
                .map(d -> demands.get(d.number()))
                .filter(d -> d.status().isWithdrawable())
                .forEach(story::withdraws);
        offered.clear();
    }

    private Demand offered() {
        Demand order = story.aBrokenLamp();
        offered.add(order);
        story.accepts(order);
        story.offersToAll(order);
        return order;
    }

    /** Logged in as the login page does it, with the page's token. */
    private Caller onThePhone(String username) {
        Caller caller = Caller.inWebapp("welcome", username, port);
        assertThat(caller.get("/m").status()).isEqualTo(200);
        return caller;
    }

    private String task(String key) {
        return "/m/tasks/" + story.taskOf(lamp, key).getId();
    }

    private Answer claims(Caller caller) {
        String task = task("claim-order");
        return caller.form(task, task + "/claim");
    }

    private static Multipart draft(String key, String person, String kind, String text) {
        return new Multipart()
                .text("key", key)
                .text("person", person)
                .text("kind", kind)
                .text("text", text);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private Answer contacts(String key) {
        return member.send(
                task("claim-order") + "/steps",
                draft(key, "member1", "CONTACT", "约好明天上午九点上门").text("channel", "PHONE"));
    }

    private Answer reports(String task, String key, String text) {
        return member.send(
                task + "/steps", draft(key, "member1", "REPORT", text).file("photos", "现场.png", Pictures.png()));
    }

    /** Claimed and contacted; what is left is to serve. */
    private String beingServed() {
        assertThat(claims(member).status()).isEqualTo(302);
        assertThat(contacts(key()).status()).isEqualTo(200);
        return task("serve-order");
    }

    private long count(Step step) {
        return Collections.frequency(story.stepsOf(lamp), step);
    }

    @Test
    void aMemberClaimsContactsAndReportsWithAPhoto() {
        assertThat(member.get("/m?tab=open").body()).contains(lamp.number(), "首次响应还剩", "榕荫社区");
        assertThat(member.get("/m").body()).doesNotContain(lamp.number());
        assertThat(claims(member).status()).isEqualTo(302);
        assertThat(member.get("/m").body()).contains(lamp.number(), "href=\"/desk/password\"");

        Answer contacted = contacts(key());
        assertThat(contacted.status()).as(contacted.toString()).isEqualTo(200);
        assertThat(contacted.json().path("message").asText()).isEqualTo("已记录联系");
        assertThat(demands.get(lamp.number()).firstResponseAt()).isPresent();
        assertThat(member.get(contacted.json().path("next").asText()).status()).isEqualTo(302);

        String serving = task("serve-order");
        Answer logged = member.send(
                serving + "/steps", draft(key(), "member1", "CONTACT", "到楼下了").text("channel", "VISIT"));
        assertThat(logged.status()).as(logged.toString()).isEqualTo(200);
        Answer reported = reports(serving, key(), REPORT);
        assertThat(reported.status()).as(reported.toString()).isEqualTo(200);
        assertThat(story.stepsOf(lamp))
                .endsWith(Step.CLAIMED, Step.FIRST_CONTACT, Step.CONTACTED, Step.UPLOADED, Step.REPORTED);
        assertThat(attachments.of(lamp)).hasSize(1);
        assertThat(story.openTasks(lamp, "order")).containsExactly("check-result");
    }

    @Test
    void aMemberGivesAnOrderBackWithAReason() {
        claims(member);
        Answer released = member.send(task("claim-order") + "/steps", draft(key(), "member1", "RELEASE", "需要登高车，我没有"));
        assertThat(released.status()).as(released.toString()).isEqualTo(200);
        assertThat(story.stepsOf(lamp)).endsWith(Step.RELEASED);
        assertThat(story.openTasks(lamp, "order")).containsExactly("dispatch-order");
    }

    @Test
    void contactDetailsAreMaskedUntilTheOrderIsClaimed() {
        Answer before = member.get(task("claim-order"));
        assertThat(before.body()).contains("139****0001", "陈**").doesNotContain("13900000001", "陈阿伯", "tel:");
        assertThat(member.get("/m?tab=open").body()).doesNotContain("1390000", "陈阿伯");
        claims(member);
        assertThat(member.get(task("claim-order")).body()).contains("tel:13900000001", "陈阿伯");
    }

    @Test
    void aRepetitionIsAnsweredAsBeforeAndDoesNothing() {
        String serving = beingServed();
        String key = key();
        Answer first = reports(serving, key, REPORT);
        Answer again = reports(serving, key, REPORT);
        assertThat(again.status()).as(again.toString()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(count(Step.REPORTED)).isEqualTo(1);
        assertThat(attachments.of(lamp)).hasSize(1);
    }

    @Test
    void theSameKeyWithOtherContentIsRefused() {
        String serving = beingServed();
        String key = key();
        reports(serving, key, REPORT);
        for (Answer other : List.of(
                reports(serving, key, "另外还换了开关"),
                member.send(serving + "/steps", draft(key, "member1", "REPORT", REPORT)))) {
            assertThat(other.status()).isEqualTo(409);
            assertThat(other.reason()).contains("已经送到");
        }
        assertThat(count(Step.REPORTED)).isEqualTo(1);
    }

    @Test
    void twinsAtTheSameMomentDoItOnce() throws Exception {
        String serving = beingServed();
        int twins = 6;
        ExecutorService phones = Executors.newFixedThreadPool(twins);
        try {
            String key = key();
            CyclicBarrier together = new CyclicBarrier(twins);
            List<Callable<Answer>> calls = Collections.nCopies(twins, () -> {
                together.await();
                return reports(serving, key, REPORT);
            });
            Set<String> answers = new HashSet<>();
            for (Future<Answer> call : phones.invokeAll(new ArrayList<>(calls))) {
                assertThat(call.get().status()).as(call.get().toString()).isEqualTo(200);
                answers.add(call.get().body());
            }
            assertThat(answers).hasSize(1);
        } finally {
            phones.shutdownNow();
        }
        assertThat(count(Step.REPORTED)).isEqualTo(1);
        assertThat(attachments.of(lamp)).hasSize(1);
    }

    @Test
    void aRefusedDraftKeepsNothingAndMayBeSentAgain() {
        String serving = beingServed();
        String key = key();
        Answer noPhoto = member.send(
                serving + "/steps",
                draft(key, "member1", "REPORT", REPORT)
                        .file("photos", "a.png", Pictures.png())
                        .file("photos", "b.png", "not a photo".getBytes()));
        assertThat(noPhoto.status()).isEqualTo(400);
        assertThat(noPhoto.reason()).contains("只能上传照片");
        assertThat(attachments.of(lamp)).isEmpty();
        assertThat(count(Step.REPORTED)).isZero();
        assertThat(reports(serving, key, REPORT).status()).isEqualTo(200);
    }

    @Test
    void aDraftOfSomebodyElseIsNotSentWithThisLogin() {
        String serving = beingServed();
        String key = key();
        Answer stolen = member.send(serving + "/steps", draft(key, "member2", "REPORT", REPORT));
        assertThat(stolen.status()).isEqualTo(403);
        assertThat(stolen.reason()).contains("另一位工作人员");
        reports(serving, key, REPORT);
        // The key of one person opens nothing to another.
        Answer other = onThePhone("member2").send(serving + "/steps", draft(key, "member2", "REPORT", REPORT));
        assertThat(other.status()).isEqualTo(404);
        assertThat(other.body()).doesNotContain(lamp.number());
        assertThat(count(Step.REPORTED)).isEqualTo(1);
    }

    @Test
    void whatAnotherMemberHasTakenIsRefusedOnPageAndDraft() {
        claims(onThePhone("member2"));
        Answer late = claims(member);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("已被他人领取");
        Answer draft = contacts(key());
        assertThat(draft.status()).isEqualTo(409);
        assertThat(draft.reason()).isEqualTo("该任务已由他人办理，您不能提交");
        assertThat(member.get(task("claim-order")).body())
                .contains("已由他人领取")
                .doesNotContain("13900000001", "name=\"text\"");
    }

    @Test
    void aWithdrawnOrderTakesNoDraft() {
        String serving = beingServed();
        story.withdraws(demands.get(lamp.number()));
        Answer late = reports(serving, key(), REPORT);
        assertThat(late.status()).isEqualTo(404);
        assertThat(late.reason()).contains("已被办结或撤回");
        assertThat(member.get("/m/orders/" + lamp.number()).status()).isEqualTo(302);
    }

    @Test
    void nothingIsDoneBeforeTheClaimOrOutOfTurn() {
        Answer early = contacts(key());
        assertThat(early.status()).isEqualTo(403);
        assertThat(early.reason()).isEqualTo("请先接单，再送出");
        claims(member);
        Answer outOfTurn = reports(task("claim-order"), key(), REPORT);
        assertThat(outOfTurn.status()).isEqualTo(409);
        assertThat(outOfTurn.reason()).contains("现在不能办理结果");
        assertThat(attachments.of(lamp)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kind, PIGEON, 没有这种操作",
        "key, 1, 草稿的编号不正确",
        "text, ' ', 请填写联系情况",
        "channel, PIGEON, 没有这种联系方式",
        "channel, '', 请选择联系方式"
    })
    void whatIsWrongIsSaidInChinese(String field, String value, String reason) {
        claims(member);
        Map<String, String> good =
                Map.of("key", key(), "person", "member1", "kind", "CONTACT", "channel", "PHONE", "text", "约好了");
        Multipart form = new Multipart();
        good.forEach((name, text) -> form.text(name, name.equals(field) ? value : text));
        Answer answer = member.send(task("claim-order") + "/steps", form);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).contains(reason);
        Answer tooLong = member.send(
                task("claim-order") + "/steps",
                draft(key(), "member1", "CONTACT", "长".repeat(501)).text("channel", "PHONE"));
        assertThat(tooLong.reason()).contains("不能超过 500 字，现有 501 字");
        assertThat(story.stepsOf(lamp)).endsWith(Step.CLAIMED);
    }

    @Test
    void membersOfOtherBranchesSeeNothing() {
        Caller outsider = onThePhone("member3");
        assertThat(outsider.get("/m?tab=open").body()).contains("现在没有可以领取的任务").doesNotContain(lamp.number());
        assertThat(outsider.get("/m").body()).contains("现在没有待您办理的任务");
        Answer page = outsider.get(task("claim-order"));
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.body()).contains("您无权查看该任务").doesNotContain(lamp.number());
        assertThat(claims(outsider).status()).isEqualTo(403);
        assertThat(outsider.get("/m/tasks/unknown").status()).isEqualTo(404);
    }

    @Test
    void triageOnThePhoneOffersTheCategoryAndTheUnit() {
        Demand unsorted = story.placed(Categories.UNSORTED, "楼道灯坏了，请来看看。", Story.RONGYIN);
        offered.add(unsorted);
        String page = "/m/tasks/" + story.taskOf(unsorted, "triage-order").getId();
        Caller triage = onThePhone("triage");
        assertThat(triage.form(page, page + "/triage", "category", Story.SOCIAL_SERVICE)
                        .status())
                .as("before it is claimed")
                .isEqualTo(403);
        assertThat(triage.form(page, page + "/claim").status()).isEqualTo(302);
        assertThat(triage.get(page).body())
                .contains(
                        "诉求分类",
                        "承办单位",
                        "value=\"" + Story.SOCIAL_SERVICE + "\"",
                        "value=\"" + Story.RONGYIN_BRANCH + "\"");
        assertThat(triage.form(page, page + "/triage", "category", "00").status())
                .isEqualTo(400);
        Answer done =
                triage.form(page, page + "/triage", "category", Story.SOCIAL_SERVICE, "unit", Story.RONGYIN_BRANCH);
        assertThat(done.status()).as(done.toString()).isEqualTo(302);
        assertThat(demands.get(unsorted.number()).categoryCode()).isEqualTo(Story.SOCIAL_SERVICE);
        assertThat(demands.get(unsorted.number()).servingUnit()).isEqualTo(Story.RONGYIN_BRANCH);
    }

    @Test
    void tasksWithOtherFormsLeadToTasklist() {
        Demand other = story.aBrokenLamp();
        offered.add(other);
        String id = story.taskOf(other, "screen-order").getId();
        Caller dispatcher = onThePhone("dispatcher");
        assertThat(dispatcher.get("/m/tasks/" + id).body())
                .contains("这个任务不能在这里办理", "/camunda/app/tasklist/default/#/?task=" + id)
                .doesNotContain("/claim\"");
        assertThat(dispatcher.form("/m", "/m/tasks/" + id + "/claim").status()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/m", "/m/tasks/1", "/m/orders/ZZ1", "/m/nothing"})
    void strangersAreSentToTheLogin(String path) {
        Caller nobody = Caller.nobody(port);
        Answer page = nobody.get(path);
        assertThat(page.status()).isEqualTo(302);
        assertThat(nobody.get("/m/login").body()).contains("密码");
        Answer sent = nobody.send(task("claim-order") + "/steps", draft(key(), "member1", "CONTACT", "x"));
        assertThat(sent.status()).isIn(401, 403);
        assertThat(sent.reason()).containsPattern("\\p{IsHan}");
    }

    @Test
    void aPageOfAnotherSiteSendsNothing() {
        claims(member);
        Caller forged = Caller.of("member1", port);
        Answer answer = forged.send(
                task("claim-order") + "/steps",
                draft(key(), "member1", "CONTACT", "约好了").text("channel", "PHONE"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(count(Step.FIRST_CONTACT)).isZero();
    }

    @Test
    void logoutEndsTheLogin() {
        assertThat(member.form("/m", "/m/logout").status()).isEqualTo(302);
        assertThat(member.get("/m").status()).isEqualTo(302);
        assertThat(member.get("/api/notices").status()).isEqualTo(401);
    }

    @Test
    void whatThePhoneKeepsIsOpenAndSaysNothingAboutAnybody() {
        Caller nobody = Caller.nobody(port);
        Answer manifest = nobody.get("/m/manifest.webmanifest");
        assertThat(manifest.contentType()).startsWith("application/manifest+json");
        assertThat(manifest.json().path("scope").asText()).isEqualTo("/m");
        manifest.json()
                .path("icons")
                .forEach(
                        icon -> assertThat(nobody.get(icon.path("src").asText()).contentType())
                                .isEqualTo("image/png"));
        assertThat(nobody.get("/mobile-sw.js").contentType()).contains("javascript");
        assertThat(nobody.get("/m/offline").body()).doesNotContain("data-person");
        assertThat(member.get("/m/offline").body()).doesNotContain("data-person", "member1", "黄志强");
    }

    @Test
    void longListsHavePages() {
        for (int i = 0; i < 11; i++) {
            offered();
        }
        assertThat(member.get("/m?tab=open").body()).contains("下一页");
        assertThat(member.get("/m?tab=open&page=2").body()).contains("上一页", "第 2 页");
        assertThat(member.get("/m?tab=open&page=99").body()).contains("没有更多了");
        assertThat(member.get("/m?page=x").status()).isEqualTo(400);
    }
}
