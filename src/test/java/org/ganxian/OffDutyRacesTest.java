package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller.Answer;
import org.ganxian.HttpStory.Placed;
import org.ganxian.organization.Assignment;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OffDuty;
import org.ganxian.organization.People;
import org.ganxian.organization.Post;
import org.ganxian.organization.Staff;
import org.ganxian.organization.Term;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever holds a task of any flow is taken off duty: before they do it, and in the same second. */
class OffDutyRacesTest extends Races {

    private static final Actor ADMIN = new Actor("admin", "漳州市系统管理员");
    private static final String CITY = "350600";
    private static final Map<String, Object> DRAFT =
            Map.of("decision", "draft", "opinion", "grant", "grounds", "经审查，符合法定条件。");

    @Autowired
    OffDuty offDuty;

    @Autowired
    Staff staff;

    @Autowired
    People people;

    @AfterEach
    void everybodyIsBack() {
        jdbc.queryForList("select username from person where active = false", String.class)
                .forEach(username -> offDuty.end(username, ADMIN));
    }

    /** Somebody's task, and what they are about to do. */
    record Held(String task, String person, Map<String, Object> form) {

        @Override
        public String toString() {
            return task + " of " + person;
        }
    }

    static Stream<Held> tasksOfAllFlows() {
        return Stream.of(
                new Held("screen-order", "dispatcher", Map.of("decision", "accept")),
                new Held("dispatch-order", "dispatcher", Map.of("decision", "open")),
                new Held("check-result", "dispatcher", Map.of("decision", "approve")),
                new Held("triage-order", "triage", Map.of("decision", "assign", "unit", HttpStory.RONGYIN_BRANCH)),
                new Held("hand-over-danger", "duty", Map.of("decision", "normal", "note", "已无明火")),
                new Held("call-back", "caller", Map.of("decision", "rework", "note", "再上门一次")),
                new Held("street-supervision", "supervisor", Map.of("decision", "note", "note", "已督促")),
                new Held("accept-application", "clerk", Map.of("decision", "accept")),
                new Held("handle-application", "health-handler", DRAFT),
                new Held("review-application", "health-reviewer", Map.of("decision", "approve")),
                new Held("issue-result", "window", Map.of("decision", "window")),
                new Held("record-delivery", "window", Map.of("decision", "signature", "recipient", "陈阿伯")));
    }

    private Placed at(String task) {
        return switch (task) {
            case "screen-order" -> story.aBrokenLamp();
            case "dispatch-order" -> accepted(story.aBrokenLamp());
            case "check-result" -> {
                Placed lamp = accepted(story.aBrokenLamp());
                story.offersToAll(lamp);
                story.contacts("member1", lamp);
                story.reports("member1", lamp);
                yield lamp;
            }
            case "call-back" -> {
                Placed lamp = story.aBrokenLamp();
                story.servedBy("member1", lamp);
                taken(() -> story.rates(lamp, 1, "没有修好"));
                yield lamp;
            }
            case "triage-order" -> story.placed(HttpStory.order("楼道里的灯坏了，请人来换一下。", null));
            case "hand-over-danger" -> story.placed(HttpStory.order("楼下着火了，浓烟很大，有人被困。", HttpStory.RONGYIN));
            case "street-supervision" -> {
                Placed lamp = story.aBrokenLamp();
                taken(() -> Caller.of("supervisor", port)
                        .post("/api/supervisions", Map.of("number", lamp.number(), "reason", "请尽快")));
                yield lamp;
            }
            default -> application(task);
        };
    }

    private Placed accepted(Placed lamp) {
        story.accepts(lamp);
        return lamp;
    }

    private Placed application(String task) {
        Placed permit = filed("hygiene-permit", Set.of("application-form", "test-report", "floor-plan"));
        List<Held> before = tasksOfAllFlows()
                .dropWhile(held -> !held.task().equals("accept-application"))
                .takeWhile(held -> !held.task().equals(task))
                .toList();
        before.forEach(held -> story.completes(held.person(), permit, held.task(), held.form()));
        return permit;
    }

