package org.ganxian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.exchange.PartnersStory.LAMPS;
import static org.ganxian.exchange.PartnersStory.TRAFFIC;
import static org.ganxian.exchange.RudePartner.lamp;
import static org.ganxian.exchange.RudePartner.note;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.exchange.ledger.OrderState;
import org.ganxian.order.ProcessCoverage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A partner looks at our result and wants it done again. */
@IntegrationTest
public class ExchangeReworkTest extends WorkingMorning {

    /** What of the process {@code order} is walked here. */
    public static final Set<String> OF_ORDERS = Set.of("partner-wants-rework", "audit-asks-for-rework");

    /** What of the process {@code exchange-in} is walked here. */
    static final Set<String> OF_ORDERS_OF_THEIRS = Set.of("rework-asked", "rework-begins");

    @Autowired
    ProcessCoverage coverage;

    private RudePartner hotline;

    @BeforeAll
    void partnersAreKnown() {
        hotline = city.partner("12345", false, port);
    }

    @AfterAll
    void everyStepWasWalked() {
        hotline.close();
        coverage.assertWalked(OF_ORDERS);
        coverage.assertWalked(OF_ORDERS_OF_THEIRS);
    }

    private Demand accepted(String number) {
        assertThat(hotline.says("CREATE", number, 1, lamp(LAMPS)).status()).isEqualTo(202);
        city.runs();
        Demand demand = city.demandOf(hotline, number);
        story.accepts(demand);
        return demand;
    }

    /** By this member, checked by another. */
    private void served(String member, Demand demand, String report) {
        story.offersToAll(demand);
        story.contacts(member, demand);
        story.completes(member, demand, "serve-order", Map.of("decision", "report", "report", report));
        story.completes("dispatcher", demand, "check-result", Map.of("decision", "approve"));
        city.runs();
    }

    private void calledBack(Demand demand, String decision) {
        story.completes("caller", demand, "call-back", Map.of("decision", decision, "note", "群众说又坏了"));
        city.runs();
    }

    @Test
    void aReworkReopensTheWorkAndASecondResultFollowsUnderTheSameNumber() {
        Demand demand = accepted("HT-RW-1");
        served("member1", demand, "已换好灯管");
        var first = hotline.got("HT-RW-1", "RESULT").get(0);
        hotline.says("REWORK", "HT-RW-1", 2, note("群众说又坏了，电话 13912345678"));
        city.runs();
        assertThat(city.stateOf(hotline, "HT-RW-1")).isEqualTo(OrderState.REWORK);
        assertThat(story.statusOf(demand)).isEqualTo(Status.CALL_BACK);
        assertThat(city.lines(demand, Step.REOPENED_THERE).get(0).text())
                .contains("又坏了")
                .doesNotContain("13912345678");
        // Nobody closes it meanwhile, and no result goes out before there is one.
        city.passes(Duration.ofDays(4));
        assertThat(city.stateOf(hotline, "HT-RW-1")).isEqualTo(OrderState.REWORK);
        assertThat(hotline.got("HT-RW-1", "RESULT")).hasSize(1);
        calledBack(demand, "rework");
        assertThat(story.statusOf(demand)).isEqualTo(Status.DISPATCHING);
        served("member2", demand, "换了整个灯座");
        var results = hotline.got("HT-RW-1", "RESULT");
        assertThat(results).hasSize(2);
        assertThat(results.get(1).seq()).isGreaterThan(first.seq());
        assertThat(results.get(1).body().path("text").asText()).contains("灯座");
        assertThat(city.stateOf(hotline, "HT-RW-1")).isEqualTo(OrderState.RESULT_SENT);

        // After 2 reworks, supervision.
        hotline.says("REWORK", "HT-RW-1", 3, note("还是不亮"));
        city.runs();
        calledBack(demand, "rework");
        served("member6", demand, "换了线路");
        assertThat(hotline.got("HT-RW-1", "RESULT")).hasSize(3);
        hotline.says("REWORK", "HT-RW-1", 4, note("仍然不亮"));
        city.runs();
        calledBack(demand, "rework");
        assertThat(story.statusOf(demand)).isEqualTo(Status.SUPERVISED);
        story.completes("supervisor", demand, "supervise-order", Map.of("opinion", "已请供电公司改线"));
        city.runs();
        assertThat(hotline.got("HT-RW-1", "RESULT")).hasSize(4);
        hotline.says("CLOSED", "HT-RW-1", 5, note("可以"));
        city.runs();
        assertThat(city.stateOf(hotline, "HT-RW-1")).isEqualTo(OrderState.CLOSED);
        assertThat(city.open(hotline)).noneMatch(words -> words.contains("HT-RW-1"));
    }

    @Test
    void whatItsResidentHasRatedAlreadyIsReopenedTooAndTheirWordMayEndIt() {
        Demand demand = accepted("HT-RW-2");
        served("member1", demand, "已换好灯管");
        story.rates(demand, 5);
        hotline.says("REWORK", "HT-RW-2", 2, note("请再核实"));
        city.runs();
        assertThat(story.statusOf(demand)).isEqualTo(Status.CALL_BACK);
        calledBack(demand, "settled");
        assertThat(hotline.got("HT-RW-2", "RESULT")).hasSize(2);
    }

    @Test
    void whatWasNeverServedHereIsAPersonsMatter() {
        assertThat(hotline.says("CREATE", "HT-RW-3", 1, lamp(LAMPS)).status()).isEqualTo(202);
        city.runs();
        Demand demand = city.demandOf(hotline, "HT-RW-3");
        story.withdraws(demand);
        city.runs();
        hotline.says("REWORK", "HT-RW-3", 2, note("为什么撤了"));
        city.runs();
        assertThat(city.open(hotline)).anyMatch(words -> words.contains("HT-RW-3") && words.contains("重办"));
        assertThat(hotline.says("CREATE", "HT-RW-4", 1, lamp(TRAFFIC)).status()).isEqualTo(202);
    }
}
