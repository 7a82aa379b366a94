package org.ganxian.engine.variables;

import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Variables that a process writes itself, on its own thread, and nobody else may.
 *
 * @param <N> names all of them, as the engine has them
 */
public abstract class EngineVariables<N extends Enum<N>> implements EngineFacts {

    private final ThreadLocal<Boolean> writing = new ThreadLocal<>();
    private final Set<String> names;

    protected EngineVariables(Class<N> names) {
        this.names = Arrays.stream(names.getEnumConstants()).map(Enum::name).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public final Set<String> names() {
        return names;
    }

    @Override
    public final boolean areBeingWritten() {
        return writing.get() != null;
    }

    /**
     * Writes nothing when the fact stands so already.
     *
     * @param value an outcome is written by its name, an instant as a date
     */
    protected final void set(VariableScope scope, N name, @Nullable Object value) {
        Object fact = plain(value);
        if (!scope.hasVariable(name.name()) || !Objects.equals(scope.getVariable(name.name()), fact)) {
            asFact(() -> scope.setVariable(name.name(), fact));
        }
    }

    /**
     * For the gateways behind this step, which are passed before it ends: not written into the database, unless an earlier
     * release has left it there.
     */
    protected final void pass(VariableScope scope, N name, Enum<?> outcome) {
        TypedValue known = scope.getVariableTyped(name.name());
        if (known == null || known.isTransient()) {
            asFact(() -> scope.setVariable(name.name(), Variables.stringValue(outcome.name(), true)));
        } else {
            set(scope, name, outcome);
        }
    }

    /** As {@link #set}, for this part of the process only. */
    protected final void setLocal(VariableScope scope, N name, Object value) {
        asFact(() -> scope.setVariableLocal(name.name(), plain(value)));
    }

    /** As {@link #set}, from outside the process. */
    protected final void set(RuntimeService runtime, String processInstance, N name, Object value) {
        Object fact = plain(value);
        if (!Objects.equals(runtime.getVariable(processInstance, name.name()), fact)) {
            asFact(() -> runtime.setVariable(processInstance, name.name(), fact));
        }
    }

    private void asFact(Runnable write) {
        writing.set(true);
        try {
            write.run();
        } finally {
            writing.remove();
        }
    }

    /** As the engine's gateways, timers and due dates read it. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Enum<?> outcome) {
            return outcome.name();
        }
        return value instanceof Instant instant ? Date.from(instant) : value;
    }

    /** Removes whatever was submitted, so that nothing typed stays in the engine and nothing forged survives. */
    protected final void forgetTyped(VariableScope scope) {
        Set<String> typed = new HashSet<>(scope.getVariableNames());
        typed.removeAll(names);
        typed.removeAll(MultiInstanceFacts.NAMES);
        scope.removeVariables(typed);
    }
}