    @ParameterizedTest
    @MethodSource("tasksOfAllFlows")
    void whatSomebodyHeldGoesBackToItsGroup(Held held) {
        Placed one = at(held.task());
        Caller person = Caller.of(held.person(), port);
        Task task = held(held.person(), person, one, held.task());

        offDuty.begin(held.person(), Map.of(), "调离", ADMIN);

        Answer late = story.submits(person, task, held.form());
        assertThat(late.status()).as(late.toString()).isEqualTo(401);
        assertAllIsWell(List.of(late), one);
        assertHoldsNothing(held.person());
        assertThat(story.openTasks(one)).contains(held.task());
        assertThat(tasks.getIdentityLinksForTask(story.task(one, held.task()).getId()))
                .extracting(IdentityLink::getGroupId)
                .as("somebody can go on with it")
                .anyMatch(group -> group != null);
        offDuty.end(held.person(), ADMIN);
        story.completes(held.person(), one, held.task(), held.form());
    }

    /** Either the deed counts or it is refused in Chinese. */
    @ParameterizedTest
    @MethodSource("tasksOfAllFlows")
    void whoCompletesInTheSameSecondHasDoneItOrNot(Held held) {
        for (int round = 0; round < 2; round++) {
            Placed one = at(held.task());
            Caller person = Caller.of(held.person(), port);
            Task task = held(held.person(), person, one, held.task());

            List<Answer> answers = Race.between(() -> story.submits(person, task, held.form()), () -> {
                offDuty.begin(held.person(), Map.of(), "调离", ADMIN);
                return new Answer(200, "", "");
            });

            assertAllIsWell(answers, one);
            assertHoldsNothing(held.person());
            boolean done = answers.get(0).status() < 300;
            assertThat(tasks.createTaskQuery().taskId(task.getId()).count())
                    .as(answers.toString())
                    .isEqualTo(done ? 0 : 1);
            offDuty.end(held.person(), ADMIN);
        }
    }

    private void assertHoldsNothing(String username) {
        assertThat(people.mayWork(username)).isFalse();
        assertThat(tasks.createTaskQuery().taskAssignee(username).count()).isZero();
    }

    // The city's last two administrators

    @RepeatedTest(TIMES)
    void ofTheLastTwoAdministratorsWhoTakeEachOtherOffDutyOneIsRefused() {
        administrators("admin", "caller");
        oneOfTwo(() -> off("admin", "caller"), () -> off("caller", "admin"));
    }

    @RepeatedTest(TIMES)
    void ofTheLastTwoAdministratorsWhoEndEachOthersDutyOneIsRefused() {
        administrators("admin", "caller");
        oneOfTwo(() -> ended("admin", "caller"), () -> ended("caller", "admin"));
    }

    @RepeatedTest(TIMES)
    void ofTheLastTwoAdministratorsOneStaysWhateverTheyDoToEachOther() {
        administrators("admin", "caller");
        oneOfTwo(() -> off("admin", "caller"), () -> ended("caller", "admin"));
    }

    private void administrators(String... usernames) {
        for (String username : usernames) {
            if (!people.has(username, Duty.ADMIN, CITY)) {
                staff.assign(username, new Staff.Task(new Post(CITY, Duty.ADMIN), null, null), ADMIN);
            }
        }
    }

    private void oneOfTwo(Callable<String> one, Callable<String> other) {
        List<String> said = Race.between(one, other);
        assertThat(said).as(said.toString()).containsOnlyOnce("").anyMatch(why -> why.contains("最后一位"));
        assertThat(people.on(Duty.ADMIN, CITY)).hasSize(1);
        asBefore();
    }

    /** Whoever of the two stayed: the caller is no administrator in the other tests. */
    private void asBefore() {
        List.of("admin", "caller").stream()
                .filter(username -> !people.mayWork(username))
                .forEach(username -> offDuty.end(username, ADMIN));
        administrators("admin");
        if (people.has("caller", Duty.ADMIN, CITY)) {
            assertThat(ended("caller", "admin")).isEmpty();
        }
    }

    private String off(String whom, String by) {
        return said(() -> offDuty.begin(whom, Map.of(), "调离", new Actor(by, "")));
    }

    private String ended(String whom, String by) {
        long duty = staff.dutiesOf(whom).stream()
                .filter(post -> post.isOn(Duty.ADMIN, CITY) && !post.isOverOn(Term.today()))
                .map(Assignment::id)
                .findFirst()
                .orElseThrow();
        return said(() -> staff.lastUntil(whom, duty, Term.today().minusDays(1), new Actor(by, "")));
    }

    /** What the refusal says; empty when it was done. */
    private static String said(Runnable deed) {
        try {
            deed.run();
            return "";
        } catch (Refusal refusal) {
            return refusal.getMessage();
        }
    }
}
