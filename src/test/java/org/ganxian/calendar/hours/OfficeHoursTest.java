package org.ganxian.calendar.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.ganxian.IntegrationTest;
import org.ganxian.OwnForm;
import org.ganxian.calendar.CalendarChanged;
import org.ganxian.calendar.ClockKind;
import org.ganxian.calendar.Limit;
import org.ganxian.calendar.OfficeHours;
import org.ganxian.calendar.OfficeRules;
import org.ganxian.calendar.Offices;
import org.ganxian.calendar.OpeningHours;
import org.ganxian.calendar.SkippedDay;
import org.ganxian.calendar.SpecialHours;
import org.ganxian.calendar.StaffDesk;
import org.ganxian.calendar.WorkingClock;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
@RecordApplicationEvents
class OfficeHoursTest {

    private static final String STREET = "350602004";
    private static final String COMMUNITY = "350602004001";
    private static final String OTHER_STREET = "350602001";

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

    private ResultActions setHours(String unit, String body) throws Exception {
        return as("admin", json(hoursOf(unit), body));
    }

    private static MockHttpServletRequestBuilder hoursOf(String unit) {
        return put("/api/sla/units/" + unit + "/hours");
    }

    private ResultActions add(String unit, String body) throws Exception {
        return as("admin", json(post("/api/sla/units/" + unit + "/specials"), body));
    }

    private static MockHttpServletRequestBuilder json(MockHttpServletRequestBuilder request, String body) {
        return request.contentType(MediaType.APPLICATION_JSON).content(body.getBytes(StandardCharsets.UTF_8));
    }

    private ResultActions as(String username, MockHttpServletRequestBuilder request) throws Exception {
        return desk.mvc.perform(request.with(httpBasic(username, StaffDesk.PASSWORD)));
    }

    private Instant due(String start, String limit, String unit) {
        return clock.due(at(start), Limit.parse(limit), ClockKind.WORKING, unit);
    }

    private static Instant at(String local) {
        return Instant.parse(local + ":00+08:00");
    }

