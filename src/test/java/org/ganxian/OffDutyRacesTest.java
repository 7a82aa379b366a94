package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller.Answer;
import org.ganxian.HttpStory.Placed;
import org.ganxian.organization.Assignment;
import org.ganxian.organization.Duty;
import org.ganxian.organization.Person;
import org.ganxian.organization.Post;
import org.ganxian.organization.Staff;
import org.ganxian.organization.Term;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever holds a task of any flow is taken off duty: before they do it, and in the same second. */
class OffDutyRacesTest extends TasksInHand {

    private static final String CITY = "350600";

    @Autowired
    Staff staff;

    @Autowired
    IdentityService identity;

    @Test
    void noTaskOfAPersonIsMissingHere() {
        assertThat(tasksOfAllFlows().map(Held::task)).containsExactlyInAnyOrderElementsOf(UserTasks.ofAllDiagrams());
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
        assertThat(story.openTasks(one)).contains(held.goesOnAt());
        assertThat(tasks.getIdentityLinksForTask(
                        story.task(one, held.goesOnAt()).getId()))
                .extracting(IdentityLink::getGroupId)
                .as("somebody can go on with it")
                .anyMatch(group -> group != null);
        offDuty.end(held.person(), ADMIN);
        goesOn(held, one);
    }

    /** Either the deed counts or it is refused in Chinese. */
    @ParameterizedTest
    @MethodSource("tasksOfAllFlows")
    void whoCompletesInTheSameSecondHasDoneItOrNot(Held held) {
        Placed one = at(held.task());
        Caller person = Caller.of(held.person(), port);
        assertIsDoneOrHandedBack(held, one, held(held.person(), person, one, held.task()), person);
    }

    /** What a colleague's step is just giving back to them: seen once that step is over. */
    @RepeatedTest(TIMES)
    void whatComesBackInTheSameSecondGoesToTheirGroup() {
        Placed one = at("check-result");
        Caller dispatcher = Caller.of("dispatcher", port);
        Task task = held("dispatcher", dispatcher, one, "check-result");
        Race.between(
                () -> story.submits(dispatcher, task, Map.of("decision", "return", "reason", "请补拍照片"))
                        .status(),
                () -> {
                    offDuty.begin("member1", Map.of(), "调离", ADMIN);
                    return 0;
                });
        assertHoldsNothing("member1");
        offDuty.end("member1", ADMIN);
    }

    /** Their row is written by a step that has read it before. */
    @Test
    void whoSavesSomethingMeanwhileDoesNotComeBackToWork() {
        transaction.executeWithoutResult(status -> {
            assertThat(people.find("member2")).get().matches(Person::isActive);
            CompletableFuture.runAsync(() -> offDuty.begin("member2", Map.of(), "调离", ADMIN))
                    .join();
            people.setEmail("member2", "member2@example.org");
        });
        assertThat(people.mayWork("member2")).isFalse();
        assertThat(people.find("member2").flatMap(Person::email)).contains("member2@example.org");
    }

    /** As of a login, or of Tasklist, which remembers groups for five seconds, from before the duty was taken away. */
    @Test
    void whoClaimsByADutyOfBeforeIsRefused() {
        Task task = story.task(at("screen-order"), "screen-order");
        identity.setAuthentication("member3", List.of(HttpStory.RONGYIN_BRANCH + "-dispatcher"));
        try {
            assertThatThrownBy(() -> tasks.claim(task.getId(), "member3")).hasMessageContaining("不在该任务的经办范围内");
        } finally {
            identity.clearAuthentication();
        }
        assertThat(tasks.createTaskQuery().taskId(task.getId()).taskUnassigned().count())
                .isOne();
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
