package org.ganxian.insight.reports;

import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.insight.bursts.Bursts;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Groundwork;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Behind the demo's stories: their burst, and a report of this month so far, so that no page of managers is empty. */
@Component
@Profile("demo")
@ConditionalOnProperty(name = "ganxian.demo.demands", matchIfMissing = true)
@Order(50)
@RequiredArgsConstructor
class DemoFigures implements Groundwork {

    private static final String STREET = "350602004";

    private final Bursts bursts;
    private final MonthlyReports reports;
    private final Units units;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    @Override
    public void lay() {
        Long made = jdbc.queryForObject("select count(*) from insight_month", Long.class);
        if (made != null && made > 0) {
            return;
        }
        bursts.look();
        YearMonth month = YearMonth.from(ReportingPeriod.day(clock.instant()));
        for (Unit unit : List.of(units.city(), units.get(STREET))) {
            reports.make(unit, month);
        }
    }
}
