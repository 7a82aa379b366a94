package org.ganxian.calendar.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.ganxian.IntegrationTest;
import org.ganxian.calendar.CalendarChanged;
import org.ganxian.calendar.ClockKind;
import org.ganxian.calendar.Limit;
import org.ganxian.calendar.OfficeRules;
import org.ganxian.calendar.Offices;
import org.ganxian.calendar.SkippedDay;
import org.ganxian.organization.Unit;
import org.ganxian.platform.Actor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
class OfficeHoursTest extends HoursDesk {

    @Test
    void aUnitWithHoursOfItsOwnGivesThemToTheUnitsBelow() throws Exception {
        setHours(STREET, """
                {"seasons": [{"from": "01-01", "to": "12-31", "opens": "09:00", "closes": "12:00"},
                             {"from": "01-01", "to": "12-31", "opens": "13:00", "closes": "17:00"}]}""")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.from").value(STREET))
                .andExpect(jsonPath("$.seasons", hasSize(2)));

        assertThat(due("2026-03-04T11:30", "PT1H", COMMUNITY)).isEqualTo(at("2026-03-04T13:30"));
        assertThat(due("2026-03-04T11:30", "P1D", COMMUNITY)).isEqualTo(at("2026-03-05T17:00"));
        assertThat(due("2026-03-04T11:30", "PT1H", OTHER_STREET)).isEqualTo(at("2026-03-04T15:00"));
        assertThat(events.stream(CalendarChanged.class).map(CalendarChanged::unit))
                .containsExactly(STREET);

        setHours(STREET, "{\"seasons\": []}").andExpect(jsonPath("$.from").value("350600"));
        assertThat(due("2026-03-04T11:30", "PT1H", COMMUNITY)).isEqualTo(at("2026-03-04T15:00"));
    }

    @Test
    void aClosureConcernsLowerUnitsOnlyWhenItSaysSo() throws Exception {
        add(STREET, """
                {"kind": "CLOSED", "first": "2026-03-04", "last": "2026-03-05", "reason": "搬迁"}""")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.opens").doesNotExist());
        add(STREET, """
                {"kind": "CLOSED", "first": "2026-03-10", "last": "2026-03-10", "opens": "14:30", "closes": "17:30",
                 "withSubunits": true, "reason": "停电"}""").andExpect(status().isCreated());

        assertThat(due("2026-03-03T10:00", "P1D", STREET)).isEqualTo(at("2026-03-06T17:30"));
        assertThat(due("2026-03-03T10:00", "P1D", COMMUNITY)).isEqualTo(at("2026-03-04T17:30"));
        assertThat(due("2026-03-10T11:00", "PT2H", COMMUNITY)).isEqualTo(at("2026-03-11T09:00"));
        assertThat(clock.deadline(at("2026-03-03T10:00"), Limit.parse("P1D"), ClockKind.WORKING, STREET)
                        .skipped())
                .extracting(SkippedDay::reason)
                .containsExactly("单位停办：搬迁", "单位停办：搬迁");
        desk.ask("/api/sla/units/" + COMMUNITY + "/hours")
                .andExpect(jsonPath("$.specials", hasSize(1)))
                .andExpect(jsonPath("$.specials[0].reason").value("停电"));
    }

    @Test
    void anExtraOpeningCountsUntilItIsTakenBack() throws Exception {
        String entry = """
                {"kind": "OPEN", "first": "2026-03-07", "last": "2026-03-07", "opens": "09:00", "closes": "11:00",
                 "reason": "错时服务"}""";
        long id = desk.read(add(COMMUNITY, entry).andExpect(status().isCreated()))
                .get("id")
                .asLong();
        assertThat(due("2026-03-06T17:00", "PT1H", COMMUNITY)).isEqualTo(at("2026-03-07T09:30"));

        String path = "/api/sla/units/" + COMMUNITY + "/specials/" + id;
        as("admin", delete(path.replace(COMMUNITY, STREET))).andExpect(status().isNotFound());
        as("admin", delete(path)).andExpect(status().isNoContent());
        assertThat(due("2026-03-06T17:00", "PT1H", COMMUNITY)).isEqualTo(at("2026-03-09T08:30"));
        assertThat(events.stream(CalendarChanged.class).map(CalendarChanged::cause))
                .containsExactly("榕荫社区增开：错时服务", "榕荫社区取消增开：错时服务");
    }

