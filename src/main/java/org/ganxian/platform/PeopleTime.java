package org.ganxian.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them: Asia/Shanghai, with the day of the week. */
public class PeopleTime {

    /** The zone in which people read times. Instants are stored in UTC. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy年M月d日（E）HH:mm", Locale.SIMPLIFIED_CHINESE)
            .withZone(ZONE);

    public static String of(Instant instant) {
        return TIME.format(instant);
    }

    /** {@code 35 分钟}, {@code 2 小时 5 分钟}; seconds are left out. */
    public static String lasting(Duration time) {
        long hours = time.toHours();
        int minutes = time.toMinutesPart();
        if (hours == 0) {
            return minutes + " 分钟";
        }
        return hours + " 小时" + (minutes == 0 ? "" : " " + minutes + " 分钟");
    }
}
