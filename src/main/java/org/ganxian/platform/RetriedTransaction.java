package org.ganxian.platform;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs work in one transaction, again from the start when the database had to pick a loser. */
@Component
public class RetriedTransaction {

    private static final Logger LOG = LoggerFactory.getLogger(RetriedTransaction.class);
    private static final int ATTEMPTS = 5;
    private static final int PAUSE_MILLIS = 50;

    private final TransactionTemplate transaction;

    RetriedTransaction(PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
    }

    public <T> T run(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.execute(status -> work.get());
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !isWorthAnotherTry(e)) {
                    throw e;
                }
                LOG.info("Trying again after {}", e.toString());
                pause(attempt);
            }
        }
    }

    /** True for deadlocks and lost races. */
    private static boolean isWorthAnotherTry(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof TransientDataAccessException
                    || t instanceof OptimisticLockingException
                    || t instanceof SQLException sql
                            && sql.getSQLState() != null
                            && sql.getSQLState().startsWith("40")) {
                return true;
            }
        }
        return false;
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(PAUSE_MILLIS * attempt) + 1L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
