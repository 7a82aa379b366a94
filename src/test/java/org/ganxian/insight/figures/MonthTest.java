package org.ganxian.insight.figures;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.ganxian.Caller;
import org.ganxian.demand.Demand;
import org.ganxian.demand.DemandMoved;
import org.ganxian.demand.Status;
import org.ganxian.insight.Show;
import org.ganxian.insight.cases.CaseExport;
import org.ganxian.platform.PeopleTime;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Each figure that managers are shown of a month is what a recount in SQL of its own gives ({@link Recount}). */
class MonthTest extends ReportsOfAMonth {

    /** By what it is of, each figure with the rounds that are counted in it. */
    private static final Map<Show, Predicate<Map<String, Object>>> ROUNDS = Map.ofEntries(
            Map.entry(Show.RESPONDED, Recount.RESPONDED),
            Map.entry(Show.RESPONSE_DUE, Recount.RESPONSE_JUDGED),
            Map.entry(Show.IN_TIME, Recount.IN_TIME),
            Map.entry(Show.LATE, Recount.LATE),
            Map.entry(Show.DUE, Recount.WORK_JUDGED),
            Map.entry(Show.RATED, Recount.RATED),
            Map.entry(Show.SATISFIED, Recount.SATISFIED),
            Map.entry(Show.CONSULTED, Recount.CONSULTED),
            Map.entry(Show.SOLVED, Recount.SOLVED),
            Map.entry(Show.CALLED_BACK, Recount.CALLED),
            Map.entry(Show.CALLED_IN_TIME, Recount.CALLED_IN_TIME),
            Map.entry(Show.CALL_DUE, Recount.CALL_JUDGED));

    @Autowired
    CaseExport export;

    // Rates

    @ParameterizedTest
    @ValueSource(strings = {"order", "window-service"})
    void everyFigureOfRoundsIsThatOfARecountAndApplicationsAreFiguredApart(String flow) {
        Recount.Rounds rounds = new Recount(jdbc, end).rounds("1 = 1", flow);
        ROUNDS.forEach((show, counted) ->
                assertThat(listed(show, "flow", flow)).as(show + " of " + flow).isEqualTo(rounds.count(counted)));
        JsonNode figures = dashboard("&flow=" + flow);
        for (JsonNode rate : figures.path("rates")) {
            int part = rounds.count(ROUNDS.get(show(rate, "show")));
            int of = rounds.count(ROUNDS.get(show(rate, "showOf")));
            assertShown(rate, part, of);
        }
        assertThat(figures.path("rates"))
                .extracting(rate -> rate.path("name").asText())
                .contains("按时办结率", "超期率", "回访及时率");
        assertThat(figures.path("received").path("total").asInt())
                .isEqualTo(listed(Show.RECEIVED, "flow", flow))
                .isPositive();
    }

    private static Show show(JsonNode rate, String which) {
        return Show.of(rate.path(which).asText()).orElseThrow();
    }

    private static void assertShown(JsonNode rate, int part, int of) {
        if (of < 5) {
            assertThat(rate.path("percent").isNull()).as(rate.toString()).isTrue();
        } else {
            assertThat(List.of(rate.path("part").asInt(), rate.path("of").asInt()))
                    .as(rate.toString())
                    .containsExactly(part, of);
        }
    }

