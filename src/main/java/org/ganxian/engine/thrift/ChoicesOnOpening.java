package org.ganxian.engine.thrift;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.form.TaskFormData;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.form.handler.TaskFormHandler;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.impl.VariableMapImpl;

/**
 * A task's form whose choices are computed when it is opened alone: the engine would compute them again when it is handed
 * in, for nobody to read.
 */
public class ChoicesOnOpening implements TaskFormHandler {

    private final TaskFormHandler form;
    private final List<String> choices;

    private ChoicesOnOpening(TaskFormHandler form, List<String> choices) {
        this.form = form;
        this.choices = choices;
    }

    /**
     * @param element the task's, in its diagram
     * @param type of those fields of a form that are choices
     */
    public static void of(TaskDefinition task, Element element, String type) {
        List<String> choices = Optional.ofNullable(element.element("extensionElements"))
                .map(extensions -> extensions.elementNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "formData"))
                .map(form -> form.elementsNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "formField"))
                .orElse(List.of())
                .stream()
                .filter(field -> type.equals(field.attribute("type")))
                .map(field -> field.attribute("id"))
                .toList();
        if (!choices.isEmpty()) {
            task.setTaskFormHandler(new ChoicesOnOpening(task.getTaskFormHandler(), choices));
        }
    }

    @Override
    public void parseConfiguration(
            Element element, DeploymentEntity deployment, ProcessDefinitionEntity process, BpmnParse parse) {
        form.parseConfiguration(element, deployment, process, parse);
    }

    @Override
    public TaskFormData createTaskForm(TaskEntity task) {
        return form.createTaskForm(task);
    }

    /** A field that is given has no need of what it has by default; nothing is not kept. */
    @Override
    public void submitFormVariables(VariableMap typed, VariableScope task) {
        VariableMap given = new VariableMapImpl(typed == null ? Variables.createVariables() : typed);
        choices.forEach(field -> given.putValue(field, Variables.untypedNullValue()));
        form.submitFormVariables(given, task);
    }
}
