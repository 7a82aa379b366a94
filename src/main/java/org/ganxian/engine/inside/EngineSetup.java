package org.ganxian.engine.inside;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ArtifactFactory;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.spring.boot.starter.configuration.Ordering;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.ganxian.engine.Roster;
import org.ganxian.engine.attempts.LoginLimits;
import org.ganxian.engine.thrift.ChoicesOnOpening;
import org.ganxian.engine.thrift.Questions;
import org.ganxian.engine.thrift.Thrift;
import org.ganxian.platform.web.RequestLog;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * What the engine must do beyond its defaults: forget what it need not know, guard every task, explain refusals,
 * remember who worked on a case.
 */
@Component
@Order(Ordering.DEFAULT_ORDER + 100)
class EngineSetup extends AbstractCamundaConfiguration {

    private final KnownFacts facts;
    private final ObjectProvider<Roster> roster;
    private final ObjectProvider<LoginLimits> limits;
    private final TaskGuard taskGuard;
    private final WorkedCases workedCases;
    private final RefusalCodes refusalCodes;
    private final ApplicationContext context;
    private final FormRules formRules;

    EngineSetup(
            KnownFacts facts,
            ObjectProvider<Roster> roster,
            ObjectProvider<LoginLimits> limits,
            TaskGuard taskGuard,
            WorkedCases workedCases,
            RefusalCodes refusalCodes,
            ApplicationContext context,
            FormRules formRules) {
        this.facts = facts;
        this.roster = roster;
        this.limits = limits;
        this.taskGuard = taskGuard;
        this.workedCases = workedCases;
        this.refusalCodes = refusalCodes;
        this.context = context;
        this.formRules = formRules;
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
        engine.setCustomPreCommandInterceptorsTxRequired(
                added(engine.getCustomPreCommandInterceptorsTxRequired(), new LostClaims()));
        engine.setIdentityProviderSessionFactory(ActiveStaffOnly.factory(roster, limits));
        engine.setPasswordPolicy(new StaffPassword(roster));
        engine.setEnablePasswordPolicy(true);
        engine.setResourceAuthorizationProvider(new TaskRights());
        Thrift.settle(engine);
        setLimits(engine);
        // A job's lines of the log say which case it is about.
        engine.setLoggingContextBusinessKey(RequestLog.CASE);
        engine.setCustomExceptionCodeProvider(refusalCodes);
        // Ours explains lost races too; for SQL errors it inherits what the built-in one does.
        engine.setDisableBuiltinExceptionCodeProvider(true);
        // Whoever gets an exception knows whether that is an error: RequestLog for people, the job executor for jobs.
        engine.setEnableCmdExceptionLogging(false);
        // A member cannot end a case by throwing an error at its task.
        engine.setEnableExceptionsAfterUnhandledBpmnError(true);
        engine.setCustomFormTypes(added(engine.getCustomFormTypes(), new ChoicesFormType()));
        engine.setCustomPostBPMNParseListeners(
                added(engine.getCustomPostBPMNParseListeners(), (BpmnParseListener) guardEveryTask()));
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        Thrift.teach(engine);
        Questions.standIn(engine, context.getBean(PlatformTransactionManager.class));
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

    private static Optional<String> formOf(Element element) {
        return Optional.ofNullable(element.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "formRef"));
    }

    private static void nameInLog(DelegateTask task) {
        if (task.getExecution() != null && task.getExecution().getProcessBusinessKey() != null) {
            RequestLog.about(task.getExecution().getProcessBusinessKey());
        }
    }

    /** Whoever listens for executions hears where a case waits, after the diagram itself; nobody asks for all else. */
    private void tellOfWaiting(ActivityImpl step) {
        ExecutionListener tell = context::publishEvent;
        step.addListener(ExecutionListener.EVENTNAME_START, tell);
        step.addListener(ExecutionListener.EVENTNAME_END, tell);
    }

    private AbstractBpmnParseListener guardEveryTask() {
        return new AbstractBpmnParseListener() {
            @Override
            public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
                TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, EngineSetup::nameInLog);
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, EngineSetup::nameInLog);
                ChoicesOnOpening.of(task, element, ChoicesFormType.NAME);
                // Before the listeners of the diagram.
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, taskGuard::onAssignment);
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, taskGuard::onCompletion);
                formOf(element)
                        .ifPresent(form -> task.addBuiltInTaskListener(
                                TaskListener.EVENTNAME_COMPLETE,
                                done -> formRules.check(
                                        form,
                                        ((TaskEntity) done)
                                                .getProcessDefinition()
                                                .getDeploymentId(),
                                        done)));
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, workedCases::onCreation);
                task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, workedCases::onCompletion);
                tellOfWaiting(activity);
            }

            @Override
            public void parseEventBasedGateway(Element element, ScopeImpl scope, ActivityImpl gateway) {
                tellOfWaiting(gateway);
            }

            @Override
            public void parseStartEvent(Element element, ScopeImpl scope, ActivityImpl start) {
                // As above, first of all.
                formOf(element)
                        .ifPresent(form -> start.addBuiltInListener(
                                ExecutionListener.EVENTNAME_START,
                                (ExecutionListener) begun -> formRules.check(
                                        form,
                                        ((ExecutionEntity) begun)
                                                .getProcessDefinition()
                                                .getDeploymentId(),
                                        begun),
                                0));
            }
        };
    }
}
