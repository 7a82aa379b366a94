package org.ganxian.engine;

import java.util.Optional;
import org.ganxian.engine.inside.RefusalCodes;
import org.ganxian.platform.Refusal;

/** For resources of our own within the engine's web applications: their refusals are answered as the engine's are. */
public final class EngineFailures {

    private EngineFailures() {}

    /** The refusal behind an exception; the answer's body is then written with its text, in the engine's error format. */
    public static Optional<Refusal> refusalBehind(RuntimeException thrown) {
        Optional<Refusal> refusal = RefusalCodes.behind(thrown)
                .or(() -> Refusal.behind(thrown))
                .or(() -> RefusalCodes.lostRaceBehind(thrown));
        refusal.ifPresent(RefusalCodes::remember);
        return refusal;
    }
}
