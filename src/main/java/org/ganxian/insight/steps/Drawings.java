package org.ganxian.insight.steps;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.ganxian.insight.Diagrams;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Draws the newest diagram of a flow, so that it can be read on a page without a script. */
@Component
@RequiredArgsConstructor
class Drawings {

    private static final int ROOM = 30;
    private static final int LETTER = 12;
    private static final int LINE = 15;
    private static final int LONGEST_LABEL = 10;
    /** Letters beside each other in a box of the usual size. */
    private static final int IN_BOX = 7;

    private final Diagrams diagrams;

    /** @param steps those in which cases wait or waited, by id */
    Drawing of(String definition, Map<String, StepRank.Row> steps) {
        BpmnModelInstance model = diagrams.model(definition);
        List<Drawing.Shape> shapes = new ArrayList<>();
        for (BpmnShape shape : model.getModelElementsByType(BpmnShape.class)) {
            Drawing.Form form = form(shape.getBpmnElement());
            if (form != null) {
                shapes.add(shape(shape, form, steps));
            }
        }
        // Frames lie under what is in them.
        shapes.sort((a, b) -> Boolean.compare(b.form() == Drawing.Form.FRAME, a.form() == Drawing.Form.FRAME));
        List<Drawing.Line> lines = model.getModelElementsByType(BpmnEdge.class).stream()
                .map(Drawings::line)
                .toList();
        int left = shapes.stream().mapToInt(Drawing.Shape::x).min().orElse(0) - ROOM;
        int top = shapes.stream().mapToInt(Drawing.Shape::y).min().orElse(0) - ROOM;
        int right = shapes.stream().mapToInt(s -> s.x() + s.width()).max().orElse(0) + ROOM;
        int bottom = shapes.stream().mapToInt(s -> s.y() + s.height()).max().orElse(0) + 2 * ROOM;
        return new Drawing(left, top, right - left, bottom - top, shapes, lines);
    }

    /** Null for what has no place in a flow, such as a pool. */
    private static Drawing.@Nullable Form form(@Nullable BaseElement element) {
        if (element instanceof SubProcess) {
            return Drawing.Form.FRAME;
        } else if (element instanceof Activity) {
            return Drawing.Form.BOX;
        } else if (element instanceof Event) {
            return Drawing.Form.CIRCLE;
        }
        return element instanceof Gateway ? Drawing.Form.DIAMOND : null;
    }

    private static Drawing.Shape shape(BpmnShape shape, Drawing.Form form, Map<String, StepRank.Row> steps) {
        Bounds bounds = shape.getBounds();
        BaseElement element = shape.getBpmnElement();
        int x = number(bounds.getX());
        int y = number(bounds.getY());
        int width = number(bounds.getWidth());
        int height = number(bounds.getHeight());
        String name = element instanceof FlowElement flow ? flow.getName() : null;
        StepRank.Row step = steps.get(element.getId());
        List<Drawing.Label> labels;
        if (form == Drawing.Form.BOX) {
            // Above the middle, where the counts find room below.
            List<String> text = parts(name, IN_BOX);
            int first = y + height / 2 - (text.size() - 1) * LINE / 2 + 4 - (step == null ? 0 : LINE / 2);
            labels = stacked(text, x + width / 2, first);
        } else if (form == Drawing.Form.FRAME) {
            labels = stacked(parts(name, LONGEST_LABEL * 2), x + width / 2, y + LINE + 3);
        } else {
            labels = labels(name, shape.getBpmnLabel(), x + width / 2, y + height + LINE);
        }
        return new Drawing.Shape(element.getId(), form, x, y, width, height, labels, step);
    }

    private static Drawing.Line line(BpmnEdge edge) {
        String points = edge.getWaypoints().stream()
                .map(point -> number(point.getX()) + "," + number(point.getY()))
                .collect(Collectors.joining(" "));
        String name = edge.getBpmnElement() instanceof FlowElement flow ? flow.getName() : null;
        BpmnLabel label = edge.getBpmnLabel();
        return new Drawing.Line(points, label == null ? List.of() : labels(name, label, 0, 0));
    }

    /** Where the model says, else below. */
    private static List<Drawing.Label> labels(@Nullable String name, @Nullable BpmnLabel label, int x, int y) {
        Bounds bounds = label == null ? null : label.getBounds();
        if (bounds == null) {
            return stacked(parts(name, LONGEST_LABEL), x, y);
        }
        int letters = Math.max(4, (int) Math.round(bounds.getWidth() / LETTER));
        return stacked(
                parts(name, letters), number(bounds.getX() + bounds.getWidth() / 2), number(bounds.getY()) + LETTER);
    }

    private static List<Drawing.Label> stacked(Collection<String> lines, int x, int y) {
        List<Drawing.Label> labels = new ArrayList<>();
        for (String line : lines) {
            labels.add(new Drawing.Label(x, y + labels.size() * LINE, line));
        }
        return labels;
    }

    private static List<String> parts(@Nullable String name, int letters) {
        if (name == null) {
            return List.of();
        }
        String text = name.replaceAll("\\s+", "");
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < text.length(); i += letters) {
            parts.add(text.substring(i, Math.min(text.length(), i + letters)));
        }
        return parts;
    }

    private static int number(Double exact) {
        return (int) Math.round(exact);
    }
}
