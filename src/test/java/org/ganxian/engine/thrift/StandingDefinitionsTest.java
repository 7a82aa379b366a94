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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database, each with what it keeps in memory. */
class StandingDefinitionsTest {

    private final String database = UUID.randomUUID().toString();
    private final ProcessEngine here = node("here");
    private final ProcessEngine there = node("there");

    private ProcessEngine node(String name) {
        var engine = new StandaloneInMemProcessEngineConfiguration();
        engine.setProcessEngineName(name);
        engine.setJdbcUrl("jdbc:h2:mem:" + database);
        engine.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        Thrift.settle(engine);
        return engine.buildProcessEngine();
    }

    @AfterEach
    void end() {
        there.close();
        here.close();
    }

    private static void deploy(ProcessEngine node, String step) {
        BpmnModelInstance diagram = Bpmn.createExecutableProcess("work")
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

    private static String begin(ProcessEngine node) {
        return node.getRuntimeService().startProcessInstanceByKey("work").getId();
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
        deploy(here, "first");
        String old = begin(here);
        String oldToo = begin(there);

        deploy(there, "second");
        String fresh = begin(here);
        assertThat(task(here, fresh).getTaskDefinitionKey()).isEqualTo("second");
        assertThat(kinds(fresh)).containsExactly("second-due");
        assertThat(kinds(old)).containsExactly("first-due");

        // Each on the node that has not begun it.
        there.getTaskService().complete(task(there, old).getId());
        here.getTaskService().complete(task(here, oldToo).getId());
        there.getTaskService().complete(task(there, fresh).getId());
        assertThat(here.getRuntimeService().createProcessInstanceQuery().count())
                .isZero();
        assertThat(here.getManagementService().createJobQuery().count()).isZero();
    }

    @Test
    void noCaseBeginsOnADiagramThatTheOtherNodeHasSuspended() {
        deploy(here, "first");
        String underWay = begin(there);
        String diagram = task(there, underWay).getProcessDefinitionId();
        here.getRepositoryService().suspendProcessDefinitionByKey("work");
        assertThatThrownBy(() -> begin(there)).isInstanceOf(SuspendedEntityInteractionException.class);
        assertThatThrownBy(() -> there.getRuntimeService().startProcessInstanceById(diagram))
                .isInstanceOf(SuspendedEntityInteractionException.class);

        here.getRepositoryService().activateProcessDefinitionByKey("work");
        there.getTaskService().complete(task(there, underWay).getId());
        assertThat(task(there, begin(there)).getTaskDefinitionKey()).isEqualTo("first");
    }

    /** Where the timers of a case are fastened. */
    private List<String> kinds(String instance) {
        return here.getManagementService().createJobQuery().processInstanceId(instance).list().stream()
                .map(Job::getJobDefinitionId)
                .map(id -> here.getManagementService()
                        .createJobDefinitionQuery()
                        .jobDefinitionId(id)
                        .singleResult())
                .map(JobDefinition::getActivityId)
                .toList();
    }
}
