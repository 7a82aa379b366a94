package org.ganxian.insight.facts;

import static org.ganxian.insight.Sql.utc;

import lombok.RequiredArgsConstructor;
import org.ganxian.escalation.Level;
import org.springframework.jdbc.core.JdbcTemplate;
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

    /** Reads the case as it stands and keeps what is counted of it. */
    void write(String number) {
        finder.of(number).ifPresent(fact -> {
            Object[] values = values(fact);
            if (jdbc.update(UPDATE, values) == 0) {
                jdbc.update(INSERT, values);
            }
        });
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
