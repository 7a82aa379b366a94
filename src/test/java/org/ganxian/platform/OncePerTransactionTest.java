package org.ganxian.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class OncePerTransactionTest {

    /** Transactions of nothing, one within the other. */
    private static final class Nothing extends AbstractPlatformTransactionManager {

        private int open;

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected boolean isExistingTransaction(Object transaction) {
            return open > 0;
        }

        @Override
        protected Object doSuspend(Object transaction) {
            return this;
        }

        @Override
        protected void doResume(Object transaction, Object suspended) {}

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            open++;
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            open--;
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            open--;
        }
    }

    private final TransactionTemplate inOne = new TransactionTemplate(new Nothing());
    private final TransactionTemplate inAnother = new TransactionTemplate(inOne.getTransactionManager());
    private final List<String> asked = new ArrayList<>();

    OncePerTransactionTest() {
        inAnother.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    private int ask() {
        return OncePerTransaction.ask("how many", () -> {
            asked.add("how many");
            return asked.size();
        });
    }

    @Test
    void aTransactionAsksOnceAndTheNextOneAgain() {
        inOne.executeWithoutResult(t -> assertThat(List.of(ask(), ask())).containsExactly(1, 1));
        inOne.executeWithoutResult(t -> assertThat(ask()).isEqualTo(2));
    }

    @Test
    void aTransactionWithinAsksForItself() {
        inOne.executeWithoutResult(t -> {
            ask();
            inAnother.executeWithoutResult(inner -> assertThat(ask()).isEqualTo(2));
            assertThat(ask()).isEqualTo(1);
        });
    }

    @Test
    void outsideOfTransactionsEveryQuestionIsAsked() {
        assertThat(List.of(ask(), ask())).containsExactly(1, 2);
    }
}
