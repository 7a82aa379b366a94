package org.ganxian.intake.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.intake.ClerksDoor.HOTLINE;
import static org.ganxian.intake.ClerksDoor.assertCounts;
import static org.ganxian.intake.ClerksDoor.call;
import static org.ganxian.intake.ClerksDoor.number;
import static org.ganxian.platform.table.RawWorkbook.number;
import static org.ganxian.platform.table.RawWorkbook.row;
import static org.ganxian.platform.table.RawWorkbook.text;
import static org.ganxian.platform.table.RawWorkbook.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.intake.ClerksDoor;
import org.ganxian.platform.table.RawWorkbook;
import org.ganxian.platform.table.Row;
import org.ganxian.platform.table.Table;
import org.ganxian.platform.table.TableFile;
import org.ganxian.platform.web.Problem.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Files as spreadsheets and other systems write them, each a small one that went wrong somewhere. */
@IntegrationTest
class SpreadsheetCasesTest {

    private static final Instant NOON = Instant.parse("2026-01-06T04:09:38Z");

    @Autowired
    ClerksDoor door;

    @Autowired
    Demands demands;

    @Autowired
    RowReaders readers;

    @TempDir
    Path folder;

    // Numbers

    @Test
    void aNumberThatASpreadsheetHasChangedIsRefusedWithTheWayToExportIt() throws Exception {
        JsonNode report = door.imported(file("sci-numbers.csv"));

        assertCounts(report, 0, 0, 3);
        assertThat(report.at("/rows/2/errors/0/field").asText()).isEqualTo("工单编号");
        assertThat(report.at("/rows/2/errors/0/message").asText())
                .contains("2.02601E+17")
                .contains("科学计数法")
                .contains("设为文本");
    }

    @Test
    void aTextOfManyZerosGoesInAndIsPointedOut() throws Exception {
        String rounded = "2026" + System.nanoTime() % 10_000_000_000L;
        String number = (rounded + "123456789012345").substring(0, 15) + "000";
        JsonNode report = door.imported(HOTLINE + call(number));

        assertCounts(report, 1, 0, 0);
        assertThat(report.at("/rows/0/note").asText()).contains("末尾都是 0");
    }

    /** The telephone numbers of that file are another test's. */
    @Test
    void aHotlinesDailyListGoesInAsItIs() throws Exception {
        String list = new String(file("hotline-daily.csv"), Charset.forName("GB18030"))
                .replace("匿名,匿名", "匿名,13900000001")
                .replace("0596-2020000转801", "0596-2020000")
                .replace("139****0001", "13900000001");
        JsonNode report = door.imported(list.getBytes(Charset.forName("GB18030")));

        assertCounts(report, 3, 0, 0);
        assertThat(report.get("history").asInt()).isOne();
        assertThat(demand(report, 0).occurredAt()).contains(NOON);
        assertThat(demand(report, 1).status()).isEqualTo(Status.FINISHED_ELSEWHERE);
    }

    // Times

    @Test
    void timesAreReadAsExportsWriteThem() throws Exception {
        JsonNode report = door.imported(file("times.csv"));

        List<Integer> refused = new ArrayList<>();
        report.get("rows").forEach(line -> {
            if (line.get("outcome").asText().equals("BAD")) {
                refused.add(line.get("line").asInt() - 1);
                assertThat(line.get("errors")).hasSize(1);
                assertThat(line.at("/errors/0/field").asText()).isEqualTo("来电时间");
            }
        });
        // 1/6/2026 PM, 2026/2/29, no year, two epoch numbers, 0000-00-00, 1900-01-00, 1970-01-01, month 13
        assertThat(refused).containsExactly(9, 21, 29, 31, 32, 37, 38, 39, 40);
        assertCounts(report, 36, 0, 9);
        assertThat(demand(report, 29).occurredAt()).contains(Instant.parse("2026-01-06T04:08:38Z"));
    }

    // Files, headers, rows

