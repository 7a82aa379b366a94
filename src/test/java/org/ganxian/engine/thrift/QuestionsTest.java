package org.ganxian.engine.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.SuccessfulJobListener;
import org.ganxian.IntegrationTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
@Tag("any-database")
class QuestionsTest {

    @Autowired
    RuntimeService runtime;

    @Autowired
    ProcessEngineConfigurationImpl engine;

    @Autowired
    TransactionTemplate transaction;

    /** One left open would hold its connection and what it locks for good. */
    @Test
    void aQuestionThatIsRefusedLeavesNoTransactionOpen() {
        assertThatThrownBy(this::asksWhatMakesNoSense).isInstanceOf(ProcessEngineException.class);
        assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                .isFalse();
        assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isFalse();
        assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
    }

    @Test
    void aQuestionThatIsRefusedInATransactionTakesItBack() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    assertThatThrownBy(this::asksWhatMakesNoSense).isInstanceOf(ProcessEngineException.class);
                    assertThat(status.isRollbackOnly()).isTrue();
                    throw new IllegalStateException("the end");
                }))
                .hasMessage("the end");
    }

    @Test
    void countingAJobThatWentWellBeginsNoTransaction() {
        engine.getCommandExecutorTxRequired().execute(new SuccessfulJobListener() {
            @Override
            public Void execute(CommandContext command) {
                assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                        .isFalse();
                return super.execute(command);
            }
        });
    }

    private void asksWhatMakesNoSense() {
        runtime.createProcessInstanceQuery().orderByProcessInstanceId().list();
    }
}
