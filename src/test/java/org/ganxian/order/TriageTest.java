package org.ganxian.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller;
import org.ganxian.SentStatements;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.engine.Choice;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.sla.Priority;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What no branch can have at once: the triage desk sorts it, and reports of danger go past every queue. */
@TestMethodOrder(OrderAnnotation.class)
class TriageTest extends LateOrders {

    @Autowired
    Units units;

    @Autowired
    OrderForms forms;

    @Autowired
    OrderGroups groups;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    AuthorizationService rights;

    /** What of the process {@code order} is walked here; see {@link OrderFlowTest}. */
    static final Set<String> OF_ORDERS = Set.of(
            "danger",
            "rerouted",
            "dispatch-rerouted",
            "danger-told",
            "hand-over-danger",
            "handed-over",
            "dangerous",
            "not-dangerous",
            "danger-result",
            "danger-handed-over",
            "to-triage",
            "triage-order",
            "triaged",
            "triage-result",
            "unit-assigned",
            "triage-rejected",
            "rejected-at-triage");

    @Test
    void aDemandWithoutAKnownPlaceGoesToTheTriageDeskAndFromThereToABranch() {
        Demand demand = story.placed(Story.SOCIAL_SERVICE, "想找人陪老人聊聊天。", null);
        assertThat(story.openTasks(demand)).containsExactly("triage-order");
        story.completes("triage", demand, "triage-order", Map.of("decision", "assign", "unit", Story.RONGYIN_BRANCH));
        assertThat(story.openTasks(demand)).containsExactly("screen-order");
        assertThat(demands.get(demand.number()).servingUnit()).isEqualTo(Story.RONGYIN_BRANCH);
    }