    @ParameterizedTest
    @ValueSource(
            strings = {"iso-d.xlsx", "openpyxl-iso.xlsx", "hdr-bitian.csv", "cp936-euro.csv", "ctrlz.csv", "vt.csv"})
    void oddFilesAreReadAsPeopleMeanThem(String name) throws Exception {
        JsonNode report = door.imported(file(name));
        assertCounts(report, 1, 0, 0);
        Demand demand = demand(report, 0);
        assertThat(demand.occurredAt()).contains(NOON);
        assertThat(demand.description())
                .isEqualTo(
                        switch (name) {
                            case "vt.csv" -> "第一行\n第二行";
                            case "cp936-euro.csv" -> "欠费€元";
                            default -> "小区门口路灯坏了三天";
                        });
    }

    @Test
    void totalsAndSignaturesArePassedOverAndNamed() throws Exception {
        JsonNode report = door.imported(file("total.csv"));

        assertCounts(report, 1, 0, 0);
        assertThat(report.get("notices")).hasSize(2);
        assertThat(report.at("/notices/0").asText()).contains("第 3 行").contains("合计：1 件");
        assertThat(report.at("/notices/1").asText()).contains("第 4 行").contains("制表人：林");
    }

    @Test
    void hiddenRowsGoInAndTheReportSaysSo() throws Exception {
        JsonNode report = door.imported(file("filtered.xlsx"));

        assertCounts(report, 3, 0, 0);
        assertThat(report.at("/notices/0").asText())
                .contains("有 1 行")
                .contains("隐藏")
                .contains("第 3 行");
    }

    @Test
    void rowsWithoutNumbersAreCounted() throws Exception {
        JsonNode report = door.imported(file("no-r-lines.xlsx"));

        assertCounts(report, 2, 0, 1);
        assertThat(report.at("/rows/1/outcome").asText()).isEqualTo("BAD");
        assertThat(report.at("/rows/1/line").asInt()).isEqualTo(3);
    }

    @Test
    void aHeaderMayStandInRowTwelve() throws Exception {
        StringBuilder titles = new StringBuilder();
        for (int i = 1; i < 12; i++) {
            titles.append("说明第 ").append(i).append(" 行\n");
        }
        JsonNode report = door.imported(titles + HOTLINE + call(number()));
        assertCounts(report, 1, 0, 0);
        assertThat(report.at("/rows/0/line").asInt()).isEqualTo(13);
    }

    @Test
    void aMergedCellIsMeantForAllOfItsRows() throws Exception {
        byte[] file = new RawWorkbook()
                .sheet(
                        "Sheet1",
                        texts(1, HOTLINE.strip().split(",")),
                        texts(2, call(number()).strip().split(",")),
                        texts(3, number(), "林先生", "13900000002", null, "井盖", "井盖松动", null, "榕荫社区"),
                        texts(4, number(), "王先生", "13900000003", null, "树枝", "树枝挡路", null, "榕荫社区"))
                .merged("D2:D4", "G2:G3", "G4:H4")
                .bytes();

        JsonNode report = door.imported(file);

        assertCounts(report, 2, 0, 1);
        assertThat(demand(report, 1).occurredAt()).contains(NOON);
        assertThat(report.at("/rows/2/errors/0/message").asText()).contains("没有填写“分类”");
    }

    @Test
    void aNumericTimeIsReadByItsDigits() throws Exception {
        String[] call = call(number()).strip().split(",");
        byte[] file = new RawWorkbook()
                .sheet(
                        "Sheet1",
                        texts(1, HOTLINE.strip().split(",")),
                        row(
                                2,
                                text("A2", call[0]),
                                number("D2", "20260106120938"),
                                text("F2", call[5]),
                                text("G2", call[6])),
                        row(
                                3,
                                text("A3", number()),
                                number("D3", "1767672578"),
                                text("F3", call[5]),
                                text("G3", call[6])))
                .bytes();

        JsonNode report = door.imported(file);
        assertCounts(report, 1, 0, 1);
        assertThat(demand(report, 0).occurredAt()).contains(NOON);
        assertThat(report.at("/rows/1/errors/0/message").asText()).contains("时间戳");
    }

