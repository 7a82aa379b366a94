package org.ganxian.casework;

import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.platform.Refusal;

/** Not by the same hands: what somebody did on a case forbids them another work on it. */
public final class SameHands {

    private SameHands() {}

    /**
     * Asked when somebody takes a task, and again when they complete it, so that it holds at every door.
     *
     * @param why zh-CN why this user may not do it; empty when they may
     * @throws Refusal 403 that says why
     */
    public static void refuse(DelegateTask task, Function<String, Optional<String>> why) {
        Optional.ofNullable(task.getAssignee()).flatMap(why).ifPresent(reason -> {
            throw Refusal.forbidden(reason);
        });
    }
}
