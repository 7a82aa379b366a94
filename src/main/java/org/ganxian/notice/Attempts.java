package org.ganxian.notice;

import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sends something before the transaction of the engine's job, which writes down what came of it: at least once, and again
 * only when that transaction is rolled back after the other side took it.
 *
 * @param <R> what came of it
 */
public final class Attempts<R> {

    private record Outcome<R>(
            String id, @Nullable R result, @Nullable NotSent failure) {}

    private final ThreadLocal<@Nullable Outcome<R>> ahead = new ThreadLocal<>();

    /** Sends and remembers for this thread what came of it, failures too. */
    public void ahead(String id, Supplier<R> send) {
        ahead.set(outcome(id, send));
    }

    public void forget() {
        ahead.remove();
    }

    private Outcome<R> outcome(String id, Supplier<R> send) {
        try {
            return new Outcome<>(id, send.get(), null);
        } catch (NotSent failure) {
            return new Outcome<>(id, null, failure);
        }
    }

    /**
     * What came of it; sends now what has not been sent ahead, as when a job is run by hand.
     *
     * @param failed takes id and reason after the transaction has failed and is gone, and with it the hold on the row
     * @throws NotSent when the other side did not take it
     */
    public R made(String id, Supplier<R> send, BiConsumer<String, @Nullable String> failed) {
        Attempt attempt = new Attempt(id, failed);
        TransactionSynchronizationManager.registerSynchronization(attempt);
        Outcome<R> before = ahead.get();
        Outcome<R> known = before != null && before.id().equals(id) ? before : outcome(id, send);
        if (known.failure() != null) {
            attempt.error = known.failure().getMessage();
            throw known.failure();
        }
        return Objects.requireNonNull(known.result());
    }

    @RequiredArgsConstructor
    private static class Attempt implements TransactionSynchronization {

        private final String id;
        private final BiConsumer<String, @Nullable String> failed;
        private @Nullable String error = "RolledBack";

        @Override
        public void afterCompletion(int status) {
            if (status != STATUS_COMMITTED) {
                failed.accept(id, error);
            }
        }
    }
}
