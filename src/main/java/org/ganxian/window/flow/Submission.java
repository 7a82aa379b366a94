package org.ganxian.window.flow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.ganxian.demand.Demand;
import org.ganxian.engine.variables.FormInput;
import org.jspecify.annotations.Nullable;

/** What somebody submitted to complete a task of an application. */
record Submission(DelegateTask task, Application application, Demand demand, FormInput typed) {

    DelegateExecution execution() {
        return task.getExecution();
    }

    /** @throws org.ganxian.platform.Refusal 400 with this message when there is none */
    String required(String field, String message) {
        return typed.required(field, message);
    }

    @Nullable
    String text(String field) {
        return typed.text(field);
    }
}
