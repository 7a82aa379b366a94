package org.ganxian.audit;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.ganxian.platform.Refusal;

/** A line as it is kept. */
record AuditLine(long id, String actorId, String action, String subject, Instant at) {

    /** Behind this line older ones begin. */
    String place() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "-" + id;
    }

    /** A line by its time and id, newest first. */
    record Place(LocalDateTime at, long id) {

        /** @throws Refusal 400 for what no line gave */
        static Place of(String text) {
            if (!text.matches("\\d{1,17}-\\d{1,18}")) {
                throw Refusal.field("before", "地址不完整，请从审计页重新查询");
            }
            String[] parts = text.split("-");
            Instant at = Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS);
            return new Place(LocalDateTime.ofInstant(at, ZoneOffset.UTC), Long.parseLong(parts[1]));
        }
    }
}
