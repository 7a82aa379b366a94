package org.ganxian.insight.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.ganxian.Caller;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.insight.reports.MonthlyReports;
import org.ganxian.platform.PeopleTime;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What was reported of a day, and the files of a month. */
abstract class ReportsOfAMonth extends SumsOfAMonth {

    @Autowired
    DailyReports reports;

    @Autowired
    MonthlyReports monthly;

    @Test
    void aMonthsReportHasTheFiguresOfARecountAndStaysAsItWasMade() throws IOException {
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-07-01T00:00:00Z")));
        assertThat(monthly.isDue()).isTrue();
        ReportingPeriod june = new ReportingPeriod(LocalDate.of(2026, 6, 1), LocalDate.of(2026, 6, 30));
        monthly.makeNext();
        Caller manager = Caller.of("manager", port);
        String path = "/desk/reports/2026-06/350600";
        byte[] pdf = manager.file(path + ".pdf");
        try (PDDocument read = Loader.loadPDF(pdf)) {
            assertThat(read.getPage(0).getMediaBox().getHeight()).isCloseTo(PDRectangle.A4.getHeight(), within(1f));
            assertThat(new PDFTextStripper().getText(read))
                    .contains("漳州市2026年6月诉求办理情况", "总体情况", "按区县", "卡在哪一步", "突增")
                    .containsPattern("收到\\s+" + received(june) + "\\s")
                    .doesNotContain("陈阿伯", "13900000001");
        }
        assertThat(cell(manager.file(path + ".xlsx"), "收到")).isEqualTo(Integer.toString(received(june)));
        assertThat(cell(manager.file(path + ".xlsx"), "办结")).isEqualTo(Integer.toString(closed(june)));
        String line = manager.get("/desk/reports").body();
        assertThat(Jsoup.parse(line).select(".reports td[data-name=收到]").first().text())
                .isEqualTo(Integer.toString(received(june)));
        assertThat(count("audit_entry where action = 'month-report-fetched' and actor_id = 'manager'"
                        + " and subject = '2026-06 350600 pdf'"))
                .isEqualTo(1);

        jdbc.update("update insight_case set received_day = null where number = ?", fresh.number());
        try {
            assertThat(manager.file(path + ".pdf")).isEqualTo(pdf);
            assertThat(cell(manager.file("/desk/reports/figures.xlsx?month=2026-06"), "收到"))
                    .isEqualTo(Integer.toString(received(june) - 1));
        } finally {
            jdbc.update("update insight_case set received_day = '2026-06-26' where number = ?", fresh.number());
        }
        // The next one is another place's.
        monthly.makeNext();
        assertThat(count("insight_month where report_month = '2026-06' and through_day = '2026-06-30'"))
                .isEqualTo(2);
        assertThat(Caller.of("district-manager", port).get(path + ".pdf").status())
                .isEqualTo(404);
        assertThat(manager.get("/desk/reports/2026-05/350600.pdf").status()).isEqualTo(404);
        assertThat(manager.get("/desk/reports/june/350600.pdf").status()).isEqualTo(400);
    }

    private static String cell(byte[] file, String name) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            return workbook.getFirstSheet().read().stream()
                    .filter(row -> row.getCellCount() > 1 && row.getCellText(0).equals(name))
                    .findFirst()
                    .orElseThrow()
                    .getCellText(1);
        }
    }

    /** 1 August 2026 is a Saturday, 1 October begins a week of holidays. */
    @Test
    void reportsAreDueOnTheFirstWorkingDayOfTheMonth() {
        Map.of("2026-07-01", true, "2026-08-01", false, "2026-08-03", true, "2026-10-01", false)
                .forEach((day, due) -> {
                    ClockUtil.setCurrentTime(Date.from(Instant.parse(day + "T00:00:00Z")));
                    assertThat(monthly.isDue()).as(day).isEqualTo(due);
                });
    }

    @Test
    void aPastDayStaysAsItWasReportedAndACorrectionStandsBeside() {
        ClockUtil.setCurrentTime(Date.from(end.plus(Duration.ofDays(1))));
        reports.make();
        reports.make();
        JsonNode before = day(end);
        assertThat(before.path("reported").path("received").asInt())
                .isEqualTo(before.path("received").asInt())
                .isPositive();
        assertThat(before.path("reported").path("closed").asInt())
                .isEqualTo(before.path("closed").asInt())
                .isPositive();
        assertThat(before.path("reported").path("corrections")).isEmpty();

        LocalDateTime received = jdbc.queryForObject(
                "select received_at from demand where number = ?", LocalDateTime.class, fresh.number());
        jdbc.update("update insight_case set received_day = null where number = ?", fresh.number());
        reports.make();
        JsonNode after = day(end);
        assertThat(after.path("reported").path("received").asInt())
                .isEqualTo(before.path("reported").path("received").asInt());
        assertThat(after.path("received").asInt())
                .isEqualTo(before.path("received").asInt() - 1);
        assertThat(after.path("reported").path("corrections")).hasSize(1);
        assertThat(after.path("reported")
                        .path("corrections")
                        .get(0)
                        .path("received")
                        .asInt())
                .isEqualTo(after.path("received").asInt());
        jdbc.update(
                "update insight_case set received_day = ? where number = ?",
                received.plusHours(8).toLocalDate(),
                fresh.number());
    }

    @ParameterizedTest
    @ValueSource(strings = {"350602", "350602004"})
    void whatWasReportedOfADistrictAndOfAStreetIsTheSumOfItsPlaces(String place) {
        ClockUtil.setCurrentTime(Date.from(end.plus(Duration.ofDays(1))));
        reports.make();
        Map<String, Object> sum = jdbc.queryForMap(
                "select sum(received) received, sum(closed) closed from insight_report_part"
                        + " where report_day = ? and edition = 1 and area_code like ?",
                end.atZone(PeopleTime.ZONE).toLocalDate(),
                place + "%");

        JsonNode reported = day(end, "&within=" + place).path("reported");

        assertThat(reported.path("received").asInt())
                .isEqualTo(((Number) sum.get("received")).intValue())
                .isPositive();
        assertThat(reported.path("closed").asInt()).isEqualTo(((Number) sum.get("closed")).intValue());
    }

    /** One of a version that did not add up has stood beside the new ones for a night. */
    @Test
    void whatAnOlderNodeHasReportedIsAddedUpInTheNextNight() {
        ClockUtil.setCurrentTime(Date.from(end.plus(Duration.ofDays(1))));
        reports.make();
        JsonNode before = day(end).path("reported");
        List<Map<String, Object>> sums = sumsOfReports();
        jdbc.update(
                "delete from insight_report_sum where report_day = ?",
                end.atZone(PeopleTime.ZONE).toLocalDate());
        assertThat(day(end).path("reported")).isNotEqualTo(before);

        reports.make();

        assertThat(sumsOfReports()).isEqualTo(sums);
        assertThat(day(end).path("reported")).isEqualTo(before);
    }

    private List<Map<String, Object>> sumsOfReports() {
        return jdbc.queryForList("select * from insight_report_sum order by report_day, edition, district_code, flow");
    }

    private JsonNode day(Instant when) {
        return day(when, "");
    }

    private JsonNode day(Instant when, String limits) {
        String day = when.atZone(PeopleTime.ZONE).toLocalDate().toString();
        for (JsonNode one : dashboard(limits).path("trend")) {
            if (one.path("day").asText().equals(day)) {
                return one;
            }
        }
        throw new AssertionError(day);
    }
}