    @Test
    void withoutAChoiceTheRatesAreThoseOfOrdersAndEachBusinessHasARow() {
        JsonNode all = dashboard("");
        assertThat(all.path("rates")).isEqualTo(dashboard("&flow=order").path("rates"));
        Map<String, Integer> received = new HashMap<>();
        all.path("flows")
                .forEach(row -> received.put(
                        row.path("code").asText(), row.path("received").asInt()));
        assertThat(received)
                .containsEntry("order", listed(Show.RECEIVED, "flow", "order"))
                .containsEntry("window-service", listed(Show.RECEIVED, "flow", "window-service"));
        assertThat(Caller.inWebapp("cockpit", "manager", port)
                        .get(DASHBOARD + "&flow=none")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aCaseInsideItsLimitIsNeitherMetNorMissed() {
        for (Show show : List.of(Show.RESPONSE_DUE, Show.RESPONDED, Show.DUE, Show.IN_TIME, Show.LATE)) {
            assertThat(numbers(show)).as(show.title()).doesNotContain(fresh.number());
        }
        assertThat(numbers(Show.LATE)).contains(late.number()).doesNotContain(waitsForACall.number());
        assertThat(numbers(Show.IN_TIME)).contains(waitsForACall.number());
        assertThat(numbers(Show.CALL_DUE)).contains(waitsTooLong.number()).doesNotContain(waitsForACall.number());
        assertThat(numbers(Show.CONSULTED)).contains(waitsTooLong.number()).doesNotContain(waitsForACall.number());
    }

    @Test
    void eachRoundOfReworkCounts() {
        assertThat(numbers(Show.CLOSED))
                .filteredOn(reworkedTwice.number()::equals)
                .hasSize(3);
        assertThat(numbers(Show.RATED))
                .filteredOn(reworkedTwice.number()::equals)
                .hasSize(3);
        assertThat(numbers(Show.SATISFIED))
                .filteredOn(reworkedTwice.number()::equals)
                .hasSize(1);
        assertThat(numbers(Show.CALLED_IN_TIME))
                .filteredOn(reworkedTwice.number()::equals)
                .hasSize(1);
        assertThat(numbers(Show.CALL_LATE))
                .filteredOn(reworkedTwice.number()::equals)
                .hasSize(1);
        assertThat(numbers(Show.RECEIVED))
                .filteredOn(reworkedTwice.number()::equals)
                .hasSize(1);
    }

    // Call-backs

    @Test
    void aLateCallBackIsListedSupervisedAndRemindedOf() {
        assertThat(numbers(Show.FOLLOW_UP)).contains(waitsTooLong.number(), waitsForACall.number());
        assertThat(numbers(Show.FOLLOW_UP_OVERDUE)).containsExactly(waitsTooLong.number());
        JsonNode followUp = dashboard("").path("followUp");
        assertThat(List.of(
                        followUp.path("waiting").asInt(),
                        followUp.path("overdue").asInt()))
                .isEqualTo(List.of(
                        count("sla_clock where step in ('CALL_BACK', 'RECTIFICATION') and ended_at is null"),
                        count("sla_clock where step in ('CALL_BACK', 'RECTIFICATION') and ended_at is null"
                                + " and due_at < timestamp '" + LocalDateTime.ofInstant(end, java.time.ZoneOffset.UTC)
                                + ":00'")));
        assertThat(count("supervision where step = 'CALL_BACK' and subject = '" + waitsTooLong.number() + "'"))
                .isPositive();
        assertThat(count("sla_clock where step = 'CALL_BACK' and warned_at is not null and subject = '"
                        + waitsTooLong.number() + "'"))
                .isEqualTo(1);
        assertThat(numbers(Show.ASKED)).contains(waitsTooLong.number());
    }

    // Lists

    /** Whatever has become of it: in hand, done with a result, or ended without one. */
    @Test
    void everyReceivedCaseIsInExactlyOneList() {
        List<String> parts = List.of(Show.IN_HAND, Show.DONE, Show.ENDED).stream()
                .flatMap(show -> numbers(show).stream())
                .toList();
        assertThat(parts).doesNotHaveDuplicates();
        assertThat(parts).containsExactlyInAnyOrderElementsOf(numbers(Show.RECEIVED));
        assertThat(parts).hasSize(count("demand"));
        JsonNode received = dashboard("").path("received");
        assertThat(received.path("open").asInt()
                        + received.path("done").asInt()
                        + received.path("ended").asInt())
                .isEqualTo(received.path("total").asInt())
                .isEqualTo(count("demand"));
        Set<String> seen = new HashSet<>(jdbc.queryForList("select distinct status from demand", String.class));
        assertThat(seen)
                .contains("CLOSED", "CALL_BACK", "RATED", "UNRATED", "SETTLED", "REJECTED", "MERGED", "WITHDRAWN")
                .contains("TRANSFERRED", "SCREENING", "DISPATCHING", "ASKED", "ACCEPTING", "DECIDING");
    }

    /** The same for every status that a case can have, seen or not. */
    @Test
    void noStatusIsLeftOutOfTheListsOrInTwo() {
        for (Status status : Status.values()) {
            assertThat(listsAfter(status)).as(status.name()).hasSize(1);
        }
        listsAfter(Status.DISPATCHING);
    }

    private List<Show> listsAfter(Status status) {
        transaction.executeWithoutResult(one -> {
            jdbc.update("update demand set status = ? where number = ?", status.name(), fresh.number());
            events.publishEvent(new DemandMoved(fresh.number()));
        });
        return Stream.of(Show.IN_HAND, Show.DONE, Show.ENDED, Show.HISTORY)
                .filter(show -> numbers(show).contains(fresh.number()))
                .toList();
    }

    @Test
    void supervisionIsCountedTheSameInDashboardAndLists() {
        JsonNode ladder = dashboard("").path("ladder");
        for (JsonNode level : ladder) {
            String name = level.path("level").asText();
            assertThat(level.path("asked").asInt())
                    .as("asked of " + name)
                    .isEqualTo(listed(Show.ASKED, "level", name))
                    .isEqualTo(count("(select distinct subject from supervision where ended_at is null and level = '"
                            + name + "') s"));
            assertThat(level.path("raised").asInt())
                    .as("raised to " + name)
                    .isEqualTo(listed(Show.RAISED, "level", name))
                    .isEqualTo(count("(select distinct subject from supervision where level = '" + name + "') s"));
        }
        JsonNode open =
                Caller.of("supervisor3", port).get("/api/supervisions?size=200").json();
        Set<String> subjects = new HashSet<>(open.path("supervisions").findValuesAsText("number"));
        assertThat(subjects).containsExactlyInAnyOrderElementsOf(new HashSet<>(numbers(Show.ASKED)));
    }

    // How late

    /** A night is nothing to a limit that counts office hours, on a list as in a file and on the page of the case. */
    @Test
    void howLateIsTheSameOnListPageAndExport() throws IOException {
        JsonNode one = Caller.inWebapp("cockpit", "manager", port)
                .get("/camunda/api/cockpit/plugin/ganxian/default/cases/" + instanceOf(late))
                .json();
        JsonNode deadline = deadline(one, "首次响应");
        long minutes = deadline.path("lateMinutes").asLong();
        assertThat(minutes)
                .isPositive()
                .isLessThan(Duration.between(Instant.parse(deadline.path("due").asText()), end)
                        .toMinutes());
        String words = "已超时 " + PeopleTime.lasting(Duration.ofMinutes(minutes));

        Document list = Jsoup.parse(
                Caller.of("manager", port).get("/desk/cases?show=overdue").body());
        assertThat(list.select("tr:contains(" + late.number() + ") td").last().text())
                .isEqualTo("首次响应 " + words);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        export.write(filter(Show.OVERDUE), file);
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file.toByteArray()))) {
            List<Row> rows = workbook.getFirstSheet().read();
            Row line = rows.stream()
                    .filter(r -> r.getCellText(0).equals(late.number()))
                    .findFirst()
                    .orElseThrow();
            Map<String, String> cells = new HashMap<>();
            rows.get(0).forEach(head -> cells.put(head.getText(), line.getCellText(head.getColumnIndex())));
            assertThat(cells)
                    .containsEntry("剩余或超时", words)
                    .containsEntry("超时分钟", Long.toString(minutes))
                    .containsEntry("业务", "群众点单");
        }
    }

    private static JsonNode deadline(JsonNode one, String name) {
        for (JsonNode deadline : one.path("deadlines")) {
            if (deadline.path("name").asText().equals(name)) {
                return deadline;
            }
        }
        throw new AssertionError(name + " in " + one);
    }

    private String instanceOf(Demand demand) {
        return jdbc.queryForObject(
                "select PROC_INST_ID_ from ACT_HI_PROCINST where BUSINESS_KEY_ = ? and PROC_DEF_KEY_ = 'order'",
                String.class,
                demand.number());
    }
}
