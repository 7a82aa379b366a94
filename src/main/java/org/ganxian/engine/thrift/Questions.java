package org.ganxian.engine.thrift;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.jobexecutor.SuccessfulJobListener;
import org.camunda.bpm.engine.spring.SpringTransactionContext;
import org.camunda.bpm.engine.spring.SpringTransactionInterceptor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A query that nobody asks in a transaction begins none: what is read at once needs neither Hibernate's session nor a
 * commit. In a transaction it is asked there, as before. The same goes for what the engine does after each job that went
 * well: it counts it, in memory.
 */
@RequiredArgsConstructor(access = AccessLevel.PRIVATE)
public class Questions extends CommandInterceptor {

    private final SpringTransactionInterceptor transactions;
    private final SpringTransactionInterceptor joining;

    /** Before the engine's own transactions, in its chain that is built. */
    public static void standIn(ProcessEngineConfigurationImpl engine, PlatformTransactionManager manager) {
        for (CommandInterceptor before : engine.getCommandInterceptorsTxRequired()) {
            if (before.getNext() instanceof SpringTransactionInterceptor transactions) {
                SpringTransactionInterceptor joining =
                        new SpringTransactionInterceptor(manager, TransactionDefinition.PROPAGATION_SUPPORTS, engine);
                joining.setNext(transactions.getNext());
                before.setNext(new Questions(transactions, joining));
            }
        }
        engine.setTransactionContextFactory(commands -> new SpringTransactionContext(manager, commands) {
            /** The engine's own would begin a transaction to mark it, and nobody would end that. */
            @Override
            public void rollback() {
                if (TransactionSynchronizationManager.isActualTransactionActive()) {
                    super.rollback();
                }
            }
        });
    }

    @Override
    public <T> T execute(Command<T> command) {
        boolean writesNothing = command instanceof AbstractQuery || command instanceof SuccessfulJobListener;
        return (writesNothing ? joining : transactions).execute(command);
    }
}
