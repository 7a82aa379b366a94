package org.ganxian.calendar.imports;

import java.time.Clock;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.calendar.CalendarList;
import org.ganxian.calendar.Calendars;
import org.ganxian.calendar.OfficeHours;
import org.ganxian.organization.CityReplaced;
import org.ganxian.organization.Units;
import org.ganxian.platform.Groundwork;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts the shipped lists and office hours into the database: hours when the city has none, lists of years that have never
 * had one. What an administrator changed or undid stays.
 */
@Component
@Order(15)
@RequiredArgsConstructor
class CalendarData implements Groundwork {

    private final CalendarList.Repository lists;
    private final OfficeHours.Repository hours;
    private final Calendars calendars;
    private final Units units;
    private final TransactionTemplate transaction;
    private final Clock clock;

    @Override
    public void lay() {
        transaction.executeWithoutResult(status -> load());
    }

    /** A new city has the shipped office hours, as one has after its first start. */
    @EventListener(CityReplaced.class)
    void another() {
        load();
    }

    private void load() {
        // Nodes that start together take turns.
        calendars.lock();
        Instant now = clock.instant();
        boolean changed = false;
        String city = units.city().code();
        if (!hours.existsByUnitCode(city)) {
            ShippedCalendar.officeHours().forEach(season -> hours.save(new OfficeHours(city, season)));
            changed = true;
        }
        for (ShippedCalendar.YearFile shipped : ShippedCalendar.lists()) {
            CalendarProposal proposal = shipped.proposal();
            if (!lists.existsByCalendarYear(proposal.year())) {
                var origin = new CalendarList.Origin(
                        shipped.comment(), shipped.name(), DigestUtils.sha256Hex(shipped.content()));
                lists.save(new CalendarList(proposal.year(), proposal.days(), origin, CalendarList.SHIPPED, now, null));
                changed = true;
            }
        }
        if (changed) {
            calendars.changed();
        }
    }
}
