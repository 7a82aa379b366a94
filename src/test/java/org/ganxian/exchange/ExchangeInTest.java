package org.ganxian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.exchange.PartnersStory.COURT;
import static org.ganxian.exchange.PartnersStory.LAMPS;
import static org.ganxian.exchange.PartnersStory.TRAFFIC;
import static org.ganxian.exchange.RudePartner.lamp;
import static org.ganxian.exchange.RudePartner.note;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Source;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.exchange.RudePartner.Answer;
import org.ganxian.exchange.ledger.OrderState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Orders of partners, over real HTTP both ways. */
@IntegrationTest
class ExchangeInTest extends TwoPartners {

    /** What {@link ExchangeDangerTest} walks. */
    static final Set<String> OF_DANGER = Set.of(
            "danger-told",
            "register-danger",
            "danger-registered",
            "is-acknowledged",
            "not-acknowledged",
            "await-acknowledgement",
            "acknowledgement-due",
            "police-silent",
            "phone-police",
            "acknowledged-late",
            "acknowledged-in-time",
            "told-the-police",
            "to-know",
            "police-know",
            "acknowledged",
            "acknowledged-before",
            "phoned",
            "danger-handled",
            "finished");

    @AfterAll
    void everyStepOfTheDiagramsWasWalked() {
        Set<String> elsewhere = new HashSet<>(OF_DANGER);
        elsewhere.addAll(ExchangeReworkTest.OF_ORDERS_OF_THEIRS);
        coverage.assertComplete(repository, "exchange-in", elsewhere);
        for (String process : List.of("exchange-send", "exchange-exception")) {
            coverage.assertComplete(repository, process);
        }
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
        String early = number();
        hotline.says("WITHDRAW", early, 2, note("打错了"));
        hotline.says("CREATE", early, 1, lamp("要商量的"));
        city.runs();
        assertThat(city.stateOf(hotline, early)).isEqualTo(OrderState.WITHDRAWN);
        String ours = number();
        hotline.says("CREATE", ours, 1, lamp(LAMPS));
        hotline.says("WITHDRAW", ours, 2, note("打错了"));
        city.runs();
        assertThat(story.stepsOf(city.demandOf(hotline, ours))).contains(Step.WITHDRAWAL_ASKED_THERE);
    }
}