    @Test
    void aClosureOnThePageIsPreviewedBeforeItTakesEffect() throws Exception {
        String page = "/desk/hours/" + STREET + "/specials";
        String[] typhoon = {"kind", "CLOSED", "first", "2026-03-04", "last", "2026-03-04", "reason", "台风停工"};
        as("admin", form(page, typhoon))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("对在办诉求的影响")));
        assertThat(specials.findByUnitCodeOrderByFirstDay(STREET)).isEmpty();
        assertThat(due("2026-03-03T10:00", "P1D", STREET)).isEqualTo(at("2026-03-04T17:30"));

        as("admin", form(page, typhoon).param("confirmed", "true")).andExpect(status().isFound());
        assertThat(due("2026-03-03T10:00", "P1D", STREET)).isEqualTo(at("2026-03-05T17:30"));
        as("admin", get("/desk/hours").param("unit", STREET))
                .andExpect(content().string(containsString("台风停工")));
        as("clerk", form(page, typhoon)).andExpect(status().isForbidden());
        as("admin", form(page, "kind", "CLOSED", "first", "2026-03-05", "last", "2026-03-04", "reason", "台风"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("最后一天不能早于第一天")));
        as("admin", form(page, "kind", "CLOSED", "first", "明天", "last", "2026-03-04", "reason", "台风"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("地址或表单不完整")));
    }

    @Test
    void periodsOnThePageArePreviewedAndAWrongOneIsRefusedByItsLine() throws Exception {
        String page = "/desk/hours/" + STREET + "/periods";
        as("admin", form(page, "periods", "01-01 12-31 09:00 12:00"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("对在办诉求的影响")));
        assertThat(book.of(units.get(STREET)).from().code()).isNotEqualTo(STREET);
        as("admin", form(page, "periods", "01-01 12-31 09:00 12:00", "confirmed", "true"))
                .andExpect(status().isFound());
        assertThat(book.of(units.get(STREET)).from().code()).isEqualTo(STREET);
        as("admin", form(page, "periods", "01-01 12-31 09:00 08:00"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("第 1 行：结束时间应晚于开始时间")));
    }

    @Test
    void theLastChangeOfPeriodsIsTakenBackToWhatWasBeforeAndTheOneBeforeItThen() throws Exception {
        Instant before = due("2026-03-04T11:30", "PT1H", COMMUNITY);
        book.replace(units.get(STREET), seasons("01-01 12-31 09:00 12:00"), Actor.SYSTEM);
        book.replace(units.get(STREET), seasons("01-01 12-31 10:00 12:00"), Actor.SYSTEM);
        List<Long> changes = newestChanges(STREET);
        assertThat(due("2026-03-04T11:30", "PT1H", COMMUNITY)).isEqualTo(at("2026-03-05T10:30"));

        as("admin", form(undoing(STREET, changes.get(1)), "confirmed", "true")).andExpect(status().isConflict());
        as("admin", form(undoing(OTHER_STREET, changes.get(0)), "confirmed", "true"))
                .andExpect(status().isNotFound());
        as("admin", form(undoing(STREET, changes.get(0))))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("对在办诉求的影响")));
        assertThat(due("2026-03-04T11:30", "PT1H", COMMUNITY)).isEqualTo(at("2026-03-05T10:30"));

        as("admin", form(undoing(STREET, changes.get(0)), "confirmed", "true")).andExpect(status().isFound());
        assertThat(due("2026-03-04T11:30", "PT1H", COMMUNITY)).isEqualTo(at("2026-03-05T09:30"));
        as("admin", form(undoing(STREET, changes.get(0)), "confirmed", "true")).andExpect(status().isConflict());
        as("admin", form(undoing(STREET, changes.get(1)), "confirmed", "true")).andExpect(status().isFound());
        assertThat(due("2026-03-04T11:30", "PT1H", COMMUNITY)).isEqualTo(before);
        as("admin", get("/desk/hours").param("unit", STREET))
                .andExpect(content().string(containsString("01-01 12-31 10:00 12:00")))
                .andExpect(content().string(containsString("已撤销")));
    }

    @Test
    void aClosureThatWasTakenAwayIsBroughtBackAsItWas() throws Exception {
        Unit street = units.get(STREET);
        book.add(street, true, Offices.closed("2026-03-04", "2026-03-05", "14:30", "17:30", "停电 检修"), Actor.SYSTEM);
        SpecialHours closure = specials.findByUnitCodeOrderByFirstDay(STREET).get(0);
        book.remove(street, closure.id(), Actor.SYSTEM);

        as("admin", form(undoing(STREET, newestChanges(STREET).get(0)), "confirmed", "true"))
                .andExpect(status().isFound());

        assertThat(specials.findByUnitCodeOrderByFirstDay(STREET))
                .singleElement()
                .satisfies(again -> {
                    assertThat(again.special()).isEqualTo(closure.special());
                    assertThat(again.isWithSubunits()).isTrue();
                });
        assertThat(events.stream(CalendarChanged.class).map(CalendarChanged::cause))
                .last()
                .isEqualTo("巷口街道恢复停办：停电 检修");
    }

    @Test
    void aStreetsAdministratorChangesTheHoursOfTheirStreetAndBelowAlone() throws Exception {
        people.addDuty("clerk2", STREET, Duty.ADMIN);
        String[] typhoon = {
            "kind", "CLOSED", "first", "2026-03-04", "last", "2026-03-04", "reason", "台风停工", "confirmed", "true"
        };
        as("clerk2", get("/desk/hours"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("value=\"" + COMMUNITY + "\"")))
                .andExpect(content().string(not(containsString("value=\"" + OTHER_STREET + "\""))));
        as("clerk2", form("/desk/hours/" + COMMUNITY + "/specials", typhoon)).andExpect(status().isFound());
        as("clerk2", form("/desk/hours/" + STREET + "/specials", typhoon)).andExpect(status().isFound());
        as("clerk2", form("/desk/hours/" + STREET + "/periods", "periods", "", "confirmed", "true"))
                .andExpect(status().isFound());

        book.replace(units.get(OTHER_STREET), List.of(), Actor.SYSTEM);
        long elsewhere = newestChanges(OTHER_STREET).get(0);
        for (String other : List.of(OTHER_STREET, "350602", "350600")) {
            String page = "/desk/hours/" + other;
            as("clerk2", get("/desk/hours").param("unit", other)).andExpect(status().isForbidden());
            as("clerk2", form(page + "/specials", typhoon)).andExpect(status().isForbidden());
            as("clerk2", form(page + "/periods", "confirmed", "true")).andExpect(status().isForbidden());
            as("clerk2", form(page + "/specials/1/removal", "confirmed", "true"))
                    .andExpect(status().isForbidden());
            as("clerk2", form(undoing(other, elsewhere), "confirmed", "true")).andExpect(status().isForbidden());
        }
        assertThat(specials.findByUnitCodeOrderByFirstDay(OTHER_STREET)).isEmpty();
    }

    private static List<OfficeRules.Season> seasons(String line) {
        String[] part = line.split(" ");
        return List.of(new OfficeRules.Season(
                OfficeHours.monthDay(part[0]), OfficeHours.monthDay(part[1]), OpeningHours.of(part[2], part[3])));
    }

    private List<Long> newestChanges(String unit) {
        return book.changesOf(units.get(unit)).stream().map(HoursChange::id).toList();
    }

    private static String undoing(String unit, long change) {
        return "/desk/hours/" + unit + "/changes/" + change + "/undoing";
    }

    private static MockHttpServletRequestBuilder form(String page, String... fields) {
        MockHttpServletRequestBuilder form = post(page).with(OwnForm.withToken());
        for (int i = 0; i < fields.length; i += 2) {
            form.param(fields[i], fields[i + 1]);
        }
        return form;
    }
}
