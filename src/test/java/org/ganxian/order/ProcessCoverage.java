package org.ganxian.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Remembers which flow nodes and sequence flows the tests have walked. */
public class ProcessCoverage {

    private final Set<String> walked = new ConcurrentSkipListSet<>();

    @TestConfiguration
    public static class Setup {
        @Bean
        ProcessCoverage processCoverage() {
            return new ProcessCoverage();
        }

        @Bean
        AbstractProcessEnginePlugin coveragePlugin(ProcessCoverage coverage) {
            return new AbstractProcessEnginePlugin() {
                @Override
                public void preInit(ProcessEngineConfigurationImpl configuration) {
                    configuration.getCustomPostBPMNParseListeners().add(coverage.listener());
                }
            };
        }
    }

    private AbstractBpmnParseListener listener() {
        return new AbstractBpmnParseListener() {
            @Override
            public void parseProcess(Element element, ProcessDefinitionEntity process) {
                watch(process.getActivities());
            }
        };
    }

    private void watch(Collection<ActivityImpl> activities) {
        for (ActivityImpl activity : activities) {
            activity.addListener(
                    ExecutionListener.EVENTNAME_START, (ExecutionListener) e -> walked.add(activity.getId()));
            activity.getOutgoingTransitions()
                    .forEach(flow -> ((TransitionImpl) flow)
                            .addListener(ExecutionListener.EVENTNAME_TAKE, (ExecutionListener)
                                    e -> walked.add(flow.getId())));
            watch(activity.getActivities());
        }
    }

    /** What one class of tests walks counts for that class. */
    public void forget() {
        walked.clear();
    }

    /** Fails with those of these ids that no test has walked. */
    public void assertWalked(Set<String> ids) {
        assertThat(walked).as("walked flow nodes and sequence flows").containsAll(ids);
    }

    /** Fails with the ids that no test has walked. */
    public void assertComplete(RepositoryService repository, String processKey) {
        assertComplete(repository, processKey, Set.of());
    }

    /** @param elsewhere ids that the tests of another class walk */
    public void assertComplete(RepositoryService repository, String processKey, Set<String> elsewhere) {
        BpmnModelInstance model = repository.getBpmnModelInstance(repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(processKey)
                .latestVersion()
                .singleResult()
                .getId());
        Set<String> missing = model.getModelElementsByType(FlowElement.class).stream()
                .filter(e -> e instanceof FlowNode || e instanceof SequenceFlow)
                .map(FlowElement::getId)
                .collect(Collectors.toCollection(TreeSet::new));
        missing.removeAll(walked);
        missing.removeAll(elsewhere);
        // The engine does not take the flow behind an event-based gateway: the event that happens stands for it.
        model.getModelElementsByType(EventBasedGateway.class).stream()
                .flatMap(gateway -> gateway.getOutgoing().stream())
                .filter(flow -> walked.contains(flow.getTarget().getId())
                        || elsewhere.contains(flow.getTarget().getId()))
                .forEach(flow -> missing.remove(flow.getId()));
        assertThat(missing)
                .as("flow nodes and sequence flows that no test walks")
                .isEmpty();
    }
}
