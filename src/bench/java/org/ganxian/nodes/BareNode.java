package org.ganxian.nodes;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.model.bpmn.Bpmn;

/** The engine by itself with its own settings and the same kind of timer: what the product is measured against. */
final class BareNode {

    /** Business key of the instance after whose pattern the others are. */
    static final String PATTERN = "pattern";

    private BareNode() {}

    /**
     * @param arguments JDBC URL; then {@code make} makes the instance {@value #PATTERN}, whose timer is due in a day,
     *     {@code run} runs jobs until it is killed
     */
    public static void main(String[] arguments) throws InterruptedException {
        boolean runs = arguments[1].equals("run");
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(pool(arguments[0]));
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setJobExecutorActivate(runs);
        ProcessEngine engine = configuration.buildProcessEngine();
        if (runs) {
            System.out.println("ready");
            new CountDownLatch(1).await();
        }
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "bare.bpmn",
                        Bpmn.createExecutableProcess("bare")
                                .camundaHistoryTimeToLive(30)
                                .startEvent()
                                .userTask("work")
                                .boundaryEvent("warning")
                                .cancelActivity(false)
                                .timerWithDate("${due}")
                                .serviceTask("remind")
                                .camundaExpression("${true}")
                                .endEvent()
                                .moveToActivity("work")
                                .endEvent()
                                .done())
                .deploy();
        Date tomorrow = new Date(System.currentTimeMillis() + 86_400_000L);
        engine.getRuntimeService().startProcessInstanceByKey("bare", PATTERN, Map.of("due", tomorrow));
        System.exit(0);
    }

    private static HikariDataSource pool(String url) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(url);
        pool.setUsername("ganxian");
        pool.setPassword("ganxian");
        pool.setMaximumPoolSize(20);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return new HikariDataSource(pool);
    }
}
