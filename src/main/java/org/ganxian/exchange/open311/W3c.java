package org.ganxian.exchange.open311;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ganxian.platform.PeopleTime;

/** Dates as W3C has them: ISO 8601 with an offset, which is never guessed. */
final class W3c {

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2999;

    /** A plus that was not escaped is a blank where it arrives. */
    private static final Pattern LOST_PLUS = Pattern.compile("(T[0-9:.]+) ([0-9]{2}:[0-9]{2})$");

    private W3c() {}

    /** With the offset of the city, to the second. */
    static String written(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                OffsetDateTime.ofInstant(at.truncatedTo(ChronoUnit.SECONDS), PeopleTime.ZONE));
    }

    /** Empty where none was sent, and where {@code wrong} has got why it is none. */
    static Optional<Instant> read(Sent sent, String field, Map<String, String> wrong) {
        return sent.get(field).flatMap(typed -> {
            try {
                OffsetDateTime time =
                        OffsetDateTime.parse(LOST_PLUS.matcher(typed).replaceFirst("$1+$2"));
                if (time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR) {
                    return Optional.of(time.toInstant());
                }
            } catch (DateTimeException e) {
                // Told below.
            }
            wrong.put(field, field + " 应为带时区的时间，例如 2026-06-08T09:00:00+08:00 或 2026-06-08T01:00:00Z");
            return Optional.empty();
        });
    }
}
