package org.ganxian.engine.jobs;

import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.NotifyAcquisitionRejectedJobsHandler;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.camunda.bpm.spring.boot.starter.property.JobExecutionProperty;
import org.ganxian.engine.LightTimers;
import org.ganxian.engine.OutsideWork;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whose job comes first: by its priority on the diagram (deadlines of people, then notices, then batches), then by its date. */
@Configuration
class JobSetup extends AbstractCamundaConfiguration {

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setJobExecutorAcquireByPriority(true);
        engine.setJobExecutorAcquireByDueDate(true);
        // One range of the index instead of two.
        engine.setEnsureJobDueDateNotNull(true);
    }

    @Bean
    @ConditionalOnProperty(prefix = "camunda.bpm.job-execution", name = "enabled", matchIfMissing = true)
    static JobExecutor jobExecutor(
            @Qualifier("camundaTaskExecutor") TaskExecutor threads,
            CamundaBpmProperties properties,
            DataSource database,
            ObjectProvider<OutsideWork> outsideWork,
            ObjectProvider<LightTimers> lightTimers) {
        NodeJobExecutor executor = new NodeJobExecutor(new JdbcTemplate(database), outsideWork, lightTimers);
        executor.setTaskExecutor(threads);
        executor.setRejectedJobsHandler(new NotifyAcquisitionRejectedJobsHandler());
        JobExecutionProperty set = properties.getJobExecution();
        PropertyMapper map = PropertyMapper.get().alwaysApplyingWhenNonNull();
        map.from(set::getLockTimeInMillis).to(executor::setLockTimeInMillis);
        map.from(set::getMaxJobsPerAcquisition).to(executor::setMaxJobsPerAcquisition);
        map.from(set::getWaitTimeInMillis).to(executor::setWaitTimeInMillis);
        map.from(set::getMaxWait).to(executor::setMaxWait);
        map.from(set::getBackoffTimeInMillis).to(executor::setBackoffTimeInMillis);
        map.from(set::getMaxBackoff).to(executor::setMaxBackoff);
        map.from(set::getBackoffDecreaseThreshold).to(executor::setBackoffDecreaseThreshold);
        map.from(set::getWaitIncreaseFactor).to(executor::setWaitIncreaseFactor);
        return executor;
    }
}
