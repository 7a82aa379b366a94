package org.ganxian.engine;

import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/**
 * Does a part of a job in a transaction of its own, for the engine and for our rows alike: when it fails, it alone is
 * undone, and the job may go on.
 */
@Component
@RequiredArgsConstructor
public class OwnCommand {

    private final ProcessEngine engine;

    public <T> T run(Supplier<T> work) {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequiresNew()
                .execute(context -> work.get());
    }
}
