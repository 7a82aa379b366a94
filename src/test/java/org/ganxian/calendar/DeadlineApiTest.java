package org.ganxian.calendar;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.ArrayList;
import java.util.List;
import org.ganxian.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class DeadlineApiTest {

    private static final String DEADLINE = "/api/sla/deadline";
    private static final String ELAPSED = "/api/sla/elapsed";

    @Autowired
    StaffDesk desk;

    @Test
    void theAnswerSaysWhenAndHowItWasCounted() throws Exception {
        desk.deadline("2026-02-13T16:30:00+08:00", "PT9H")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.due").value("2026-02-24T01:00:00Z"))
                .andExpect(jsonPath("$.workingMinutes").value(540))
                .andExpect(jsonPath("$.provisional").value(false))
                .andExpect(jsonPath("$.skipped", hasSize(9)))
                .andExpect(jsonPath("$.skipped[0].date").value("2026-02-15"))
                .andExpect(jsonPath("$.skipped[0].reason").value("春节"));
        desk.deadline("2026-03-02T09:00+08:00", "P5D")
                .andExpect(jsonPath("$.due").value("2026-03-09T09:30:00Z"))
                .andExpect(jsonPath("$.workingMinutes").value(2100));
    }

    @Test
    void wallClockNeedsNoCalendar() throws Exception {
        desk.ask(DEADLINE, "start", "2026-10-01T23:30+08:00", "limit", "PT2H", "clock", "WALL")
                .andExpect(jsonPath("$.due").value("2026-10-01T17:30:00Z"))
                .andExpect(jsonPath("$.workingMinutes").value(120))
                .andExpect(jsonPath("$.skipped", hasSize(0)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-04T09:00",
        "2026-03-04 09:00",
        "2026-03-04T09:00:00",
        "2026-03-04T01:00Z",
        "2026-03-04T01:00:00.000Z",
        "2026-03-04T09:00+08:00",
        "2026-03-04T09:00 08:00",
        "2026-03-04T09:00:00+0800",
        "2026-03-03T20:00-05:00"
    })
    void timesComeWithAnOffsetOrAreOfShanghai(String start) throws Exception {
        desk.deadline(start, "PT1H")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.due").value("2026-03-04T02:00:00Z"));
    }

    @Test
    void aDateAloneIsItsMidnight() throws Exception {
        desk.deadline("2026-03-04", "PT1H").andExpect(jsonPath("$.due").value("2026-03-04T01:00:00Z"));
    }

    @Test
    void elapsedIsTheReverse() throws Exception {
        desk.ask(ELAPSED, "from", "2026-02-13T16:30+08:00", "to", "2026-02-24T09:00+08:00", "clock", "WORKING")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.workingMinutes").value(540))
                .andExpect(jsonPath("$.skipped", hasSize(9)))
                .andExpect(jsonPath("$.provisional").value(false));
        desk.ask(ELAPSED, "from", "2026-03-02T09:00+08:00", "to", "2026-03-09T17:30+08:00", "clock", "WORKING")
                .andExpect(jsonPath("$.workingDays").value(5));
        desk.ask(ELAPSED, "from", "2026-03-02T09:00Z", "to", "2026-03-04T09:00Z", "clock", "WALL")
                .andExpect(jsonPath("$.workingMinutes").value(2880))
                .andExpect(jsonPath("$.workingDays").value(2));
    }

    @Test
    void yearsNotPublishedAreProvisional() throws Exception {
        desk.deadline("2028-03-01T10:00", "P1D")
                .andExpect(jsonPath("$.provisional").value(true));
    }

    @Test
    void aUnitTakesTheHoursOfTheUnitsAbove() throws Exception {
        desk.ask(DEADLINE, "start", "2026-03-04T17:00", "limit", "PT1H", "clock", "WORKING", "unit", "350602004001")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.due").value("2026-03-05T00:30:00Z"));
        desk.ask(DEADLINE, "start", "2026-03-04T17:00", "limit", "PT1H", "clock", "WORKING", "unit", "")
                .andExpect(status().isOk());
    }

    @Test
    void aPeriodOfTheLawIsCountedInDaysOrMonths() throws Exception {
        desk.ask(DEADLINE, "start", "2026-02-13T10:00", "limit", "P5D", "clock", "CALENDAR")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.due").value("2026-02-24T16:00:00Z"))
                .andExpect(jsonPath("$.workingMinutes").value(5 * 24 * 60))
                .andExpect(jsonPath("$.skipped.length()").value(6))
                .andExpect(jsonPath("$.provisional").value(false));
        desk.ask(DEADLINE, "start", "2026-03-31T10:00", "limit", "P1M", "clock", "CALENDAR")
                .andExpect(jsonPath("$.due").value("2026-04-30T16:00:00Z"));
        desk.ask(DEADLINE, "start", "2026-03-31T10:00", "limit", "PT4H", "clock", "CALENDAR")
                .andExpect(status().isBadRequest());
        desk.ask(DEADLINE, "start", "2026-03-31T10:00", "limit", "P1M", "clock", "WALL")
                .andExpect(status().isBadRequest());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "start, -",
                "start, ' '",
                "start, 昨天",
                "start, 2026-02-30T10:00",
                "start, 2026-13-01",
                "start, 2026-03-04T25:00",
                "start, 2026-03-04T10:00[Asia/Shanghai]",
                "start, 1989-12-31T23:59:59",
                "start, 2101-01-01T00:00",
                "start, +999999999-01-01T00:00",
                "start, -2026-03-04T10:00",
                "limit, -",
                "limit, 5",
                "limit, P5",
                "limit, -P5D",
                "limit, PT-5M",
                "limit, P1M",
                "limit, P1DT4H",
                "limit, P3654D",
                "limit, P2600D",
                "limit, PT99999H",
                "limit, PT99999999999999999999H",
                "clock, -",
                "clock, working",
                "clock, CLOCK",
                "clock, calendar",
                "unit, 000000",
                "unit, 350602004001b1",
                "unit, ' OR 1=1'"
            })
    void badInputIsNamedByFieldInChinese(String field, String value) throws Exception {
        String[] parameters = {"start", "2026-03-04T10:00", "limit", "PT1H", "clock", "WORKING", "unit", "350602004001"
        };
        var request = new ArrayList<String>();
        for (int i = 0; i < parameters.length; i += 2) {
            if (!parameters[i].equals(field)) {
                request.addAll(List.of(parameters[i], parameters[i + 1]));
            } else if (value != null) {
                request.addAll(List.of(field, value));
            }
        }
        desk.ask(DEADLINE, request.toArray(String[]::new))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"))
                .andExpect(jsonPath("$.errors", hasSize(1)))
                .andExpect(jsonPath("$.errors[0].field").value(field))
                .andExpect(jsonPath("$.errors[0].message").value(matchesPattern(".*\\p{IsHan}.*")));
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() throws Exception {
        desk.ask(DEADLINE)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(hasItem("start")))
                .andExpect(jsonPath("$.errors", hasSize(3)));
        desk.ask(ELAPSED, "from", "2026-03-04T10:00", "to", "2026-03-04T09:59", "clock", "WALL")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("to"))
                .andExpect(jsonPath("$.errors[0].message").value(containsString("不能早于")));
        desk.ask(ELAPSED, "from", "1990-03-04T10:00", "to", "2026-03-04T09:59", "clock", "WORKING")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("to"));
        desk.ask(ELAPSED).andExpect(jsonPath("$.errors", hasSize(3)));
    }

    @Test
    void onlyStaffMayAsk() throws Exception {
        desk.mvc.perform(get(DEADLINE).servletPath(DEADLINE)).andExpect(status().isUnauthorized());
        desk.mvc.perform(get(ELAPSED).servletPath(ELAPSED)).andExpect(status().isUnauthorized());
    }
}
