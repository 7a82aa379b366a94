package org.ganxian.engine.inside;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.variables.EngineFacts;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** All {@link EngineFacts} by name, looked for once: the engine asks for each variable that it touches. */
@Component
@RequiredArgsConstructor
class KnownFacts {

    private final ObjectProvider<EngineFacts> flows;
    private volatile @Nullable Map<String, EngineFacts> byName;

    /** The flow that keeps a variable of this name; empty for what is none of the facts. */
    Optional<EngineFacts> of(String name) {
        Map<String, EngineFacts> known = byName;
        if (known == null) {
            // Not before the first variable: the flows need the engine themselves.
            known = flows.stream()
                    .flatMap(flow -> flow.names().stream().map(fact -> Map.entry(fact, flow)))
                    .collect(Collectors.toUnmodifiableMap(
                            Map.Entry::getKey, Map.Entry::getValue, (first, next) -> first));
            byName = known;
        }
        return Optional.ofNullable(known.get(name));
    }

    boolean has(String name) {
        return of(name).isPresent();
    }
}
