package org.ganxian.sla;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What a change of calendar or limits means for one clock. A breach stands with its due date, whatever the change makes of
 * it; where it would not have been one, somebody is asked to look.
 *
 * @param terms limit and measure that count from now on
 * @param times what they make of it
 * @param note zh-CN, for the report; null when there is nothing to say
 */
public record Revision(
        SlaClock clock,
        Effect effect,
        SlaPolicies.Policy terms,
        SlaClocks.Times times,
        @Nullable String note) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.CHINA).withZone(PeopleTime.ZONE);
    private static final int CAUSE_LENGTH = 100;

    enum Effect {
        NOTHING,
        /** Neither due date nor warning moves, but the terms or the mark “provisional” do. */
        SETTLES,
        MOVES,
        /** Breached, but by the change it would not have been then. */
        FLAGS,
        /** Breached and flagged by an earlier change, which this one takes back. */
        STANDS,
        /** An extension granted in days cannot be added to hours, nor the other way round. */
        KEEPS
    }

    /**
     * @param cause zh-CN, what was changed
     * @param pauses of the clock's case
     */
    static Revision of(
            SlaClock clock,
            SlaPolicies.Policy terms,
            List<SlaPause> pauses,
            SlaClocks clocks,
            Instant now,
            String cause) {
        if (clock.extension()
                .map(terms.limit()::plus)
                .filter(limit -> !limit.suits(terms.clock()))
                .isPresent()) {
            return new Revision(clock, Effect.KEEPS, clock.terms(), clock.times(), "已批准延期，与新时限的计算单位不同，仍按原时限");
        }
        SlaClocks.Times times = clocks.times(clock, terms, pauses);
        Optional<Instant> breach = breach(clock, now);
        if (breach.isPresent()) {
            return ofBreached(clock, times, breach.get(), cause);
        }
        SlaClocks.Times before = clock.times();
        if (times.due().equals(before.due()) && times.warn().equals(before.warn())) {
            boolean same = times.equals(before) && terms.equals(clock.terms());
            return new Revision(clock, same ? Effect.NOTHING : Effect.SETTLES, terms, times, null);
        }
        return new Revision(clock, Effect.MOVES, terms, times, remark(clock, before, times));
    }

    private static @Nullable String remark(SlaClock clock, SlaClocks.Times before, SlaClocks.Times times) {
        if (times.due().equals(before.due())) {
            return "到期时间不变，只有预警时间变动";
        }
        return clock.pausedAt().isPresent() ? "计时暂停中，恢复后在此基础上顺延" : null;
    }

    private static Revision ofBreached(SlaClock clock, SlaClocks.Times times, Instant breach, String cause) {
        if (times.due().isAfter(breach)) {
            String note =
                    Texts.shorten(cause, CAUSE_LENGTH) + "：按此应在 " + TIME.format(times.due()) + " 到期，当时不算超时。超时记录保留，请复核";
            return new Revision(clock, Effect.FLAGS, clock.terms(), times, note);
        } else if (clock.review().isPresent()) {
            String note = Texts.shorten(cause, CAUSE_LENGTH) + "：按此超时成立，不再需要复核";
            return new Revision(clock, Effect.STANDS, clock.terms(), times, note);
        }
        return new Revision(clock, Effect.NOTHING, clock.terms(), times, null);
    }

    /** Since when it is late, whether its timer has said so yet or not. The resident's limits are nobody's breach. */
    private static Optional<Instant> breach(SlaClock clock, Instant now) {
        boolean passed = !clock.step().isNobodys()
                && clock.endedAt().isEmpty()
                && !clock.dueAt().isAfter(clock.pausedAt().orElse(now));
        return clock.breachedAt().or(() -> passed ? Optional.of(clock.dueAt()) : Optional.empty());
    }

    /** When it falls due by the change; of a breach that stands, when it would have. */
    public Instant due() {
        return times.due();
    }

    public boolean isMove() {
        return effect == Effect.MOVES;
    }

    public boolean isFlagged() {
        return effect == Effect.FLAGS;
    }

    public boolean isReported() {
        return effect != Effect.NOTHING && effect != Effect.SETTLES;
    }
}
