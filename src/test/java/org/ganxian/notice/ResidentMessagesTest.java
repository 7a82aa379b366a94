package org.ganxian.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ganxian.notice.NoticeChannels.HOOK;
import static org.ganxian.notice.NoticeChannels.MAIL;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.Caller;
import org.ganxian.IntegrationTest;
import org.ganxian.WholeDatabase;
import org.ganxian.demand.Demand;
import org.ganxian.intake.Visitor;
import org.ganxian.order.Orders;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What residents are told, when, and to whom; and how a telephone opens what its owner has lost. */
@IntegrationTest
class ResidentMessagesTest extends SettingsDesk {

    private static final String SMS_PAGE = "/desk/settings/sms";
    private static final String PHONE = "13900000001";
    /** A Monday, ten in the morning in China. */
    private static final Instant MORNING = Instant.parse("2026-06-08T02:00:00Z");

    @Autowired
    Story story;

    @Autowired
    Orders orders;

    @Autowired
    ObjectMapper json;

    private Instant now;

    @BeforeEach
    void nothingIsTold() {
        stories.jdbc.update("delete from resident_message");
        stories.jdbc.update("delete from one_time_code");
        stories.jdbc.update("delete from message_text");
        stories.jdbc.update("delete from bucket");
        isAt(MORNING);
        assertIsSet(sets(SMS_PAGE, "url", HOOK.url(), "secret", WebhookReceiver.SECRET));
    }

    @AfterEach
    void theClockRuns() {
        ClockUtil.reset();
    }

    private void isAt(Instant time) {
        now = time;
        ClockUtil.setCurrentTime(Date.from(time));
    }

    private List<Job> due() {
        return stories.management
                .createJobQuery()
                .processDefinitionKey("resident-message")
                .withRetriesLeft()
                .duedateLowerThan(Date.from(now.plusSeconds(1)))
                .list();
    }

    private void runDue() {
        due().forEach(job -> stories.management.executeJob(job.getId()));
    }

    private List<String> kinds() {
        return stories.jdbc.queryForList("select kind from resident_message order by made_at, kind", String.class);
    }

    private JsonNode sms(int which) throws Exception {
        return json.readTree(HOOK.calls().get(which).body());
    }

    private void asks(Demand demand) {
        story.completes("dispatcher", demand, "screen-order", Map.of("decision", "ask", "question", "是哪一层的灯？"));
    }

    private Visitor at(Demand demand) throws Exception {
        return new Visitor(port)
                .opens("/portal/track?number=" + demand.number())
                .sends("form[action$=track]", "code", demand.queryCode());
    }

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

    // Lost codes

    @Test
    void aLostCodeIsFoundAgainByThePhoneOnRecordAndNobodyLearnsWhichPhonesAreKnown() throws Exception {
        Demand demand = story.aBrokenLamp();
        Demand danger = story.placed(Story.SOCIAL_SERVICE, "着火了，楼道里有很多烟", Story.RONGYIN);
        runDue();
        HOOK.forget();
        Visitor unknown = new Visitor(port)
                .opens("/portal/mine")
                .sends("form[action$=code]", "phone", "13900009999")
                .sees(200);
        Visitor known = new Visitor(port)
                .opens("/portal/mine")
                .sends("form[action$=code]", "phone", "139 0000 0001")
                .sees(200);
        assertThat(unknown.text("main")).isEqualTo(known.text("main"));
        runDue();
        assertThat(HOOK.calls()).hasSize(1);
        assertThat(sms(0).get("kind").asText()).isEqualTo("CODE");
        Matcher code = Pattern.compile("\\d{6}").matcher(sms(0).get("text").asText());
        assertThat(code.find()).isTrue();
        assertThat(stories.jdbc.queryForList("select * from one_time_code").toString())
                .doesNotContain(code.group(), PHONE);
        assertThat(stories.jdbc.queryForList("select secret from resident_message", String.class))
                .containsOnlyNulls();

        known.sends("form[action$=enter]", "code", "000000".equals(code.group()) ? "000001" : "000000")
                .sees(400);
        known.sends("form[action$=enter]", "code", code.group()).sees(200);
        assertThat(known.at()).isEqualTo("/portal/mine");
        assertThat(known.text("main")).contains(demand.number()).doesNotContain(danger.number());
        known.sends("form[action$='" + demand.number() + "']").sees(200);
        assertThat(known.at()).isEqualTo("/portal/orders/" + demand.number());
        assertThat(known.opens("/portal/orders/" + demand.number() + "/receipt").text("#query-code"))
                .isEqualTo(demand.queryCode());
        assertThat(stories.jdbc.queryForList(
                        "select action from audit_entry where action in ('one-time-code-entered', 'case-opened-by-phone')",
                        String.class))
                .containsExactlyInAnyOrder("one-time-code-entered", "case-opened-by-phone");
    }

    @Test
    void aCodeOpensOnceForTenMinutesAndIsNotGuessed() throws Exception {
        story.aBrokenLamp();
        runDue();
        HOOK.forget();
        Visitor guesser = new Visitor(port).opens("/portal/mine").sends("form[action$=code]", "phone", PHONE);
        runDue();
        Matcher code = Pattern.compile("\\d{6}").matcher(sms(0).get("text").asText());
        assertThat(code.find()).isTrue();
        for (int guess = 0; guess < 5; guess++) {
            guesser.sends("form[action$=enter]", "code", "x" + guess).sees(400);
        }
        guesser.sends("form[action$=enter]", "code", code.group()).sees(400);

        HOOK.forget();
        Visitor late = new Visitor(port).opens("/portal/mine").sends("form[action$=code]", "phone", PHONE);
        runDue();
        Matcher another = Pattern.compile("\\d{6}").matcher(sms(0).get("text").asText());
        assertThat(another.find()).isTrue();
        isAt(now.plus(Duration.ofMinutes(11)));
        late.sends("form[action$=enter]", "code", another.group()).sees(400);
        for (int more = 0; more < 3; more++) {
            new Visitor(port)
                    .opens("/portal/mine")
                    .sends("form[action$=code]", "phone", PHONE)
                    .sees(200);
        }
        new Visitor(port)
                .opens("/portal/mine")
                .sends("form[action$=code]", "phone", PHONE)
                .sees(429);
        new Visitor(port)
                .opens("/portal/mine")
                .sends("form[action$=code]", "phone", "12345")
                .sees(400);
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
