package org.ganxian.window.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.demand.Demand;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.window.filed.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * 受审分离 as a matrix: {@code two-hats} has every duty at the street's window and in the health department. Whatever work
 * they did on an application, each later step is tried through Tasklist's door, /engine-rest and the engine itself.
 */
class SeparationTest extends WindowCases {

    private static final String BOTH = "two-hats";

    /** A step of the process: its task, whose work it is in the other cases, and how that one completes it. */
    private enum Step {
        ACCEPT("accept-application", Work.ACCEPT, "clerk", Map.of("decision", "accept")),
        HANDLE(
                "handle-application",
                Work.HANDLE,
                "health-handler",
                Map.of("decision", "draft", "opinion", "grant", "grounds", "符合条件")),
        VISIT("visit-site", Work.HANDLE, "health-handler", Map.of("result", "已核查")),
        PROCEDURE("special-procedure", Work.HANDLE, "health-handler", Map.of("result", "已听证")),
        EXTEND("decide-extension", Work.APPROVE, "health-head", Map.of("decision", "grant")),
        REVIEW("review-application", Work.REVIEW, "health-reviewer", Map.of("decision", "approve")),
        ISSUE("issue-result", Work.ISSUE, "window", Map.of("decision", "window")),
        DELIVER("record-delivery", Work.ISSUE, "window", Map.of("decision", "signature", "recipient", "本人")),
        CALL_BACK("call-back-applicant", Work.CALL_BACK, "caller", Map.of("decision", "settled", "note", "已说明"));

        private final String task;
        private final Work work;
        private final String usual;
        private final Map<String, Object> form;

        Step(String task, Work work, String usual, Map<String, Object> form) {
            this.task = task;
            this.work = work;
            this.usual = usual;
            this.form = form;
        }
    }

    /** What was done, what is wanted, and the rule that forbids it; null where both may be done by one person. */
    private record Case(Step done, Step wanted, String rule) {

        @Override
        public String toString() {
            return done + " then " + wanted + (rule == null ? ": allowed" : ": " + rule);
        }
    }

    @Autowired
    Separation separation;

    @Autowired
    People people;

    @Autowired
    IdentityService identity;

    /** Every work that can come before every step. */
    static Stream<Case> matrix() {
        List<Case> cases = new ArrayList<>();
        for (Step done : Step.values()) {
            for (Step wanted : Step.values()) {
                if (done.compareTo(wanted) < 0 || wanted == Step.HANDLE) {
                    cases.add(new Case(done, wanted, rule(done.work, wanted.work)));
                }
            }
        }
        return cases.stream().filter(c -> c.done.compareTo(Step.CALL_BACK) < 0 && comesBefore(c));
    }

    /** Nobody handles again after the decision. */
    private static boolean comesBefore(Case c) {
        return c.wanted != Step.HANDLE || c.done.compareTo(Step.REVIEW) <= 0;
    }

    private static String rule(Work done, Work wanted) {
        Set<Work> deciding = Set.of(Work.REVIEW, Work.APPROVE);
        if (wanted == Work.CALL_BACK) {
            return "回访回避";
        } else if (done == Work.ACCEPT && wanted != Work.ACCEPT) {
            return "受审分离";
        } else if (wanted == Work.ACCEPT && done != Work.ACCEPT && done != Work.ISSUE) {
            return "受审分离";
        } else if (done == Work.HANDLE && deciding.contains(wanted)
                || deciding.contains(done) && wanted == Work.HANDLE) {
            return "办审分离";
        }
        return null;
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void whoDidOneWorkMayOrMayNotDoAnother(Case c) {
        if (!people.has(BOTH, Duty.CALLER, "350600")) {
            people.addDuty(BOTH, "350600", Duty.CALLER);
        }
        Demand barber = standingBefore(c.wanted);
        separation.record(applicationOf(barber), c.done.work, BOTH);
        Task task = taskOf(barber, c.wanted);
        if (c.wanted == Step.VISIT || c.wanted == Step.PROCEDURE) {
            putBack(task);
        }
        if (c.rule == null) {
            completes(BOTH, barber, c.wanted.task, c.wanted.form);
            return;
        }
        for (Caller door : List.of(Caller.of(BOTH, port), Caller.inTasklist(BOTH, port))) {
            Answer claim = door.engine("POST", "/task/" + task.getId() + "/claim", Map.of("userId", BOTH));
            assertThat(claim.status()).isEqualTo(403);
            assertThat(claim.reason()).contains(c.rule, "您已经" + c.done.work.title() + "过这件申请", c.wanted.work.title());
        }
        assertThat(tasks.createTaskQuery().taskId(task.getId()).singleResult().getAssignee())
                .isNull();

        // Whoever held the task before the rule applied, or was put there by hand, is stopped on completion.
        jdbc.update("update ACT_RU_TASK set ASSIGNEE_ = ?, REV_ = REV_ + 1 where ID_ = ?", BOTH, task.getId());
        for (Caller door : List.of(Caller.of(BOTH, port), Caller.inTasklist(BOTH, port))) {
            Answer done =
                    door.engine("POST", "/task/" + task.getId() + "/submit-form", Caller.variables(c.wanted.form));
            assertThat(done.status()).isEqualTo(403);
            assertThat(done.reason()).contains(c.rule);
        }
        assertThat(tasks.createTaskQuery().taskId(task.getId()).count()).isEqualTo(1);
    }

    private Task taskOf(Demand demand, Step step) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(demand.number())
                .taskDefinitionKey(step.task)
                .singleResult();
    }

