package org.ganxian.engine.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralAnswersTest {

    private final FeelEngine feel = new ScalaFeelEngineFactory().createInstance();
    private final List<String> asked = new ArrayList<>();
    private final LiteralAnswers answers = new LiteralAnswers(new FeelEngine() {
        @Override
        public <T> T evaluateSimpleExpression(String cell, VariableContext known) {
            asked.add(cell);
            return feel.evaluateSimpleExpression(cell, known);
        }

        @Override
        public boolean evaluateSimpleUnaryTests(String cell, String input, VariableContext known) {
            asked.add(cell);
            return feel.evaluateSimpleUnaryTests(cell, input, known);
        }
    });

    private static VariableContext known(Object category, String other) {
        return Variables.fromMap(Map.of("category", category, "other", other)).asVariableContext();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"供水\"",
                "\"供水\",\"供电\"",
                " \"供电\" , \"供水\" ",
                "true",
                "false",
                "not(\"供水\")",
                "other",
                "\"供水\", other",
                "category = other",
                "-",
                "\"a\\\"b\""
            })
    void aCellAnswersAsItDoesWithout(String cell) {
        for (Object value : List.of("供水", "供电", "供气", "a\"b", "", true, false, 1)) {
            for (String other : List.of("供水", "供气")) {
                VariableContext known = known(value, other);
                assertThat(answers.evaluateSimpleUnaryTests(cell, "category", known))
                        .as("%s for %s beside %s", cell, value, other)
                        .isEqualTo(feel.evaluateSimpleUnaryTests(cell, "category", known));
            }
        }
    }

    @Test
    void aCellOfLiteralsIsReadOncePerValue() {
        for (int time = 0; time < 3; time++) {
            answers.evaluateSimpleUnaryTests("\"供水\"", "category", known("供水", ""));
            answers.evaluateSimpleUnaryTests("\"供水\"", "category", known("供电", ""));
            assertThat((String) answers.evaluateSimpleExpression("\"P2\"", known("", "")))
                    .isEqualTo("P2");
        }
        assertThat(asked).containsExactly("\"供水\"", "\"供水\"", "\"P2\"");
    }

    @Test
    void whatACaseDoesNotHaveIsAskedOnceToo() {
        VariableContext nothing =
                Variables.createVariables().putValue("category", null).asVariableContext();
        for (int time = 0; time < 3; time++) {
            assertThat(answers.evaluateSimpleUnaryTests("\"供水\",\"供电\"", "category", nothing))
                    .isFalse()
                    .isEqualTo(feel.evaluateSimpleUnaryTests("\"供水\",\"供电\"", "category", nothing));
        }
        assertThat(asked).hasSize(1);
        assertThat((Object) answers.evaluateSimpleExpression("category", nothing))
                .isNull();
        assertThat((Object) feel.evaluateSimpleExpression("category", nothing)).isNull();
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatNamesSomethingElseIsReadAnewEachTime() {
        assertThat(answers.evaluateSimpleUnaryTests("other", "category", known("供水", "供水")))
                .isTrue();
        assertThat(answers.evaluateSimpleUnaryTests("other", "category", known("供水", "供电")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "other",
                " category ",
                "true",
                "null",
                "\"供水\"",
                "nothing",
                "category = other",
                "upper case(other)"
            })
    void anExpressionIsWorthWhatItIsWithout(String cell) {
        for (Object value : List.of("供水", "", true, false, 1, 2.5)) {
            for (String other : List.of("供水", "a")) {
                VariableContext known = known(value, other);
                assertThat((Object) answers.evaluateSimpleExpression(cell, known))
                        .as("%s of %s beside %s", cell, value, other)
                        .isEqualTo(feel.evaluateSimpleExpression(cell, known));
            }
        }
    }
}
