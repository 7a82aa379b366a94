package org.ganxian.rules;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Description;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;

/** A file of rules as a table. What it does not show (ids, names, the picture) stays as it is in the file. */
final class Sheet {

    static final int MOST_ROWS = 500;

    /**
     * @param name of the input's variable or of the output
     * @param type as DMN names it; null for none
     */
    record Column(String name, String label, @Nullable String type) {}

    /**
     * @param id of the rule in the file
     * @param note what it is for; empty for none
     * @param inputs conditions in FEEL, in the order of the columns
     * @param outputs answers in FEEL
     */
    record Row(String id, String note, List<String> inputs, List<String> outputs) {

        boolean saysTheSame(Row other) {
            return inputs.equals(other.inputs) && outputs.equals(other.outputs);
        }

        Stream<String> cells() {
            return Stream.concat(inputs.stream(), outputs.stream());
        }
    }

    private final byte[] file;
    private final String decision;
    private final String name;
    private final List<Column> inputs;
    private final List<Column> outputs;
    private final List<Row> rows;

    private Sheet(byte[] file, String decision) {
        this.file = file;
        this.decision = decision;
        DmnModelInstance model = model(file);
        Collection<Decision> decisions = model.getModelElementsByType(Decision.class);
        Decision one = decisions.stream()
                .filter(d -> decision.equals(d.getId()))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("文件中没有编号（id）为 %s 的规则表".formatted(decision)));
        if (decisions.size() > 1 || !(one.getExpression() instanceof DecisionTable table)) {
            throw Refusal.invalid("文件中应只有一张规则表");
        } else if (table.getHitPolicy() != HitPolicy.FIRST) {
            throw Refusal.invalid("规则表应从上到下取第一条适用的行（命中策略 FIRST）");
        }
        this.name = one.getName();
        this.inputs = table.getInputs().stream()
                .map(input -> new Column(
                        text(input.getInputExpression().getText()).strip(),
                        input.getLabel(),
                        input.getInputExpression().getTypeRef()))
                .toList();
        this.outputs = table.getOutputs().stream()
                .map(output -> new Column(output.getName(), output.getLabel(), output.getTypeRef()))
                .toList();
        this.rows = table.getRules().stream().map(Sheet::row).toList();
    }

    /** @throws Refusal 400 for a file that is no such table, or too long a one */
    static Sheet read(String decision, byte[] file) {
        Sheet sheet;
        try {
            sheet = new Sheet(file, decision);
        } catch (Refusal refusal) {
            throw refusal;
        } catch (RuntimeException unreadable) {
            throw Refusal.invalid("不是能够读懂的规则表（DMN 文件）");
        }
        if (sheet.rows.isEmpty() || sheet.rows.size() > MOST_ROWS) {
            throw Refusal.invalid("规则表应有 1 到 %d 行".formatted(MOST_ROWS));
        }
        for (int row = 0; row < sheet.rows.size(); row++) {
            Row one = sheet.rows.get(row);
            if (one.inputs().size() != sheet.inputs.size() || one.outputs().size() != sheet.outputs.size()) {
                throw Refusal.invalid("第 %d 行的格数与表头不符".formatted(row + 1));
            }
        }
        return sheet;
    }

    private static DmnModelInstance model(byte[] file) {
        return Dmn.readModelFromStream(new ByteArrayInputStream(file));
    }

    private static Row row(Rule rule) {
        Description note = rule.getDescription();
        return new Row(
                rule.getId(),
                note == null ? "" : note.getTextContent().strip(),
                rule.getInputEntries().stream().map(e -> text(e.getText())).toList(),
                rule.getOutputEntries().stream().map(e -> text(e.getText())).toList());
    }

    private static String text(@Nullable Text text) {
        return text == null ? "" : text.getTextContent().strip();
    }

    /** For a row that is in no file yet. */
    static String newId() {
        return "rule-" + UUID.randomUUID();
    }

    byte[] file() {
        return file;
    }

    String name() {
        return name;
    }

    List<Column> inputs() {
        return inputs;
    }

    List<Column> outputs() {
        return outputs;
    }

    List<Row> rows() {
        return rows;
    }

    /** What a row answers, without quotes, by the names of the columns. */
    Map<String, String> answers(Row row) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (int i = 0; i < outputs.size(); i++) {
            answers.put(outputs.get(i).name(), Condition.value(row.outputs().get(i)));
        }
        return answers;
    }

    /** @throws Refusal 400 when the columns are not those of {@code other} */
    void requireColumnsOf(Sheet other) {
        if (!hasColumnsOf(other)) {
            throw Refusal.invalid("列应与现行规则表相同：条件 %s，结果 %s".formatted(names(other.inputs), names(other.outputs)));
        }
    }

    boolean hasColumnsOf(Sheet other) {
        return names(inputs).equals(names(other.inputs)) && names(outputs).equals(names(other.outputs));
    }

    /**
     * The same rows under another table's columns, each cell under its own name. A condition that this one has not holds for
     * any case; an answer that it has not is the other table's of the same row, else none, which is a mistake until somebody
     * fills it in.
     */
    Sheet inColumnsOf(Sheet other) {
        if (hasColumnsOf(other)) {
            return this;
        }
        List<Row> carried = rows.stream()
                .map(row -> new Row(
                        row.id(),
                        row.note(),
                        carried(inputs, row.inputs(), other.inputs, List.of()),
                        carried(
                                outputs,
                                row.outputs(),
                                other.outputs,
                                other.rows.stream()
                                        .filter(r -> r.id().equals(row.id()))
                                        .findFirst()
                                        .map(Row::outputs)
                                        .orElse(List.of()))))
                .toList();
        return new Sheet(other.with(carried), other.decision);
    }

    private static List<String> carried(
            List<Column> from, List<String> cells, List<Column> to, List<String> otherwise) {
        List<String> names = names(from);
        List<String> carried = new ArrayList<>();
        for (int i = 0; i < to.size(); i++) {
            int place = names.indexOf(to.get(i).name());
            carried.add(place >= 0 ? cells.get(place) : otherwise.isEmpty() ? "" : otherwise.get(i));
        }
        return carried;
    }

    /** zh-CN, a line for each column that this table has and the other has not, or the other way round. */
    List<String> columnsAgainst(Sheet before) {
        List<String> said = new ArrayList<>();
        added(before.inputs, inputs, "新增条件", "，原有的行适用于它的任何取值", said);
        added(before.outputs, outputs, "新增结果", "，本市自己的行要逐行填写", said);
        for (Column gone : without(before.inputs, inputs)) {
            int place = before.inputs.indexOf(gone);
            long used = before.rows.stream()
                    .filter(row -> !row.inputs().get(place).isEmpty())
                    .count();
            said.add(
                    "取消条件“%s”%s".formatted(gone.label(), used == 0 ? "" : "，原有 %d 行用到，将适用于更多情形，请逐行核对".formatted(used)));
        }
        without(before.outputs, outputs).forEach(gone -> said.add("取消结果“%s”".formatted(gone.label())));
        return said;
    }

    private static void added(List<Column> before, List<Column> after, String what, String meaning, List<String> said) {
        without(after, before).forEach(column -> said.add("%s“%s”%s".formatted(what, column.label(), meaning)));
    }

    private static List<Column> without(List<Column> columns, List<Column> others) {
        List<String> names = names(others);
        return columns.stream().filter(column -> !names.contains(column.name())).toList();
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    /** The file with these rows instead; a row whose id it has keeps its other marks. */
    byte[] with(List<Row> wanted) {
        DmnModelInstance model = model(file);
        Collection<Rule> rules = model.getModelElementsByType(DecisionTable.class).stream()
                .findFirst()
                .orElseThrow()
                .getRules();
        Map<String, Rule> known = rules.stream()
                .collect(Collectors.toMap(DmnElement::getId, rule -> rule, (a, b) -> a, LinkedHashMap::new));
        List.copyOf(rules).forEach(rules::remove);
        for (Row row : wanted) {
            Rule before = known.remove(row.id());
            Rule rule = before == null ? made(model, row) : before;
            rules.add(rule);
            describe(model, rule, row.note());
            write(
                    row.inputs(),
                    rule.getInputEntries().stream().map(InputEntry::getText).toList());
            write(
                    row.outputs(),
                    rule.getOutputEntries().stream().map(OutputEntry::getText).toList());
        }
        return Dmn.convertToString(model).getBytes(StandardCharsets.UTF_8);
    }

    private static Rule made(DmnModelInstance model, Row row) {
        Rule rule = model.newInstance(Rule.class);
        rule.setId(row.id());
        row.inputs().forEach(cell -> {
            InputEntry entry = model.newInstance(InputEntry.class);
            entry.setText(model.newInstance(Text.class));
            rule.getInputEntries().add(entry);
        });
        row.outputs().forEach(cell -> {
            OutputEntry entry = model.newInstance(OutputEntry.class);
            entry.setText(model.newInstance(Text.class));
            rule.getOutputEntries().add(entry);
        });
        return rule;
    }

    private static void describe(DmnModelInstance model, Rule rule, String note) {
        if (note.isEmpty()) {
            if (rule.getDescription() != null) {
                rule.removeChildElement(rule.getDescription());
            }
            return;
        }
        if (rule.getDescription() == null) {
            rule.setDescription(model.newInstance(Description.class));
        }
        rule.getDescription().setTextContent(note);
    }

    private static void write(List<String> cells, List<Text> texts) {
        for (int i = 0; i < cells.size(); i++) {
            texts.get(i).setTextContent(cells.get(i));
        }
    }
}
