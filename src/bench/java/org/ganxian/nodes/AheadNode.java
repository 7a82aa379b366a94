package org.ganxian.nodes;

import java.time.Duration;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.GanxianApplication;

/** A node whose clock is five minutes ahead of all others. */
final class AheadNode {

    private AheadNode() {}

    public static void main(String[] arguments) {
        // The application reads the time of the engine's clock alone.
        ClockUtil.offset(Duration.ofMinutes(5).toMillis());
        GanxianApplication.main(arguments);
    }
}
