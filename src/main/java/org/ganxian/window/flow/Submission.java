package org.ganxian.window.flow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.demand.Demand;
import org.ganxian.engine.FormInput;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;

/** What somebody submitted to complete a task of an application. */
record Submission(DelegateTask task, Application application, Demand demand, FormInput typed) {

    private static final int TEXT = 1_000;

    DelegateExecution execution() {
        return task.getExecution();
    }

    /** @throws Refusal 400 with this message when there is none, or when it is too long */
    String required(String field, String message) {
        return bounded(field, typed.required(field, message));
    }

    /**
     * Null for none.
     *
     * @throws Refusal 400 when it is too long
     */
    String text(String field) {
        return bounded(field, typed.text(field));
    }

    private static String bounded(String field, String text) {
        if (text != null && Texts.length(text) > TEXT) {
            throw Refusal.field(field, "文字不能超过 %d 字，现有 %d 字".formatted(TEXT, Texts.length(text)));
        }
        return text;
    }
}