    @Test
    void aTransactionSeesItsOwnChangeAndOthersOnlyWhatIsCommitted() throws Exception {
        Unit community = units.get(COMMUNITY);
        Instant before = due("2026-03-03T10:00", "P1D", COMMUNITY);
        OfficeRules.Special closure = Offices.closed("2026-03-04", "2026-03-04", null, null, "学习");
        var elsewhere = Executors.newSingleThreadExecutor();
        try {
            assertThatThrownBy(() -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
                        book.add(community, false, closure, Actor.SYSTEM);
                        assertThat(due("2026-03-03T10:00", "P1D", COMMUNITY)).isEqualTo(at("2026-03-05T17:30"));
                        assertThat(elsewhere.submit(() -> due("2026-03-03T10:00", "P1D", COMMUNITY)))
                                .succeedsWithin(10, TimeUnit.SECONDS)
                                .isEqualTo(before);
                        throw new IllegalStateException("rolled back");
                    }))
                    .hasMessage("rolled back");
            assertThat(due("2026-03-03T10:00", "P1D", COMMUNITY)).isEqualTo(before);

            book.add(community, false, closure, Actor.SYSTEM);
            assertThat(elsewhere.submit(() -> due("2026-03-03T10:00", "P1D", COMMUNITY)))
                    .succeedsWithin(10, TimeUnit.SECONDS)
                    .isEqualTo(at("2026-03-05T17:30"));
        } finally {
            elsewhere.shutdownNow();
        }
    }

    @Test
    void twoAdministratorsTakeTurns() throws Exception {
        Unit community = units.get(COMMUNITY);
        var both = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int day = 10; day < 20; day++) {
                String date = "2026-08-" + day;
                work.add(both.submit(
                        () -> book.add(community, false, Offices.closed(date, date, null, null, "学习"), Actor.SYSTEM)));
            }
            for (var one : work) {
                one.get(30, TimeUnit.SECONDS);
            }
        } finally {
            both.shutdownNow();
        }
        assertThat(due("2026-08-07T10:00", "P1D", COMMUNITY)).isEqualTo(at("2026-08-20T18:00"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seasons[0].from   | {'seasons': [{'from': '02-30', 'to': '12-31', 'opens': '08:00', 'closes': '12:00'}]}",
                "seasons[0].from   | {'seasons': [{'from': '1-1', 'to': '12-31', 'opens': '08:00', 'closes': '12:00'}]}",
                "seasons[0].opens  | {'seasons': [{'from': '01-01', 'to': '12-31', 'opens': '25:00', 'closes': '12:00'}]}",
                "seasons[0].closes | {'seasons': [{'from': '01-01', 'to': '12-31', 'opens': '12:00', 'closes': '12:00'}]}",
                "seasons           | {}"
            })
    void wrongHoursAreRefusedByField(String field, String body) throws Exception {
        assertRefused(setHours(STREET, body.replace('\'', '"')), field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "last   | {'kind': 'CLOSED', 'first': '2026-03-05', 'last': '2026-03-04', 'reason': '搬迁'}",
                "last   | {'kind': 'CLOSED', 'first': '2026-03-05', 'last': '2028-03-04', 'reason': '搬迁'}",
                "first  | {'kind': 'CLOSED', 'first': '1026-03-05', 'last': '1026-03-05', 'reason': '搬迁'}",
                "first  | {'kind': 'CLOSED', 'first': '2026-02-30', 'last': '2026-03-04', 'reason': '搬迁'}",
                "opens  | {'kind': 'OPEN', 'first': '2026-03-05', 'last': '2026-03-05', 'reason': '错时'}",
                "closes | {'kind': 'OPEN', 'first': '2026-03-05', 'last': '2026-03-05', 'opens': '09:00', 'reason': '错时'}",
                "reason | {'kind': 'CLOSED', 'first': '2026-03-05', 'last': '2026-03-05', 'reason': ' '}",
                "kind   | {'first': '2026-03-05', 'last': '2026-03-05', 'reason': '搬迁'}"
            })
    void wrongClosuresAreRefusedByField(String field, String body) throws Exception {
        assertRefused(add(STREET, body.replace('\'', '"')), field);
    }

    @Test
    void theCityKeepsHoursForEveryDay() throws Exception {
        setHours("350600", """
                {"seasons": [{"from": "03-01", "to": "02-28", "opens": "08:00", "closes": "12:00"}]}""").andExpect(status().isConflict());
        setHours("350600", "{\"seasons\": []}").andExpect(status().isConflict());
    }

    @Test
    void onlyAdministratorsChangeHoursAndOnlyOfKnownUnits() throws Exception {
        String body = "{\"seasons\": []}";
        as("clerk", json(hoursOf(STREET), body)).andExpect(status().isForbidden());
        setHours("999999", body).andExpect(status().isNotFound());
        desk.ask("/api/sla/units/999999/hours").andExpect(status().isNotFound());
    }

    private static void assertRefused(ResultActions answer, String field) throws Exception {
        answer.andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value(field))
                .andExpect(jsonPath("$.errors[0].message").value(matchesPattern(".*\\p{IsHan}.*")));
    }
}
