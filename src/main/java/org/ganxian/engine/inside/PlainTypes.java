package org.ganxian.engine.inside;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.camunda.bpm.engine.variable.type.ValueTypeResolver;
import org.jspecify.annotations.Nullable;

/**
 * The types that a variable may be sent with. Objects, files, JSON and XML are none of them: to read one, the engine would
 * make an object of whatever class its sender names.
 */
class PlainTypes implements ValueTypeResolver {

    private static final Map<String, ValueType> PLAIN = Stream.<ValueType>of(
                    ValueType.STRING,
                    ValueType.BOOLEAN,
                    ValueType.SHORT,
                    ValueType.INTEGER,
                    ValueType.LONG,
                    ValueType.DOUBLE,
                    ValueType.DATE,
                    ValueType.NULL)
            .collect(Collectors.toUnmodifiableMap(ValueType::getName, Function.identity()));

    /** Plugins offer theirs; they may store such values, but nobody sends them. */
    @Override
    public void addType(ValueType type) {}

    @Override
    public @Nullable ValueType typeForName(String name) {
        return PLAIN.get(name);
    }

    @Override
    public Collection<ValueType> getSubTypes(ValueType type) {
        return List.of();
    }
}
