package org.ganxian.intake.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.NewDemand;
import org.ganxian.intake.ClerksDoor;
import org.ganxian.platform.PeopleTime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The hotline's file as it came, wherever it is at hand; {@link ImportTest} has one with its quirks. */
@IntegrationTest
@Tag("any-database") // The records are read alike on both; ImportTest keeps MySQL.
@EnabledIfEnvironmentVariable(named = "GANXIAN_TEST_RECORDS", matches = ".+")
class RealRecordsTest {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final String SYSTEM = "群众留言";

    @Autowired
    ClerksDoor door;

    @Autowired
    Demands demands;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void theFileGoesInAsItIsAndOnce() throws Exception {
        Path file = Path.of(System.getenv("GANXIAN_TEST_RECORDS"), "留言.xlsx");
        byte[] bytes = Files.readAllBytes(file);
        int before = demands();

        // The time of this thread alone: whoever else uses the machine does not count.
        long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        JsonNode report = door.imported(bytes);
        Duration taken = Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun);

        // Two rows share a number and name two categories.
        ClerksDoor.assertCounts(report, 494, 0, 1);
        assertThat(report.get("rows")).hasSize(495);
        assertThat(demands()).isEqualTo(before + 494);
        assertThat(taken).isLessThan(A_MINUTE);
        allHaveTheirOriginalTimes(timesByNumber(file));

        ClerksDoor.assertCounts(door.imported(bytes), 0, 494, 1);
        assertThat(demands()).isEqualTo(before + 494);
    }

    private void allHaveTheirOriginalTimes(Map<String, String> timesByNumber) {
        DateTimeFormatter asInTheFile = DateTimeFormatter.ofPattern("yyyy/M/d H:mm:ss");
        assertThat(timesByNumber).hasSize(494);
        timesByNumber.forEach((number, time) -> {
            Demand demand =
                    demands.findExternal(new NewDemand.External(SYSTEM, number)).orElseThrow();
            assertThat(demand.occurredAt()
                            .map(t ->
                                    LocalDateTime.ofInstant(t, PeopleTime.ZONE).format(asInTheFile)))
                    .as("time of %s", number)
                    .contains(time);
            assertThat(demand.receivedAt()).isAfter(demand.occurredAt().orElseThrow());
        });
    }

    /** The first time where a number stands twice. */
    private static Map<String, String> timesByNumber(Path file) throws IOException {
        Map<String, String> times = new HashMap<>();
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile());
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            rows.skip(1)
                    .filter(r -> !r.getCellText(0).isBlank())
                    .forEach(r -> times.putIfAbsent(
                            r.getCellText(0).strip(), r.getCellText(3).strip()));
        }
        return times;
    }

    private int demands() {
        return jdbc.queryForObject("select count(*) from demand", Integer.class);
    }
}
