package org.ganxian.insight.bursts;

import static org.ganxian.insight.Sql.utc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.insight.bursts.BurstFinder.Found;
import org.ganxian.settings.Settings;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps which bursts there are, and says each once. The process {@code bursts} looks every hour of the day. */
@Component("bursts")
@CalledByDiagrams
@RequiredArgsConstructor
public class Bursts {

    /** What goes on again after so short a time is the same one: nobody is told twice. */
    private static final Duration SAME = Duration.ofDays(7);

    private record Known(long id, boolean lasts) {}

    private final BurstFinder finder;
    private final BurstSection section;
    private final Settings settings;
    private final BurstNotices notices;
    private final NamedParameterJdbcTemplate jdbc;
    private final Clock clock;

    /** Begins those that are new, goes on with those that last, and ends the others. */
    @Transactional
    public void look() {
        Instant now = clock.instant();
        Map<String, Known> known = known(now);
        Set<Long> seen = new HashSet<>();
        for (Found found : finder.find(rule(), ReportingPeriod.day(now))) {
            Known before = known.get(found.key());
            if (before == null) {
                begin(found, now);
            } else {
                goOn(before.id(), found, now);
                seen.add(before.id());
            }
        }
        known.values().stream()
                .filter(burst -> burst.lasts() && !seen.contains(burst.id()))
                .forEach(burst -> jdbc.update(
                        "update insight_burst set ended_at = :now where id = :id",
                        Map.of("now", utc(now), "id", burst.id())));
    }

    private BurstRule rule() {
        return BurstSection.rule(settings.of(section));
    }

    private Map<String, Known> known(Instant now) {
        Map<String, Known> known = new HashMap<>();
        jdbc.query(
                "select id, place_code, category_code, ended_at from insight_burst"
                        + " where ended_at is null or ended_at > :since order by id",
                Map.of("since", utc(now.minus(SAME))),
                row -> {
                    known.put(
                            row.getString(2) + " " + row.getString(3),
                            new Known(row.getLong(1), row.getObject(4, LocalDateTime.class) == null));
                });
        return known;
    }

    private void begin(Found found, Instant now) {
        jdbc.update(
                "insert into insight_burst (place_code, district_code, category_code, from_day, to_day, cases, usual,"
                        + " measured, begun_at) values (:place, :district, :category, :from, :to, :cases, :usual,"
                        + " :measured, :now)",
                values(found).addValue("now", utc(now)));
        if (found.measured() >= BurstRule.ENOUGH_DAYS) {
            notices.tell(found);
        }
    }

    private void goOn(long id, Found found, Instant now) {
        jdbc.update(
                "update insight_burst set from_day = :from, to_day = :to, cases = :cases, usual = :usual,"
                        + " measured = :measured, ended_at = null where id = :id",
                values(found).addValue("now", utc(now)).addValue("id", id));
    }

    private static MapSqlParameterSource values(Found found) {
        LocalDate from = found.from();
        return new MapSqlParameterSource()
                .addValue("place", found.place())
                .addValue("district", found.district())
                .addValue("category", found.category())
                .addValue("from", from)
                .addValue("to", found.to())
                .addValue("cases", found.cases())
                .addValue("usual", found.usual())
                .addValue("measured", found.measured());
    }

    /** zh-CN, what makes one, as it is set now. */
    public String ruleInWords() {
        return rule().inWords();
    }
}
