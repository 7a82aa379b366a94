package org.ganxian.sla;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.calendar.WorkingClock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How a case's running clocks stand, to be seen at a glance. */
@Service
@Transactional(readOnly = true)
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ClockFaces {

    /**
     * A clock's face.
     *
     * @param used share of the limit that has passed, by the clock's own time and without pauses: 0 to 1, 1 when late
     * @param limit zh-CN, for example 5 个工作日
     */
    public record ClockFace(String name, String limit, Instant due, double used, boolean paused, boolean late) {}

    private final SlaClocks clocks;
    private final SlaPause.Repository pauses;
    private final WorkingClock workingClock;
    private final TimeLeft.Times times;
    private final Clock clock;

    /** The face of this step's clock; empty when it does not run. */
    public Optional<ClockFace> of(String number, Milestone step) {
        return clocks.running(number, step).map(this::face);
    }

    /** zh-CN: of each limit that runs, by its name, how long it has left or how late it is. */
    public Map<String, String> left(String number) {
        return times.of(List.of(number), clock.instant()).getOrDefault(number, List.of()).stream()
                .collect(Collectors.toMap(left -> left.step().title(), TimeLeft::inWords, (first, second) -> first));
    }

    private ClockFace face(SlaClock running) {
        Instant at = running.pausedAt().orElseGet(clock::instant);
        boolean late = !at.isBefore(running.dueAt());
        return new ClockFace(
                running.step().title(),
                running.limit().inWords(running.kind()),
                running.dueAt(),
                late ? 1 : used(running, at),
                running.pausedAt().isPresent(),
                late);
    }

    private double used(SlaClock running, Instant at) {
        Duration all = elapsed(running, running.startedAt(), running.dueAt());
        if (running.step().pauses()) {
            all = all.minus(paused(running));
        }
        Duration left = elapsed(running, at, running.dueAt());
        double share = all.isZero() ? 1 : 1 - (double) left.toSeconds() / all.toSeconds();
        return Math.max(0, Math.min(1, share));
    }

    /** What the pauses that are over have moved the deadline by. */
    private Duration paused(SlaClock running) {
        return pauses.findBySubjectOrderById(running.subject()).stream()
                .filter(pause -> pause.isOver() && !pause.pausedAt().isBefore(running.startedAt()))
                .map(pause -> elapsed(running, pause.pausedAt(), Objects.requireNonNull(pause.resumedAt())))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private Duration elapsed(SlaClock running, Instant from, Instant to) {
        return workingClock.elapsed(from, to, running.kind(), running.unitCode());
    }
}
