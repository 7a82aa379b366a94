package org.ganxian.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.notice.NoticeChannels.HOOK;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.intake.Visitor;
import org.ganxian.order.Story;
import org.junit.jupiter.api.Test;

/** Whoever has lost number and code gets them back by the telephone on record. */
@IntegrationTest
class LostCodesTest extends MessageDesk {

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
}
