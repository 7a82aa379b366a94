package org.ganxian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ganxian.exchange.PartnersStory.LAMPS;
import static org.ganxian.exchange.PartnersStory.TRAFFIC;
import static org.ganxian.exchange.RudePartner.lamp;
import static org.ganxian.exchange.RudePartner.note;
import static org.ganxian.exchange.RudePartner.written;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.IntegrationTest;
import org.ganxian.casework.PoliceDoor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.exchange.RudePartner.Answer;
import org.ganxian.exchange.envelope.Envelope;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.mediation.Disputes;
import org.ganxian.mediation.StandingDisputes;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Danger that partners tell of, and what the door refuses. */
@IntegrationTest
class ExchangeDangerTest extends TwoPartners {

    @Autowired
    StandingDisputes disputes;

    @Autowired
    PoliceDoor doors;

    @AfterAll
    void everyStepOfTheDiagramsWasWalked() {
        coverage.assertWalked(ExchangeInTest.OF_DANGER);
        coverage.assertComplete(repository, "exchange-danger");
    }

    private String talkedAbout(Map<String, Object> more) {
        String number = number();
        Map<String, Object> order = new java.util.HashMap<>(lamp("要商量的"));
        order.putAll(more);
        hotline.says("CREATE", number, 1, order);
        city.runs();
        return number;
    }

    private static final Map<String, Object> FIRE = Map.of(
            "category",
            TRAFFIC,
            "text",
            "灶上有火",
            "place",
            Map.of("unit", "350602004001", "address", "榕荫里 3 号楼"),
            "caller",
            Map.of("name", "陈阿伯", "phone", "13900000001"));

