package org.ganxian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ganxian.exchange.PartnersStory.ADMIN;
import static org.ganxian.exchange.PartnersStory.LAMPS;
import static org.ganxian.exchange.RudePartner.lamp;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.exchange.partner.ItemRule;
import org.ganxian.exchange.partner.Mapping;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.order.Story;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 退单, what a list gives to departments, and from whom a secret report is kept: RULES-2, B4 6, 7 and 9. */
@IntegrationTest
class ExchangeReturnTest extends WorkingMorning {

    private static final String LIYUAN_BRANCH = "350602004002B1";
    private static final String STREET = "350602004";
    private static final String DISTRICT = "350602";
    private static final String URBAN = "350602D01";
    private static final String SIGNS = "户外招牌";

    @Autowired
    People people;

    @Autowired
    Partners partners;

    private RudePartner hotline;

    @BeforeAll
    void partnersAreKnown() {
        hotline = city.partner("12345", false, port);
        partners.addItem(
                hotline.code,
                new Partners.NewItem(
                        SIGNS,
                        ItemRule.Side.COUNTY,
                        "区级清单第 17 项",
                        partners.today().minusDays(1),
                        null),
                ADMIN);
        city.mappings.add(hotline.code, Mapping.Kind.CATEGORY, SIGNS, Story.SOCIAL_SERVICE, ADMIN);
        people.addDuty("supervisor2", DISTRICT, Duty.DUTY);
    }

    @AfterAll
    void thePartnerIsAway() {
        hotline.close();
    }

    private Demand accepted(String number) {
        return accepted(number, lamp(LAMPS));
    }

    private Demand accepted(String number, Map<String, Object> order) {
        assertThat(hotline.says("CREATE", number, 1, order).status()).isEqualTo(202);
        city.runs();
        return city.demandOf(hotline, number);
    }

    private static Map<String, Object> back(String proposed) {
        return Map.of(
                "decision", "return", "reason", "灯在隔壁社区，电话 13912345678", "rule", "分工清单第 3 项", "proposedUnit", proposed);
    }

    private static Map<String, Object> assign(String unit) {
        return Map.of("decision", "assign", "unit", unit);
    }

    private List<String> groupsOf(Task task) {
        return city.tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .toList();
    }

    private Instant due(Task task) {
        return task.getDueDate().toInstant();
    }

