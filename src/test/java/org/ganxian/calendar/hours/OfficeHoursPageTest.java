package org.ganxian.calendar.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.util.List;
import org.ganxian.IntegrationTest;
import org.ganxian.OwnForm;
import org.ganxian.calendar.CalendarChanged;
import org.ganxian.calendar.OfficeHours;
import org.ganxian.calendar.OfficeRules;
import org.ganxian.calendar.Offices;
import org.ganxian.calendar.OpeningHours;
import org.ganxian.calendar.SpecialHours;
import org.ganxian.organization.Duty;
import org.ganxian.organization.Unit;
import org.ganxian.platform.Actor;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The page of office hours and closures: previewed, taken back, and each administrator for their own units. */
@IntegrationTest
class OfficeHoursPageTest extends HoursDesk {

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
