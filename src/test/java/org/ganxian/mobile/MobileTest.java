package org.ganxian.mobile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.Multipart;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.order.Story;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.domain.PageRequest;

/** What a member sees and does on {@code /m}: through the engine as in Tasklist, and each draft exactly once. */
@IntegrationTest
@Tag("any-database")
class MobileTest extends OnThePhone {

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
    void aClerkOnAVisitRegistersOnceAddsAPhotoAndFindsTheirOwnCaseAlone() {
        Caller clerk = onThePhone("clerk");
        assertThat(clerk.get("/m").body()).contains("登记诉求", "找我登记的");
        assertThat(member.get("/m").body()).doesNotContain("登记诉求");
        assertThat(member.get("/m/register").status()).isEqualTo(403);
        String page = "/m/register";
        String key = key();
        String[] good = {
            "key",
            key,
            "description",
            "楼道灯坏了",
            "category",
            Story.SOCIAL_SERVICE,
            "place",
            Story.RONGYIN,
            "contactName",
            "陈阿伯",
            "contactPhone",
            "13900000001"
        };
        Answer wrong = clerk.form(
                page,
                page,
                "key",
                key(),
                "description",
                "楼道灯坏了",
                "category",
                Story.SOCIAL_SERVICE,
                "contactPhone",
                "12");
        assertThat(wrong.status()).as(wrong.body()).isEqualTo(400);
        assertThat(wrong.body()).contains("楼道灯坏了", "role=\"alert\"");

        assertThat(clerk.form(page, page, good).status()).isEqualTo(302);
        Demand registered =
                demands.registeredBy("clerk", PageRequest.of(0, 1)).getContent().get(0);
        offered.add(registered);
        assertThat(clerk.form(page, page, good).status()).as("tapped twice").isEqualTo(302);
        assertThat(demands.registeredBy("clerk", PageRequest.of(0, 1))
                        .getContent()
                        .get(0)
                        .number())
                .isEqualTo(registered.number());
        assertThat(story.statusOf(registered)).isEqualTo(Status.SCREENING);

        String own = "/m/own/" + registered.number();
        assertThat(clerk.get(own).body()).contains(registered.number(), "加一张照片");
        assertThat(clerk.send(own + "/attachments", new Multipart().file("file", "lamp.png", Pictures.png()))
                        .status())
                .isEqualTo(302);
        assertThat(attachments.of(registered)).hasSize(1);
        assertThat(clerk.get("/m/own?number=" + registered.number()).status()).isEqualTo(302);
        assertThat(clerk.get("/m/own/" + lamp.number()).status()).isEqualTo(404);
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
        assertThat(member.get("/m?tab=open").body()).contains("下一页", "改为最近派来的在前");
        assertThat(member.get("/m?tab=open&sort=newest").body()).contains("下一页", "改为期限早的在前");
        assertThat(member.get("/m?tab=open&page=2").body()).contains("上一页", "第 2 页");
        assertThat(member.get("/m?tab=open&page=99").body()).contains("没有更多了");
        assertThat(member.get("/m?page=x").status()).isEqualTo(400);
    }
}
