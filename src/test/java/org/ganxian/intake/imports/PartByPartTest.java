package org.ganxian.intake.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.intake.ClerksDoor.HOTLINE;
import static org.ganxian.intake.ClerksDoor.assertCounts;
import static org.ganxian.intake.ClerksDoor.call;
import static org.ganxian.intake.ClerksDoor.calls;
import static org.ganxian.intake.ClerksDoor.number;
import static org.ganxian.intake.ClerksDoor.numbers;
import static org.ganxian.intake.imports.RecordsAgainTest.WITH_END;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demands;
import org.ganxian.demand.NewDemand;
import org.ganxian.imports.FileImport;
import org.ganxian.imports.FileImports;
import org.ganxian.intake.ClerksDoor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** A file goes in part by part: whatever stops, what is left goes on, and nothing is in twice. */
@IntegrationTest
class PartByPartTest {

    @Autowired
    ClerksDoor door;

    @Autowired
    Demands demands;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    IdentityService identity;

    @Autowired
    RepositoryService repository;

    @Autowired
    Imports imports;

    @Autowired
    FileImports files;

    @Autowired
    RecordImport records;

    @Autowired
    ObjectMapper json;

    @TempDir
    Path folder;

    @Test
    void anImportThatBrokeOffGoesOnBehindTheLastPartAndIsCompletedByAnother() throws Exception {
        byte[] file = (HOTLINE + calls(numbers(6))).getBytes(StandardCharsets.UTF_8);
        int before = door.demands();
        FileImport begun = begun(file, false);
        assertThat(door.aPartIsTakenIn()).isTrue();
        assertThat(door.demands()).isEqualTo(before + 4);
        assertThat(files.find(begun.id()).orElseThrow().done()).isEqualTo(4);

        // Sent again meanwhile: what the first has taken in is not taken in twice by either.
        assertCounts(door.imported(file), 2, 4, 0);
        door.everyPartIsTakenIn();

        assertCounts(json.valueToTree(records.report(files.find(begun.id()).orElseThrow())), 4, 2, 0);
        assertThat(door.demands()).isEqualTo(before + 6);
    }

    @Test
    void aCallThatBrokeOffIsGoneOnWithByTheEngine() throws Exception {
        int before = door.demands();
        FileImport begun = begun((HOTLINE + calls(numbers(6))).getBytes(StandardCharsets.UTF_8), true);
        assertThat(files.step(begun.id())).isTrue();
        assertThat(door.aPartIsTakenIn()).as("while the caller is waited for").isFalse();
        assertThat(door.demands()).isEqualTo(before + 4);

        door.theTimersOfImportsFire();
        door.everyPartIsTakenIn();

        assertThat(files.find(begun.id()).orElseThrow().isRunning()).isFalse();
        assertThat(door.demands()).isEqualTo(before + 6);
        assertThat(demands.findExternal(new NewDemand.External("12345 热线", last(begun)))
                        .orElseThrow()
                        .registeredBy())
                .contains("clerk");
        assertThat(jdbc.queryForList(
                        "select actor_id from timeline_entry where step = 'REGISTERED' order by id desc", String.class))
                .first()
                .as("in the name of whoever began it")
                .isEqualTo("clerk");
    }

    private String last(FileImport run) {
        List<ImportReport.Line> rows = records.report(run).rows();
        return rows.get(rows.size() - 1).externalNumber();
    }

    @Test
    void aRowThatCannotBeTakenInKeepsNoOtherOut() throws Exception {
        repository.suspendProcessDefinitionByKey("order");
        try {
            String done = ",已办结,2026-01-08 09:00:00,灯已修好,2026-01-08 10:00:00\n";
            JsonNode report = door.imported(WITH_END
                    + call(number()).strip() + done
                    + call(number()).strip() + ",,,,\n"
                    + call(number()).strip() + done);
            assertCounts(report, 2, 0, 1);
            assertThat(report.at("/rows/1/errors/0/message").asText()).contains("系统出错", "再导入一次");
        } finally {
            repository.activateProcessDefinitionByKey("order");
        }
    }

    /** Four rows a part. */
    private FileImport begun(byte[] file, boolean attended) throws IOException {
        Path path = Files.write(folder.resolve("file"), file);
        identity.setAuthenticatedUserId("clerk");
        try {
            return imports.begin(new Imports.Sent(UUID.randomUUID().toString(), path, "日报.csv", null, attended), 4);
        } finally {
            identity.clearAuthentication();
        }
    }
}
