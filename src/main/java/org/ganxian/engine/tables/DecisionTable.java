package org.ganxian.engine.tables;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.camunda.bpm.model.dmn.instance.LiteralExpression;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.UnaryTests;
import org.jspecify.annotations.Nullable;

/** A table of rules that is not deployed yet. */
public final class DecisionTable {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    private static final Pattern TEXT = Pattern.compile("\"([^\"\\\\]*)\"");
    private static final Pattern TEXTS =
            Pattern.compile("\\s*(?:%1$s\\s*(?:,\\s*%1$s\\s*)*)?".formatted("\"[^\"\\\\]*\""));
    private static final String UNNAMED = "";

    private final String decision;
    private final DmnModelInstance model;
    private final List<String> inputs;
    private @Nullable DmnDecision parsed;

    /**
     * What of all that it may be asked it answers.
     *
     * @param gaps questions that have no answer
     * @param idle rows, from 0, that answer none: others before them do, or nothing is like that
     */
    public record Coverage(List<Map<String, Object>> gaps, List<Integer> idle) {}

    /**
     * @param decision id of it
     * @param dmn the file, read here once: reading loads the schema of all DMN
     * @throws RuntimeException for what is no DMN
     */
    public DecisionTable(String decision, byte[] dmn) {
        this.decision = decision;
        this.model = Dmn.readModelFromStream(new ByteArrayInputStream(dmn));
        this.inputs = inputs(model);
    }

    /** Whether the file has a table of this id. */
    public boolean isThere() {
        return model.getModelElementById(decision) != null;
    }

    /** Whether it is written in FEEL throughout: any other language could call what it likes. */
    public boolean isPlain() {
        return Stream.concat(
                        model.getModelElementsByType(LiteralExpression.class).stream()
                                .map(LiteralExpression::getExpressionLanguage),
                        model.getModelElementsByType(UnaryTests.class).stream().map(UnaryTests::getExpressionLanguage))
                .allMatch(language ->
                        language == null || language.toUpperCase(Locale.ROOT).contains("FEEL"));
    }

    /** What each row answers, by the name of the output, in the order of the rows. */
    public List<Map<String, Object>> rows() {
        DmnModelInstance open = model.clone();
        // Without conditions every row answers.
        open.getModelElementsByType(InputEntry.class)
                .forEach(entry -> entry.getText().setTextContent(""));
        open.getModelElementsByType(org.camunda.bpm.model.dmn.instance.DecisionTable.class)
                .forEach(table -> table.setHitPolicy(HitPolicy.RULE_ORDER));
        return answers(ENGINE.parseDecision(decision, open), Map.of());
    }

    /** What the table answers to these facts; empty when no row applies. */
    public Optional<Map<String, Object>> answer(Map<String, Object> facts) {
        return answers(parsed(), facts).stream().findFirst();
    }

    private DmnDecision parsed() {
        if (parsed == null) {
            parsed = ENGINE.parseDecision(decision, model);
        }
        return parsed;
    }

    /** What nobody knows is null: the engine stumbles over what is missing. */
    private List<Map<String, Object>> answers(DmnDecision table, Map<String, Object> facts) {
        Map<String, Object> all = new HashMap<>(facts);
        inputs.forEach(input -> all.putIfAbsent(input, null));
        return ENGINE.evaluateDecisionTable(table, all).getResultList();
    }

    /** All texts that the conditions on this input name. */
    public Set<String> named(String input) {
        int column = inputs.indexOf(input);
        return column < 0
                ? Set.of()
                : texts(model, column).stream()
                        .flatMap(cell -> TEXT.matcher(cell).results())
                        .map(found -> found.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Looks which rows answer, of a table whose first row that applies does. Each value of an input is looked at once,
     * so that a hundred thousand questions are no matter; a condition that speaks of another input than its own counts
     * as one that never applies.
     */
    public Coverage coverage(Stream<Map<String, Object>> questions) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            columns.add(new Column(i));
        }
        int rows = table(model).getRules().size();
        BitSet idle = new BitSet();
        idle.set(0, rows);
        List<Map<String, Object>> gaps = new ArrayList<>();
        questions.forEach(question -> {
            BitSet applying = new BitSet();
            applying.set(0, rows);
            columns.forEach(column -> applying.and(column.rowsOf(question)));
            if (applying.isEmpty()) {
                gaps.add(question);
            } else {
                idle.clear(applying.nextSetBit(0));
            }
        });
        return new Coverage(gaps, idle.stream().boxed().toList());
    }

    /** One input on its own: each different condition once. */
    private final class Column {
        private final String input;
        private final Map<String, BitSet> rowsWith = new HashMap<>();
        private final List<String> conditions = new ArrayList<>();
        private final DmnDecision alone;
        /** Where all conditions are lists of texts, all that no list names are alike. */
        private final boolean namedOnly;

        private final Set<String> named;
        private final Map<Object, BitSet> known = new HashMap<>();

        Column(int number) {
            this.input = inputs.get(number);
            DmnModelInstance alike = model.clone();
            List<String> texts = texts(model, number);
            IntStream.range(0, texts.size())
                    .forEach(row -> rowsWith.computeIfAbsent(texts.get(row), text -> new BitSet())
                            .set(row));
            var table = table(alike);
            table.setHitPolicy(HitPolicy.RULE_ORDER);
            table.getOutputs().forEach(output -> output.removeAttribute("typeRef"));
            for (Rule rule : List.copyOf(table.getRules())) {
                List<InputEntry> entries = List.copyOf(rule.getInputEntries());
                String condition = entries.get(number).getText().getTextContent();
                if (conditions.contains(condition)) {
                    // Past the model, which would look through all of it for whoever names this rule.
                    table.getDomElement().removeChild(rule.getDomElement());
                    continue;
                }
                entries.stream()
                        .filter(entry -> entry != entries.get(number))
                        .forEach(entry -> entry.getText().setTextContent(""));
                rule.getOutputEntries().forEach(entry -> entry.getText().setTextContent("" + conditions.size()));
                conditions.add(condition);
            }
            this.named = named(input);
            this.namedOnly = conditions.stream()
                    .allMatch(condition -> TEXTS.matcher(condition).matches());
            this.alone = ENGINE.parseDecision(decision, alike);
        }

        BitSet rowsOf(Map<String, Object> question) {
            Object asked = question.get(input);
            Object value = namedOnly && asked instanceof String text && !named.contains(text) ? UNNAMED : asked;
            return known.computeIfAbsent(value == null ? Optional.empty() : value, v -> {
                BitSet rows = new BitSet();
                Map<String, Object> fact = value == null ? Map.of() : Map.of(input, value);
                answers(alone, fact)
                        .forEach(hit -> rows.or(rowsWith.get(
                                conditions.get(((Number) hit.values().iterator().next()).intValue()))));
                return rows;
            });
        }
    }

    private static List<String> texts(DmnModelInstance model, int column) {
        return table(model).getRules().stream()
                .map(rule -> List.copyOf(rule.getInputEntries())
                        .get(column)
                        .getText()
                        .getTextContent())
                .toList();
    }

    private static org.camunda.bpm.model.dmn.instance.DecisionTable table(DmnModelInstance model) {
        return model.getModelElementsByType(org.camunda.bpm.model.dmn.instance.DecisionTable.class).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("没有规则表"));
    }

    private static List<String> inputs(DmnModelInstance model) {
        return model.getModelElementsByType(InputExpression.class).stream()
                .map(input -> input.getText().getTextContent().strip())
                .toList();
    }
}
