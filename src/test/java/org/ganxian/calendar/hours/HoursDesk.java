package org.ganxian.calendar.hours;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.ganxian.calendar.ClockKind;
import org.ganxian.calendar.Limit;
import org.ganxian.calendar.SpecialHours;
import org.ganxian.calendar.StaffDesk;
import org.ganxian.calendar.WorkingClock;
import org.ganxian.organization.People;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.PlatformTransactionManager;

/** A street, a community of it and another street, whose hours are as shipped before and after. */
@RecordApplicationEvents
abstract class HoursDesk {

    static final String STREET = "350602004";
    static final String COMMUNITY = "350602004001";
    static final String OTHER_STREET = "350602001";

    @Autowired
    StaffDesk desk;

    @Autowired
    OfficeHoursBook book;

    @Autowired
    WorkingClock clock;

    @Autowired
    Units units;

    @Autowired
    People people;

    @Autowired
    SpecialHours.Repository specials;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    ApplicationEvents events;

    @AfterEach
    void everythingIsAsBefore() {
        for (String code : List.of(STREET, COMMUNITY)) {
            Unit unit = units.get(code);
            specials.findByUnitCodeOrderByFirstDay(code).forEach(s -> book.remove(unit, s.id(), Actor.SYSTEM));
            book.replace(unit, List.of(), Actor.SYSTEM);
        }
    }

    ResultActions setHours(String unit, String body) throws Exception {
        return as("admin", json(hoursOf(unit), body));
    }

    static MockHttpServletRequestBuilder hoursOf(String unit) {
        return put("/api/sla/units/" + unit + "/hours");
    }

    ResultActions add(String unit, String body) throws Exception {
        return as("admin", json(post("/api/sla/units/" + unit + "/specials"), body));
    }

    static MockHttpServletRequestBuilder json(MockHttpServletRequestBuilder request, String body) {
        return request.contentType(MediaType.APPLICATION_JSON).content(body.getBytes(StandardCharsets.UTF_8));
    }

    ResultActions as(String username, MockHttpServletRequestBuilder request) throws Exception {
        return desk.mvc.perform(request.with(httpBasic(username, StaffDesk.PASSWORD)));
    }

    Instant due(String start, String limit, String unit) {
        return clock.due(at(start), Limit.parse(limit), ClockKind.WORKING, unit);
    }

    static Instant at(String local) {
        return Instant.parse(local + ":00+08:00");
    }
}
