package org.ganxian.platform;

import jakarta.persistence.OptimisticLockException;
import java.sql.SQLTransactionRollbackException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.retry.support.RetryTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs work in one transaction, again from the start when the database had to pick a loser. */
@Component
public class RetriedTransaction {

    private final TransactionTemplate transaction;

    /** Deadlocks and lost races. */
    private static final List<Class<? extends Throwable>> LOST = List.of(
            TransientDataAccessException.class,
            OptimisticLockingException.class,
            OptimisticLockException.class,
            SQLTransactionRollbackException.class);

    /** However deep the engine has wrapped what the database said. */
    private final RetryTemplate retries = RetryTemplate.builder()
            .maxAttempts(5)
            .uniformRandomBackoff(1, 200)
            .retryOn(LOST)
            .traversingCauses()
            .build();

    RetriedTransaction(PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Whether the same work may do better at another time: the database or another step was in its way. */
    public static boolean isLostRace(Throwable thrown) {
        return ExceptionUtils.getThrowableList(thrown).stream()
                .anyMatch(cause -> LOST.stream().anyMatch(kind -> kind.isInstance(cause)));
    }

    public <T> T run(Supplier<T> work) {
        return retries.execute(attempt -> transaction.execute(status -> work.get()));
    }

    /** Runs work again from the start that makes its own transaction. */
    public <T> T again(Supplier<T> work) {
        return retries.execute(attempt -> work.get());
    }
}
