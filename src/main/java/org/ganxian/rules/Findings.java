package org.ganxian.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganxian.engine.Choice;
import org.ganxian.engine.tables.CityRules;
import org.ganxian.engine.tables.DecisionTable;
import org.ganxian.engine.tables.TableChecks;
import org.ganxian.rules.Sheet.Column;
import org.ganxian.rules.Sheet.Row;

/**
 * What is to be said of a table before it takes effect.
 *
 * @param mistakes zh-CN; with one it may not
 * @param gaps how many of the cases that there can be have no answer; with one it may not take effect either
 * @param examples the first of them, in words
 * @param idle rows, from 1, that decide nothing: those above answer all of their cases, or no case is like that
 * @param remarks zh-CN, what may be meant so
 */
record Findings(List<String> mistakes, long gaps, List<String> examples, List<Integer> idle, List<String> remarks) {

    private static final int EXAMPLES = 20;

    static Findings of(Sheet sheet, CityRules rules, TableChecks checks) {
        List<String> mistakes = new ArrayList<>(checks.mistakes(sheet.file()));
        List<String> remarks = new ArrayList<>();
        for (int i = 0; i < sheet.rows().size(); i++) {
            unknown(sheet, sheet.rows().get(i), i + 1, rules, mistakes, remarks);
        }
        if (!mistakes.isEmpty()) {
            return new Findings(mistakes, 0, List.of(), List.of(), remarks);
        }
        DecisionTable table = new DecisionTable(rules.decision(), sheet.file());
        DecisionTable.Coverage coverage = table.coverage(rules.questions(table));
        Words words = new Words(rules);
        List<Map<String, Object>> gaps = checks.answeredByNobody(rules.decision(), coverage.gaps());
        return new Findings(
                mistakes,
                gaps.size(),
                gaps.stream()
                        .limit(EXAMPLES)
                        .map(question -> words.question(sheet, question))
                        .distinct()
                        .toList(),
                coverage.idle().stream().map(row -> row + 1).toList(),
                remarks);
    }

    /** A condition may name what is no more or not yet; an answer may not. */
    private static void unknown(
            Sheet sheet, Row row, int number, CityRules rules, List<String> mistakes, List<String> remarks) {
        for (int i = 0; i < row.inputs().size(); i++) {
            Column column = sheet.inputs().get(i);
            Condition condition = Condition.read(row.inputs().get(i));
            if (condition.kind() == Condition.Kind.ONE_OF) {
                condition.values().stream()
                        .filter(value -> !isKnown(column, value, rules))
                        .forEach(value ->
                                remarks.add("第 %d 行的%s“%s”不在可选范围内，不会有这样的诉求".formatted(number, column.label(), value)));
            }
        }
        for (int i = 0; i < row.outputs().size(); i++) {
            Column column = sheet.outputs().get(i);
            String value = Condition.value(row.outputs().get(i));
            if (!value.isEmpty() && !isKnown(column, value, rules)) {
                mistakes.add("第 %d 行的%s“%s”不在可选范围内".formatted(number, Words.shortened(column.label()), value));
            }
        }
    }

    private static boolean isKnown(Column column, String value, CityRules rules) {
        Map<String, List<Choice>> choices = rules.choices();
        return !choices.containsKey(column.name())
                || choices.get(column.name()).stream()
                        .anyMatch(choice -> choice.value().equals(value));
    }

    public boolean mayTakeEffect() {
        return mistakes.isEmpty() && gaps == 0;
    }

    /** zh-CN; empty when it may take effect. */
    String why() {
        return mistakes.isEmpty()
                ? (gaps == 0 ? "" : "还有 %d 种情形没有规则，例如：%s".formatted(gaps, examples.get(0)))
                : String.join("；", mistakes);
    }
}
