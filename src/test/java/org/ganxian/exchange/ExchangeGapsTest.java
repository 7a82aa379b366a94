package org.ganxian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.exchange.PartnersStory.LAMPS;
import static org.ganxian.exchange.RudePartner.lamp;
import static org.ganxian.exchange.RudePartner.note;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.exchange.ledger.OrderState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What partners say after their order: in whatever order it comes. */
@IntegrationTest
class ExchangeGapsTest extends TwoPartners {

    @AfterAll
    void everyStepOfTheDiagramsWasWalked() {
        coverage.assertComplete(repository, "exchange-hold");
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
}
