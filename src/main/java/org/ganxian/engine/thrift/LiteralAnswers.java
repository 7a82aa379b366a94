package org.ganxian.engine.thrift;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * FEEL, which reads each cell of a table anew each time. A cell of nothing but literals answers the same value with the
 * same answer for ever: that is asked once. A cell of nothing but a name is what it names. All else is asked as before.
 */
@RequiredArgsConstructor
class LiteralAnswers implements FeelEngine {

    private static final String LITERAL = "(?:\"[^\"\\\\]*\"|true|false)";
    private static final Pattern ONE = Pattern.compile(LITERAL);
    private static final Pattern NAME = Pattern.compile("(?!(?:true|false|null)$)[A-Za-z][A-Za-z0-9]*");
    private static final Pattern SOME = Pattern.compile(LITERAL + "(?:\\s*,\\s*" + LITERAL + ")*");

    /** What a column is asked of that the case does not have. */
    private static final Object NOTHING = Optional.empty();

    /** @param value a text, a truth value or {@link #NOTHING} */
    private record Asked(String cell, Object value) {}

    private final FeelEngine feel;
    private final Cache<Asked, Boolean> tests = cache();
    private final Cache<String, Object> values = cache();
    private final Cache<String, Boolean> literal = cache();

    private static <K, V> Cache<K, V> cache() {
        return Caffeine.newBuilder()
                .maximumSize(50_000)
                .expireAfterAccess(1, TimeUnit.HOURS)
                .build();
    }

    /** The engine's own decisions with this. */
    static DefaultDmnEngineConfiguration decisions() {
        DefaultDmnEngineConfiguration decisions =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        ScalaFeelEngineFactory feel = new ScalaFeelEngineFactory();
        decisions.setFeelEngineFactory(() -> new LiteralAnswers(feel.createInstance()));
        return decisions;
    }

    @Override
    public boolean evaluateSimpleUnaryTests(String cell, String input, VariableContext known) {
        TypedValue given = known.resolve(input);
        Optional<Object> value = given != null && given.getValue() == null ? Optional.of(NOTHING) : plain(given);
        if (value.isEmpty() || !literal.get(cell, c -> SOME.matcher(c.strip()).matches())) {
            return feel.evaluateSimpleUnaryTests(cell, input, known);
        }
        return tests.get(new Asked(cell, value.get()), asked -> feel.evaluateSimpleUnaryTests(cell, input, known));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T evaluateSimpleExpression(String cell, VariableContext known) {
        String plain = cell.strip();
        if (NAME.matcher(plain).matches() && known.containsVariable(plain)) {
            TypedValue given = known.resolve(plain);
            // What a case does not have is nothing, as FEEL says too.
            return given != null && (given.getValue() == null || plain(given).isPresent())
                    ? (T) given.getValue()
                    : feel.evaluateSimpleExpression(cell, known);
        }
        return ONE.matcher(plain).matches()
                ? (T) values.get(cell, c -> feel.evaluateSimpleExpression(c, known))
                : feel.evaluateSimpleExpression(cell, known);
    }

    private static Optional<Object> plain(@Nullable TypedValue value) {
        return Optional.ofNullable(value)
                .map(TypedValue::getValue)
                .filter(plain -> plain instanceof String || plain instanceof Boolean);
    }
}
