package org.ganxian.mediation;

import java.util.Arrays;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.demand.Demand;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;

/** What somebody handed in with a task, and the case that it is about. */
record Given(DelegateTask task, Demand demand, Mediation mediation, FormInput typed) {

    DelegateExecution execution() {
        return task.getExecution();
    }

    String by() {
        return task.getAssignee();
    }

    String required(String field, String message) {
        return typed.required(field, message);
    }

    @Nullable
    String text(String field) {
        return typed.text(field);
    }

    /**
     * One of these, by its name.
     *
     * @throws Refusal 400 for any other
     */
    <E extends Enum<E>> E chosen(String field, E[] choices, String message) {
        String name = typed.required(field, message);
        return Arrays.stream(choices)
                .filter(choice -> choice.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.field(field, message));
    }

    /** A number of at most this many digits; empty for what is none. */
    Optional<Integer> number(String field, int digits) {
        return Optional.ofNullable(typed.text(field))
                .filter(text -> text.matches("\\d{1," + digits + "}"))
                .map(Integer::valueOf);
    }
}
