package org.ganxian.platform.data;

import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Something that each transaction has of its own, made when it is first asked for: what is read once in it, and not again.
 * Outside of a transaction to ask is an IllegalStateException. Cheaper than a bean in a scope, which is made and looked up
 * as any bean.
 */
@RequiredArgsConstructor
public final class PerTransaction<T> {

    private final Supplier<T> maker;

    @SuppressWarnings("unchecked")
    public T get() {
        Object known = TransactionSynchronizationManager.getResource(this);
        return known == null ? begin() : (T) known;
    }

    private T begin() {
        T made = maker.get();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void suspend() {
                TransactionSynchronizationManager.unbindResource(PerTransaction.this);
            }

            @Override
            public void resume() {
                TransactionSynchronizationManager.bindResource(PerTransaction.this, made);
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(PerTransaction.this);
            }
        });
        TransactionSynchronizationManager.bindResource(this, made);
        return made;
    }
}
