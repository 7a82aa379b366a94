package org.ganxian.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.ganxian.sla.Milestone;

/** A deployed diagram, looked at without running it. Each method gives what is wrong, in words. */
final class Diagram {

    private static final String DEADLINE = "\\$\\{[a-z][A-Za-z]*(Due|Warning)}";

    private final BpmnModelInstance model;

    Diagram(BpmnModelInstance model) {
        this.model = model;
    }

    private <T extends ModelElementInstance> Collection<T> all(Class<T> type) {
        return model.getModelElementsByType(type);
    }

    List<String> withoutChineseName() {
        List<String> wrong = new ArrayList<>();
        all(Process.class).stream().filter(p -> !isChinese(p.getName())).forEach(p -> wrong.add(p.getId()));
        all(FlowElement.class).stream()
                .filter(e -> e.getName() == null || e.getName().isBlank() ? needsName(e) : !isChinese(e.getName()))
                .forEach(e -> wrong.add(e.getId()));
        return wrong;
    }

    private static boolean isChinese(String name) {
        return name != null
                && name.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    }

    /** Joins, flows that need no question, and the plain start and end of a part say nothing. */
    private static boolean needsName(FlowElement element) {
        if (element instanceof SequenceFlow flow) {
            return flow.getConditionExpression() != null
                    || flow.getSource() instanceof ExclusiveGateway gateway
                            && gateway.getOutgoing().size() > 1;
        } else if (element instanceof Gateway gateway) {
            return gateway.getOutgoing().size() > 1;
        } else if (element instanceof Event && element.getParentElement() instanceof SubProcess) {
            return !(element instanceof StartEvent start
                            && start.getEventDefinitions().isEmpty()
                    || element instanceof EndEvent end
                            && end.getEventDefinitions().isEmpty());
        }
        return element instanceof FlowNode;
    }

    List<String> withoutKebabId() {
        return Stream.concat(all(Process.class).stream(), all(FlowElement.class).stream())
                .map(BaseElement::getId)
                .filter(id -> !id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"))
                .toList();
    }

    List<String> notDrawn() {
        Set<String> drawn = new TreeSet<>();
        all(BpmnShape.class).stream()
                .filter(s -> s.getBounds() != null && s.getBounds().getWidth() > 0)
                .forEach(s -> drawn.add(s.getBpmnElement().getId()));
        all(BpmnEdge.class).stream()
                .filter(e -> e.getWaypoints().size() > 1)
                .forEach(e -> drawn.add(e.getBpmnElement().getId()));
        return all(FlowElement.class).stream()
                .filter(e -> e instanceof FlowNode || e instanceof SequenceFlow)
                .map(BaseElement::getId)
                .filter(id -> !drawn.contains(id))
                .toList();
    }

    /** @param resources names of the files that were deployed with it */
    List<String> tasksNotComplete(Set<String> resources) {
        List<String> wrong = new ArrayList<>();
        for (UserTask task : all(UserTask.class)) {
            if (task.getCamundaCandidateGroups() == null && !isOfferedByListener(task)) {
                wrong.add(task.getId() + " is offered to nobody");
            }
            if (task.getCamundaFormRef() == null || !"deployment".equals(task.getCamundaFormRefBinding())) {
                wrong.add(task.getId() + " has no form of its deployment");
            } else if (resources.stream().noneMatch(r -> r.endsWith(task.getCamundaFormRef() + ".form"))) {
                wrong.add(task.getId() + ": no form " + task.getCamundaFormRef() + " is deployed");
            }
            if (task.getCamundaDueDate() == null || !task.getCamundaDueDate().matches(DEADLINE)) {
                wrong.add(task.getId() + " is due at no deadline");
            }
        }
        return wrong;
    }

    private static boolean isOfferedByListener(UserTask task) {
        return Optional.ofNullable(task.getExtensionElements()).stream()
                .flatMap(e -> e.getElementsQuery().filterByType(CamundaTaskListener.class).list().stream())
                .anyMatch(l -> "create".equals(l.getCamundaEvent()));
    }

    List<String> timersNotOfSla() {
        Set<String> timers = Stream.of(Milestone.values())
                .flatMap(s -> Stream.of(s.dueTimer(), s.warningTimer()))
                .collect(Collectors.toSet());
        List<String> wrong = new ArrayList<>();
        for (TimerEventDefinition timer : all(TimerEventDefinition.class)) {
            String id = ((CatchEvent) timer.getParentElement()).getId();
            if (timer.getTimeDate() == null
                    || !timer.getTimeDate().getTextContent().strip().matches(DEADLINE)) {
                wrong.add(id + " is not given its date");
            }
            if (!timers.contains(id)) {
                wrong.add(id + " is the timer of no limit");
            }
        }
        return wrong;
    }

    /** Where a case can stand and wait for somebody. */
    Set<String> placesToStand(String process) {
        return Stream.concat(all(UserTask.class).stream(), all(EventBasedGateway.class).stream())
                .map(e -> process + "/" + e.getId())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