    /** A6-10 of mediation: once, though saved thrice, within the second; number, place by unit and kind, and no word of it. */
    @Test
    void aDisputeThatBecomesDangerousIsToldTo110OnceAndWithoutItsWords() {
        Demand dispute = disputes.at("hold-session");
        Map<String, Object> record = new java.util.HashMap<>(Disputes.session("goesOn"));
        record.put("record", "乙女士说：我要拿刀。");
        story.completes("mediator1", dispute, "hold-session", record);
        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(() -> story.completes("mediator1", dispute, "hold-session", record));
        }
        assertThat(story.statusOf(dispute)).isEqualTo(Status.ESCALATED);
        assertThat(story.openTasks(dispute, "mediation")).containsExactly("handle-danger");
        city.runs();
        var told = police.got(dispute.number(), "EMERGENCY_BACK");
        assertThat(told).hasSize(1);
        assertThat(told.get(0).body().path("place").path("unit").asText()).isEqualTo(Story.RONGYIN);
        assertThat(told.get(0).body().path("title").asText()).isEqualTo("纠纷激化（邻里）");
        assertThat(told.get(0).body().path("caller").isMissingNode()
                        || told.get(0).body().path("caller").isNull())
                .isTrue();
        assertThat(told.get(0).body().toString()).doesNotContain("刀", "甲先生", "乙女士", "1390000", "漏水");
        police.says("ACK", dispute.number(), 1, Map.of("messageId", told.get(0).messageId()));
        Map<String, Object> released = Map.of("decision", "released", "phonedTo", "110，09:05", "note", "已劝开");
        story.completes("duty", dispute, "handle-danger", released);
        assertThat(story.openTasks(dispute, "mediation")).containsExactly("ask-party", "ask-party");
        assertThat(doors.tell(new PoliceDoor.Danger(dispute.number(), "纠纷激化", null, 1)))
                .isTrue();
        city.runs();
        assertThat(police.got(dispute.number(), "EMERGENCY_BACK"))
                .as("the same one")
                .hasSize(1);
    }

    @Test
    void dangerIsToldTo110AtOnceWhateverTheListSaysAndAcknowledged() {
        String number = number();
        hotline.says("CREATE", number, 1, FIRE);
        // Written in the transaction in which it came.
        String ours = city.order(hotline, number).number();
        assertThat(city.envelopes.findByOrderNumberOrderByIdAsc(ours))
                .anyMatch(one -> one.type().name().equals("EMERGENCY_BACK"));
        city.runs();
        var back = police.got(ours, "EMERGENCY_BACK");
        assertThat(back).hasSize(1);
        assertThat(back.get(0).body().path("caller").path("phone").asText()).isEqualTo("13900000001");
        assertThat(city.demandOf(hotline, number).status()).isEqualTo(Status.EMERGENCY);
        assertThat(city.taskOf(ours)).isNull();
        police.says("ACK", ours, 1, Map.of("messageId", back.get(0).messageId()));
        city.passes(Duration.ofMinutes(3));
        assertThat(city.taskOf(ours)).isNull();
        Demand demand = city.demandOf(hotline, number);
        story.completes("duty", demand, "hand-over-danger", Map.of("decision", "danger", "note", "119 已到场"));
        city.runs();
        assertThat(hotline.got(number, "RESULT").get(0).body().path("outcome").asText())
                .isEqualTo("转出");
    }

    @Test
    void silenceOf110IsATelephoneCallAndTheMessageIsTriedOn() {
        police.answers = 500;
        String number = number();
        hotline.says("CREATE", number, 1, FIRE);
        city.runs();
        String ours = city.order(hotline, number).number();
        city.passes(Duration.ofMinutes(3));
        assertThat(city.taskOf(ours).getTaskDefinitionKey()).isEqualTo("phone-police");
        hotline.says("WITHDRAW", number, 2, note("没事了"));
        assertThat(city.demandOf(hotline, number).status()).isEqualTo(Status.EMERGENCY);
        city.does("duty", ours, Map.of("phonedTo", "110，09:03", "note", "已出警"));
        assertThat(story.stepsOf(city.demandOf(hotline, number)))
                .contains(Step.PHONED_THERE, Step.WITHDRAWAL_ASKED_THERE);
        police.answers = 200;
        city.passes(Duration.ofMinutes(10));
        assertThat(police.got(ours, "EMERGENCY_BACK")).hasSize(1);
        assertThat(city.demands.known(hotline.code, List.of(number))).hasSize(1);
    }

    @Test
    void anAcknowledgementThatComesLateEndsTheCall() {
        String number = number();
        hotline.says("CREATE", number, 1, FIRE);
        city.runs();
        String ours = city.order(hotline, number).number();
        city.passes(Duration.ofMinutes(3));
        assertThat(city.taskOf(ours)).isNotNull();
        police.says(
                "ACK",
                ours,
                1,
                Map.of("messageId", police.got(ours, "EMERGENCY_BACK").get(0).messageId()));
        assertThat(city.taskOf(ours)).isNull();
    }

    @Test
    void anAcknowledgementThatIsFasterThanWeAreIsNotLost() {
        String number = number();
        hotline.says("CREATE", number, 1, FIRE);
        String ours = city.order(hotline, number).number();
        String id = city.envelopes.findByOrderNumberOrderByIdAsc(ours).stream()
                .filter(one -> one.direction() == StoredEnvelope.Direction.OUT)
                .findFirst()
                .orElseThrow()
                .messageId();
        police.says("ACK", ours, 1, Map.of("messageId", id));
        // Over before we look again: its result follows at once.
        city.runs();
        city.passes(Duration.ofMinutes(3));
        assertThat(city.taskOf(ours)).isNull();
    }

    @Test
    void aCaseThatEndsWhile110IsCalledHasItsResultAfterwards() {
        String number = number();
        hotline.says("CREATE", number, 1, FIRE);
        city.runs();
        String ours = city.order(hotline, number).number();
        story.completes(
                "duty",
                city.demandOf(hotline, number),
                "hand-over-danger",
                Map.of("decision", "danger", "note", "119 已到场"));
        city.runs();
        assertThat(hotline.got(number, "RESULT")).isEmpty();
        police.says(
                "ACK",
                ours,
                1,
                Map.of("messageId", police.got(ours, "EMERGENCY_BACK").get(0).messageId()));
        city.runs();
        assertThat(hotline.got(number, "RESULT")).hasSize(1);
    }

    @Test
    void dangerInASupplementIsDangerToo() {
        String talked = talkedAbout(Map.of());
        hotline.says("SUPPLEMENT", talked, 2, note("现在着火了，有人被困"));
        city.runs();
        assertThat(police.got(city.order(hotline, talked).number(), "EMERGENCY_BACK"))
                .hasSize(1);
        assertThat(city.demandOf(hotline, talked).status()).isEqualTo(Status.TRIAGE);
        String number = accepted();
        hotline.says("SUPPLEMENT", number, 2, note("现在着火了，有人被困"));
        city.runs();
        String ours = city.order(hotline, number).number();
        assertThat(police.got(ours, "EMERGENCY_BACK")).hasSize(1);
        // Not only a notice: somebody phones, and says whom.
        assertThat(city.taskOf(ours).getTaskDefinitionKey()).isEqualTo("phone-police-later");
        hotline.says("SUPPLEMENT", number, 3, note("火更大了，有人被困"));
        assertThat(police.got(ours, "EMERGENCY_BACK")).hasSize(1);
        city.does("duty", ours, Map.of("phonedTo", "110，09:03", "note", "已出警"));
        assertThat(story.stepsOf(city.demandOf(hotline, number))).contains(Step.PHONED_THERE);
        assertThat(city.taskOf(ours)).isNull();
    }

    @Test
    void dangerThatIsToldWhenItIsOverHereIsDangerAllTheSame() {
        String number = number();
        hotline.says("CREATE", number, 1, lamp(TRAFFIC));
        city.runs();
        assertThat(hotline.got(number, "NOT_ACCEPTED")).hasSize(1);
        hotline.says("SUPPLEMENT", number, 2, note("车里着火了，有人被困"));
        city.runs();
        String ours = city.order(hotline, number).number();
        assertThat(police.got(ours, "EMERGENCY_BACK")).hasSize(1);
        assertThat(city.order(hotline, number).state().isOver()).isTrue();
        city.does("duty", ours, Map.of("phonedTo", "110，09:05", "note", "已出警"));
    }

    @Test
    void wrongSignaturesOldTimesAndUsedNoncesAreRefusedAndNothingIsKept() {
        String number = number();
        Envelope right = hotline.sealed("CREATE", number, 1, written(lamp(LAMPS)));
        assertThat(hotline.send(right.withSignature("00" + right.signature().substring(2)))
                        .status())
                .isEqualTo(401);
        String old = RudePartner.at(ClockUtil.getCurrentTime().toInstant().minus(Duration.ofMinutes(6)));
        Answer late = hotline.send(hotline.seal(hotline.message("CREATE", number, 1, old, old), written(lamp(LAMPS))));
        assertThat(late.status()).isEqualTo(401);
        assertThat(late.reason()).contains("校时");
        assertThat(city.orders.findByPartnerAndSourceNo(hotline.code, number)).isEmpty();
        assertThat(hotline.send(right).status()).isEqualTo(202);
        Answer replayed = hotline.send(right);
        assertThat(replayed.status()).isEqualTo(401);
        assertThat(replayed.reason()).contains("nonce");
        city.runs();
        assertThat(hotline.got(number, "ACCEPTED")).hasSize(1);
    }

    @Test
    void whatCannotBeReadIsRefusedWithItsReason() {
        String number = number();
        assertThat(hotline.send("不是 JSON".getBytes(StandardCharsets.UTF_8)).reason())
                .contains("JSON");
        Answer gbk = hotline.send(written(lamp(LAMPS)).getBytes(Charset.forName("GBK")));
        assertThat(gbk.status()).isEqualTo(400);
        assertThat(gbk.reason()).contains("UTF-8", "GBK");
        Answer local = hotline.send(hotline.seal(
                hotline.message("CREATE", number, 1, "2026-06-08T09:00:00", RudePartner.now()), written(lamp(LAMPS))));
        assertThat(local.status()).isEqualTo(400);
        assertThat(local.reason()).contains("occurredAt", "时区");
        for (String body : List.of(
                "{",
                "[]",
                "null",
                "{\"text\":\"\"}",
                "{\"text\":\"灯坏了\",\"dueAt\":\"明天\"}",
                "{\"text\":\"灯坏了\",\"urgency\":9}",
                "{\"text\":\"灯坏了\",\"surprise\":1}",
                "{\"text\":7}")) {
            Answer answer = hotline.says("CREATE", number, 1, body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.reason()).as(body).matches("(?s).*\\p{IsHan}.*");
        }
        assertThat(hotline.says("CREATE", number, 2, lamp(LAMPS)).status()).isEqualTo(400);
        assertThat(hotline.says("RESULT", number, 2, note("?")).status()).isEqualTo(400);
        assertThat(hotline.send(new byte[0]).status()).isEqualTo(400);
        assertThat(city.orders.findByPartnerAndSourceNo(hotline.code, number)).isEmpty();
    }
}
