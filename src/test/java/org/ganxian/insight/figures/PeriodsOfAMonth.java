package org.ganxian.insight.figures;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.insight.Show;
import org.ganxian.insight.cases.CaseFilter;
import org.ganxian.order.Story;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A month by the calendar, any days of it, and what stands beside them. */
abstract class PeriodsOfAMonth extends AMonth {

    /** Each month by the calendar, and any days of it, as the demands themselves say. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "month=2026-06",
                "from=2026-06-08&to=2026-06-10",
                "from=2026-06-20&to=2026-06-26",
                "day=2026-06-08",
                "month=2026-05"
            })
    void aMonthAndAnyDaysAreThoseOfARecount(String period) {
        ReportingPeriod days = ReportingPeriod.asked(asked(period), end);
        JsonNode figures = of("dashboard", period);
        assertThat(figures.path("received").path("total").asInt())
                .isEqualTo(received(days))
                .isEqualTo((int) cases.count(filter(Show.RECEIVED, period)));
        int closed = 0;
        for (JsonNode day : figures.path("trend")) {
            closed += day.path("closed").asInt();
        }
        assertThat(closed).isEqualTo(closed(days)).isEqualTo((int) cases.count(filter(Show.CLOSED, period)));
        assertThat(figures.path("trend")).hasSize((int) days.days());
    }

    /** A month later, what was counted this month stands beside it as that of the month before. */
    @Test
    void lastMonthAndLastYearStandBesideAMonthAsARecountFindsThem() {
        ClockUtil.setCurrentTime(Date.from(end.plus(Duration.ofDays(30))));
        ReportingPeriod june = new ReportingPeriod(LocalDate.of(2026, 6, 1), LocalDate.of(2026, 6, 30));
        JsonNode july = of("comparison", "month=2026-07");
        assertThat(july.path("before").path("name").asText()).isEqualTo("上月同期");
        JsonNode beside = of("comparison", "month=2026-06");
        assertThat(line(beside, "received").path("now").asText()).isEqualTo(Integer.toString(received(june)));
        assertThat(line(beside, "closed").path("now").asText()).isEqualTo(Integer.toString(closed(june)));
        assertThat(beside.path("before").path("known").asBoolean()).isFalse();
        assertThat(line(beside, "received").path("beforeChange").asText()).isEqualTo("不能比较");
        assertThat(beside.path("lastYear").path("name").asText()).isEqualTo("去年同月");

        int until = received(new ReportingPeriod(
                LocalDate.of(2026, 6, 1), LocalDate.of(2026, 6, 1).plusDays(daysOf(july) - 1L)));
        assertThat(line(july, "received").path("before").asText()).isEqualTo(Integer.toString(until));
        assertThat(line(july, "received").path("beforeChange").asText()).startsWith("少 " + until + " 件");
        ClockUtil.setCurrentTime(Date.from(end.plus(Duration.ofDays(365))));
        JsonNode aYearLater = of("comparison", "month=2027-06");
        int sameDays = received(new ReportingPeriod(
                LocalDate.of(2026, 6, 1), LocalDate.of(2026, 6, 1).plusDays(daysOf(aYearLater) - 1L)));
        assertThat(line(aYearLater, "received").path("lastYear").asText())
                .isEqualTo(Integer.toString(sameDays))
                .isNotEqualTo("0");
        for (JsonNode rate : of("dashboard", "month=2026-06").path("rates")) {
            String percent = rate.path("percent").asText();
            if (!rate.path("percent").isNull()) {
                assertThat(line(
                                        of("comparison", "month=2026-06"),
                                        rate.path("key").asText())
                                .path("now")
                                .asText())
                        .isEqualTo(percent + "%");
            }
        }
    }

    /** What grows: more than the mean of eight weeks, and never told of fewer than five. */
    @Test
    void whatGrowsIsMoreThanItsUsualAndNeverFewerThanFive() {
        ReportingPeriod week = ReportingPeriod.last(7, end);
        JsonNode growth = of("comparison", "days=7").path("categories");
        assertThat(growth.path("known").asBoolean()).isTrue();
        JsonNode month = of("comparison", "from=2026-06-15&to=2026-06-26");
        for (JsonNode found : List.of(growth, month.path("categories"), month.path("places"))) {
            for (JsonNode row : found.path("rows")) {
                assertThat(row.path("received").asInt()).isGreaterThanOrEqualTo(5);
                assertThat(row.path("received").asDouble())
                        .isGreaterThan(row.path("usual").asDouble());
            }
        }
        String first = Story.SOCIAL_SERVICE.substring(0, 2);
        int now = of(first, week);
        int before = of(first, week.usual());
        BigDecimal usual = BigDecimal.valueOf(before * 7L).divide(BigDecimal.valueOf(56), 1, RoundingMode.HALF_UP);
        for (JsonNode row : growth.path("rows")) {
            if (row.path("code").asText().equals(first)) {
                assertThat(row.path("received").asInt()).isEqualTo(now);
                assertThat(row.path("usual").decimalValue()).isEqualByComparingTo(usual);
            }
        }
        assertThat(growth.path("rows"))
                .extracting(row -> row.path("code").asText())
                .contains(first);
    }

    private int of(String category, ReportingPeriod days) {
        return count("demand where category_code like '" + category + "%' and " + between("received_at", days));
    }

    private static Map<String, String> asked(String query) {
        Map<String, String> asked = new HashMap<>();
        for (String pair : query.split("&")) {
            asked.put(pair.split("=")[0], pair.split("=")[1]);
        }
        return asked;
    }

    private CaseFilter filter(Show show, String period) {
        Map<String, String> asked = asked(period);
        asked.put("show", show.key());
        return story.as("manager", () -> CaseFilter.of(managers.area(null), asked, end));
    }

    private JsonNode of(String what, String period) {
        Answer answer = Caller.inWebapp("cockpit", "manager", port)
                .get("/camunda/api/cockpit/plugin/ganxian/default/" + what + "?" + period);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode line(JsonNode compared, String key) {
        for (JsonNode line : compared.path("lines")) {
            if (line.path("key").asText().equals(key)) {
                return line;
            }
        }
        throw new AssertionError(key + " in " + compared);
    }

    private static int daysOf(JsonNode compared) {
        return (int) ReportingPeriod.asked(
                        Map.of(
                                "from",
                                compared.path("before").path("from").asText(),
                                "to",
                                compared.path("before").path("to").asText()),
                        Instant.parse("2027-12-31T00:00:00Z"))
                .days();
    }

    int received(ReportingPeriod days) {
        return count("demand where " + between("received_at", days));
    }

    /** As often as somebody closed it, or handed an application's result over. */
    int closed(ReportingPeriod days) {
        return (int) new Recount(jdbc, end)
                .closings().stream()
                        .filter(day -> !day.isBefore(days.from()) && !day.isAfter(days.to()))
                        .count();
    }

    private static String between(String column, ReportingPeriod days) {
        return column + " >= timestamp '" + utc(days.from()) + "' and " + column + " < timestamp '"
                + utc(days.to().plusDays(1)) + "'";
    }

    private static String utc(LocalDate day) {
        return day.minusDays(1) + " 16:00:00";
    }
}
