package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller.Answer;
import org.ganxian.HttpStory.Placed;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.engine.EngineClock;
import org.ganxian.organization.Duty;
import org.ganxian.organization.DutyDays;
import org.ganxian.organization.HeldWork.Held;
import org.ganxian.organization.OffDuty;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Post;
import org.ganxian.organization.Staff;
import org.ganxian.organization.Term;
import org.ganxian.platform.Actor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whoever is taken off duty gets in nowhere from that moment, and what they had in hand goes on without them. */
@IntegrationTest
class OffDutyTest {

    private static final Actor ADMIN = new Actor("admin", "漳州市系统管理员");
    private static final String GONE = "member1";

    @LocalServerPort
    int port;

    @Autowired
    OffDuty offDuty;

    @Autowired
    People people;

    @Autowired
    Staff staff;

    @Autowired
    DutyDays dutyDays;

    @Autowired
    Demands demands;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    IdentityService identity;

    @Autowired
    JdbcTemplate jdbc;

    HttpStory story;

    @BeforeEach
    void open() {
        story = new HttpStory(port, tasks);
    }

    @AfterEach
    void everybodyIsBack() {
        jdbc.queryForList("select username from person where active = false", String.class)
                .forEach(username -> offDuty.end(username, ADMIN));
    }

    private Placed offered() {
        Placed lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        return lamp;
    }

    private Placed beingServed() {
        Placed lamp = offered();
        story.contacts(GONE, lamp);
        return lamp;
    }

    private List<Step> steps(Placed demand) {
        return demands.timeline(demands.get(demand.number())).stream()
                .map(TimelineEntry::step)
                .toList();
    }

    private Status status(Placed demand) {
        return demands.get(demand.number()).status();
    }

    @Test
    void theLoginEndsAtOnceAndThePastKeepsNameAndTitle() {
        Placed lamp = beingServed();
        Caller inTasklist = Caller.inTasklist(GONE, port);
        assertThat(inTasklist.get("/m").status()).isEqualTo(200);

        offDuty.begin(GONE, Map.of(), "调离", ADMIN);

        assertThat(inTasklist.engine("GET", "/task", null).status()).isEqualTo(403);
        assertThat(inTasklist.get("/m").status()).isNotEqualTo(200);
        assertThat(inTasklist.get("/desk").status()).isNotEqualTo(200);
        assertThat(Caller.of(GONE, port).get("/engine-rest/task").status()).isEqualTo(401);
        assertThat(identity.createGroupQuery().groupMember(GONE).count()).isZero();
        assertThat(people.find(GONE).map(Person::name)).hasValue("黄志强");
        assertThat(demands.timeline(demands.get(lamp.number())))
                .anySatisfy(line -> assertThat(line.actorTitle()).contains("党员"));
        offDuty.end(GONE, ADMIN);
        assertThat(Caller.of(GONE, port).get("/engine-rest/task").status()).isEqualTo(200);
    }

    @Test
    void whoIsOffDutyIsOfferedInNoListAndNamedNowhere() {
        Placed lamp = story.aBrokenLamp();
        story.accepts(lamp);
        Task dispatching = story.task(lamp, "dispatch-order");
        Caller dispatcher = Caller.of("dispatcher", port);
        HttpStory.assertTaken(story.claims(dispatcher, "dispatcher", dispatching));
        String choices = "/task/" + dispatching.getId() + "/form-variables";
        assertThat(dispatcher.engine("GET", choices, null).body()).contains(GONE, "member2");

        offDuty.begin(GONE, Map.of(), "调离", ADMIN);

        assertThat(dispatcher.engine("GET", choices, null).body())
                .contains("member2")
                .doesNotContain(GONE);
        Answer named = story.submits(dispatcher, dispatching, Map.of("decision", "named", "member", GONE));
        assertThat(named.isRefusal()).as(named.toString()).isTrue();
        assertThat(named.reason()).containsPattern("\\p{IsHan}");
        assertThat(people.on(Duty.MEMBER, HttpStory.RONGYIN_BRANCH))
                .extracting(Person::username)
                .doesNotContain(GONE);
        story.submits(dispatcher, dispatching, Map.of("decision", "named", "member", "member2"));
        assertThat(story.openTasks(lamp)).containsExactly("claim-order");
    }

