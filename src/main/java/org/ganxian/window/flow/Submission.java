package org.ganxian.window.flow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.demand.Demand;
import org.ganxian.engine.FormInput;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;

/** What somebody submitted to complete a task of an application. */
record Submission(DelegateTask task, Application application, Demand demand, FormInput typed) {

    private static final int TEXT = 1_000;

    DelegateExecution execution() {
        return task.getExecution();
    }

    /** @throws Refusal 400 with this message when there is none, or when it is too long */
    String required(String field, String message) {
        String text = typed.required(field, message);
        requireBounded(field, text);
        return text;
    }

    /** @throws Refusal 400 when it is too long */
    @Nullable
    String text(String field) {
        String text = typed.text(field);
        if (text != null) {
            requireBounded(field, text);
        }
        return text;
    }

    private static void requireBounded(String field, String text) {
        if (Texts.length(text) > TEXT) {
            throw Refusal.field(field, "文字不能超过 %d 字，现有 %d 字".formatted(TEXT, Texts.length(text)));
        }
    }
}
