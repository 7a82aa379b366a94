package org.ganxian.platform;

import java.util.Optional;

/** For resources of our own within the engine's web applications: their refusals are answered as the engine's are. */
public final class EngineFailures {

    private EngineFailures() {}

    /** The refusal behind an exception; the answer's body is then written with its text, in the engine's error format. */
    public static Optional<Refusal> refusalBehind(RuntimeException thrown) {
        Optional<Refusal> refusal = RefusalCodes.behind(thrown).or(() -> Refusal.behind(thrown));
        refusal.ifPresent(RefusalCodes::remember);
        return refusal;
    }
}