    private void putBack(Task task) {
        tasks.setAssignee(task.getId(), null);
    }

    /** An application that has come to this step by others' hands. */
    private Demand standingBefore(Step step) {
        Demand barber = applications.file(
                application("hygiene-permit", Delivery.WINDOW, null),
                Set.of("application-form", "test-report", "floor-plan"),
                List.of());
        for (Step passed : Step.values()) {
            if (passed == step) {
                break;
            }
            switch (passed) {
                case VISIT, PROCEDURE, EXTEND -> {}
                case HANDLE -> handled(barber, step);
                default -> completes(passed.usual, barber, passed.task, passed.form);
            }
            if (passed == Step.HANDLE
                    && Set.of(Step.VISIT, Step.PROCEDURE, Step.EXTEND).contains(step)) {
                break;
            }
            if (passed == Step.DELIVER) {
                story.rates(barber, 1);
            }
        }
        return barber;
    }

    private void handled(Demand barber, Step next) {
        completes(
                "health-handler",
                barber,
                "handle-application",
                switch (next) {
                    case VISIT -> Map.of("decision", "visit", "visit", "6 月 9 日上午");
                    case PROCEDURE ->
                        Map.of(
                                "decision", "procedure",
                                "procedure", "HEARING",
                                "procedureLength", "5",
                                "procedureReason", "听证");
                    case EXTEND -> Map.of("decision", "extend", "extensionLength", "5", "extensionReason", "协查");
                    default -> Step.HANDLE.form;
                });
    }

    @Test
    void whoeverAcceptedCannotGoOnThoughTheyHaveEveryDuty() {
        Demand barber = story.as(
                BOTH,
                () -> applications.file(
                        application("hygiene-permit", Delivery.WINDOW, BOTH),
                        Set.of("application-form", "test-report", "floor-plan"),
                        List.of()));
        completes(BOTH, barber, "accept-application", Map.of("decision", "accept"));
        Answer claim = Caller.inTasklist(BOTH, port)
                .engine("POST", "/task/" + taskOf(barber, Step.HANDLE).getId() + "/claim", Map.of("userId", BOTH));
        assertThat(claim.reason()).isEqualTo("受审分离：您已经受理过这件申请，不能再承办，请由其他人员办理");
    }

    @Test
    void nobodyForgesHowManyDepartmentsHaveSpoken() {
        Demand works =
                atTheDesk("road-occupation", "application-form", "construction-plan", "traffic-plan", "site-drawing");
        accepts(works);
        Task task = taskFor("police-handler", works, "handle-application");
        Caller police = Caller.of("police-handler", port);
        police.engine("POST", "/task/" + task.getId() + "/claim", Map.of("userId", "police-handler"));
        for (String name :
                List.of("nrOfCompletedInstances", "nrOfInstances", "loopCounter", "department", "departmentNext")) {
            Answer forged = police.engine(
                    "POST",
                    "/task/" + task.getId() + "/submit-form",
                    Caller.variables(form(
                            "decision",
                            "draft",
                            "opinion",
                            "grant",
                            "grounds",
                            "同意",
                            name,
                            name.startsWith("department") ? "3" : 3)));
            assertThat(forged.status()).as(name + " " + forged.reason()).isEqualTo(403);
        }
        assertThat(openTasks(works)).hasSize(3);
    }
}
