package org.ganxian.insight.facts;

import static org.ganxian.insight.Sql.utc;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Units;
import org.ganxian.platform.PeopleTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The read model of stays in steps. */
@Component
@RequiredArgsConstructor
class Waits {

    /** What a case can wait in, as the engine names it: for people, for the resident, for time. */
    static final Set<String> KINDS = Set.of("userTask", "eventBasedGateway");

    private final JdbcTemplate jdbc;
    private final Units units;

    /** A stay that begins or ends just now. The case's own row must be written by now. */
    void write(Wait wait) {
        if (wait.enteredAt() == null) {
            leave(wait.id(), Objects.requireNonNull(wait.leftAt()));
        } else {
            insert(wait, wait.enteredAt());
        }
    }

    /**
     * Stays that begin in cases which have just been registered, all at once.
     *
     * @param areas code of the place of each case, by number
     */
    void begin(Collection<Wait> some, Map<String, String> areas) {
        jdbc.batchUpdate(
                "insert into insight_wait (id, definition, activity, number, area_code, entered_at, left_at,"
                        + " left_day, minutes) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                some.stream()
                        .map(wait -> {
                            Instant entered = Objects.requireNonNull(wait.enteredAt());
                            return new @Nullable Object[] {
                                wait.id(),
                                wait.definition(),
                                wait.activity(),
                                wait.number(),
                                areas.get(wait.number()),
                                utc(entered),
                                utc(wait.leftAt()),
                                day(wait.leftAt()),
                                minutes(entered, wait.leftAt())
                            };
                        })
                        .toList());
    }

    /** A stay of before: its step may have written it, and so may this. One that is summed is over and stands as it is. */
    void gather(Wait wait) {
        Instant entered = Objects.requireNonNull(wait.enteredAt());
        int known = jdbc.update(
                "update insight_wait set left_at = case when summed = 0 then ? else left_at end,"
                        + " left_day = case when summed = 0 then ? else left_day end,"
                        + " minutes = case when summed = 0 then ? else minutes end where id = ?",
                utc(wait.leftAt()),
                day(wait.leftAt()),
                minutes(entered, wait.leftAt()),
                wait.id());
        if (known == 0) {
            insert(wait, entered);
        }
    }

    private void insert(Wait wait, Instant entered) {
        jdbc.update(
                "insert into insight_wait (id, definition, activity, number, area_code, entered_at, left_at,"
                        + " left_day, minutes) values (?, ?, ?, ?, coalesce((select c.area_code from insight_case c"
                        + " where c.number = ?), ?), ?, ?, ?, ?)",
                wait.id(),
                wait.definition(),
                wait.activity(),
                wait.number(),
                wait.number(),
                units.city().code(),
                utc(entered),
                utc(wait.leftAt()),
                day(wait.leftAt()),
                minutes(entered, wait.leftAt()));
    }

    private static @Nullable LocalDate day(@Nullable Instant at) {
        return at == null ? null : at.atZone(PeopleTime.ZONE).toLocalDate();
    }

    private static @Nullable Long minutes(Instant from, @Nullable Instant to) {
        return to == null ? null : Duration.between(from, to).toMinutes();
    }

    /** Nothing when it has been left before. */
    void leave(String id, Instant at) {
        jdbc.update(
                "update insight_wait set left_at = ?, left_day = ?, minutes ="
                        + " floor(timestampdiff(microsecond, entered_at, cast(? as datetime(6))) / 60000000)"
                        + " where id = ? and left_at is null",
                utc(at),
                at.atZone(PeopleTime.ZONE).toLocalDate(),
                utc(at),
                id);
    }
}
