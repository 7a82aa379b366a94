package org.ganxian.window.flow;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.casework.SameHands;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/**
 * 受审分离: whoever accepted an application neither handles nor approves nor issues it, and whoever handled it does not
 * review it. {@code processes/window-service.bpmn} asks when a task is taken and again when it is completed, so that it
 * holds for Tasklist, /engine-rest and our own API alike, and for people with two duties.
 */
@CalledByDiagrams
@Component("separation")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Separation {

    /** Whoever did one of these cannot do that any more. */
    private record Rule(Set<Work> done, Set<Work> wanted, String name) {}

    private static final List<Rule> RULES = List.of(
            new Rule(Set.of(Work.ACCEPT), Set.of(Work.HANDLE, Work.REVIEW, Work.APPROVE, Work.ISSUE), "受审分离"),
            new Rule(Set.of(Work.HANDLE, Work.REVIEW, Work.APPROVE), Set.of(Work.ACCEPT), "受审分离"),
            new Rule(Set.of(Work.HANDLE), Set.of(Work.REVIEW, Work.APPROVE), "办审分离"),
            new Rule(Set.of(Work.REVIEW, Work.APPROVE), Set.of(Work.HANDLE), "办审分离"),
            new Rule(
                    Set.of(Work.ACCEPT, Work.HANDLE, Work.REVIEW, Work.APPROVE, Work.ISSUE),
                    Set.of(Work.CALL_BACK),
                    "回访回避"));

    private final WorkDone.Repository done;
    private final Application.Repository applications;
    private final Clock clock;

    /**
     * Called when somebody takes or completes a task.
     *
     * @throws Refusal 403 that names the rule, when the same person's other work on this application forbids it
     */
    public void require(DelegateTask task) {
        Work.of(task.getTaskDefinitionKey())
                .ifPresent(wanted ->
                        SameHands.refuse(task, who -> refusal(applications.of(task.getExecution()), wanted, who)));
    }

    private Optional<String> refusal(Application application, Work wanted, String username) {
        List<WorkDone> before = done.findByApplicationIdAndUsername(application.id(), username);
        return RULES.stream()
                .filter(rule -> rule.wanted().contains(wanted))
                .flatMap(rule -> before.stream()
                        .filter(b -> rule.done().contains(b.work()))
                        .map(b -> "%s：您已经%s过这件申请，不能再%s，请由其他人员办理"
                                .formatted(rule.name(), b.work().title(), wanted.title())))
                .findFirst();
    }

    /** Keeps that somebody did this work. */
    void record(Application application, Work work, String username) {
        if (done.findByApplicationIdAndUsername(application.id(), username).stream()
                .noneMatch(d -> d.work() == work)) {
            done.save(new WorkDone(application.id(), work, username, clock.instant()));
        }
    }

    /** Whether this person has had a hand in the application. */
    boolean hasWorkedOn(Application application, String username) {
        return !done.findByApplicationIdAndUsername(application.id(), username).isEmpty();
    }
}
