package org.ganxian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ganxian.exchange.PartnersStory.LAMPS;
import static org.ganxian.exchange.RudePartner.lamp;
import static org.ganxian.exchange.RudePartner.note;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.ledger.OrderState;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.order.Story;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Cases of ours that partners are asked to handle, over real HTTP both ways. */
@IntegrationTest
public class ExchangeTransferTest extends TwoPartners {

    /** What of the process {@code order} is walked here. */
    public static final Set<String> OF_ORDERS = Set.of(
            "transfer-out",
            "to-partner",
            "from-partner",
            "partner-done",
            "partner-has-done-it",
            "done-by-partner",
            "partner-refused");

    @Autowired
    Partners partners;

    @Autowired
    JdbcTemplate jdbc;

    @AfterAll
    void everyStepOfTheDiagramsWasWalked() {
        coverage.assertComplete(repository, "exchange-out");
        coverage.assertComplete(repository, "exchange-due");
        coverage.assertWalked(OF_ORDERS);
    }

    @Test
    void aTransferIsOursUntilTheyAcceptAndItsResultIsToldOnce() {
        Demand demand = city.inTriage();
        ExchangeOrder order = city.transferred(demand, police);
        assertThat(order.sourceNo()).isEqualTo(order.number()).startsWith("ZC20260608-");
        assertThat(city.stateOf(order)).isEqualTo(OrderState.TRANSFERRING);
        assertThat(story.statusOf(demand)).isEqualTo(Status.PARTNER_ASKED);
        assertThat(city.demands.get(demand.number()).pausedAt()).isEmpty();
        var sent = police.got(order.number(), "TRANSFER");
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).seq()).isEqualTo(1);
        var body = sent.get(0).body();
        assertThat(body.path("caller").path("phone").asText()).isEqualTo("13900000001");
        assertThat(body.path("caseNumber").asText()).isEqualTo(demand.number());
        assertThat(body.path("consent").asText()).isNotBlank();
        assertThat(body.path("reason").asText()).doesNotContain("13912345678");
        assertThat(body.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "caseNumber",
                        "category",
                        "title",
                        "text",
                        "place",
                        "urgency",
                        "caller",
                        "consent",
                        "reason",
                        "dueAt");
        String asked = city.lines(demand, Step.PARTNER_ASKED).get(0).text();
        assertThat(asked).contains("征得群众同意").doesNotContain("13912345678");

        String due = RudePartner.at(story.now().plus(Duration.ofDays(3)));
        assertThat(police.says("ACCEPTED", order.number(), 1, Map.of("number", "J-1", "dueAt", due))
                        .status())
                .isEqualTo(202);
        city.runs();
        assertThat(city.stateOf(order)).isEqualTo(OrderState.TRANSFERRED);
        assertThat(story.statusOf(demand)).isEqualTo(Status.PARTNER_HANDLING);
        assertThat(city.demands.get(demand.number()).pausedAt()).isPresent();
        // Our clocks stand still while they work.
        story.passes(Duration.ofDays(2));
        assertThat(story.stepsOf(demand)).doesNotContain(Step.FIRST_RESPONSE_LATE, Step.COMPLETION_LATE);

        assertThat(police.says("PROGRESS", order.number(), 2, Map.of("status", "处理中", "text", "民警已到场"))
                        .status())
                .isEqualTo(202);
        assertThat(city.lines(demand, Step.TOLD_THERE)).hasSize(1);
        Map<String, Object> result = Map.of("outcome", "解决", "text", "已清走，电话 13912345678", "unit", "芗城交警");
        police.says("RESULT", order.number(), 3, result);
        police.says("RESULT", order.number(), 3, result);
        city.runs();
        assertThat(city.stateOf(order)).isEqualTo(OrderState.CLOSED);
        assertThat(story.statusOf(demand)).isEqualTo(Status.PARTNER_DONE);
        assertThat(city.lines(demand, Step.PARTNER_DONE)).hasSize(1);
        assertThat(city.lines(demand, Step.PARTNER_DONE).get(0).text())
                .contains("解决", "芗城交警", "已清走")
                .doesNotContain("13912345678");
        assertThat(police.got(order.number(), "CLOSED")).hasSize(1);
        assertThat(city.demands.get(demand.number()).completedAt()).isPresent();
        assertThat(city.lines(demand, Step.PARTNER_DONE).get(0).step().isInternal())
                .isFalse();
    }

    @Test
    void a110ThatRefusesLeavesTheCaseWithUsAsItsFirstReceiverAndTheCallerIsToldOnce() {
        assertThat(police.says("CREATE", "110-77", 1, lamp(LAMPS)).status()).isEqualTo(202);
        city.runs();
        Demand demand = city.demandOf(police, "110-77");
        story.completes(
                "dispatcher",
                demand,
                "screen-order",
                Map.of("decision", "return", "reason", "像是违法的事", "rule", "清单第 9 项", "proposedUnit", "350602D01"));
        ExchangeOrder order = city.transferred(demand, police);
        police.says("NOT_ACCEPTED", order.number(), 1, Map.of("reason", "无违法"));
        police.says("NOT_ACCEPTED", order.number(), 1, Map.of("reason", "无违法"));
        city.runs();
        assertThat(city.stateOf(order)).isEqualTo(OrderState.REFUSED_THERE);
        assertThat(story.statusOf(demand)).isEqualTo(Status.TRIAGE);
        assertThat(city.lines(demand, Step.PARTNER_REFUSED)).hasSize(1);
        assertThat(city.lines(demand, Step.PARTNER_REFUSED).get(0).text()).contains("无违法", "首先接到", "我们受理");
        assertThat(story.taskOf(demand, "triage-order")).isNotNull();
        // Not to and fro.
        assertThatThrownBy(() -> story.completes("triage", demand, "triage-order", PartnersStory.form(police)))
                .rootCause()
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("首先接到");
        story.completes("triage", demand, "triage-order", Map.of("decision", "assign", "unit", Story.RONGYIN_BRANCH));
        assertThat(story.statusOf(demand)).isEqualTo(Status.SCREENING);
    }

    @Test
    void silenceOfTwoWorkingHoursBringsItBackAndALateAnswerIsSomebodysMatter() {
        Demand demand = city.inTriage();
        ExchangeOrder order = city.transferred(demand, hotline);
        city.passes(Duration.ofMinutes(119));
        assertThat(city.stateOf(order)).isEqualTo(OrderState.TRANSFERRING);
        city.passes(Duration.ofMinutes(2));
        assertThat(city.stateOf(order)).isEqualTo(OrderState.TAKEN_BACK);
        assertThat(story.statusOf(demand)).isEqualTo(Status.TRIAGE);
        assertThat(hotline.got(order.number(), "WITHDRAW")).hasSize(1);
        hotline.says("ACCEPTED", order.number(), 1, Map.of("number", "H-9"));
        city.runs();
        assertThat(story.statusOf(demand)).isEqualTo(Status.TRIAGE);
        assertThat(city.open(hotline)).anyMatch(words -> words.contains(order.number()) && words.contains("收回"));
        // Silence is no refusal: it may be asked again.
        assertThat(city.transferred(demand, hotline).number()).isNotEqualTo(order.number());
    }

    @Test
    void dangerWaitsForNoConsentAndForNoMoreThanTwoMinutes() {
        Demand demand = city.inTriage();
        Map<String, Object> without = new HashMap<>(PartnersStory.form(police));
        without.remove("consentBy");
        assertThatThrownBy(() -> story.completes("triage", demand, "triage-order", without))
                .rootCause()
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("征得群众同意");
        jdbc.update("update demand set priority = 'P1' where number = ?", demand.number());
        story.completes("triage", demand, "triage-order", without);
        city.passes(Duration.ofMinutes(3));
        assertThat(story.statusOf(demand)).isEqualTo(Status.TRIAGE);
        assertThat(city.lines(demand, Step.PARTNER_ASKED).get(0).text()).contains("险情");
    }

    @Test
    void whatIsLateThereIsChasedEveryWorkingDay() {
        Demand demand = city.inTriage();
        ExchangeOrder order = city.transferred(demand, hotline);
        String due = RudePartner.at(story.now().plus(Duration.ofHours(8)));
        hotline.says("ACCEPTED", order.number(), 1, Map.of("number", "H-1", "dueAt", due));
        city.passes(Duration.ofHours(8));
        assertThat(city.lines(demand, Step.WARNED)).anyMatch(line -> line.text().contains("期限"));
        assertThat(hotline.got(order.number(), "URGE")).isEmpty();
        city.passes(Duration.ofHours(25));
        assertThat(hotline.got(order.number(), "URGE")).hasSize(1);
        city.passes(Duration.ofHours(24));
        assertThat(hotline.got(order.number(), "URGE")).hasSize(2);
        assertThat(city.lines(demand, Step.PARTNER_CHASED)).hasSize(2);
        assertThat(city.open(hotline))
                .filteredOn(words -> words.contains(order.number()))
                .hasSize(1);
        // What they had accepted they can still give back.
        hotline.says("NOT_ACCEPTED", order.number(), 2, Map.of("reason", "查明不归我们"));
        city.runs();
        assertThat(story.statusOf(demand)).isEqualTo(Status.TRIAGE);
        assertThat(city.demands.get(demand.number()).pausedAt()).isEmpty();
    }

    @Test
    void aResultThatIsFasterThanWeAreOrComesWithoutAnAcceptanceIsNotLost() {
        Demand demand = city.inTriage();
        ExchangeOrder order = city.transferred(demand, hotline);
        hotline.says("ACCEPTED", order.number(), 1, Map.of("number", "H-2"));
        hotline.says("RESULT", order.number(), 2, note("已办"));
        city.runs();
        assertThat(story.statusOf(demand)).isEqualTo(Status.PARTNER_DONE);

        Demand other = city.inTriage();
        ExchangeOrder second = city.transferred(other, hotline);
        hotline.says("RESULT", second.number(), 2, note("已办"));
        assertThat(city.stateOf(second)).isEqualTo(OrderState.TRANSFERRING);
        city.passes(Duration.ofMinutes(11));
        assertThat(story.statusOf(other)).isEqualTo(Status.PARTNER_DONE);
        hotline.says("ACCEPTED", second.number(), 1, Map.of("number", "H-3"));
        city.runs();
        assertThat(city.stateOf(second)).isEqualTo(OrderState.CLOSED);
    }

    @Test
    void whoeverWithdrawsMeanwhileIsWithdrawnThereToo() {
        Demand demand = city.inTriage();
        ExchangeOrder order = city.transferred(demand, hotline);
        hotline.says("ACCEPTED", order.number(), 1, Map.of("number", "H-4"));
        city.runs();
        story.withdraws(demand);
        city.runs();
        assertThat(hotline.got(order.number(), "WITHDRAW")).hasSize(1);
        assertThat(city.stateOf(order)).isEqualTo(OrderState.TAKEN_BACK);
    }
}