    @Test
    void unitsToChooseFromAreReadAtOnceHoweverManyThereAre() {
        List<String> oneByOne = units.open().stream()
                .filter(unit -> !unit.kind().isPlace() && groups.canServe(unit))
                .map(Unit::code)
                .toList();
        SentStatements.Asked<List<Choice>> asked =
                SentStatements.by(() -> transaction.execute(t -> forms.servingUnits()));

        assertThat(asked.answer()).extracting(Choice::value).isEqualTo(oneByOne);
        assertThat(oneByOne).hasSizeGreaterThan(4);
        assertThat(asked.statements())
                .as("the stamp of the units, own duties, deputies")
                .hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void whatAFormOffersIsNotComputedAgainWhenItIsHandedIn() {
        Demand demand = story.placed(Story.SOCIAL_SERVICE, "想找人陪老人聊聊天。", null);
        String triage = story.taskOf(demand, "triage-order").getId();
        List<String> opened = SentStatements.by(
                        () -> story.as("triage", () -> story.forms.getTaskFormVariables(triage)))
                .statements();
        assertThat(opened).anyMatch(TriageTest::asksWhichUnitsServe);
        List<String> handedIn = SentStatements.by(() -> story.as("triage", () -> {
                    story.tasks.claim(triage, "triage");
                    story.forms.submitTaskForm(triage, Map.of("decision", "assign", "unit", Story.RONGYIN_BRANCH));
                    return triage;
                }))
                .statements();
        assertThat(handedIn).isNotEmpty().noneMatch(TriageTest::asksWhichUnitsServe);
        assertThat(story.openTasks(demand)).containsExactly("screen-order");
    }

    @Test
    void aListShowsEachPersonTheTasksThatTheyMayReadAndNoOther() {
        story.placed(Story.SOCIAL_SERVICE, "想找人陪老人聊聊天。", null);
        story.aBrokenLamp();
        List<Task> all = story.tasks.createTaskQuery().list();
        assertThat(all).hasSizeGreaterThanOrEqualTo(2);
        for (String who : List.of("triage", "dispatcher", "member1", "supervisor", "manager", "admin")) {
            assertThat(listed(who)).as(who).containsExactlyInAnyOrderElementsOf(readable(who, all));
            assertThat(story.<Long>as(who, () -> story.tasks.createTaskQuery().count()))
                    .as(who)
                    .isEqualTo(readable(who, all).size());
        }
        assertThat(listed("triage")).isNotEmpty();
        assertThat(claimable("triage", groupsOf("triage"))).isNotEmpty().isSubsetOf(readable("triage", all));
        assertThat(claimable("member1", groupsOf("triage")))
                .as("of groups that are not theirs")
                .isEmpty();
        assertThat(listed("member1")).hasSizeLessThan(all.size());
        assertThat(listed("admin")).hasSameSizeAs(all);
    }

    @Test
    void whoeverMayReadTheTasksOfOneDiagramFindsThoseToo() {
        story.placed(Story.SOCIAL_SERVICE, "想找人陪老人聊聊天。", null);
        List<Task> all = story.tasks.createTaskQuery().list();
        Authorization right = rights.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        right.setUserId("member1");
        right.setResource(Resources.PROCESS_DEFINITION);
        right.setResourceId("order");
        right.addPermission(ProcessDefinitionPermissions.READ_TASK);
        Authorization kept = rights.saveAuthorization(right);
        try {
            assertThat(listed("member1"))
                    .hasSize((int) story.tasks
                            .createTaskQuery()
                            .processDefinitionKey("order")
                            .count())
                    .containsExactlyInAnyOrderElementsOf(readable("member1", all));
        } finally {
            rights.deleteAuthorization(kept.getId());
        }
    }

    private List<String> listed(String who) {
        return story.as(
                who,
                () -> story.tasks.createTaskQuery().list().stream()
                        .map(Task::getId)
                        .toList());
    }

    private List<String> claimable(String who, List<String> groups) {
        return story.as(
                who,
                () -> story.tasks.createTaskQuery().taskCandidateGroupIn(groups).list().stream()
                        .map(Task::getId)
                        .toList());
    }

    private List<String> groupsOf(String who) {
        return story.identity.createGroupQuery().groupMember(who).list().stream()
                .map(Group::getId)
                .toList();
    }

    /** One after the other, as the engine sees it. */
    private List<String> readable(String who, List<Task> all) {
        List<String> of = groupsOf(who);
        return all.stream()
                .filter(task -> rights.isUserAuthorized(who, of, Permissions.READ, Resources.TASK, task.getId())
                        || rights.isUserAuthorized(
                                who,
                                of,
                                ProcessDefinitionPermissions.READ_TASK,
                                Resources.PROCESS_DEFINITION,
                                task.getProcessDefinitionId().replaceFirst(":.*", "")))
                .map(Task::getId)
                .toList();
    }

    private static boolean asksWhichUnitsServe(String sql) {
        return sql.startsWith("select distinct a1_0.unit_code");
    }

    @Test
    void theTriageDeskSaysWhatAnUnsortedDemandIsAboutAndTheRulesSendItOn() {
        Demand unsorted = story.placed(Categories.UNSORTED, "楼道灯坏了，请来看看。", Story.RONGYIN);
        assertThat(story.openTasks(unsorted)).containsExactly("triage-order");
        assertThatThrownBy(() -> story.completes(
                        "triage", unsorted, "triage-order", Map.of("decision", "assign", "category", "待分类")))
                .hasStackTraceContaining("没有这个分类");
        assertThatThrownBy(() -> story.completes(
                        "triage", unsorted, "triage-order", Map.of("decision", "assign", "category", "00")))
                .hasStackTraceContaining("没有这个分类");
        assertThatThrownBy(() -> story.completes("triage", unsorted, "triage-order", Map.of("decision", "assign")))
                .hasStackTraceContaining("请选择承办单位");

        String suggestions =
                "/api/tasks/" + story.taskOf(unsorted, "triage-order").getId() + "/category-suggestions";
        JsonNode best = Caller.of("triage", port).get(suggestions).json().get(0);
        assertThat(best.path("code").asText()).isEqualTo("010212");
        assertThat(best.path("why").asText()).contains("楼道灯");
        assertThat(Caller.of("dispatcher", port).get(suggestions).status()).isEqualTo(403);

        story.completes(
                "triage", unsorted, "triage-order", Map.of("decision", "assign", "category", Story.SOCIAL_SERVICE));
        Demand sorted = demands.get(unsorted.number());
        assertThat(sorted.categoryCode()).isEqualTo(Story.SOCIAL_SERVICE);
        assertThat(sorted.servingUnit()).isEqualTo(Story.RONGYIN_BRANCH);
        assertThat(story.openTasks(unsorted)).containsExactly("screen-order");
        assertThat(demands.timeline(sorted))
                .filteredOn(line -> line.step() == Step.CLASSIFIED)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.actorId()).isEqualTo("triage");
                    assertThat(line.text()).contains("社会服务", "原为 待分类");
                });
        assertThat(jdbc.queryForList(
                        "select distinct category from sla_clock where subject = ? and ended_at is null",
                        String.class,
                        unsorted.number()))
                .singleElement()
                .asString()
                .contains("社会服务");

        Demand nowhere = story.placed(Categories.UNSORTED, "想找人聊聊天。", null);
        assertThatThrownBy(() -> story.completes(
                        "triage",
                        nowhere,
                        "triage-order",
                        Map.of("decision", "assign", "category", Story.SOCIAL_SERVICE)))
                .hasStackTraceContaining("按分类和地点找不到承办单位");
        assertThat(demands.get(nowhere.number()).categoryCode()).isEqualTo(Categories.UNSORTED);
    }

    @Test
    void theTriageDeskMayRejectWithAReasonAndTheRightPlaceToGo() {
        Demand demand = story.placed(Story.SOCIAL_SERVICE, "法院判决不公，要求改判。", null);
        assertThatThrownBy(() -> story.completes(
                        "triage", demand, "triage-order", Map.of("decision", "reject", "reason", "属诉讼事项")))
                .hasStackTraceContaining("请告诉群众应当找哪里");
        story.completes(
                "triage",
                demand,
                "triage-order",
                Map.of("decision", "reject", "reason", "属诉讼事项", "where", "向原审法院或上级法院申诉"));
        story.assertEndedAt(demand, "ended-without-service");
        assertThat(story.statusOf(demand)).isEqualTo(Status.REJECTED);
    }

    @Test
    void dangerIsNeverAnOrder() {
        Demand fire = story.placed(Story.SOCIAL_SERVICE, "隔壁厨房着火了，人还在里面！", Story.RONGYIN);
        assertThat(fire.priority()).isEqualTo(Priority.P1);
        assertThat(fire.status()).isEqualTo(Status.EMERGENCY);
        assertThat(story.openTasks(fire)).containsExactly("hand-over-danger");
        story.completes(
                "duty", fire, "hand-over-danger", Map.of("decision", "danger", "note", "已转 1\u200b19，\u202e消防已出警。"));
        story.assertEndedAt(fire, "ended-without-service");
        assertThat(demands.timeline(fire))
                .anySatisfy(line ->
                        assertThat(line.text()).as("without what nobody sees").contains("已转 119，消防已出警。"));
        assertThat(story.statusOf(fire)).isEqualTo(Status.TRANSFERRED);
    }

    @Test
    void aReportOfDangerIsPlacedThoughTheRulesAreBroken() {
        story.withBrokenTable("routing.dmn", "\"BRANCH\"", "nonsense(((", () -> dangerGetsItsDeskAndLimits());
        story.withBrokenTable(
                "routing.dmn", "(?s)<rule id=\"rule-02\".*</rule>", "", () -> dangerGetsItsDeskAndLimits());
    }

    @Test
    void aReportOfDangerIsPlacedThoughTheTableOfLimitsHasNoAnswer() {
        story.withBrokenTable("sla-policy.dmn", "(?s)<rule id=.*</rule>", "", () -> dangerGetsItsDeskAndLimits());
        story.withBrokenTable("sla-policy.dmn", "\"PT1H\"", "\"soon\"", () -> dangerGetsItsDeskAndLimits());
        story.withBrokenTable("sla-policy.dmn", "\"PT30M\"", "nonsense(((", () -> dangerGetsItsDeskAndLimits());
        story.withBrokenTable(
                "sla-policy.dmn",
                "<text>flow</text>",
                "<text>no.such.thing</text>",
                () -> dangerGetsItsDeskAndLimits());
    }

    /** As after an upgrade that asks the city's table more than it knows. */
    @Test
    void whereTheCitysTableHasNoRouteTheReleasesHolds() {
        story.withBrokenTable("routing.dmn", "(?s)<rule id=\"rule-15\".*</rule>", "", () -> {
            Demand lamp = story.aBrokenLamp();
            assertThat(lamp.servingUnit()).isEqualTo(Story.RONGYIN_BRANCH);
            story.withdraws(lamp);
        });
    }

    private void dangerGetsItsDeskAndLimits() {
        Demand fire = story.placed(Story.SOCIAL_SERVICE, "隔壁厨房失火了，人还在里面！", Story.RONGYIN);
        assertThat(fire.status()).isEqualTo(Status.EMERGENCY);
        assertThat(story.openTasks(fire)).containsExactly("hand-over-danger");
        assertThat(Duration.between(
                        fire.receivedAt(), demands.get(fire.number()).completionDue()))
                .isBetween(Duration.ofMinutes(119), Duration.ofMinutes(121));
    }

    @Test
    void whatIsNoDangerAfterAllGoesToTheTriageDeskAsUrgent() {
        Demand past = story.placed(Story.SOCIAL_SERVICE, "楼下好像着火了，有焦味。", Story.RONGYIN);
        story.completes("duty", past, "hand-over-danger", Map.of("decision", "normal", "note", "已电话核实，无险情。"));
        assertThat(story.openTasks(past)).containsExactly("triage-order");
        assertThat(demands.get(past.number()).priority()).isEqualTo(Priority.P2);
    }

    @Test
    void whatIsNotForThisBranchGoesBackToTheTriageDesk() {
        Demand lamp = story.aBrokenLamp();
        story.completes("dispatcher", lamp, "screen-order", Map.of("decision", "reroute", "reason", "属路灯管理单位"));
        assertThat(story.openTasks(lamp)).containsExactly("triage-order");
        story.completes("triage", lamp, "triage-order", Map.of("decision", "assign", "unit", Story.RONGYIN_BRANCH));
        story.accepts(lamp);
        story.completes("dispatcher", lamp, "dispatch-order", Map.of("decision", "reroute", "reason", "本支部没有电工"));
        assertThat(story.openTasks(lamp)).containsExactly("triage-order");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void whatWalksHereAloneIsWalked() {
        coverage.assertWalked(OF_ORDERS);
    }
}
