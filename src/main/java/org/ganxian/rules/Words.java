package org.ganxian.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.Choice;
import org.ganxian.engine.tables.CityRules;
import org.ganxian.rules.Sheet.Column;
import org.ganxian.rules.Sheet.Row;

/** Says in words what stands in a table. */
@RequiredArgsConstructor
final class Words {

    /** @param label of the column */
    record Cell(String label, String said) {}

    /** @param number from 1 */
    record Line(int number, String id, String note, List<Cell> cells) {}

    private final CityRules rules;

    List<Line> lines(Sheet sheet) {
        List<Line> lines = new ArrayList<>();
        for (Row row : sheet.rows()) {
            lines.add(new Line(lines.size() + 1, row.id(), row.note(), cells(sheet, row)));
        }
        return lines;
    }

    List<Cell> cells(Sheet sheet, Row row) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < sheet.inputs().size(); i++) {
            Column column = sheet.inputs().get(i);
            cells.add(new Cell(
                    column.label(),
                    condition(column, Condition.read(row.inputs().get(i)))));
        }
        for (int i = 0; i < sheet.outputs().size(); i++) {
            Column column = sheet.outputs().get(i);
            cells.add(new Cell(shortened(column.label()), answer(column, sheet.answers(row))));
        }
        return cells;
    }

    /** All of a row but what holds for any case. */
    String sentence(Sheet sheet, Row row) {
        return cells(sheet, row).stream()
                .filter(cell -> !cell.said().equals(Condition.Kind.ANY.title())
                        && !cell.said().isEmpty())
                .map(cell -> cell.label() + "：" + cell.said())
                .collect(Collectors.joining("；"));
    }

    /** A question to the table, which has no answer. */
    String question(Sheet sheet, Map<String, Object> facts) {
        return sheet.inputs().stream()
                .filter(column -> facts.get(column.name()) != null)
                .map(column -> column.label() + "：" + value(column, "" + facts.get(column.name())))
                .collect(Collectors.joining("；"));
    }

    private String answer(Column column, Map<String, String> row) {
        String value = row.getOrDefault(column.name(), "");
        return rules.choices().containsKey(column.name())
                ? value(column, value)
                : rules.inWords(column.name(), value, row);
    }

    private String condition(Column column, Condition condition) {
        String named =
                condition.values().stream().map(value -> value(column, value)).collect(Collectors.joining("、"));
        return switch (condition.kind()) {
            case ANY -> Condition.Kind.ANY.title();
            case ONE_OF -> named;
            case CONTAINS -> "含“" + named + "”";
            case FEEL -> named;
        };
    }

    private String value(Column column, String value) {
        return rules.choices().getOrDefault(column.name(), List.of()).stream()
                .filter(choice -> choice.value().equals(value))
                .map(Choice::label)
                .findFirst()
                .orElse(value);
    }

    /** Without the explanation in brackets. */
    static String shortened(String label) {
        return label.replaceFirst("（.*", "");
    }
}
