package org.ganxian.insight.facts;

import static org.ganxian.insight.Sql.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.escalation.Level;
import org.ganxian.insight.Sql;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** The read model of cases. */
@Component
@RequiredArgsConstructor
class CaseFacts {

    private static final String UPDATE =
            "update insight_case set area_code = ?, district_code = ?, category = ?, level = ?, received_at = ?,"
                    + " received_day = ?, closed_day = ?, is_open = ?, paused = ?, due_at = ?, accepted = ?, responded = ?,"
                    + " response_minutes = ?, called_back = ?, solved = ?, rated = ?, satisfied = ?, raised_street = ?,"
                    + " raised_district = ?, raised_city = ?, asked_level = ?, number = ? where demand_id = ?";

    private static final String INSERT =
            "insert into insight_case (area_code, district_code, category, level, received_at, received_day,"
                    + " closed_day, is_open, paused, due_at, accepted, responded, response_minutes, called_back, solved, rated,"
                    + " satisfied, raised_street, raised_district, raised_city, asked_level, number, demand_id)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final JdbcTemplate jdbc;
    private final FactFinder finder;

    /**
     * Reads the case, which stands still, and keeps what is counted of it.
     *
     * @return whether nothing was kept of it before
     */
    boolean write(String number) {
        Optional<Object[]> values = finder.of(number).map(CaseFacts::values);
        if (values.isEmpty() || jdbc.update(UPDATE, values.get()) > 0) {
            return false;
        }
        jdbc.update(INSERT, values.get());
        return true;
    }

    /** What is kept of these cases, by number; nothing for one of which nothing is kept. */
    Map<String, CaseFact> kept(Collection<String> numbers) {
        Map<String, CaseFact> found = new HashMap<>();
        if (!numbers.isEmpty()) {
            new NamedParameterJdbcTemplate(jdbc)
                    .query(
                            "select * from insight_case where number in (:numbers)",
                            Map.of("numbers", numbers),
                            CaseFacts::read)
                    .forEach(fact -> found.put(fact.number(), fact));
        }
        return found;
    }

    private static CaseFact read(ResultSet row, int i) throws SQLException {
        Set<Level> raised = EnumSet.noneOf(Level.class);
        for (Level level : Level.values()) {
            if (row.getBoolean("raised_" + level.name().toLowerCase(Locale.ROOT))) {
                raised.add(level);
            }
        }
        String asked = row.getString("asked_level");
        return new CaseFact(
                row.getLong("demand_id"),
                row.getString("number"),
                row.getString("area_code"),
                row.getString("district_code"),
                row.getString("category"),
                row.getString("level"),
                Sql.instant(row.getObject("received_at", LocalDateTime.class)),
                row.getObject("received_day", LocalDate.class),
                row.getObject("closed_day", LocalDate.class),
                row.getBoolean("is_open"),
                row.getBoolean("paused"),
                Sql.instant(row.getObject("due_at", LocalDateTime.class)),
                row.getBoolean("accepted"),
                row.getBoolean("responded"),
                row.getObject("response_minutes", Integer.class),
                row.getBoolean("called_back"),
                row.getBoolean("solved"),
                row.getBoolean("rated"),
                row.getBoolean("satisfied"),
                raised,
                asked == null ? null : Level.valueOf(asked));
    }

    private static Object[] values(CaseFact fact) {
        return new Object[] {
            fact.area(),
            fact.district(),
            fact.category(),
            fact.level(),
            utc(fact.receivedAt()),
            fact.receivedDay(),
            fact.closedDay(),
            fact.open(),
            fact.paused(),
            utc(fact.due()),
            fact.accepted(),
            fact.responded(),
            fact.responseMinutes(),
            fact.calledBack(),
            fact.solved(),
            fact.rated(),
            fact.satisfied(),
            fact.raised().contains(Level.STREET),
            fact.raised().contains(Level.DISTRICT),
            fact.raised().contains(Level.CITY),
            fact.asked() == null ? null : fact.asked().name(),
            fact.number(),
            fact.demandId()
        };
    }
}
