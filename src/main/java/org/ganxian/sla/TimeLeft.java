package org.ganxian.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.calendar.WorkingClock;
import org.ganxian.platform.PeopleTime;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How long until a limit, or how late it is: by the limit's own clock, so that a night is nothing to one that counts
 * office hours. Every list, page and file says it like this.
 *
 * @param time never negative
 * @param late never while it stands still
 */
public record TimeLeft(Milestone step, Instant due, Duration time, boolean late, boolean paused) {

    /** zh-CN: 还剩 3 小时, 已超时 20 分钟, 已暂停计时. */
    public String inWords() {
        if (paused) {
            return "已暂停计时";
        }
        return inWords(late, time);
    }

    /** zh-CN, the same for a limit of which no clock is kept: 还剩 3 小时, 已超时 20 分钟. */
    public static String inWords(boolean late, Duration time) {
        return (late ? "已超时 " : "还剩 ") + PeopleTime.lasting(time);
    }

    /** Reads it from the clocks of cases. */
    @Service
    @Transactional(readOnly = true)
    @RequiredArgsConstructor(access = AccessLevel.PACKAGE)
    public static class Times {

        private final SlaClock.Repository clocks;
        private final SlaClocks sla;
        private final WorkingClock workingClock;

        /** Of each running limit of these cases, by the case's number. */
        public Map<String, List<TimeLeft>> of(Collection<String> numbers, Instant now) {
            return running(numbers)
                    .collect(Collectors.groupingBy(
                            SlaClock::subject, Collectors.mapping(c -> of(c, now), Collectors.toList())));
        }

        private Stream<SlaClock> running(Collection<String> numbers) {
            if (numbers.size() > 1) {
                return clocks.findBySubjectInAndEndedAtIsNullOrderById(numbers).stream();
            }
            // A page about one case has read its clocks, or will.
            return numbers.stream()
                    .flatMap(number -> sla.of(number).stream())
                    .filter(c -> c.endedAt().isEmpty());
        }

        private TimeLeft of(SlaClock clock, Instant now) {
            Instant at = clock.counted(now);
            boolean late = at.isAfter(clock.dueAt());
            Duration time = late
                    ? sla.lateAt(clock, now)
                    : workingClock.elapsed(at, clock.dueAt(), clock.kind(), clock.unitCode());
            return new TimeLeft(
                    clock.step(),
                    clock.dueAt(),
                    time,
                    late && clock.pausedAt().isEmpty(),
                    clock.pausedAt().isPresent());
        }
    }
}
