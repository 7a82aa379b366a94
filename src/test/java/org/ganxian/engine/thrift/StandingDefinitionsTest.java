package org.ganxian.engine.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Two nodes on one database, each with what it keeps in memory. */
class StandingDefinitionsTest {

    private static final String DATABASE = "jdbc:h2:mem:" + UUID.randomUUID();
    private static final ProcessEngine HERE = node("here");
    private static final ProcessEngine THERE = node("there");

    /** Of the diagram: each test has its own. */
    private final String key = "work-" + UUID.randomUUID();

    private static ProcessEngine node(String name) {
        var engine = new StandaloneInMemProcessEngineConfiguration();
        engine.setProcessEngineName(name);
        engine.setJdbcUrl(DATABASE);
        engine.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        Thrift.settle(engine);
        ProcessEngine node = engine.buildProcessEngine();
        Thrift.teach(engine);
        return node;
    }

    @AfterAll
    static void end() {
        THERE.close();
        HERE.close();
    }

    private void deploy(ProcessEngine node, String step) {
        BpmnModelInstance diagram = Bpmn.createExecutableProcess(key)
                .camundaHistoryTimeToLive(30)
                .startEvent()
                .userTask(step)
                .boundaryEvent(step + "-due")
                .cancelActivity(false)
                .timerWithDuration("P1D")
                .endEvent()
                .moveToActivity(step)
                .endEvent()
                .done();
        node.getRepositoryService()
                .createDeployment()
                .addModelInstance("work.bpmn", diagram)
                .deploy();
    }

    private String begin(ProcessEngine node) {
        return node.getRuntimeService().startProcessInstanceByKey(key).getId();
    }

    private static Task task(ProcessEngine node, String instance) {
        return node.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .singleResult();
    }

    /** As if a node with the next release had started beside one of the last. */
    @Test
    void whatOneNodeDeploysTheOtherBeginsWithAndOldCasesEndOnTheirOwn() {
        deploy(HERE, "first");
        String old = begin(HERE);
        String oldToo = begin(THERE);

        deploy(THERE, "second");
        String fresh = begin(HERE);
        assertThat(task(HERE, fresh).getTaskDefinitionKey()).isEqualTo("second");
        assertThat(kinds(fresh)).containsExactly("second-due");
        assertThat(kinds(old)).containsExactly("first-due");

        // Each on the node that has not begun it.
        THERE.getTaskService().complete(task(THERE, old).getId());
        HERE.getTaskService().complete(task(HERE, oldToo).getId());
        THERE.getTaskService().complete(task(THERE, fresh).getId());
        assertThat(HERE.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processDefinitionKey(key)
                        .count())
                .isZero();
        assertThat(HERE.getManagementService()
                        .createJobQuery()
                        .processDefinitionKey(key)
                        .count())
                .isZero();
    }

    @Test
    void noCaseBeginsOnADiagramThatTheOtherNodeHasSuspended() {
        deploy(HERE, "first");
        String underWay = begin(THERE);
        String diagram = task(THERE, underWay).getProcessDefinitionId();
        HERE.getRepositoryService().suspendProcessDefinitionByKey(key);
        assertThatThrownBy(() -> begin(THERE)).isInstanceOf(SuspendedEntityInteractionException.class);
        assertThatThrownBy(() -> THERE.getRuntimeService().startProcessInstanceById(diagram))
                .isInstanceOf(SuspendedEntityInteractionException.class);

        HERE.getRepositoryService().activateProcessDefinitionByKey(key);
        THERE.getTaskService().complete(task(THERE, underWay).getId());
        assertThat(task(THERE, begin(THERE)).getTaskDefinitionKey()).isEqualTo("first");
    }

    /** Where the timers of a case are fastened. */
    private List<String> kinds(String instance) {
        return HERE.getManagementService().createJobQuery().processInstanceId(instance).list().stream()
                .map(Job::getJobDefinitionId)
                .map(id -> HERE.getManagementService()
                        .createJobDefinitionQuery()
                        .jobDefinitionId(id)
                        .singleResult())
                .map(JobDefinition::getActivityId)
                .toList();
    }
}
