package org.ganxian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.exchange.PartnersStory.COURT;
import static org.ganxian.exchange.PartnersStory.LAMPS;
import static org.ganxian.exchange.PartnersStory.TRAFFIC;
import static org.ganxian.exchange.RudePartner.lamp;
import static org.ganxian.exchange.RudePartner.note;
import static org.ganxian.exchange.RudePartner.written;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Source;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.exchange.RudePartner.Answer;
import org.ganxian.exchange.envelope.Envelope;
import org.ganxian.exchange.ledger.OrderState;
import org.ganxian.order.ProcessCoverage;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Orders of partners, over real HTTP both ways. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExchangeInTest {

    @LocalServerPort
    int port;

    @Autowired
    PartnersStory city;

    @Autowired
    Story story;

    @Autowired
    ProcessCoverage coverage;

    @Autowired
    RepositoryService repository;

    private RudePartner hotline;
    private RudePartner police;
    private int counter;

    @BeforeAll
    void partnersAreKnown() {
        story.isAWorkingMorning();
        hotline = city.partner("12345", false, port);
        police = city.partner("110", true, port);
    }

    @BeforeEach
    void itIsAWorkingMorning() {
        story.isAWorkingMorning();
        hotline.answers = 200;
        police.answers = 200;
    }

    @AfterEach
    void theClockIsRight() {
        ClockUtil.reset();
    }

    @AfterAll
    void everyStepOfTheDiagramsWasWalked() {
        hotline.close();
        police.close();
        for (String process : List.of("exchange-in", "exchange-send", "exchange-hold", "exchange-exception")) {
            coverage.assertComplete(repository, process);
        }
    }

    private String number() {
        return "HT2026-" + ++counter;
    }

    private String accepted() {
        String number = number();
        assertThat(hotline.says("CREATE", number, 1, lamp(LAMPS)).status()).isEqualTo(202);
        city.runs();
        return number;
    }

    @Test
    void anOrderIsADemandLikeAnyOtherAndItsResultComesBackOnce() {
        String number = accepted();
        Demand demand = city.demandOf(hotline, number);
        assertThat(demand.source()).isEqualTo(Source.EXCHANGE);
        assertThat(demand.externalNumber()).hasValue(number);
        assertThat(demand.status()).isEqualTo(Status.SCREENING);
        assertThat(demand.contactPhone()).isEqualTo("13900000001");
        var told = hotline.got(number, "ACCEPTED");
        assertThat(told).hasSize(1);
        assertThat(told.get(0).body().path("caseNumber").asText()).isEqualTo(demand.number());
        assertThat(told.get(0).body().path("number").asText()).startsWith("DJ20260608-");
        assertThat(told.get(0).body().path("unit").asText()).isNotBlank();
        assertThat(told.get(0).body().path("dueAt").asText()).endsWith("+08:00");

        story.accepts(demand);
        city.runs();
        assertThat(hotline.got(number, "PROGRESS"))
                .extracting(one -> one.body().path("status").asText())
                .containsExactly("办理中");
        story.offersToAll(demand);
        story.contacts("member1", demand);
        story.completes("member1", demand, "serve-order", Map.of("decision", "report", "report", "已换好灯管，当场试过能亮。"));
        city.runs();
        assertThat(hotline.got(number, "PROGRESS")).hasSize(1);
        assertThat(hotline.got(number, "RESULT")).isEmpty();
        story.completes("dispatcher", demand, "check-result", Map.of("decision", "approve"));
        city.runs();
        assertThat(hotline.got(number, "RESULT")).hasSize(1);
        var result = hotline.got(number, "RESULT").get(0).body();
        assertThat(result.path("outcome").asText()).isEqualTo("解决");
        assertThat(result.path("text").asText()).contains("已换好灯管");
        assertThat(city.stateOf(hotline, number)).isEqualTo(OrderState.RESULT_SENT);

        assertThat(hotline.says("CLOSED", number, 2, note("满意")).status()).isEqualTo(202);
        city.runs();
        assertThat(city.stateOf(hotline, number)).isEqualTo(OrderState.CLOSED);
        assertThat(hotline.got(number, "CLOSED")).hasSize(1);
    }

    @Test
    void whoeverIsSilentAboutAResultHasTwoWorkingDays() {
        String number = accepted();
        story.withdraws(city.demandOf(hotline, number));
        city.runs();
        assertThat(hotline.got(number, "RESULT").get(0).body().path("outcome").asText())
                .isEqualTo("撤回");
        city.passes(Duration.ofHours(24));
        assertThat(city.stateOf(hotline, number)).isEqualTo(OrderState.RESULT_SENT);
        city.passes(Duration.ofDays(3));
        assertThat(city.stateOf(hotline, number)).isEqualTo(OrderState.CLOSED);
    }

    @Test
    void theSameFiveTimesTwoOfThemAtOnceIsOneDemandAndFiveEqualAnswers() throws Exception {
        String number = number();
        Callable<Answer> again = () -> hotline.says("CREATE", number, 1, lamp(LAMPS));
        try (Pool pool = new Pool()) {
            List<Answer> answers = pool.all(List.of(again, again));
            assertThat(Stream.concat(answers.stream(), Stream.of(again.call(), again.call(), again.call()))
                            .map(answer -> answer.status() + answer.body())
                            .distinct())
                    .hasSize(1)
                    .allMatch(answer -> answer.startsWith("202"));
        }
        city.runs();
        assertThat(city.demands.known(hotline.code, List.of(number))).hasSize(1);
        assertThat(hotline.got(number, "ACCEPTED")).hasSize(1);
    }

    private record Pool(ExecutorService threads) implements AutoCloseable {
        Pool() {
            this(Executors.newFixedThreadPool(2));
        }

        List<Answer> all(List<Callable<Answer>> calls) throws Exception {
            return threads.invokeAll(calls).stream()
                    .map(done -> {
                        try {
                            return done.get();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }

    @Test
    void otherContentUnderAUsedNumberIsAConflictAndChangesNothing() {
        String number = accepted();
        Map<String, Object> other = new java.util.HashMap<>(lamp(LAMPS));
        other.put("caller", Map.of("name", "陈阿伯", "phone", "13900000002"));
        Answer answer = hotline.says("CREATE", number, 1, other);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.reason()).contains(number, "内容与这次的不同");
        assertThat(hotline.says("CREATE", number, 1, other).status()).isEqualTo(409);
        assertThat(city.demandOf(hotline, number).contactPhone()).isEqualTo("13900000001");
        assertThat(city.open(hotline))
                .filteredOn(words -> words.contains(number))
                .hasSize(1);
        String key = "YC-"
                + city.jdbc.queryForObject(
                        "select id from exchange_exception where words like ? and kind = 'CONFLICT'",
                        Long.class,
                        "%" + number + " %");
        city.does("exchange-admin", key, Map.of("note", "已与 12345 核对，以第一次的为准"));
        assertThat(city.open(hotline))
                .filteredOn(words -> words.contains(number))
                .isEmpty();
    }

    @Test
    void whatComesBeforeItsOrderWaitsForItAndIsShownInOrder() {
        String number = number();
        assertThat(hotline.says("URGE", number, 3, note("老人催了")).status()).isEqualTo(202);
        assertThat(hotline.says("SUPPLEMENT", number, 2, note("是 3 号楼 2 单元，电话 13900000009"))
                        .status())
                .isEqualTo(202);
        city.runs();
        assertThat(city.stateOf(hotline, number)).isEqualTo(OrderState.WAITING);
        hotline.says("CREATE", number, 1, lamp(LAMPS));
        city.runs();
        Demand demand = city.demandOf(hotline, number);
        assertThat(story.stepsOf(demand)).containsSubsequence(Step.SUPPLEMENTED_THERE, Step.URGED_THERE);
        assertThat(city.demands.timeline(demand).toString()).doesNotContain("13900000009");
        city.passes(Duration.ofMinutes(11));
        assertThat(city.open(hotline)).noneMatch(words -> words.contains(number));
    }

    @Test
    void anOrderThatNeverComesIsATaskAfterTenMinutesAndStillTakenLater() {
        String number = number();
        hotline.says("SUPPLEMENT", number, 2, note("是 3 号楼 2 单元"));
        city.passes(Duration.ofMinutes(9));
        assertThat(city.open(hotline)).noneMatch(words -> words.contains(number));
        city.passes(Duration.ofMinutes(2));
        assertThat(city.open(hotline)).anyMatch(words -> words.contains(number) && words.contains("建单没有到"));
        hotline.says("CREATE", number, 1, lamp(LAMPS));
        city.runs();
        assertThat(story.stepsOf(city.demandOf(hotline, number))).contains(Step.SUPPLEMENTED_THERE);
    }

    @Test
    void aGapIsWaitedForTenMinutesThenReportedAndWhatComesLateIsNotLost() {
        String number = accepted();
        hotline.says("URGE", number, 4, note("催"));
        hotline.says("SUPPLEMENT", number, 3, note("三楼"));
        assertThat(story.stepsOf(city.demandOf(hotline, number))).doesNotContain(Step.URGED_THERE);
        city.passes(Duration.ofMinutes(11));
        assertThat(story.stepsOf(city.demandOf(hotline, number)))
                .containsSubsequence(Step.SUPPLEMENTED_THERE, Step.URGED_THERE);
        assertThat(city.open(hotline)).anyMatch(words -> words.contains(number) && words.contains("缺第 2 号"));
        hotline.says("SUPPLEMENT", number, 2, note("二单元"));
        assertThat(story.stepsOf(city.demandOf(hotline, number)))
                .filteredOn(step -> step == Step.SUPPLEMENTED_THERE)
                .hasSize(2);
    }

    @Test
    void anOlderMessageMovesTheStateNoMore() {
        String number = accepted();
        hotline.says("CLOSED", number, 9, note(""));
        city.passes(Duration.ofMinutes(11));
        assertThat(city.order(hotline, number).closedThereAt()).isNotNull();
        hotline.says("REWORK", number, 7, note("重办"));
        assertThat(city.envelopes
                        .editions(
                                StoredEnvelope.Direction.IN,
                                hotline.code,
                                number,
                                org.ganxian.exchange.envelope.MessageType.REWORK,
                                7)
                        .get(0)
                        .state())
                .isEqualTo(StoredEnvelope.State.IGNORED);
        assertThat(city.jdbc.queryForObject(
                        "select count(*) from audit_entry where action = 'exchange-message-ignored' and subject = ?",
                        Long.class,
                        city.order(hotline, number).number() + " 7"))
                .isEqualTo(1);
    }

    @Test
    void twoUrgesAreOneFlagTwoLinesAndTheSameDueTime() {
        String number = accepted();
        Demand before = city.demandOf(hotline, number);
        hotline.says("URGE", number, 2, note("上午催"));
        Instant first = city.order(hotline, number).urgedAt();
        hotline.says("URGE", number, 3, note("下午又催"));
        assertThat(city.order(hotline, number).urgedAt()).isEqualTo(first).isNotNull();
        assertThat(story.stepsOf(before))
                .filteredOn(step -> step == Step.URGED_THERE)
                .hasSize(2);
        assertThat(city.demandOf(hotline, number).completionDue()).isEqualTo(before.completionDue());
    }

    @Test
    void aWithdrawalAsksWhoeverHandlesTheCase() {
        String number = accepted();
        hotline.says("WITHDRAW", number, 2, note("群众说不用了"));
        Demand demand = city.demandOf(hotline, number);
        assertThat(demand.status()).isEqualTo(Status.SCREENING);
        assertThat(story.stepsOf(demand)).contains(Step.WITHDRAWAL_ASKED_THERE);
    }

    @Test
    void anUnknownStatusIsKeptAndTakenForUnderWay() {
        String number = accepted();
        hotline.says("PROGRESS", number, 2, Map.of("status", "挂起"));
        hotline.says("PROGRESS", number, 3, Map.of("status", "挂起"));
        assertThat(city.order(hotline, number).theirStatus()).isEqualTo("挂起");
        assertThat(story.stepsOf(city.demandOf(hotline, number)))
                .filteredOn(step -> step == Step.TOLD_THERE)
                .hasSize(1);
        assertThat(city.open(hotline)).filteredOn(words -> words.contains("挂起")).hasSize(1);
    }

    @Test
    void anUnknownCategoryIsTalkedAboutAndGoesToTriage() {
        String number = number();
        hotline.says("CREATE", number, 1, lamp("从没见过的分类"));
        city.runs();
        assertThat(city.stateOf(hotline, number)).isEqualTo(OrderState.SCOPE_TALK);
        city.does("triage", city.order(hotline, number).number(), Map.of("decision", "here", "note", "双方同意由我们受理"));
        city.runs();
        assertThat(city.demandOf(hotline, number).status()).isEqualTo(Status.TRIAGE);
        assertThat(city.open(hotline)).anyMatch(words -> words.contains("从没见过的分类"));
    }

    @Test
    void whatTheListGivesTheOtherSideGoesBackAtOnceWithItsReason() {
        for (String category : List.of(TRAFFIC, COURT)) {
            String number = number();
            hotline.says("CREATE", number, 1, lamp(category));
            city.runs();
            assertThat(city.stateOf(hotline, number)).isEqualTo(OrderState.NOT_ACCEPTED);
            assertThat(hotline.got(number, "NOT_ACCEPTED")
                            .get(0)
                            .body()
                            .path("reason")
                            .asText())
                    .contains(category.equals(COURT) ? "受理法院" : "交警");
            assertThat(city.order(hotline, number).demandNumber()).isNull();
            hotline.says("SUPPLEMENT", number, 2, note("还有"));
            assertThat(city.open(hotline)).anyMatch(words -> words.contains(number) && words.contains("已退回对方"));
        }
    }

    @Test
    void theOtherSideMayAcceptInTheTalk() {
        String number = talkedAbout(Map.of());
        city.does("triage", city.order(hotline, number).number(), Map.of("decision", "there", "note", "对方同意受理"));
        city.runs();
        assertThat(hotline.got(number, "NOT_ACCEPTED")
                        .get(0)
                        .body()
                        .path("reason")
                        .asText())
                .isEqualTo("对方同意受理");
    }

    private String talkedAbout(Map<String, Object> more) {
        String number = number();
        Map<String, Object> order = new java.util.HashMap<>(lamp("要商量的"));
        order.putAll(more);
        hotline.says("CREATE", number, 1, order);
        city.runs();
        return number;
    }

    @Test
    void whereNobodyAgreesWhoeverWasCalledFirstAccepts() {
        String here = talkedAbout(Map.of("first", "HERE"));
        String there = talkedAbout(Map.of());
        String said = talkedAbout(Map.of("first", "HERE"));
        city.does("triage", city.order(hotline, said).number(), Map.of("decision", "none", "note", "各说各的"));
        city.passes(Duration.ofMinutes(16));
        assertThat(city.stateOf(hotline, here)).isEqualTo(OrderState.ACCEPTED);
        assertThat(city.stateOf(hotline, said)).isEqualTo(OrderState.ACCEPTED);
        assertThat(city.stateOf(hotline, there)).isEqualTo(OrderState.NOT_ACCEPTED);
    }

    @Test
    void whatIsTakenBackBeforeAnybodyAcceptsIsOver() {
        String talked = talkedAbout(Map.of());
        hotline.says("WITHDRAW", talked, 2, note("打错了"));
        city.runs();
        assertThat(city.stateOf(hotline, talked)).isEqualTo(OrderState.WITHDRAWN);
        String number = number();
        hotline.says("CREATE", number, 1, lamp(LAMPS));
        hotline.says("WITHDRAW", number, 2, note("打错了"));
        city.runs();
        assertThat(city.stateOf(hotline, number)).isEqualTo(OrderState.WITHDRAWN);
        assertThat(city.order(hotline, number).demandNumber()).isNull();
    }

    // Danger

    private static final Map<String, Object> FIRE = Map.of(
            "category",
            TRAFFIC,
            "text",
            "我家灶上着火了，浓烟很大，有人被困在里面。",
            "place",
            Map.of("unit", "350602004001", "address", "榕荫里 3 号楼"),
            "caller",
            Map.of("name", "陈阿伯", "phone", "13900000001"));

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
        assertThat(police.got(city.order(hotline, number).number(), "EMERGENCY_BACK"))
                .hasSize(1);
    }

    // The door

    @Test
    void wrongSignaturesOldTimesAndUsedNoncesAreRefusedAndNothingIsKept() {
        String number = number();
        Envelope right = hotline.sealed("CREATE", number, 1, written(lamp(LAMPS)));
        assertThat(hotline.send(right.signed("00" + right.signature().substring(2)))
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
