package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller.Answer;
import org.ganxian.HttpStory.Placed;
import org.ganxian.demand.Status;
import org.junit.jupiter.api.RepeatedTest;

/** What the window and the departments do with an application while the applicant, or a colleague, does something, too. */
class WindowRacesTest extends Races {

    private static final Map<String, String> ACCEPT = Map.of("decision", "accept");
    private static final Map<String, String> DRAFT =
            Map.of("decision", "draft", "opinion", "grant", "grounds", "经审查，符合法定条件。");
    private static final Map<String, String> APPROVE = Map.of("decision", "approve");
    private static final Map<String, String> ISSUE = Map.of("decision", "window");

    @RepeatedTest(TIMES)
    void acceptanceAgainstWithdrawal() {
        Placed permit = filed();

        List<Answer> answers = whileWithdrawn(permit, "clerk", "accept-application", ACCEPT);

        assertThat(answers.get(1).status()).as(answers.toString()).isEqualTo(200);
        assertThat(status(permit)).isEqualTo(Status.WITHDRAWN);
    }

    @RepeatedTest(TIMES)
    void aDraftAgainstWithdrawal() {
        Placed permit = accepted();

        List<Answer> answers = whileWithdrawn(permit, "health-handler", "handle-application", DRAFT);

        assertThat(answers.get(1).status()).as(answers.toString()).isEqualTo(200);
        assertThat(status(permit)).isEqualTo(Status.WITHDRAWN);
    }

    /** Nothing is withdrawn any more once it is decided: one of the two comes too late. */
    @RepeatedTest(TIMES)
    void reviewAgainstWithdrawal() {
        Placed permit = accepted();
        story.completes("health-handler", permit, "handle-application", DRAFT);

        List<Answer> answers = whileWithdrawn(permit, "health-reviewer", "review-application", APPROVE);

        boolean withdrawn = answers.get(1).status() == 200;
        assertThat(answers.get(0).isRefusal()).as(answers.toString()).isEqualTo(withdrawn);
        assertThat(status(permit)).isEqualTo(withdrawn ? Status.WITHDRAWN : Status.DECIDED);
        assertThat(decisions(permit)).as("decisions of " + permit).isEqualTo(withdrawn ? 0 : 1);
    }

    @RepeatedTest(TIMES)
    void issueAgainstWithdrawal() {
        Placed permit = decided();

        List<Answer> answers = whileWithdrawn(permit, "window", "issue-result", ISSUE);

        assertThat(answers).as(answers.toString()).extracting(Answer::status).containsExactly(204, 409);
        assertThat(status(permit)).isEqualTo(Status.ISSUED);
    }

    @RepeatedTest(TIMES)
    void deliveryAgainstWithdrawal() {
        Placed permit = decided();
        story.completes("window", permit, "issue-result", ISSUE);

        List<Answer> answers = whileWithdrawn(
                permit, "window", "record-delivery", Map.of("decision", "signature", "recipient", "陈阿伯"));

        assertThat(answers).as(answers.toString()).extracting(Answer::status).containsExactly(204, 409);
        assertThat(status(permit)).isEqualTo(Status.CLOSED);
    }

    @RepeatedTest(TIMES)
    void twoHandlersSignForOneApplication() {
        Placed permit = accepted();
        Task task = story.task(permit, "handle-application");
        Caller one = Caller.of("health-handler", port);
        Caller other = Caller.of("health-handler2", port);

        List<Answer> answers = Race.between(
                () -> story.claims(one, "health-handler", task), () -> story.claims(other, "health-handler2", task));

        assertThat(answers)
                .as(answers.toString())
                .filteredOn(a -> a.status() == 204)
                .hasSize(1);
        assertThat(answers).as(answers.toString()).filteredOn(Answer::isRefusal).hasSize(1);
        assertAllIsWell(answers, permit);
        String handler = answers.get(0).isRefusal() ? "health-handler2" : "health-handler";
        assertThat(story.task(permit, "handle-application").getAssignee()).isEqualTo(handler);
        assertThat(jdbc.queryForObject(
                        "select o.handler from department_opinion o join application a on a.id = o.application_id"
                                + " where a.number = ?",
                        String.class,
                        permit.number()))
                .isEqualTo(handler);
    }

    /** In two windows of the browser, say. */
    @RepeatedTest(TIMES)
    void oneReviewIsHandedInTwice() {
        Placed permit = accepted();
        story.completes("health-handler", permit, "handle-application", DRAFT);
        Caller reviewer = Caller.of("health-reviewer", port);
        Task task = held("health-reviewer", reviewer, permit, "review-application");

        List<Answer> answers = Race.between(
                () -> story.submits(reviewer, task, APPROVE),
                () -> story.submits(Caller.of("health-reviewer", port), task, APPROVE));

        assertThat(answers)
                .as(answers.toString())
                .filteredOn(a -> a.status() == 204)
                .hasSize(1);
        assertAllIsWell(answers, permit);
        assertThat(status(permit)).isEqualTo(Status.DECIDED);
        assertThat(decisions(permit)).isEqualTo(1);
    }

    private List<Answer> whileWithdrawn(Placed permit, String username, String key, Map<String, String> form) {
        Caller person = Caller.of(username, port);
        Task task = held(username, person, permit, key);
        List<Answer> answers =
                Race.between(() -> story.submits(person, task, form), () -> story.withdraws(permit, "不办了"));
        // Nobody has a right to a task that has just gone.
        assertThat(answers.get(0).status()).as(answers.toString()).isIn(204, 403, 404, 409);
        assertAllIsWell(answers, permit);
        return answers;
    }

    private long decisions(Placed permit) {
        return jdbc.queryForObject(
                "select count(*) from document where subject = ? and kind = 'DECISION'", Long.class, permit.number());
    }

    private Placed filed() {
        return filed("hygiene-permit", Set.of("application-form", "test-report", "floor-plan"));
    }

    private Placed accepted() {
        Placed permit = filed();
        story.completes("clerk", permit, "accept-application", ACCEPT);
        return permit;
    }

    private Placed decided() {
        Placed permit = accepted();
        story.completes("health-handler", permit, "handle-application", DRAFT);
        story.completes("health-reviewer", permit, "review-application", APPROVE);
        return permit;
    }
}
