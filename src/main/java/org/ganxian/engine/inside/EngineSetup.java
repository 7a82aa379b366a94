package org.ganxian.engine.inside;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ArtifactFactory;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.spring.boot.starter.configuration.Ordering;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.ganxian.engine.EngineFacts;
import org.ganxian.engine.Roster;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What the engine must do beyond its defaults: forget what it need not know, guard every task, explain refusals,
 * remember who worked on a case.
 */
@Component
@Order(Ordering.DEFAULT_ORDER + 100)
class EngineSetup extends AbstractCamundaConfiguration {

    private final ObjectProvider<EngineFacts> facts;
    private final ObjectProvider<Roster> roster;
    private final TaskGuard taskGuard;
    private final WorkedCases workedCases;
    private final RefusalCodes refusalCodes;
    private final ApplicationContext context;

    EngineSetup(
            ObjectProvider<EngineFacts> facts,
            ObjectProvider<Roster> roster,
            TaskGuard taskGuard,
            WorkedCases workedCases,
            RefusalCodes refusalCodes,
            ApplicationContext context) {
        this.facts = facts;
        this.roster = roster;
        this.taskGuard = taskGuard;
        this.workedCases = workedCases;
        this.refusalCodes = refusalCodes;
        this.context = context;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        FactsOnlyHistory history = new FactsOnlyHistory(facts);
        // Registered too: a later start finds its id in the database and asks what it means.
        engine.setCustomHistoryLevels(added(engine.getCustomHistoryLevels(), history));
        engine.setHistoryLevel(history);
        engine.setCustomPostCommandInterceptorsTxRequired(added(
                added(engine.getCustomPostCommandInterceptorsTxRequired(), new FactsOnlyVariables(facts)),
                new LostClaims()));
        engine.setCustomPostCommandInterceptorsTxRequiresNew(added(
                added(engine.getCustomPostCommandInterceptorsTxRequiresNew(), new FactsOnlyVariables(facts)),
                new LostClaims()));
        engine.setIdentityProviderSessionFactory(ActiveStaffOnly.factory(roster));
        engine.setResourceAuthorizationProvider(new TaskRights());
        setLimits(engine);
        // We grant rights and never revoke one: no query need look for revocations.
        engine.setAuthorizationCheckRevokes(ProcessEngineConfiguration.AUTHORIZATION_CHECK_REVOKE_NEVER);
        engine.setCustomExceptionCodeProvider(refusalCodes);
        // Ours explains lost races too; for SQL errors it inherits what the built-in one does.
        engine.setDisableBuiltinExceptionCodeProvider(true);
        // A member cannot end a case by throwing an error at its task.
        engine.setEnableExceptionsAfterUnhandledBpmnError(true);
        engine.setCustomFormTypes(added(engine.getCustomFormTypes(), new ChoicesFormType()));
        engine.setCustomPostBPMNParseListeners(
                added(engine.getCustomPostBPMNParseListeners(), (BpmnParseListener) guardEveryTask()));
    }

    /** What is deployed or sent reaches our beans by name, no script, no other bean and no class of its sender's choice. */
    private void setLimits(ProcessEngineConfigurationImpl engine) {
        engine.setExpressionManager(new DiagramExpressions(new DiagramBeans(context)));
        engine.setScriptEngineResolver(new NoScripts());
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setValueTypeResolver(new PlainTypes());
        engine.setJavaSerializationFormatEnabled(false);
        engine.setDeserializationTypeValidationEnabled(true);
        // The engine's own validator allows the basic classes of Java whatever its lists say.
        engine.setDeserializationTypeValidator(type -> false);
        engine.setArtifactFactory(new ArtifactFactory() {
            @Override
            public <T> T getArtifact(Class<T> type) {
                throw new ProcessEngineException("Diagrams name beans, no classes: " + type.getName());
            }
        });
    }

    private static <T> List<T> added(List<? extends T> before, T one) {
        List<T> all = before == null ? new ArrayList<>() : new ArrayList<>(before);
        all.add(one);
        return all;
    }

    private AbstractBpmnParseListener guardEveryTask() {
        return new AbstractBpmnParseListener() {
            @Override
            public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
                TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
                // Before the listeners of the diagram.
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, taskGuard::onAssignment);
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, taskGuard::onCompletion);
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, workedCases::onCreation);
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, workedCases::onCompletion);
            }
        };
    }
}
