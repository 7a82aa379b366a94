package org.ganxian.sla;

import java.util.Arrays;
import java.util.Optional;
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
    /** A superior's answer to a supervision, at each level. */
    STREET_SUPERVISION("街道督办答复", "street-supervision"),
    DISTRICT_SUPERVISION("区县督办答复", "district-supervision"),
    CITY_SUPERVISION("市级督办答复", "city-supervision"),
    /** From one reminder of the city to the next. */
    CITY_REMINDER("市级每日催办", "city-reminder"),
    /** What a superior grants a late case before the next level is called. */
    GRACE("督办宽限", "grace"),
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

    /** As in the ids of timers and of what a limit calls when it has passed. */
    public String id() {
        return id;
    }

    public static Optional<SlaStep> ofId(String id) {
        return Arrays.stream(values()).filter(s -> s.id.equals(id)).findFirst();
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

    /** True for limits that only say when something else begins: nobody is late when they pass. */
    boolean isNobodys() {
        return this == ANSWER || this == RATING || this == CITY_REMINDER || this == GRACE;
    }

    /** True when a person chose the limit within that of the table: the table cannot change it any more. */
    boolean isChosen() {
        return this == GRACE;
    }

    /** True for limits of the office towards the resident: they stop while the resident has the next move. */
    boolean pauses() {
        return this == DISPATCH || this == FIRST_CONTACT || this == COMPLETION;
    }
}
