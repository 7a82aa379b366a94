package org.ganxian.calendar.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.TimeZone;
import org.ganxian.IntegrationTest;
import org.ganxian.OwnForm;
import org.ganxian.calendar.CalendarChanged;
import org.ganxian.calendar.CalendarList;
import org.ganxian.calendar.StaffDesk;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@IntegrationTest
@RecordApplicationEvents
class CalendarImportTest {

    private static final String SOURCE = "关于2027年部分节假日安排的通知（测试用，虚构）";

    @Autowired
    StaffDesk desk;

    @Autowired
    ApplicationEvents events;

    @Autowired
    CalendarImports imports;

    @AfterEach
    void everyImportIsTakenBack() throws Exception {
        for (CalendarList list : imports.all()) {
            if (list.isInForce() && !list.isShipped()) {
                desk.undo("admin", list.id()).andExpect(status().isOk());
            }
        }
    }

    @Test
    void thePreviewShowsWhatWillBeDifferentAndChangesNothing() throws Exception {
        JsonNode preview =
                desk.read(desk.preview("admin", StaffDesk.LIST_OF_2027).andExpect(status().isOk()));

        assertThat(preview.get("year").asInt()).isEqualTo(2027);
        assertThat(preview.get("acceptable").asBoolean()).isTrue();
        assertThat(preview.get("published").asBoolean()).isFalse();
        assertThat(preview.get("findings")).isEmpty();
        assertThat(preview.get("changes").toString())
                .isEqualTo(
                        "[{\"date\":\"2027-02-04\",\"before\":\"工作日\",\"after\":\"春节\",\"effect\":\"BECOMES_OFF\"},"
                                + "{\"date\":\"2027-02-13\",\"before\":\"周末\",\"after\":\"调休上班\",\"effect\":\"BECOMES_WORKDAY\"}]");
        desk.deadline("2027-02-03T10:00", "P1D")
                .andExpect(jsonPath("$.due").value("2027-02-04T09:30:00Z"))
                .andExpect(jsonPath("$.provisional").value(true));
    }

    @Test
    void anImportCountsAtOnceAndIsUndoneToWhatWasBefore() throws Exception {
        long id = desk.read(desk.importList(StaffDesk.LIST_OF_2027, "source", SOURCE)
                        .andExpect(status().isCreated())
                        .andExpect(jsonPath("$.importedBy").value("漳州市系统管理员（admin）"))
                        .andExpect(jsonPath("$.inForce").value(true)))
                .get("id")
                .asLong();

        desk.deadline("2027-02-03T10:00", "P1D")
                .andExpect(jsonPath("$.due").value("2027-02-09T09:30:00Z"))
                .andExpect(jsonPath("$.provisional").value(false));
        desk.deadline("2027-02-12T17:00", "PT1H").andExpect(jsonPath("$.due").value("2027-02-13T00:30:00Z"));
        assertThat(events.stream(CalendarChanged.class))
                .containsExactly(new CalendarChanged(
                        LocalDate.of(2027, 1, 1), LocalDate.of(2027, 12, 31), null, "导入 2027 年放假安排"));

        desk.undo("admin", id)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.inForce").value(false))
                .andExpect(jsonPath("$.undoneBy").value("漳州市系统管理员（admin）"));

        desk.deadline("2027-02-03T10:00", "P1D")
                .andExpect(jsonPath("$.due").value("2027-02-04T09:30:00Z"))
                .andExpect(jsonPath("$.provisional").value(true));
        assertThat(events.stream(CalendarChanged.class).map(CalendarChanged::cause))
                .containsExactly("导入 2027 年放假安排", "撤销导入 2027 年放假安排");
        desk.undo("admin", id).andExpect(status().isConflict());
    }

