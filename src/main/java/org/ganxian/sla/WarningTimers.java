package org.ganxian.sla;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.ganxian.engine.LightTimers;
import org.springframework.stereotype.Component;

/** A warning puts a line on record and a notice into inboxes. */
@Component
class WarningTimers implements LightTimers {

    private static final Set<String> IDS =
            Arrays.stream(Milestone.values()).map(Milestone::warningTimer).collect(Collectors.toUnmodifiableSet());

    @Override
    public Set<String> ids() {
        return IDS;
    }
}