    @Test
    void whatAMemberHeldGoesBackToTheDispatcher() {
        Placed lamp = beingServed();
        List<Held> held = offDuty.begin(GONE, Map.of(), "调离", ADMIN);

        assertThat(held).extracting(Held::number).contains(lamp.number());
        assertThat(status(lamp)).isEqualTo(Status.DISPATCHING);
        assertThat(story.openTasks(lamp)).containsExactly("dispatch-order");
        assertThat(demands.get(lamp.number()).handler()).isEmpty();
        assertThat(steps(lamp)).endsWith(Step.HANDED_BACK);
        assertThat(tasks.createTaskQuery().taskAssignee(GONE).count()).isZero();
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_entry where action = 'off-duty' and subject = ?",
                        Integer.class,
                        GONE))
                .isPositive();
    }

    @Test
    void orToANamedColleagueWhoMayDoIt() {
        Placed lamp = beingServed();
        Task task = story.task(lamp, "serve-order");
        assertThat(offDuty.preview(people.find(GONE).orElseThrow()))
                .filteredOn(inHand -> inHand.held().key().equals(task.getId()))
                .singleElement()
                .satisfies(inHand -> assertThat(inHand.colleagues())
                        .extracting(Person::username)
                        .contains("member2", "member6")
                        .doesNotContain(GONE, "member3"));

        offDuty.begin(GONE, Map.of(task.getId(), "member2"), "调离", ADMIN);

        assertThat(story.task(lamp, "serve-order").getAssignee()).isEqualTo("member2");
        assertThat(demands.get(lamp.number()).handler()).hasValue("member2");
        assertThat(steps(lamp)).endsWith(Step.HANDED_ON);
        story.reports("member2", lamp);
    }

    @Test
    void aColleagueWhoMayNotIsRefusedWithTheTaskAndNothingHasChanged() {
        Placed lamp = beingServed();
        story.reports(GONE, lamp);
        story.completes("dispatcher", lamp, "check-result", Map.of("decision", "return", "note", "请补照片"));
        String serving = story.task(lamp, "serve-order").getId();
        assertThatThrownBy(() -> offDuty.begin(GONE, Map.of(serving, "member3"), "调离", ADMIN))
                .hasMessageContaining(lamp.number())
                .hasMessageContaining("上门办理");
        assertThat(people.mayWork(GONE)).isTrue();
        assertThat(story.task(lamp, "serve-order").getAssignee()).isEqualTo(GONE);
    }

    /** 受审分离: the dispatcher's colleague has handled it and cannot check it. */
    @Test
    void notByTheSameHandsHoldsForWhomItIsHandedToToo() {
        Placed lamp = beingServed();
        story.reports(GONE, lamp);
        Task check = story.task(lamp, "check-result");
        HttpStory.assertTaken(story.claims(Caller.of("dispatcher", port), "dispatcher", check));
        people.addDuty(GONE, HttpStory.RONGYIN_BRANCH, Duty.DISPATCHER);
        assertThatThrownBy(() -> offDuty.begin("dispatcher", Map.of(check.getId(), GONE), "调离", ADMIN))
                .hasMessageContaining("办理人不能审核自己的办理结果")
                .hasMessageContaining(lamp.number());
        assertThat(people.mayWork("dispatcher")).isTrue();
    }

    @Test
    void whatWouldComeBackToThemComesBackToTheMembers() {
        Placed lamp = beingServed();
        story.reports(GONE, lamp);
        List<Held> held = offDuty.begin(GONE, Map.of(), "调离", ADMIN);
        assertThat(held).extracting(Held::key).contains("case-" + lamp.number());
        story.completes("dispatcher", lamp, "check-result", Map.of("decision", "return", "note", "请补照片"));
        assertThat(story.task(lamp, "serve-order").getAssignee()).isNull();

        story.reports("member2", lamp);
        assertThat(demands.get(lamp.number()).handler()).hasValue("member2");
    }

    /** Its last day was yesterday, by the clock alone. */
    @Test
    void whatWasHeldOfADutyGoesBackWhenItsDaysAreOver() {
        LocalDate today = Term.today();
        staff.assign(
                "caller", new Staff.Task(new Post(HttpStory.RONGYIN_BRANCH, Duty.DISPATCHER), today, today), ADMIN);
        Placed lamp = story.aBrokenLamp();
        Task task = story.task(lamp, "screen-order");
        HttpStory.assertTaken(story.claims(Caller.of("caller", port), "caller", task));
        try {
            EngineClock.stopAt(EngineClock.now().plus(1, ChronoUnit.DAYS));
            dutyDays.follow();
        } finally {
            EngineClock.reset();
        }
        assertThat(story.task(lamp, "screen-order").getAssignee()).isNull();
        assertThat(steps(lamp)).endsWith(Step.HANDED_ON);
        story.accepts(lamp);
    }

    @Test
    void theCitysLastAdministratorStays() {
        assertThatThrownBy(() -> offDuty.begin("admin", Map.of(), "调离", ADMIN)).hasMessageContaining("最后一位");
        assertThat(people.mayWork("admin")).isTrue();
    }

    @RepeatedTest(4)
    void whoClaimsInTheSameSecondHoldsNothingAfterwards() {
        Placed lamp = offered();
        Task task = story.task(lamp, "claim-order");
        Caller member = Caller.of(GONE, port);
        assertThat(member.get("/engine-rest/task/count").status()).isEqualTo(200);
        List<Answer> answers = Race.between(() -> story.claims(member, GONE, task), () -> takenOffDuty(GONE));
        assertThat(answers.get(0).status()).as(answers.toString()).isLessThan(500);
        assertGone(lamp);
    }

    @RepeatedTest(4)
    void whoCompletesInTheSameSecondHasDoneItOrNot() {
        Placed lamp = beingServed();
        Task task = story.task(lamp, "serve-order");
        Caller member = Caller.of(GONE, port);
        assertThat(member.get("/engine-rest/task/count").status()).isEqualTo(200);
        List<Answer> answers = Race.between(
                () -> story.submits(member, task, Map.of("decision", "report", "report", "已换好灯管")),
                () -> takenOffDuty(GONE));
        assertThat(answers.get(0).status()).as(answers.toString()).isLessThan(500);
        assertGone(lamp);
        assertThat(status(lamp)).isEqualTo(answers.get(0).status() < 300 ? Status.REPORTED : Status.DISPATCHING);
    }

    private Answer takenOffDuty(String username) {
        offDuty.begin(username, Map.of(), "调离", ADMIN);
        return new Answer(200, "", "");
    }

    private void assertGone(Placed lamp) {
        assertThat(people.mayWork(GONE)).isFalse();
        assertThat(tasks.createTaskQuery().taskAssignee(GONE).count()).isZero();
        assertThat(demands.get(lamp.number()).handler()).isNotEqualTo(Optional.of(GONE));
        assertThat(story.openTasks(lamp)).hasSize(1);
    }
}
