package org.ganxian.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.contract.WalksAll;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 到期提醒 and 逐级督办: who is called when, up to the city, and that it ends with the case. */
@TestMethodOrder(OrderAnnotation.class)
class LadderTest extends LateOrders {

    @Test
    void thoseInChargeAreRemindedWhenThreeQuartersOfALimitHavePassed() {
        Demand lamp = story.aBrokenLamp();
        // Three of four hours are over at 12:00, when the office closes.
        story.passes(Duration.ofHours(5).plusMinutes(59));
        assertThat(story.stepsOf(lamp)).doesNotContain(Step.WARNED);
        story.passes(Duration.ofMinutes(2));
        assertThat(story.stepsOf(lamp)).endsWith(Step.WARNED).doesNotHaveDuplicates();
        assertThat(noticesOf("dispatcher", lamp)).containsExactly("将到期 " + lamp.number() + "：派单");
        assertThat(noticesOf("supervisor", lamp)).isEmpty();
    }

    @Test
    void theMemberIsRemindedToo() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.names(lamp, "member1");
        // First response by Tuesday, 18:00: thirteen working hours, of which 9¾ are over on Tuesday at 11:45.
        story.passes(Duration.ofHours(26).plusMinutes(46));
        assertThat(noticesOf("member1", lamp)).containsExactly("将到期 " + lamp.number() + "：首次响应");
        assertThat(noticesOf("dispatcher", lamp)).containsExactly("将到期 " + lamp.number() + "：首次响应");
    }

    @Test
    void whatIsDoneInTimeRemindsNobody() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        story.contacts("member1", lamp);
        story.passes(Duration.ofDays(2));
        assertThat(story.stepsOf(lamp)).doesNotContain(Step.WARNED, Step.DISPATCH_LATE, Step.FIRST_RESPONSE_LATE);
        assertThat(raises(lamp)).isEmpty();
    }

    @Test
    void dangerIsRemindedOfAtNightToo() {
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-06-06T18:00:00Z")));
        Demand gas = story.placed(Story.SOCIAL_SERVICE, "楼道里煤气味很重，像是煤气泄漏。", Story.RONGYIN);
        assertThat(story.statusOf(gas)).isEqualTo(Status.EMERGENCY);
        story.passes(Duration.ofMinutes(23));
        assertThat(story.stepsOf(gas)).endsWith(Step.WARNED);
        assertThat(noticesOf("duty", gas)).containsExactly("将到期 " + gas.number() + "：首次响应");
        story.passes(Duration.ofMinutes(8));
        assertThat(story.stepsOf(gas)).contains(Step.FIRST_RESPONSE_LATE);
        // Nobody serves it: the city is called at once, and answers around the clock.
        assertThat(supervisions(gas)).containsExactly("city-supervision");
    }

    @Test
    void anUnansweredSupervisionClimbsFromTheStreetToTheCityAndStaysThere() {
        Demand lamp = lateForDispatch();
        assertThat(story.stepsOf(lamp)).endsWith(Step.DISPATCH_LATE, Step.SUPERVISION_RAISED);
        assertThat(groupsOf(lamp, "street-supervision")).containsExactly(STREET + "-supervisor");
        assertThat(noticesOf("supervisor", lamp)).containsExactly("督办 " + lamp.number() + "：派单超时");
        assertThat(noticesOf("dispatcher", lamp)).contains("已超时 " + lamp.number() + "：派单");
        // The street has four working hours: 16:01 to 18:00 and, on Tuesday, 08:00 to 10:01.
        story.passes(Duration.ofHours(18));
        assertThat(supervisions(lamp)).containsExactly("street-supervision");
        story.passes(Duration.ofMinutes(1));
        assertThat(supervisions(lamp)).containsExactly("district-supervision");
        assertThat(groupsOf(lamp, "district-supervision")).containsExactly(DISTRICT + "-supervisor");
        assertThat(noticesOf("supervisor2", lamp)).containsExactly("督办 " + lamp.number() + "：派单超时");
        assertThat(story.stepsOf(lamp)).endsWith(Step.SUPERVISION_UNANSWERED, Step.SUPERVISION_RAISED);
        // From 10:02: two hours less two minutes before noon, the rest from 15:00.
        story.passes(Duration.ofHours(7).plusMinutes(1));
        assertThat(supervisions(lamp)).containsExactly("city-supervision");
        assertThat(noticesOf("supervisor3", lamp)).hasSize(1);

        String owner = Story.RONGYIN_BRANCH + "-dispatcher";
        assertThat(raises(lamp))
                .containsExactly(
                        new Raise("DISPATCH", "STREET", STREET, owner, 1, "UNANSWERED"),
                        new Raise("DISPATCH", "DISTRICT", DISTRICT, owner, 242, "UNANSWERED"),
                        new Raise("DISPATCH", "CITY", CITY, owner, 243 + 240, null));
    }

    @Test
    void theCityIsRemindedEachWorkingDayAndKeepsItsTask() {
        Demand lamp = lateForDispatch();
        // Late, but under way: no other limit passes meanwhile.
        story.accepts(lamp);
        story.names(lamp, "member1");
        story.contacts("member1", lamp);
        story.passes(Duration.ofHours(18).plusMinutes(1));
        story.passes(Duration.ofHours(7).plusMinutes(1));
        story.claims("supervisor3", lamp, "city-supervision");
        String task = story.taskOf(lamp, "city-supervision").getId();
        // Tuesday 17:03 and four working hours: Wednesday, 11:03.
        story.passes(Duration.ofHours(18).plusMinutes(1));
        assertThat(noticesOf("supervisor3", lamp)).hasSize(2);
        story.passes(Duration.ofDays(1).plusMinutes(1));
        story.passes(Duration.ofDays(1).plusMinutes(1));
        // Neither Saturday nor Sunday.
        story.passes(Duration.ofDays(2));
        assertThat(noticesOf("supervisor3", lamp)).hasSize(4);
        assertThat(raises(lamp).stream().filter(r -> r.level().equals("CITY")))
                .extracting(Raise::outcome)
                .containsExactly("UNANSWERED", "UNANSWERED", "UNANSWERED", null);
        Task kept = story.taskOf(lamp, "city-supervision");
        assertThat(kept.getId()).isEqualTo(task);
        assertThat(kept.getAssignee()).isEqualTo("supervisor3");

        story.completes("supervisor3", lamp, "city-supervision", NOTED);
        story.passes(Duration.ofDays(3));
        assertThat(noticesOf("supervisor3", lamp)).hasSize(4);
    }

    @Test
    void aLevelWithoutAnybodyOnSupervisionIsPassedOver() {
        jdbc.update("update person set active = false where username = 'supervisor'");
        Demand lamp = story.aBrokenLamp();
        story.passes(Duration.ofHours(7).plusMinutes(1));
        assertThat(supervisions(lamp)).containsExactly("district-supervision");
    }

    @Test
    void whereNobodySupervisesTheManagersOfTheCityDo() {
        jdbc.update("update person set active = false where duty = 'SUPERVISOR'");
        Demand lamp = story.aBrokenLamp();
        story.passes(Duration.ofHours(7).plusMinutes(1));
        assertThat(supervisions(lamp)).containsExactly("city-supervision");
        assertThat(groupsOf(lamp, "city-supervision")).containsExactly(CITY + "-manager", CITY + "-supervisor");
        assertThat(noticesOf("manager", lamp)).hasSize(1);
        story.completes("manager", lamp, "city-supervision", NOTED);
    }

    @Test
    void eachLimitIsSupervisedByItself() {
        Demand lamp = lateForDispatch();
        // Past Tuesday, 18:00, when the resident should have been called.
        story.passes(Duration.ofHours(26));
        assertThat(raises(lamp)).extracting(Raise::step).contains("DISPATCH", "FIRST_CONTACT");
        // Past Monday, 15 June, 18:00.
        story.passes(Duration.ofDays(6));
        assertThat(raises(lamp)).extracting(Raise::step).contains("COMPLETION");
        assertThat(story.stepsOf(lamp)).contains(Step.DISPATCH_LATE, Step.FIRST_RESPONSE_LATE, Step.COMPLETION_LATE);
    }

    @Test
    void whereTheRulesSaySoALateLimitIsOnlyRecorded() {
        story.withPolicy("(?s)(一般：4 个工作小时内派出.*?-escalates\">\\s*<text>)true", "$1false", () -> {
            Demand lamp = story.aBrokenLamp();
            story.passes(Duration.ofHours(7).plusMinutes(1));
            assertThat(story.stepsOf(lamp)).endsWith(Step.DISPATCH_LATE);
            assertThat(supervisions(lamp)).isEmpty();
            assertThat(raises(lamp)).isEmpty();
        });
    }

    @Test
    void theDistrictAnswersInItsTurn() {
        Demand lamp = lateForDispatch();
        story.passes(Duration.ofHours(18).plusMinutes(1));
        story.completes("supervisor2", lamp, "district-supervision", NOTED);
        assertThat(supervisions(lamp)).isEmpty();
        assertThat(raises(lamp)).extracting(Raise::outcome).containsExactly("UNANSWERED", "NOTED");
    }

    @Test
    void grantedTimeIsFollowedByTheNextLevel() {
        Demand lamp = lateForDispatch();
        story.completes(
                "supervisor",
                lamp,
                "street-supervision",
                Map.of("decision", "grant", "grace", "P1D", "note", "两名派单员请假"));
        assertThat(supervisions(lamp)).isEmpty();
        // A working day from Monday ends on Tuesday at 18:00.
        story.passes(Duration.ofHours(25));
        assertThat(supervisions(lamp)).isEmpty();
        story.passes(Duration.ofHours(1));
        assertThat(supervisions(lamp)).contains("district-supervision");
        assertThat(raises(lamp).stream().filter(r -> r.step().equals("DISPATCH")))
                .extracting(Raise::outcome)
                .containsExactly("GRANTED", null);
    }

    @ParameterizedTest
    @CsvSource({
        "P5D,最多只能给 3 个工作日",
        "P0D,最多只能给 3 个工作日",
        "P1DT2H,最多只能给 3 个工作日",
        "P999999999D,最多只能给 3 个工作日",
        "PT999999999999H,最多只能给 3 个工作日",
        "soon,没有这种延长时间：soon"
    })
    void noMoreTimeIsGrantedThanTheRulesAllow(String grace, String message) {
        Demand lamp = lateForDispatch();
        assertThatThrownBy(() -> story.completes(
                        "supervisor",
                        lamp,
                        "street-supervision",
                        Map.of("decision", "grant", "grace", grace, "note", "再等等")))
                .hasRootCauseMessage(message);
        assertThat(supervisions(lamp)).containsExactly("street-supervision");
    }

    @Test
    void aCaseThatWentToAnotherDistrictClimbsThere() {
        Demand lamp = lateForDispatch();
        story.completes(
                "supervisor",
                lamp,
                "street-supervision",
                Map.of("decision", "grant", "grace", "PT4H", "note", "两名派单员请假"));
        String other = jdbc.queryForObject(
                "select min(unit_code) from person where duty = 'DISPATCHER' and unit_code not like '350602%'",
                String.class);
        jdbc.update("update demand set serving_unit = ? where number = ?", other, lamp.number());
        story.passes(Duration.ofHours(18).plusMinutes(2));
        // Its own street and district have nobody on supervision.
        assertThat(supervisions(lamp)).containsExactly("city-supervision");
        assertThat(raises(lamp)).extracting(Raise::unit).containsExactly(STREET, CITY);
    }

    @ParameterizedTest
    @CsvSource({"approve", "reject", "withdraw", "merge"})
    void howeverACaseEndsItsSupervisionEndsWithIt(String how) {
        Demand lamp = lateForDispatch();
        switch (how) {
            case "approve" -> {
                story.servedBy("member1", lamp);
                story.rates(lamp, 5);
                story.assertEndedAt(lamp, "rated-well");
            }
            case "reject" ->
                story.completes(
                        "dispatcher",
                        lamp,
                        "screen-order",
                        Map.of("decision", "reject", "reason", "不属于本市", "where", "请找所在地"));
            case "withdraw" -> orders.withdraw(lamp.number(), lamp.queryCode(), null);
            default -> {
                Demand other = story.aBrokenLamp();
                story.completes(
                        "dispatcher", lamp, "screen-order", Map.of("decision", "merge", "master", other.number()));
            }
        }
        assertThat(supervisions(lamp)).isEmpty();
        assertThat(story.runtime
                        .createProcessInstanceQuery()
                        .processDefinitionKey("escalation")
                        .processInstanceBusinessKey(lamp.number())
                        .count())
                .isZero();
        assertThat(raises(lamp)).extracting(Raise::outcome).containsExactly("CASE_ENDED");
        assertOnRecord(lamp, "DISPATCH", 1);
    }

    /** What was late stays on record with by how much, and nothing runs on. */
    private void assertOnRecord(Demand demand, String step, long lateMinutes) {
        assertThat(jdbc.queryForList(
                        "select late_minutes from sla_clock where subject = ? and step = ?",
                        Long.class,
                        demand.number(),
                        step))
                .containsExactly(lateMinutes);
        assertThat(jdbc.queryForObject(
                        "select count(*) from sla_clock where subject = ? and ended_at is null and step <> 'RATING'",
                        Integer.class,
                        demand.number()))
                .isZero();
    }

    @Test
    void dangerThatIsHandedOverLateStaysOnRecord() {
        Demand fire = story.placed(Story.SOCIAL_SERVICE, "楼下着火了，浓烟很大！", Story.RONGYIN);
        story.passes(Duration.ofMinutes(42));
        story.completes("duty", fire, "hand-over-danger", Map.of("decision", "danger", "note", "已转 119。"));
        assertThat(supervisions(fire)).isEmpty();
        assertOnRecord(fire, "FIRST_CONTACT", 12);
    }

    @Test
    void whatIsRejectedLateAtTriageStaysOnRecord() {
        Demand nowhere = story.placed(Story.SOCIAL_SERVICE, "路灯不亮，不知道归哪里管。", null);
        story.passes(Duration.ofHours(7).plusMinutes(1));
        assertThat(supervisions(nowhere)).containsExactly("city-supervision");
        story.completes(
                "triage", nowhere, "triage-order", Map.of("decision", "reject", "reason", "不属于本市", "where", "请找所在地"));
        assertThat(supervisions(nowhere)).isEmpty();
        assertOnRecord(nowhere, "DISPATCH", 1);
    }

    @Test
    void nobodyStartsAnEscalationWithoutACase() {
        Answer started = Caller.of("admin", port)
                .engine("POST", "/process-definition/key/escalation/start", Map.of("businessKey", "X"));
        assertThat(started.status()).isEqualTo(403);
        assertThat(story.runtime
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey("X")
                        .count())
                .isZero();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @WalksAll("escalation")
    void everyFlowNodeAndSequenceFlowWasWalkedByTheTestsAbove() {
        coverage.assertComplete(repository, "escalation");
    }
}
