package org.ganxian.engine;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import org.camunda.bpm.model.dmn.instance.UnaryTests;
import org.jspecify.annotations.Nullable;

/** A table of rules that is not deployed yet. */
public final class DecisionTable {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    private final String decision;
    private final DmnModelInstance model;
    private @Nullable DmnDecision parsed;

    /**
     * @param decision id of it
     * @param dmn the file, read here once: reading loads the schema of all DMN
     * @throws RuntimeException for what is no DMN
     */
    public DecisionTable(String decision, byte[] dmn) {
        this.decision = decision;
        this.model = Dmn.readModelFromStream(new ByteArrayInputStream(dmn));
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

    private List<Map<String, Object>> answers(DmnDecision table, Map<String, Object> facts) {
        Map<String, Object> all = new HashMap<>(facts);
        model.getModelElementsByType(InputExpression.class)
                .forEach(input ->
                        all.putIfAbsent(input.getText().getTextContent().strip(), null));
        return ENGINE.evaluateDecisionTable(table, all).getResultList();
    }
}