    @Test
    void aSecondImportOfAYearReplacesTheFirstAndUndoneBringsItBack() throws Exception {
        desk.importList(StaffDesk.LIST_OF_2027, "source", SOURCE).andExpect(status().isCreated());
        String second = StaffDesk.LIST_OF_2027.replace("2027-02-04,HOLIDAY,春节", "2027-02-09,HOLIDAY,春节");
        long id = desk.read(desk.importList(second, "source", SOURCE).andExpect(status().isCreated()))
                .get("id")
                .asLong();

        desk.deadline("2027-02-03T10:00", "P2D").andExpect(jsonPath("$.due").value("2027-02-10T09:30:00Z"));
        assertThat(events.stream(CalendarChanged.class).toList().get(1))
                .isEqualTo(
                        new CalendarChanged(LocalDate.of(2027, 2, 4), LocalDate.of(2027, 2, 9), null, "导入 2027 年放假安排"));

        desk.undo("admin", id).andExpect(status().isOk());
        desk.deadline("2027-02-03T10:00", "P2D")
                .andExpect(jsonPath("$.due").value("2027-02-10T09:30:00Z"))
                .andExpect(jsonPath("$.skipped", hasSize(5)))
                .andExpect(jsonPath("$.provisional").value(false));
    }

    @Test
    void aShippedYearMayBeReplacedButNotUndone() throws Exception {
        JsonNode shipped =
                desk.read(desk.mvc.perform(get(StaffDesk.IMPORTS).with(httpBasic("admin", StaffDesk.PASSWORD))));
        JsonNode of2026 = byYear(shipped, 2026);
        assertThat(of2026.get("source").asText()).contains("国办发明电〔2025〕7号");
        assertThat(of2026.get("importedBy").asText()).isEqualTo("系统自带");
        desk.undo("admin", of2026.get("id").asLong()).andExpect(status().isConflict());
        desk.undo("admin", 999_999).andExpect(status().isNotFound());
    }

    private static JsonNode byYear(JsonNode lists, int year) {
        for (JsonNode list : lists) {
            if (list.get("year").asInt() == year) {
                return list;
            }
        }
        throw new AssertionError("No list of " + year);
    }

    @Test
    void aFileWithErrorsIsRefusedLineByLine() throws Exception {
        String spoilt = StaffDesk.LIST_OF_2027.replace("2027-02-13,WORKDAY", "2027-02-12,WORKDAY")
                + "2027-10-03,HOLIDAY,国庆节\n2028-01-03,HOLIDAY,元旦\n2027-02-30,HOLIDAY,春节\n";

        JsonNode preview = desk.read(desk.preview("admin", spoilt).andExpect(status().isOk()));
        assertThat(preview.get("acceptable").asBoolean()).isFalse();
        assertThat(preview.get("findings")).hasSize(4);

        desk.importList(spoilt, "source", SOURCE)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors", hasSize(4)))
                .andExpect(jsonPath("$.errors[*].field").value(hasItem("file:8")))
                .andExpect(jsonPath("$.errors[0].message").value(containsString("第 8 行：2027-02-12 是星期五")));
        assertThat(events.stream(CalendarChanged.class)).isEmpty();
    }

