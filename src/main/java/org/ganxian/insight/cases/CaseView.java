package org.ganxian.insight.cases;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.ganxian.engine.Choice;
import org.jspecify.annotations.Nullable;

/** One case as managers see it: units and duties, no contact of the resident. All texts zh-CN. */
record CaseView(
        String number,
        String title,
        String status,
        @Nullable String priority,
        @Nullable String priorityName,
        String category,
        String place,
        String source,
        @Nullable String unit,
        @Nullable String holder,
        @Nullable CurrentStep step,
        Instant receivedAt,
        List<Deadline> deadlines,
        List<String> why,
        @Nullable Instant pausedSince,
        List<Pause> pauses,
        List<SupervisionEntry> ladder,
        List<Line> timeline,
        Links links,
        Deeds may,
        List<Choice> units,
        List<Choice> extensions) {

    record CurrentStep(String activity, String name, Instant since) {}

    /**
     * @param metAt null while it runs
     * @param lateMinutes by its own clock, as {@code leftMinutes}, which is null when it is met or late
     */
    record Deadline(
            String name,
            Instant due,
            @Nullable Instant metAt,
            boolean late,
            long lateMinutes,
            @Nullable Long leftMinutes,
            boolean provisional) {}

    record Pause(Instant from, @Nullable Instant to) {}

    record SupervisionEntry(
            String level,
            String unit,
            String cause,
            Instant raisedAt,
            Instant answerDue,
            @Nullable String outcome,
            @Nullable Instant answeredAt) {}

    record Line(
            Instant at, String step, String actor, @Nullable String text) {}

    /** Below the application's context path; {@code task} is null where the viewer may not see the task. */
    record Links(
            @Nullable String task, @JsonProperty("case") String page, String resident) {}

    /**
     * @param undo null where the viewer has given the case to nobody
     * @param asked zh-CN what another district is asked for; null when nothing
     */
    record Deeds(
            Deed supervise,
            Deed redispatch,
            Deed extend,
            @Nullable Deed undo,
            @Nullable String asked) {}

    /** @param reason why not */
    record Deed(boolean allowed, @Nullable String reason) {

        static Deed of(@Nullable String whyNot) {
            return new Deed(whyNot == null, whyNot);
        }
    }
}
