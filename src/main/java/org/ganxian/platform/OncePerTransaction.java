package org.ganxian.platform;

import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Asks once in a transaction what does not change in it: nothing is kept beyond, so that it is right on any node. */
public final class OncePerTransaction {

    private OncePerTransaction() {}

    /**
     * @param key of the question, compared by equality; no other question in this system may have an equal one
     * @return what the question answers, asked again each time outside a transaction
     */
    @SuppressWarnings("unchecked") // a key stands for one question
    public static <T> T ask(Object key, Supplier<T> question) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return question.get();
        }
        Object known = TransactionSynchronizationManager.getResource(key);
        if (known != null) {
            return (T) known;
        }
        T answer = question.get();
        TransactionSynchronizationManager.bindResource(key, answer);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void suspend() {
                TransactionSynchronizationManager.unbindResource(key);
            }

            @Override
            public void resume() {
                TransactionSynchronizationManager.bindResource(key, answer);
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(key);
            }
        });
        return answer;
    }
}