    @Test
    void warningsAreReadBeforeTheImport() throws Exception {
        String fewer = StaffDesk.LIST_OF_2027.replace("2027-04-05,HOLIDAY,清明节\n", "");
        desk.importList(fewer, "source", SOURCE)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("2027-04-05 清明节")));
        desk.importList(fewer, "source", SOURCE, "acceptWarnings", "true").andExpect(status().isCreated());
    }

    @Test
    void theSameListTwiceIsRefused() throws Exception {
        desk.importList(StaffDesk.LIST_OF_2027, "source", SOURCE).andExpect(status().isCreated());
        desk.importList(StaffDesk.LIST_OF_2027, "source", SOURCE)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("现行")));
    }

    @Test
    void aCalendarChangedSinceThePreviewIsPreviewedAgain() throws Exception {
        String previewed = desk.read(desk.preview("admin", StaffDesk.LIST_OF_2027))
                .get("previewed")
                .asText();
        String other = StaffDesk.LIST_OF_2027.replace("2027-02-04,HOLIDAY,春节", "2027-02-09,HOLIDAY,春节");
        desk.importList(other, "source", SOURCE, "previewed", previewed).andExpect(status().isCreated());
        desk.importList(StaffDesk.LIST_OF_2027, "source", SOURCE, "previewed", previewed)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("重新预览")));
    }

    @Test
    void sourceAndFileAreNeeded() throws Exception {
        desk.importList(StaffDesk.LIST_OF_2027)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("source"));
        desk.importList(StaffDesk.LIST_OF_2027, "source", "长".repeat(501)).andExpect(status().isBadRequest());
        desk.importList("", "source", SOURCE)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("file"));
        desk.importList(new byte[1024 * 1024 + 1], "source", SOURCE).andExpect(status().isPayloadTooLarge());
        desk.mvc
                .perform(multipart(StaffDesk.IMPORTS).with(httpBasic("admin", StaffDesk.PASSWORD)))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("file"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clerk", "manager", "dispatcher"})
    void onlyTheCitysAdministratorChangesTheCalendar(String username) throws Exception {
        desk.preview(username, StaffDesk.LIST_OF_2027).andExpect(status().isForbidden());
        desk.undo(username, 1).andExpect(status().isForbidden());
        desk.mvc
                .perform(get(StaffDesk.IMPORTS).with(httpBasic(username, StaffDesk.PASSWORD)))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.detail").value("只有市级系统管理员可以改动放假安排"));
        desk.mvc.perform(get(StaffDesk.IMPORTS).servletPath(StaffDesk.IMPORTS)).andExpect(status().isUnauthorized());
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Pacific/Kiritimati"})
    void datesAreStoredAsWrittenInWhateverZoneTheJvmRuns(String zone) throws Exception {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            desk.importList(StaffDesk.LIST_OF_2027, "source", SOURCE).andExpect(status().isCreated());
            desk.deadline("2027-02-03T10:00", "P1D")
                    .andExpect(jsonPath("$.due").value("2027-02-09T09:30:00Z"))
                    .andExpect(jsonPath("$.skipped[0].date").value("2027-02-04"));
        } finally {
            TimeZone.setDefault(before);
        }
        CalendarList stored = imports.all().get(0);
        assertThat(stored.isInForce()).isTrue();
        desk.deadline("2027-02-03T10:00", "P1D")
                .andExpect(jsonPath("$.skipped[0].date").value("2027-02-04"));
    }

    @Test
    void aListOnThePageIsPreviewedConfirmedAndUndone() throws Exception {
        MockMultipartFile file = new MockMultipartFile(
                "file", "2027.csv", "text/csv", StaffDesk.LIST_OF_2027.getBytes(StandardCharsets.UTF_8));
        MockMultipartFile none = new MockMultipartFile("file", new byte[0]);
        String preview = page("admin", multipart("/desk/calendar/preview").file(file))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("对在办诉求的影响")))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(imports.listInForce(2027)).isEmpty();
        String stamp = Jsoup.parse(preview).select("input[name=previewed]").val();

        page("admin", form("/desk/calendar", stamp)).andExpect(status().isFound());
        CalendarList list = imports.listInForce(2027).orElseThrow();
        desk.deadline("2027-02-03T10:00", "P1D").andExpect(jsonPath("$.due").value("2027-02-09T09:30:00Z"));
        page("admin", get("/desk/calendar").param("year", "2027"))
                .andExpect(content().string(containsString("2027-02-13,上班,春节")));
        page("admin", form("/desk/calendar", stamp)).andExpect(status().isConflict());
        page("admin", multipart("/desk/calendar/preview").file(none).param("content", "日期,类型,名称\n2027-02-30,放假,春节"))
                .andExpect(content().string(containsString("有错误，改正后才能导入")));
        page("clerk", get("/desk/calendar")).andExpect(status().isForbidden());
        page("admin", get("/desk/time"))
                .andExpect(content().string(containsString("href=\"/desk/calendar\"")))
                .andExpect(content().string(containsString("href=\"/desk/hours\"")));

        page("admin", form("/desk/calendar/" + list.id() + "/undoing", "")).andExpect(status().isFound());
        assertThat(imports.listInForce(2027)).isEmpty();
    }

    private static MockHttpServletRequestBuilder form(String path, String stamp) {
        return post(path)
                .param("content", StaffDesk.LIST_OF_2027)
                .param("name", "2027.csv")
                .param("previewed", stamp);
    }

    private ResultActions page(String username, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return desk.mvc.perform(request.param("source", SOURCE)
                .with(httpBasic(username, StaffDesk.PASSWORD))
                .with(OwnForm.withToken()));
    }
}
