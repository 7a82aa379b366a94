package org.ganxian.sla;

import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import org.ganxian.calendar.ClockKind;
import org.ganxian.calendar.Limit;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;

/** A limit of the table as people read and write it. The table itself keeps ISO 8601. */
final class LimitWords {

    private LimitWords() {}

    /**
     * 5 个工作日 for {@code P5D}. What words cannot say to the second, and what is no limit, stays as it is.
     *
     * @param clock name of a {@link ClockKind}; any other text for none
     */
    static String of(String iso, @Nullable String clock) {
        try {
            return kind(clock)
                    .map(kind -> Limit.parse(iso).inWords(kind))
                    .filter(words -> Limit.isoOf(words).equals(Optional.of(iso)))
                    .orElse(iso);
        } catch (DateTimeParseException | ArithmeticException none) {
            return iso;
        }
    }

    /**
     * The ISO form of what was typed; what is no limit in words comes back as it is.
     *
     * @throws Refusal 400 for words that mean another clock
     */
    static String read(String typed, @Nullable String clock) {
        Optional<String> iso = Limit.isoOf(typed);
        boolean working = kind(clock).filter(kind -> kind == ClockKind.WORKING).isPresent();
        // What stands in brackets is read over: who chooses another clock need not mend it.
        String words = typed.replaceFirst("[（(].*", "");
        if (iso.isPresent() && working && words.matches(".*\\d\\s*(个?日历)?[天日].*")) {
            throw Refusal.invalid("工作时间按工作日计，请写“5 个工作日”的样子，或改计时方式");
        } else if (iso.isPresent() && !working && words.contains("工作")) {
            throw Refusal.invalid("“%s”要按工作时间计，请改计时方式，或写“5 天”“4 小时”的样子".formatted(words.strip()));
        }
        return iso.orElse(typed);
    }

    private static Optional<ClockKind> kind(@Nullable String name) {
        return Arrays.stream(ClockKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }
}
