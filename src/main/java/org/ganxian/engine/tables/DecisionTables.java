package org.ganxian.engine.tables;

import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.engine.dmn.DecisionEvaluationBuilder;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.dmn.DecisionTableEvaluationBuilderImpl;
import org.camunda.bpm.engine.impl.dmn.cmd.EvaluateDecisionTableCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/** Asks decision tables where the work must go on though the table is broken or gone. */
public final class DecisionTables {

    private DecisionTables() {}

    /**
     * The answer. Within a process the question is part of the command that runs: a failure is the caller's to handle,
     * and does not doom the transaction as one through the engine's front door would.
     *
     * @throws RuntimeException for a table that is missing or cannot answer
     */
    public static DmnDecisionTableResult ask(DecisionEvaluationBuilder question) {
        CommandContext running = Context.getCommandContext();
        return running == null
                ? question.evaluate()
                : new EvaluateDecisionTableCmd((DecisionTableEvaluationBuilderImpl) question).execute(running);
    }
}
