package org.ganxian.engine.thrift;

import com.github.benmanes.caffeine.cache.Cache;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkManager;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.impl.persistence.entity.UserOperationLogManager;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;

/** What stands in for the engine's own parts. */
public final class Thrift {

    /** Statements of ours, as the engine's own are written. */
    private static final List<String> OWN =
            List.of("engine/readable-tasks.xml", "engine/facts.xml", "engine/links.xml");

    private Thrift() {}

    /** To be called before the engine is built, which begins with nothing in memory. */
    public static void settle(ProcessEngineConfigurationImpl engine) {
        List<SessionFactory> sessions = new ArrayList<>(sessions());
        if (engine.getCustomSessionFactories() != null) {
            sessions.addAll(0, engine.getCustomSessionFactories());
        }
        sessions.add(FewWords.factory());
        engine.setCustomSessionFactories(sessions);
        QuickProperties.teach();
        engine.setDmnEngineConfiguration(LiteralAnswers.decisions());
        // Written with each line: at the end every table of history had to be gone through again (decision 034).
        engine.setHistoryEventProducer(new RemovalTimes());
        engine.setHistoryEventHandler(new KnownStarts());
        engine.setHistoryRemovalTimeStrategy(ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_START);
        // Who worked how many tasks is asked by nobody.
        engine.setTaskMetricsEnabled(false);
        // We grant rights and never revoke one: no query need look for revocations.
        engine.setAuthorizationCheckRevokes(ProcessEngineConfiguration.AUTHORIZATION_CHECK_REVOKE_NEVER);
    }

    /** To be called once the engine is built, before anybody asks it. */
    public static void teach(ProcessEngineConfigurationImpl engine) {
        Configuration statements =
                engine.getDbSqlSessionFactory().getSqlSessionFactory().getConfiguration();
        OWN.forEach(mapping -> read(mapping, statements));
        // Last: what is taught above is a statement, too.
        ReadOnceSql.teach(statements);
        // Only statements that are still to be read need the parts they share: each kept its whole file, 18 MB in all.
        statements.getSqlFragments().clear();
    }

    private static void read(String mapping, Configuration statements) {
        InputStream text = Thrift.class.getClassLoader().getResourceAsStream(mapping);
        new XMLMapperBuilder(text, statements, mapping, statements.getSqlFragments()).parse();
    }

    private static List<SessionFactory> sessions() {
        Cache<String, JobDefinitionEntity> jobs = StandingDefinitions.Jobs.nothingKnown();
        return List.of(
                opening(AuthorizationManager.class, RightsByKey::new),
                opening(ProcessDefinitionManager.class, StandingDefinitions.Diagrams::new),
                opening(JobDefinitionManager.class, () -> new StandingDefinitions.Jobs(jobs)),
                opening(JobManager.class, PlainJobs::new),
                opening(TaskManager.class, PlainTasks::new),
                opening(IdentityLinkManager.class, PlainTasks.Links::new),
                opening(UserOperationLogManager.class, FewLogLines::new),
                opening(ExecutionManager.class, WholeTrees::new),
                opening(VariableInstanceManager.class, NoTaskVariables::new),
                opening(IncidentManager.class, UnfailedJobs::new));
    }

    private static SessionFactory opening(Class<?> instead, Supplier<Session> session) {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return instead;
            }

            @Override
            public Session openSession() {
                return session.get();
            }
        };
    }
}
