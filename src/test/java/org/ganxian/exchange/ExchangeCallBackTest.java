package org.ganxian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ganxian.exchange.PartnersStory.LAMPS;
import static org.ganxian.exchange.RudePartner.lamp;
import static org.ganxian.exchange.RudePartner.note;

import java.util.List;
import java.util.Map;
import org.ganxian.Caller;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.exchange.RudePartner.Got;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** B2 In 9: whoever the agreement names calls the resident back, and nobody else does. */
@IntegrationTest
class ExchangeCallBackTest extends WorkingMorning {

    private static final String PAGE = "/desk/exchange/CALLS";

    private RudePartner hotline;
    private Caller admin;

    @BeforeAll
    void aPartnerIsKnown() {
        hotline = city.partner("CALLS", false, port);
        admin = Caller.of("exchange-admin", port);
    }

    @AfterAll
    void isGone() {
        hotline.close();
    }

    private void agreed(Partner.CallBack who) {
        assertThat(admin.form(PAGE, PAGE + "/call-back", "callBack", who.name()).status())
                .isEqualTo(302);
    }

    private Demand served(String number) {
        assertThat(hotline.says("CREATE", number, 1, lamp(LAMPS)).status()).isEqualTo(202);
        city.runs();
        Demand demand = city.demandOf(hotline, number);
        story.accepts(demand);
        served(demand, "member1");
        return demand;
    }

    private void served(Demand demand, String member) {
        story.offersToAll(demand);
        story.contacts(member, demand);
        story.completes(member, demand, "serve-order", Map.of("decision", "report", "report", "已换好灯管"));
        story.completes("dispatcher", demand, "check-result", Map.of("decision", "approve"));
        city.runs();
    }

    private String callBackBy(String number) {
        List<Got> results = hotline.got(number, "RESULT");
        return results.get(results.size() - 1).body().path("callBackBy").asText();
    }

    @Test
    void whereItIsTheirsNobodyHereCallsAndTheyHearOnceThatTheResidentIsNotSatisfied() {
        agreed(Partner.CallBack.THEIRS);
        Demand demand = served("HT-CB-1");
        assertThat(callBackBy("HT-CB-1")).isEqualTo("CALLS");

        story.rates(demand, 1);
        city.runs();

        assertThat(city.taskOf(demand.number())).isNull();
        assertThat(story.statusOf(demand)).isEqualTo(Status.RATED);
        assertThat(city.lines(demand, Step.BADLY_RATED_THERE).get(0).text()).contains("由它回访您");
        assertThat(hotline.got("HT-CB-1", "CALLBACK"))
                .singleElement()
                .satisfies(told ->
                        assertThat(told.body().path("satisfied").booleanValue()).isFalse());
        // Not satisfied and counted as such, though no call of ours was due.
        assertThat(city.jdbc.queryForList(
                        "select 1 from insight_round where number = ? and consulted = true and solved = false"
                                + " and rated = true and satisfied = false and called_back = false and call_late = false",
                        Integer.class,
                        demand.number()))
                .hasSize(1);

        // What they find out may be that it has to be done again: that call is ours, and another person's work.
        hotline.says("REWORK", "HT-CB-1", 2, note("群众说又坏了"));
        city.runs();
        assertThat(city.taskOf(demand.number()).getTaskDefinitionKey()).isEqualTo("call-back");
        story.completes("caller", demand, "call-back", Map.of("decision", "rework", "note", "灯又坏了"));
        city.runs();
        assertThat(hotline.got("HT-CB-1", "CALLBACK")).hasSize(2);
        assertThat(story.statusOf(demand)).isEqualTo(Status.DISPATCHING);
    }

    @Test
    void whereItIsOursTheyAreToldSoAndOnceHowTheCallWent() {
        agreed(Partner.CallBack.OURS);
        Demand demand = served("HT-CB-2");
        assertThat(callBackBy("HT-CB-2")).isEqualTo("ganxian");
        story.rates(demand, 2);
        city.runs();
        assertThat(city.taskOf(demand.number()).getTaskDefinitionKey()).isEqualTo("call-back");
        assertThat(hotline.got("HT-CB-2", "CALLBACK")).isEmpty();
        story.completes("caller", demand, "call-back", Map.of("decision", "settled", "note", "已说明，群众认可"));
        city.runs();
        assertThat(hotline.got("HT-CB-2", "CALLBACK")).singleElement().satisfies(told -> {
            assertThat(told.body().path("satisfied").booleanValue()).isTrue();
            assertThat(told.body().path("caseNumber").asText()).isEqualTo(demand.number());
            assertThat(told.body().toString()).doesNotContain("群众认可");
        });

        Demand content = served("HT-CB-3");
        story.rates(content, 5);
        city.runs();
        assertThat(hotline.got("HT-CB-3", "CALLBACK")).as("nobody was called").isEmpty();
    }

    @Test
    void theAgreementIsOnRecordAndNotOfThoseWhoCallNobody() {
        agreed(Partner.CallBack.OURS);
        agreed(Partner.CallBack.THEIRS);
        agreed(Partner.CallBack.THEIRS);
        assertThat(admin.get(PAGE).body()).contains("由对方回访的，差评只告诉对方").contains("value=\"THEIRS\" selected");
        assertThat(city.jdbc.queryForList(
                        "select subject from audit_entry where action = 'exchange-call-back-agreed' order by id desc",
                        String.class))
                .first()
                .isEqualTo("CALLS THEIRS");
        assertThat(admin.form(PAGE, PAGE + "/call-back", "callBack", "").body()).contains("请选择回访由谁做");
        assertThat(Caller.of("triage", port)
                        .form("/desk/password", PAGE + "/call-back")
                        .status())
                .isEqualTo(403);
        city.partners.add(
                "CALLS-APP",
                new org.ganxian.exchange.partner.Partners.Details(
                        "应用", false, true, false, Partner.Habit.OPEN311, null, false),
                PartnersStory.ADMIN);
        assertThatThrownBy(() -> city.partners.agreeCallBack("CALLS-APP", Partner.CallBack.THEIRS, PartnersStory.ADMIN))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("不打电话");
    }
}
