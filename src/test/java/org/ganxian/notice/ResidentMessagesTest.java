package org.ganxian.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ganxian.notice.NoticeChannels.HOOK;
import static org.ganxian.notice.NoticeChannels.MAIL;

import ch.qos.logback.classic.spi.ILoggingEvent;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.Caller;
import org.ganxian.IntegrationTest;
import org.ganxian.WholeDatabase;
import org.ganxian.demand.Demand;
import org.ganxian.intake.Visitor;
import org.ganxian.order.Story;
import org.ganxian.platform.PeopleTime;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.Priority;
import org.ganxian.sla.SlaClocks;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What residents are told, when, and to whom. */
@IntegrationTest
class ResidentMessagesTest extends MessageDesk {

    @Autowired
    SlaClocks clocks;

    // What is told

    @Test
    void eachThingIsToldOnceToThePhoneOnRecordAndNeitherEngineNorLogLearnsIt() throws Exception {
        Demand demand = story.aBrokenLamp();
        assertThat(HOOK.calls()).as("by a job, not by the step").isEmpty();
        runDue();
        runDue();
        asks(demand);
        runDue();

        assertThat(HOOK.calls()).hasSize(2).allMatch(call -> call.isGenuine(now));
        assertThat(sms(0).fieldNames()).toIterable().containsExactly("id", "kind", "phone", "text", "at");
        assertThat(sms(0).get("phone").asText()).isEqualTo(PHONE);
        assertThat(sms(0).get("text").asText()).contains(demand.number(), demand.queryCode(), "/portal/track?number=");
        assertThat(sms(1).get("kind").asText()).isEqualTo("QUESTION");
        assertThat(sms(1).get("text").asText())
                .contains(demand.number(), "2026年6月1")
                .doesNotContain("哪一层", demand.queryCode());
        assertThat(stories.jdbc.queryForList("select state from resident_message", String.class))
                .containsOnly("SENT");
        assertThat(new WholeDatabase(dataSource).engineRowsWith(List.of(PHONE, demand.queryCode())))
                .isEmpty();
        assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining("\n")))
                .doesNotContain(PHONE, demand.queryCode());
    }

    @Test
    void whoIsDoneIsToldAndAskedOnceMoreToRateUnlessTheyHave() throws Exception {
        Demand demand = served();
        runDue();
        assertThat(kinds()).containsExactlyInAnyOrder("RECEIVED", "DONE", "RATE");
        assertThat(sms(HOOK.calls().size() - 1).get("text").asText()).contains("已经办结", "请您评价");
        isAt(now.plus(Duration.ofDays(3)).plusSeconds(1));
        story.rates(demand, 5);
        HOOK.forget();
        runDue();
        assertThat(HOOK.calls()).isEmpty();
        assertThat(stories.jdbc.queryForObject("select state from resident_message where kind = 'RATE'", String.class))
                .isEqualTo("DROPPED");
    }

    private Demand served() {
        Demand demand = story.aBrokenLamp();
        story.accepts(demand);
        story.offersToAll(demand);
        story.contacts("member1", demand);
        story.completes("member1", demand, "serve-order", Map.of("decision", "report", "report", "已换好灯管。"));
        story.completes("dispatcher", demand, "check-result", Map.of("decision", "approve"));
        return demand;
    }

    @Test
    void aDeadlineThatMovesIsToldHoweverItMovesAndOnceInTheMorning() throws Exception {
        Demand demand = story.aBrokenLamp();
        answersAfter(Duration.ofMinutes(20), demand);
        assertThat(kinds()).as("from an evening to the next morning").containsOnlyOnce("DEADLINE");
        answersAfter(Duration.ofMinutes(20), demand);
        assertThat(kinds()).as("nobody plans by minutes").containsOnlyOnce("DEADLINE");
        answersAfter(Duration.ofDays(1), demand);
        assertThat(kinds()).filteredOn("DEADLINE"::equals).hasSize(2);
        assertThat(lastSms()).startsWith("您的诉求" + demand.number() + "的办结期限改为").contains(PeopleTime.of(due(demand)));

        isAt(Instant.parse("2026-06-09T15:30:00Z"));
        for (Priority priority : List.of(Priority.P4, Priority.P3, Priority.P4)) {
            clocks.prioritise(demand.number(), priority);
        }
        isAt(Instant.parse("2026-06-10T00:00:01Z"));
        HOOK.forget();
        runDue();
        assertThat(HOOK.calls()).hasSize(1);
        assertThat(lastSms()).contains(PeopleTime.of(due(demand)));

        at(demand).sends("#messages form:has([name=sms])", "sms", "off").sees(200);
        clocks.prioritise(demand.number(), Priority.P3);
        HOOK.forget();
        runDue();
        assertThat(HOOK.calls()).isEmpty();
    }

    private void answersAfter(Duration pause, Demand demand) {
        asks(demand);
        isAt(now.plus(pause));
        orders.answer(demand.number(), demand.queryCode(), "三层东侧");
        HOOK.forget();
        runDue();
    }

    private String lastSms() throws Exception {
        return sms(HOOK.calls().size() - 1).get("text").asText();
    }

    private Instant due(Demand demand) {
        return clocks.running(demand.number(), Milestone.COMPLETION)
                .orElseThrow()
                .dueAt();
    }

    @Test
    void nobodyIsWokenAtNight() {
        isAt(Instant.parse("2026-06-08T15:30:00Z"));
        story.aBrokenLamp();
        assertThat(due()).isEmpty();
        isAt(Instant.parse("2026-06-08T23:59:00Z"));
        assertThat(due()).isEmpty();
        isAt(Instant.parse("2026-06-09T00:00:00Z"));
        assertThat(due()).hasSize(1);
    }

    @Test
    void ofDangerNothingIsToldForOthersMayReadThePhone() throws Exception {
        Demand demand = story.placed(Story.SOCIAL_SERVICE, "着火了，楼道里有很多烟", Story.RONGYIN);
        runDue();
        assertThat(HOOK.calls()).isEmpty();
        assertThat(at(demand).text("#messages")).contains("为了您的安全");
    }

    @Test
    void whatTheGatewayDoesNotTakeIsTriedAgainAndStandsInCockpitInTheEnd() {
        story.aBrokenLamp();
        HOOK.answers(503);
        for (int attempt = 0; attempt < 5; attempt++) {
            isAt(now.plus(Duration.ofHours(3)));
            Job job = due().get(0);
            assertThatThrownBy(() -> stories.management.executeJob(job.getId())).hasMessageContaining("HTTP 503");
        }
        assertThat(stories.jdbc.queryForMap("select state, attempts, last_error from resident_message"))
                .containsEntry("state", "FAILED")
                .containsEntry("attempts", 5)
                .containsEntry("last_error", "HTTP 503");
        assertThat(stories.incidents()).isEqualTo(1);
    }

    // As the resident wishes

    @Test
    void whoWantsMailGetsItWithoutTheCodeAndTurnsAllOffByItsLink() throws Exception {
        assertIsSet(setsTheMail());
        Demand demand = story.aBrokenLamp();
        Visitor visitor = at(demand);
        assertThat(visitor.text("#messages")).contains("139****0001");
        visitor.sends("#messages form:has([name=email])", "email", "no address").sees(400);
        assertThat(visitor.text("#email-error")).contains("邮箱不正确");
        visitor.sends("#messages form:has([name=email])", "email", "chen@example.cn")
                .sees(200);
        assertThat(visitor.text("#messages")).contains("c***@example.cn");
        asks(demand);
        runDue();

        MimeMessage mail = MAIL.getReceivedMessages()[0];
        assertThat(mail.getAllRecipients()[0].toString()).isEqualTo("chen@example.cn");
        assertThat((String) mail.getContent()).contains(demand.number()).doesNotContain(demand.queryCode());
        Matcher link = Pattern.compile("/portal/messages/[0-9a-f-]{36}").matcher(mail.getHeader("List-Unsubscribe")[0]);
        assertThat(link.find()).isTrue();
        assertThat(new WholeDatabase(dataSource).rows().values())
                .allSatisfy(rows -> assertThat(rows).noneMatch(row -> row.contains("chen@example.cn")));

        new Visitor(port).opens("/portal/messages/nonsense").sees(404);
        Visitor stranger = new Visitor(port).opens(link.group()).sees(200);
        assertThat(at(demand).text("#messages")).as("opened by a program").doesNotContain("退订");
        stranger.sends("form[action*=messages]").sees(200);
        assertThat(at(demand).text("#messages")).contains("您已经退订");
        at(demand).sends("#messages form:has([name=sms])", "sms", "on").sees(200);
        assertThat(at(demand).text("#messages")).as("wanted again").doesNotContain("您已经退订");
        at(demand).sends("#messages form:has([name=sms])", "sms", "off").sees(200);
        int before = HOOK.calls().size();
        orders.answer(demand.number(), demand.queryCode(), "三层");
        story.completes(
                "dispatcher",
                demand,
                "screen-order",
                Map.of("decision", "reject", "reason", "不属于本支部", "where", "物业服务中心"));
        runDue();
        assertThat(HOOK.calls()).hasSize(before);
    }

    // What they hold in hand, and what they do not leave at that

    @Test
    void theAnswerIsALetterOfOneNumberAndTheResidentMayHaveItReopened() throws Exception {
        Demand demand = served();
        Visitor visitor = at(demand);
        assertThat(visitor.shows("#letter")).isTrue();
        assertThat(visitor.shows("#reopening")).isFalse();
        for (int time = 0; time < 2; time++) {
            visitor.opens("/portal/orders/" + demand.number() + "/reply");
            assertThat(visitor.answer().headers().firstValue("Content-Type")).hasValue("application/pdf");
            assertThat(visitor.answer().body()).startsWith("%PDF");
        }
        assertThat(stories.jdbc.queryForList(
                        "select title from document where subject = ?", String.class, demand.number()))
                .containsExactly("诉求办理答复书");
        new Visitor(port).opens("/portal/orders/" + demand.number() + "/reply").sees(404);
        assertThat(at(story.aBrokenLamp()).shows("#letter")).isFalse();

        story.rates(demand, 5);
        visitor = at(demand);
        visitor.sends("#reopening", "again", " ").sees(400);
        visitor.sends("#reopening", "again", "修好两天又不亮了").sees(200);
        assertThat(visitor.text(".status")).isEqualTo("待回访");
        assertThat(visitor.shows("#reopening")).isFalse();
    }

    // What they say

    @Test
    void theCitysAdministratorsSayWhatMessagesSayFromADayOn() throws Exception {
        assertThat(Caller.of("clerk", port).get("/desk/messages").status()).isEqualTo(403);
        assertThat(admin.get("/desk/messages/none").status()).isEqualTo(404);
        String page = "/desk/messages/received";
        assertThat(admin.form(page, page, "words", "您好{姓名}", "from", "2026-06-08", "seen", "0")
                        .body())
                .contains("没有“{姓名}”这个占位");
        assertThat(admin.form(page, page, "words", "您好", "from", "2026-06-08", "seen", "0")
                        .body())
                .contains("内容里要有 {编号}");
        assertThat(admin.form(page, page, "words", "本市收到了{编号}", "from", "2026-06-09", "seen", "0")
                        .status())
                .isEqualTo(302);
        assertThat(admin.form(page, page, "words", "又改{编号}", "from", "2026-06-09", "seen", "0")
                        .status())
                .isEqualTo(409);
        story.aBrokenLamp();
        runDue();
        assertThat(sms(0).get("text").asText()).startsWith("您的诉求已收到");
        isAt(now.plus(Duration.ofDays(1)));
        Demand demand = story.aBrokenLamp();
        runDue();
        assertThat(sms(1).get("text").asText()).isEqualTo("本市收到了" + demand.number());
        assertThat(admin.get("/desk/messages").body()).contains("已收到", "已发出").doesNotContain(demand.queryCode(), PHONE);
    }
}
