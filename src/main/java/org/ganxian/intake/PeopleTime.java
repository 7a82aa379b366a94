package org.ganxian.intake;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.ganxian.platform.EngineClock;

/** Times as residents read them: Asia/Shanghai, with the day of the week. */
class PeopleTime {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy年M月d日（E）HH:mm", Locale.SIMPLIFIED_CHINESE)
            .withZone(EngineClock.PEOPLE);

    public String of(Instant instant) {
        return TIME.format(instant);
    }
}
