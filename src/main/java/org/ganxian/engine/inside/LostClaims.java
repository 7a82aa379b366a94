package org.ganxian.engine.inside;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * The engine reads a task and then its process. When the process has moved on in between, it stumbles over what is not
 * there any more; for whoever claims the task this is a race that they lost.
 */
class LostClaims extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        try {
            return next.execute(command);
        } catch (NullPointerException gone) {
            if (command instanceof ClaimTaskCmd || command instanceof AssignTaskCmd) {
                OptimisticLockingException lost = new OptimisticLockingException("The task is gone");
                lost.initCause(gone);
                throw lost;
            }
            throw gone;
        }
    }
}
