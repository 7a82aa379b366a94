package org.ganxian.escalation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.escalation.Supervision.Outcome;
import org.ganxian.notice.Notice;
import org.ganxian.notice.Notices;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.springframework.stereotype.Component;

/** A supervision in words, on the case's timeline and in notices. */
@Component
@RequiredArgsConstructor
class SupervisionNotices {

    private static final String BY_HAND = "人工督办";

    private final Demands demands;
    private final Notices notices;
    private final Supervisors supervisors;
    private final Units units;
    private final CurrentActor currentActor;

    /** zh-CN, two lines: why; who is called and until when. */
    String inWords(Supervision supervision) {
        return inWords(supervision, cause(supervision));
    }

    private String inWords(Supervision supervision, String cause) {
        return "%s\n由%s督办，应于 %s 前答复"
                .formatted(cause, units.get(supervision.unitCode()).name(), PeopleTime.of(supervision.answerDue()));
    }

    static String cause(Supervision supervision) {
        return late(supervision)
                .orElseGet(() -> BY_HAND + "：" + supervision.reason().orElse(""));
    }

    private static Optional<String> late(Supervision supervision) {
        return supervision
                .step()
                .map(step -> step.title()
                        + (supervision.lateMinutes() == 0
                                ? "到期未完成"
                                : "超时 " + PeopleTime.lasting(Duration.ofMinutes(supervision.lateMinutes()))));
    }

    /** One call of a superior, as managers read it. */
    SupervisionEntry entry(Supervision supervision) {
        return new SupervisionEntry(
                supervision.level(),
                units.get(supervision.unitCode()).name(),
                cause(supervision),
                supervision.raisedAt(),
                supervision.answerDue(),
                supervision.outcome().map(Outcome::title).orElse(null),
                supervision.endedAt().orElse(null));
    }

    /** What somebody wrote for a reason is on the timeline, and in no notice: that leaves the house. */
    void raised(Supervision supervision) {
        record(supervision, Step.SUPERVISION_RAISED, currentActor.ofId(supervision.raisedBy()), inWords(supervision));
        notices.tell(
                supervisors.of(supervision.unitCode()),
                new Notice(
                        "SUPERVISION",
                        supervision.subject(),
                        "督办 " + supervision.subject() + "：" + shortCause(supervision),
                        "%s。责任方：%s。请在待办任务中领取“%s督办”，接管、改派、同意延时或批注。"
                                .formatted(
                                        inWords(supervision, late(supervision).orElse(BY_HAND)),
                                        supervisors.titleOf(supervision.owner()),
                                        supervision.level().title())));
    }

    private static String shortCause(Supervision supervision) {
        return supervision.step().map(step -> step.title() + "超时").orElse(BY_HAND);
    }

    void unanswered(Supervision supervision) {
        record(
                supervision,
                Step.SUPERVISION_UNANSWERED,
                Actor.SYSTEM,
                units.get(supervision.unitCode()).name());
    }

    private void record(Supervision supervision, Step step, Actor actor, String text) {
        demands.record(demands.get(supervision.subject()), step, actor, text);
    }

    /** Tells the person who had asked; a breach has nobody to tell. */
    void answered(Supervision supervision, Actor superior, String what, String note) {
        record(supervision, Step.SUPERVISION_ANSWERED, superior, what + "。" + note);
        if (!Actor.SYSTEM.id().equals(supervision.raisedBy())) {
            notices.tell(
                    List.of(supervision.raisedBy()),
                    new Notice(
                            "SUPERVISION_ANSWERED",
                            supervision.subject(),
                            "督办已答复 " + supervision.subject(),
                            units.get(supervision.unitCode()).name() + "答复：" + what + "。"));
        }
    }
}
