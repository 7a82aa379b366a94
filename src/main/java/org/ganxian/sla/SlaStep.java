package org.ganxian.sla;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * What a limit is for. A flow that keeps such a limit has a timer event called {@link #dueTimer} on its diagram, and
 * where it warns, one called {@link #warningTimer}.
 */
public enum SlaStep {
    DISPATCH("派单", "dispatch"),
    /** The first logged contact with the resident. */
    FIRST_CONTACT("首次响应", "first-response"),
    CLAIM("接单", "claim"),
    COMPLETION("办结", "completion"),
    /** A superior's answer to a supervision. */
    SUPERVISION("督办答复", "supervision"),
    /** The resident's answer to a question. */
    ANSWER("群众补充", "answer"),
    RATING("群众评价", "rating"),
    CALL_BACK("回访", "call-back");

    private final String title;
    private final String id;

    SlaStep(String title, String id) {
        this.title = title;
        this.id = id;
    }

    public String title() {
        return title;
    }

    public String dueTimer() {
        return id + "-due";
    }

    public String warningTimer() {
        return id + "-warning";
    }

    /** The timers of all steps, on any diagram. */
    static String[] timers() {
        return Arrays.stream(values())
                .flatMap(s -> Stream.of(s.dueTimer(), s.warningTimer()))
                .toArray(String[]::new);
    }

    /** True for limits of the resident: nobody is late when they pass. */
    boolean isResidents() {
        return this == ANSWER || this == RATING;
    }

    /** True for limits of the office towards the resident: they stop while the resident has the next move. */
    boolean pauses() {
        return this == DISPATCH || this == FIRST_CONTACT || this == COMPLETION;
    }
}
