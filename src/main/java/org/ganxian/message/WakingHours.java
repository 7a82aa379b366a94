package org.ganxian.message;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganxian.platform.PeopleTime;

/**
 * When people may be disturbed, China's time.
 *
 * @param to excluded, later on the same day
 */
record WakingHours(LocalTime from, LocalTime to) {

    static final WakingHours USUAL = new WakingHours(LocalTime.of(8, 0), LocalTime.of(21, 0));

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,2}:\\d{2})\\s*[-–—~至到]\\s*(\\d{1,2}:\\d{2})");

    /** {@code 8:00-21:00}; empty for what is no such time of a day. */
    static Optional<WakingHours> read(String typed) {
        Matcher parts = WRITTEN.matcher(typed.strip().replace('：', ':'));
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new WakingHours(time(parts.group(1)), time(parts.group(2))))
                    .filter(hours -> hours.from.isBefore(hours.to));
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }

    private static LocalTime time(String written) {
        return LocalTime.parse(written.length() == 4 ? "0" + written : written);
    }

    /** At once, or the next morning. */
    Instant next(Instant at) {
        ZonedDateTime there = at.atZone(PeopleTime.ZONE);
        LocalTime time = there.toLocalTime();
        if (time.isBefore(from)) {
            return there.with(from).toInstant();
        }
        return time.isBefore(to) ? at : there.plusDays(1).with(from).toInstant();
    }
}
