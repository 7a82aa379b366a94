package org.ganxian.engine.inside;

import java.sql.SQLException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.util.ExceptionUtil;
import org.ganxian.platform.RetriedTransaction;

/**
 * Whoever claims a task at the same moment as a colleague is told so, however the race was lost: by the task's revision,
 * or by a deadlock over the rights to it when all is written. Stands inside and outside of the transaction: the engine reads a task and then its process. When the process has moved on in between, it stumbles over what is not
 * there any more; for whoever claims the task this is a race that they lost.
 */
class LostClaims extends CommandInterceptor {

    /** SQL:2016 class 23: integrity constraint violation. */
    private static final String INTEGRITY = "23";

    @Override
    public <T> T execute(Command<T> command) {
        try {
            return next.execute(command);
        } catch (NullPointerException gone) {
            if (isClaim(command) || command instanceof AssignTaskCmd || isOfWhatIsGone(gone)) {
                OptimisticLockingException lost = new OptimisticLockingException("The task is gone");
                lost.initCause(gone);
                throw lost;
            }
            throw gone;
        } catch (RuntimeException lost) {
            if (isClaim(command) && (RetriedTransaction.isLostRace(lost) || isThereAlready(lost))) {
                throw RefusalCodes.asEngineException(RefusalCodes.alreadyClaimed(), lost);
            }
            throw lost;
        }
    }

    /** Of an execution that another has ended in between, whatever is done with its task; an error of ours looks otherwise. */
    private static boolean isOfWhatIsGone(NullPointerException thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().equals(ExecutionEntity.class.getName());
    }

    /** The right to the task that comes with the claim: the same person has got it elsewhere at this moment. */
    private static boolean isThereAlready(Throwable lost) {
        SQLException said =
                lost instanceof ProcessEngineException engine ? ExceptionUtil.unwrapException(engine) : null;
        return said != null && String.valueOf(said.getSQLState()).startsWith(INTEGRITY);
    }

    private static boolean isClaim(Command<?> command) {
        return command instanceof ClaimTaskCmd;
    }
}
