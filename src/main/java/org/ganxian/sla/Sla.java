package org.ganxian.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Service;

/** Turns limits into dates. Nobody else adds hours. Limits are wall-clock time from configuration. */
@Service
public class Sla {

    /**
     * @param priorities limits by urgency, wall-clock
     * @param claim how long an open order may stay unclaimed
     * @param answer how long a resident may take to answer a question
     * @param rating how long a resident may rate after completion
     */
    @ConfigurationProperties("ganxian.sla")
    record Limits(Map<Priority, Limit> priorities, Duration claim, Duration answer, Duration rating) {
        record Limit(Duration firstResponse, Duration completion) {}
    }

    private final Limits limits;

    Sla(Limits limits) {
        this.limits = limits;
    }

    /** Both deadlines of a demand whose clock starts at {@code start}. */
    public Deadlines deadlines(Priority priority, Instant start) {
        Limits.Limit limit = limits.priorities().get(priority);
        return new Deadlines(start.plus(limit.firstResponse()), start.plus(limit.completion()));
    }

    public Instant claimDue(Instant start) {
        return start.plus(limits.claim());
    }

    public Instant answerDue(Instant start) {
        return start.plus(limits.answer());
    }

    public Instant ratingDue(Instant start) {
        return start.plus(limits.rating());
    }

    /** The deadline after a pause from {@code pausedAt} to {@code resumedAt}: it moves by the time paused. */
    public Instant resumed(Instant due, Instant pausedAt, Instant resumedAt) {
        return due.plus(Duration.between(pausedAt, resumedAt));
    }
}
