package org.ganxian.engine;

import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import org.camunda.bpm.engine.delegate.VariableScope;

/** Variables that a flow writes itself, on its own thread, and nobody else may. */
public abstract class EngineVariables implements EngineFacts {

    private final ThreadLocal<Boolean> writing = new ThreadLocal<>();

    @Override
    public final boolean areBeingWritten() {
        return writing.get() != null;
    }

    protected final void set(VariableScope scope, Enum<?> name, Object value) {
        asFact(() -> scope.setVariable(name.name(), value));
    }

    protected final void asFact(Runnable write) {
        writing.set(true);
        try {
            write.run();
        } finally {
            writing.remove();
        }
    }

    /** Removes whatever was submitted, so that nothing typed stays in the engine. */
    protected final void forgetTyped(VariableScope scope) {
        Set<String> typed = new HashSet<>(scope.getVariableNames());
        typed.removeAll(names());
        typed.removeAll(MultiInstanceFacts.NAMES);
        scope.removeVariables(typed);
    }

    /** As the engine's timers and due dates read it; null for null. */
    protected static Date date(Instant instant) {
        return instant == null ? null : Date.from(instant);
    }
}