    /** Whether a choice of this name is among those that the form shows. */
    private boolean offers(String who, Task task, String choice) {
        Caller.Answer shown = Caller.of(who, port).engine("GET", "/task/" + task.getId() + "/form-variables", null);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).contains("servingUnits").contains("350602D01");
        return shown.body().matches("(?s).*\\W" + choice + "\\W.*");
    }

    @Test
    void aUnitReturnsOnceAnotherDecidesTheSecondReturnDesignatesAndAThirdThereIsNot() {
        Demand demand = accepted("HT-RET-1");
        Instant completion = demand.completionDue();
        // 3 working hours after it was given.
        city.passes(Duration.ofHours(3));
        Instant asked = story.now();
        Task screening = story.taskOf(demand, "screen-order");
        assertThat(offers("dispatcher", screening, "return")).isTrue();
        assertThat(offers("dispatcher", screening, "reroute")).isFalse();
        story.completes("dispatcher", demand, "screen-order", back(LIYUAN_BRANCH));

        Task deciding = story.taskOf(demand, "triage-order");
        assertThat(story.statusOf(demand)).isEqualTo(Status.TRIAGE);
        // 12:00 to 15:00 is no working time.
        assertThat(due(deciding)).isEqualTo(asked.plus(Duration.ofHours(5)));
        assertThat(city.demands.get(demand.number()).completionDue()).isEqualTo(completion);
        city.runs();
        var request = hotline.got("HT-RET-1", "RETURN_REQUEST");
        assertThat(request).hasSize(1);
        assertThat(request.get(0).body().path("rule").asText()).isEqualTo("分工清单第 3 项");
        // Whoever asks does not decide.
        people.addDuty("dispatcher", "350600", Duty.TRIAGE);
        assertThatThrownBy(() -> story.completes("dispatcher", demand, "triage-order", assign(LIYUAN_BRANCH)))
                .rootCause()
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("不能自己决定");
        story.completes("triage", demand, "triage-order", assign(LIYUAN_BRANCH));
        city.runs();
        assertThat(hotline.got("HT-RET-1", "RETURN_DECISION")
                        .get(0)
                        .body()
                        .path("agreed")
                        .asBoolean())
                .isTrue();
        assertThat(city.lines(demand, Step.RETURN_DECIDED).get(0).text()).startsWith("同意退单");

        // The second unit returns it, too: the district designates.
        story.completes("dispatcher2", demand, "screen-order", back(Story.RONGYIN_BRANCH));
        Task designating = story.taskOf(demand, "triage-order");
        assertThat(groupsOf(designating)).containsExactly(Duty.DUTY.groupIn(DISTRICT));
        assertThatThrownBy(() -> story.completes(
                        "supervisor2",
                        demand,
                        "triage-order",
                        Map.of("decision", "reject", "reason", "不是我们的", "where", "别处")))
                .rootCause()
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("只能指定");
        story.completes("supervisor2", demand, "triage-order", assign(Story.RONGYIN_BRANCH));
        assertThat(city.lines(demand, Step.RETURN_DECIDED).get(1).text()).startsWith("区值班指定");
        assertThat(city.demands.get(demand.number()).completionDue()).isEqualTo(completion);

        // No third: the button is absent and the API says 409.
        Task last = story.taskOf(demand, "screen-order");
        assertThat(offers("dispatcher", last, "return")).isFalse();
        assertThat(offers("dispatcher", last, "reroute")).isFalse();
        Caller dispatcher = Caller.of("dispatcher", port);
        dispatcher.engine("POST", "/task/" + last.getId() + "/claim", Map.of("userId", "dispatcher"));
        Caller.Answer third = dispatcher.engine(
                "POST", "/task/" + last.getId() + "/submit-form", Caller.variables(back(LIYUAN_BRANCH)));
        assertThat(third.status()).isEqualTo(409);
        assertThat(third.body()).contains("区值班指定");
        assertThat(story.statusOf(demand)).isEqualTo(Status.SCREENING);
        city.runs();
        assertThat(hotline.got("HT-RET-1", "RETURN_REQUEST")).hasSize(2);
    }

    @Test
    void aReturnThatIsTooLateOrNotAgreedToLeavesTheCaseWhereItIs() {
        Demand late = accepted("HT-RET-2");
        city.passes(Duration.ofHours(8));
        assertThatThrownBy(() -> story.completes("dispatcher", late, "screen-order", back(LIYUAN_BRANCH)))
                .rootCause()
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("4 小时（工作时间）");
        assertThatThrownBy(() -> story.completes(
                        "dispatcher", late, "screen-order", Map.of("decision", "reroute", "reason", "不归我们")))
                .rootCause()
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("申请退单");

        story.isAWorkingMorning();
        Demand kept = accepted("HT-RET-3");
        story.accepts(kept);
        Map<String, Object> own = new HashMap<>(back(LIYUAN_BRANCH));
        own.put("proposedUnit", Story.RONGYIN_BRANCH);
        assertThatThrownBy(() -> story.completes("dispatcher", kept, "dispatch-order", own))
                .rootCause()
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("不能建议本单位");
        story.completes("dispatcher", kept, "dispatch-order", back(LIYUAN_BRANCH));
        story.completes("triage", kept, "triage-order", assign(Story.RONGYIN_BRANCH));
        assertThat(city.lines(kept, Step.RETURN_DECIDED).get(0).text()).startsWith("不同意退单");
        assertThatThrownBy(() -> story.completes("dispatcher", kept, "screen-order", back(LIYUAN_BRANCH)))
                .rootCause()
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("已退过一次");
        // A case of our own goes back as it always did.
        Demand ours = story.aBrokenLamp();
        assertThatThrownBy(() -> story.completes("dispatcher", ours, "screen-order", back(LIYUAN_BRANCH)))
                .rootCause()
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("不是其他平台转来的");
        // Urgent ones in half an hour, the others in a working day.
        Demand urgent = accepted("HT-RET-4");
        city.jdbc.update("update demand set priority = 'P2' where number = ?", urgent.number());
        ClockUtil.setCurrentTime(Date.from(story.now().plus(Duration.ofMinutes(31))));
        assertThatThrownBy(() -> story.completes("dispatcher", urgent, "screen-order", back(LIYUAN_BRANCH)))
                .rootCause()
                .hasMessageContaining("30 分钟");
    }

    @Test
    void theCitysTableSaysHowLongACaseCanBeGivenBack() {
        Demand demand = accepted("HT-RET-5");
        city.passes(Duration.ofMinutes(90));
        story.withPolicy(
                "(\"RETURN\"(?s:(?!</rule>).)*?)\"PT4H\"",
                "$1\"PT1H\"",
                () -> assertThatThrownBy(
                                () -> story.completes("dispatcher", demand, "screen-order", back(LIYUAN_BRANCH)))
                        .rootCause()
                        .hasMessageContaining("1 小时（工作时间）"));
        story.completes("dispatcher", demand, "screen-order", back(LIYUAN_BRANCH));
        assertThat(story.statusOf(demand)).isEqualTo(Status.TRIAGE);
    }

    @Test
    void whatTheListGivesToADepartmentOfTheCountyIsPushedToNoStreet() {
        Demand demand = accepted("HT-LIST-1", lamp(SIGNS));
        // Not by the rules of routing, which would give it to the branch.
        assertThat(story.statusOf(demand)).isEqualTo(Status.TRIAGE);
        assertThatThrownBy(() -> story.completes("triage", demand, "triage-order", assign(Story.RONGYIN_BRANCH)))
                .rootCause()
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("区级清单第 17 项")
                .hasMessageContaining(SIGNS);
        assertThat(offers("triage", story.taskOf(demand, "triage-order"), Story.RONGYIN_BRANCH))
                .isFalse();
        story.completes("triage", demand, "triage-order", assign(URBAN));
        assertThat(city.demands.get(demand.number()).servingUnit()).isEqualTo(URBAN);
    }

    @Test
    void aSecretReportIsKeptFromTheUnitThatItIsAbout() {
        Map<String, Object> order = new HashMap<>(lamp(LAMPS));
        order.put("kind", "举报");
        order.put("caller", Map.of("name", "陈阿伯", "phone", "13900000001", "secret", true));
        order.put("reported", STREET);
        Demand demand = accepted("HT-SEC-1", order);
        // Its own branch lies under the street: routing does not choose it.
        assertThat(story.statusOf(demand)).isEqualTo(Status.TRIAGE);
        for (String unit : List.of(Story.RONGYIN_BRANCH, LIYUAN_BRANCH)) {
            assertThatThrownBy(() -> story.completes("triage", demand, "triage-order", assign(unit)))
                    .rootCause()
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("被反映的单位");
        }
        assertThat(offers("triage", story.taskOf(demand, "triage-order"), Story.RONGYIN_BRANCH))
                .isFalse();
        // Interested accounts of that unit cannot open it, find it or count it; those above can.
        String page = "/desk/cases/" + demand.number();
        for (String who : List.of("street-manager", "supervisor")) {
            assertThat(Caller.of(who, port).get(page).status()).as(who).isEqualTo(404);
            assertThat(Caller.of(who, port).get("/desk/cases?show=IN_HAND").body())
                    .as(who)
                    .doesNotContain(demand.number());
        }
        assertThat(Caller.of("district-manager", port).get(page).status()).isEqualTo(200);
        story.completes("triage", demand, "triage-order", assign(URBAN));
        // Nor may a superior hand it there later.
        Caller.Answer handed = Caller.of("district-manager", port)
                .form(page, page + "/redispatch", "unit", Story.RONGYIN_BRANCH, "reason", "就近办理");
        assertThat(handed.status()).isEqualTo(400);
        assertThat(handed.body()).contains("被反映的单位");
        assertThat(Caller.of("street-manager", port).get(page).status()).isEqualTo(404);
    }

    @Test
    void aReportAboutAUnitThatIsUnknownHereIsSomebodysMatter() {
        Map<String, Object> order = new HashMap<>(lamp(LAMPS));
        order.put("caller", Map.of("secret", true));
        order.put("reported", "999999");
        accepted("HT-SEC-2", order);
        assertThat(city.open(hotline)).anyMatch(words -> words.contains("HT-SEC-2") && words.contains("被反映单位"));
    }
}
