package org.ganxian.insight;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.lang.Contract;

/** Instants as both databases keep them: UTC, without a zone. Null stays null. */
public final class Sql {

    private Sql() {}

    @Contract("!null -> !null")
    public static @Nullable LocalDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    @Contract("!null -> !null")
    public static @Nullable Instant instant(@Nullable LocalDateTime time) {
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }
}