    // Systems of other cities, by configuration alone

    @Test
    void anotherCitysExportIsAFewLinesOfConfiguration() throws Exception {
        RowReader.Reading lamp = readings(
                        "nyc311.csv",
                        "system: NYC 311",
                        "zone: America/New_York",
                        "times[0]: MM/dd/yyyy hh:mm:ss a",
                        "columns.number: Unique Key",
                        "columns.time: Created Date",
                        "columns.closed: Closed Date",
                        "columns.category: Complaint Type",
                        "columns.text: Descriptor",
                        "columns.address: Incident Address",
                        "columns.status: Status",
                        "columns.reply: Resolution Description",
                        "columns.replied: Resolution Action Updated Date",
                        "columns.latitude: Latitude",
                        "columns.longitude: Longitude",
                        "categories.[Street Light Condition]: 社会服务")
                .get(0);

        assertThat(lamp.errors()).extracting(FieldError::message).isEmpty();
        assertThat(lamp.finished()).isNull();
        assertThat(lamp.said().time()).isEqualTo(Instant.parse("2026-01-06T17:09:38Z"));
        assertThat(lamp.demand()).isNotNull().satisfies(demand -> {
            assertThat(demand.latitude()).isNull();
            assertThat(demand.longitude()).isNull();
            assertThat(demand.description()).isEqualTo("Street Light Out");
        });

        assertThat(lamp.hints()).singleElement().asString().contains("坐标不在本市范围内", "没有采用");

        RowReader.Reading graffiti = readings(
                        "chicago311.csv",
                        "system: Chicago 311",
                        "zone: America/Chicago",
                        "times[0]: MM/dd/yyyy hh:mm:ss a",
                        "columns.number: SR_NUMBER",
                        "columns.time: CREATED_DATE",
                        "columns.closed: CLOSED_DATE",
                        "columns.category: SR_TYPE",
                        "columns.text: SR_TYPE",
                        "columns.address: STREET_ADDRESS",
                        "columns.status: STATUS",
                        "columns.latitude: LATITUDE",
                        "columns.longitude: LONGITUDE",
                        "categories.[Graffiti Removal Request]: \"09\"")
                .get(0);
        assertThat(graffiti.errors()).extracting(FieldError::message).isEmpty();
        assertThat(graffiti.said().category()).isEqualTo("09");
        assertThat(graffiti.said().time()).isEqualTo(Instant.parse("2026-01-06T18:09:38Z"));
    }

    private List<RowReader.Reading> readings(String file, String... settings) throws IOException {
        Map<String, String> properties = new java.util.HashMap<>();
        for (String setting : settings) {
            String[] parts = setting.split(": ", 2);
            properties.put("ganxian.import.profiles.theirs." + parts[0], parts[1].replace("\"", ""));
        }
        ImportSettings bound = new Binder(new MapConfigurationPropertySource(properties))
                .bind("ganxian.import", ImportSettings.class)
                .get();
        Path copy = Files.write(folder.resolve("upload"), file(file));
        try (TableFile open = TableFile.open(copy)) {
            Table table = open.tables().get(0);
            List<Row> rows;
            try (Stream<Row> all = table.rows()) {
                rows = all.toList();
            }
            Header header = Header.in(rows.get(0), bound.profiles()).orElseThrow();
            RowReader reader = readers.of(header, table.isSeparated(), "clerk");
            return rows.stream().skip(1).map(reader::read).toList();
        }
    }

    private static byte[] file(String name) throws IOException {
        return SpreadsheetCasesTest.class.getResourceAsStream("/cases/" + name).readAllBytes();
    }

    private Demand demand(JsonNode report, int row) {
        return demands.get(report.at("/rows/" + row + "/number").asText());
    }
}
