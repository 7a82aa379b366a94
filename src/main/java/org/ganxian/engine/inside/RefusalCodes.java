package org.ganxian.engine.inside;

import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.errorcode.BuiltinExceptionCode;
import org.camunda.bpm.engine.impl.errorcode.ExceptionCodeProvider;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.ganxian.engine.web.EngineRefusalFilter;
import org.ganxian.platform.OutOfTurn;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/**
 * Recognizes a {@link Refusal} inside an engine exception and keeps it for {@link EngineRefusalFilter}, which answers
 * with it. The engine's exception carries code 20000 + HTTP status.
 */
@Component
public class RefusalCodes implements ExceptionCodeProvider {

    private static final int BASE = 20_000;
    private static final ThreadLocal<Refusal> LAST = new ThreadLocal<>();

    @Override
    public @Nullable Integer provideCode(ProcessEngineException exception) {
        Refusal refusal = refusalIn(exception);
        return refusal == null ? null : keep(refusal);
    }

    @Override
    public Integer provideCode(SQLException exception) {
        Integer code = ExceptionCodeProvider.super.provideCode(exception);
        if (Integer.valueOf(BuiltinExceptionCode.DEADLOCK.getCode()).equals(code)) {
            return keep(lostRace());
        }
        // Null for most errors of a database.
        return Refusal.behind(exception).map(RefusalCodes::keep).orElse(code);
    }

    private static int keep(Refusal refusal) {
        remember(refusal);
        return BASE + refusal.status().value();
    }

    private static @Nullable Refusal refusalIn(ProcessEngineException exception) {
        if (exception instanceof TaskAlreadyClaimedException) {
            return alreadyClaimed();
        }
        if (exception instanceof OptimisticLockingException || isInstanceGone(exception) || isLost(exception)) {
            return lostRace();
        }
        if (exception instanceof NullValueException
                && String.valueOf(exception.getMessage()).endsWith("task is null")) {
            return Refusal.notFound("没有这个任务，可能已被办结或撤回，请刷新");
        }
        return Refusal.behind(exception).orElse(null);
    }

    /** The engine itself stumbles over an execution whose process instance somebody else has just ended. */
    private static boolean isInstanceGone(ProcessEngineException exception) {
        NullPointerException stumble = ExceptionUtils.throwableOfType(exception, NullPointerException.class);
        return stumble != null
                && stumble.getStackTrace().length > 0
                && stumble.getStackTrace()[0].getClassName().equals(ExecutionEntity.class.getName());
    }

    /** 409 for whoever claims a task that somebody else has. */
    static Refusal alreadyClaimed() {
        return Refusal.conflict("该任务刚刚已被他人领取，请办理其他任务");
    }

    /** For those who stand outside of whoever gives the engine's exceptions their codes. */
    static ProcessEngineException asEngineException(Refusal refusal, Throwable cause) {
        ProcessEngineException exception = new ProcessEngineException(refusal.getMessage(), cause);
        exception.setCode(keep(refusal));
        return exception;
    }

    /** 409 for whoever came second, whether the engine or the commit has found out. */
    public static Refusal lostRace() {
        return Refusal.conflict("该任务刚刚已被他人处理，请刷新后再试");
    }

    /** The refusal that the code of an engine's exception stands for, in the thread that threw it. */
    public static Optional<Refusal> behind(Throwable thrown) {
        return thrown instanceof ProcessEngineException engine && engine.getCode() > BASE
                ? Optional.ofNullable(take())
                : Optional.empty();
    }

    /** A race that was lost outside the engine, in a transaction of our own around it. */
    public static Optional<Refusal> lostRaceBehind(Throwable thrown) {
        return isLost(thrown) ? Optional.of(lostRace()) : Optional.empty();
    }

    /** As Spring says it, JPA where a query wrote first what was changed before it, or a row that was waited for. */
    private static boolean isLost(Throwable thrown) {
        return ExceptionUtils.throwableOfType(thrown, ConcurrencyFailureException.class) != null
                || ExceptionUtils.throwableOfType(thrown, OptimisticLockException.class) != null
                || ExceptionUtils.throwableOfType(thrown, OutOfTurn.class) != null;
    }

    /** For the answer that this thread is about to give. */
    public static void remember(Refusal refusal) {
        LAST.set(refusal);
    }

    public static Refusal take() {
        Refusal last = LAST.get();
        LAST.remove();
        return last;
    }
}
