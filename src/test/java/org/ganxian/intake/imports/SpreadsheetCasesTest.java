package org.ganxian.intake.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.intake.ClerksDoor.HOTLINE;
import static org.ganxian.intake.ClerksDoor.call;
import static org.ganxian.intake.ClerksDoor.number;
import static org.ganxian.intake.imports.ImportTest.assertCounts;
import static org.ganxian.platform.table.RawWorkbook.number;
import static org.ganxian.platform.table.RawWorkbook.row;
import static org.ganxian.platform.table.RawWorkbook.text;
import static org.ganxian.platform.table.RawWorkbook.texts;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockMultipartFile;

/** Files as spreadsheets and other systems write them, each a small one that went wrong somewhere. */
@IntegrationTest
class SpreadsheetCasesTest {

    private static final Instant NOON = Instant.parse("2026-01-06T04:09:38Z");

    @Autowired
    ClerksDoor door;

    @Autowired
    Demands demands;

    @Autowired
    RuntimeService runtime;

    @Autowired
    RowReaders readers;

    @Autowired
    JdbcTemplate jdbc;

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

    @Test
    void recordsThatShareANumberAndDifferAreAConflictInOneFileAndInTwo() throws Exception {
        String number = number();
        String other = call(number).replace("小区门口路灯坏了三天", "电梯停运");
        JsonNode first = door.imported(HOTLINE + call(number) + other + call(number));
        assertCounts(first, 1, 1, 1);
        assertThat(first.at("/rows/1/errors/0/message").asText())
                .contains("与第 2 行相同")
                .contains("诉求内容不同")
                .contains("没有入库");

        JsonNode second = door.imported(HOTLINE + other);
        assertCounts(second, 0, 0, 1);
        assertThat(second.at("/rows/0/errors/0/message").asText())
                .contains(first.at("/rows/0/number").asText())
                .contains("诉求内容不同");
    }

    @ParameterizedTest
    @CsvSource({
        "陈女士,林先生,来电人",
        "2026-01-06 12:09:38,2026-01-06 12:09:39,来电时间",
        "路灯不亮,路灯亮了,诉求标题",
        "3 栋东侧,4 栋,详细地址",
        "社会服务,城乡建设,分类"
    })
    void aConflictNamesWhatDiffers(String here, String there, String column) throws Exception {
        String number = number();
        JsonNode report = door.imported(HOTLINE + call(number) + call(number).replace(here, there));
        assertCounts(report, 1, 0, 1);
        assertThat(report.at("/rows/1/errors/0/message").asText()).contains("但" + column + "不同");
    }

    @Test
    void oneNumberIsTheSameHoweverItIsWritten() throws Exception {
        String number = number();
        door.imported(HOTLINE + call(number.toUpperCase()));

        for (String written : List.of(
                number.toLowerCase(),
                "\"=\"\"" + number + "\"\"\"",
                "'" + number,
                "“" + number + "”",
                "\u200B" + number + "\uFEFF",
                number.replace("T", "Ｔ"))) {
            assertCounts(door.imported(HOTLINE + call(written)), 0, 1, 0);
        }
    }

    @Test
    void aRecordThatOnlySaysMoreOfItsProgressIsTheSame() throws Exception {
        String number = number();
        String header = HOTLINE.strip() + ",办理状态,答复内容\n";
        door.imported(header + call(number).strip() + ",办理中,\n");

        assertCounts(door.imported(header + call(number).strip() + ",已办结,已修复\n"), 0, 1, 0);
    }

    // The report, put right in a spreadsheet

    @Test
    void badRowsAreFetchedAsTextsPutRightInASpreadsheetAndImported() throws Exception {
        String number = "20260106120938" + (1000 + System.nanoTime() % 9000);
        String run = UUID.randomUUID().toString();
        door.mvc
                .perform(multipart("/desk/import")
                        .file(new MockMultipartFile(
                                "file",
                                "日报.csv",
                                "text/csv",
                                (HOTLINE
                                                + call(number)
                                                        .replace("社会服务", "无")
                                                        .replace("小区门口路灯坏了三天", "=1+1")
                                                + call(number()).replace("2026-01-06", "1/6/2026"))
                                        .getBytes(StandardCharsets.UTF_8)))
                        .param("run", run)
                        .with(httpBasic("clerk", "ganxian")))
                .andExpect(status().is3xxRedirection());
        byte[] report = door.mvc
                .perform(get("/desk/import/" + run + "/bad-rows.xlsx").with(httpBasic("clerk", "ganxian")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();

        byte[] corrected = savedAnew(report, Map.of("无", "社会服务", "1/6/2026 12:09:38", "2026/1/6 12:09:38"));
        JsonNode again = door.imported(corrected);

        assertCounts(again, 2, 0, 0);
        assertThat(again.at("/rows/0/externalNumber").asText()).isEqualTo(number);
        assertThat(demand(again, 0).description()).isEqualTo("=1+1");
        assertThat(demand(again, 1).occurredAt()).contains(NOON);
    }

    /** As somebody does who opens it, corrects some cells and saves it; every cell that holds a number would show here. */
    private static byte[] savedAnew(byte[] file, Map<String, String> corrections) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ReadableWorkbook read = new ReadableWorkbook(new ByteArrayInputStream(file));
                Stream<org.dhatim.fastexcel.reader.Row> rows =
                        read.getFirstSheet().openStream();
                Workbook written = new Workbook(out, "test", null)) {
            Worksheet sheet = written.newWorksheet("Sheet1");
            rows.forEach(row -> row.forEach(cell -> {
                if (cell != null && cell.getValue() instanceof String text) {
                    sheet.value(row.getRowNum() - 1, cell.getColumnIndex(), corrections.getOrDefault(text, text));
                } else if (cell != null && cell.getValue() != null) {
                    throw new AssertionError("No text: " + cell);
                }
            }));
        }
        return out.toByteArray();
    }

    // Records whose work is done

    private static final String WITH_END = HOTLINE.strip() + ",办理状态,办结时间,答复内容,答复时间\n";

    @Test
    void aFinishedRecordIsHistoryWithoutWorkAndClock() throws Exception {
        JsonNode before = dashboard();
        JsonNode report = door.imported(WITH_END
                + call(number()).replace("路灯坏了三天", "起火了").strip()
                + ",已办结,2026-01-08 09:00:00,灯已修好,2026-01-08 10:00:00\n");

        assertCounts(report, 1, 0, 0);
        assertThat(report.get("history").asInt()).isOne();
        assertThat(report.get("danger").asInt()).isZero();
        assertThat(report.at("/rows/0/note").asText()).contains("历史记录");
        Demand demand = demand(report, 0);
        assertThat(demand.status()).isEqualTo(Status.FINISHED_ELSEWHERE);
        assertThat(demand.completedAt()).contains(Instant.parse("2026-01-08T01:00:00Z"));
        assertThat(demand.completionDue()).isNull();
        assertThat(demands.timeline(demand))
                .last()
                .satisfies(line -> assertThat(line.text()).contains("1月8日").endsWith("灯已修好"));
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(demand.number())
                        .count())
                .isZero();
        assertThat(count("select count(*) from sla_clock where subject = ?", demand.number()))
                .isZero();

        // Found by managers in a list of its own, and counted as nobody's work.
        assertThat(dashboard()).isEqualTo(before);
        assertThat(page("/desk/cases?show=history")).contains(demand.number());
        assertThat(page("/desk/cases?show=open")).doesNotContain(demand.number());
        assertThat(page("/desk/cases?show=received")).doesNotContain(demand.number());
        assertThat(page("/desk/cases/" + demand.number())).contains("灯已修好");
        door.mvc
                .perform(get("/api/demands/" + demand.number()).param("code", demand.queryCode()))
                .andExpect(jsonPath("$.statusTitle").value("已在原系统办结"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            办理中,,,                        | SCREENING
            ,,,                              | SCREENING
            未办结,,,                        | SCREENING
            已退回,2026-01-08 09:00:00,,     | SCREENING
            ,2026-01-08 09:00:00,,           | FINISHED_ELSEWHERE
            办 结,,,                         | FINISHED_ELSEWHERE
            """)
    void whatIsNotSaidToBeFinishedIsWork(String end, Status status) throws Exception {
        JsonNode report = door.imported(WITH_END + call(number()).strip() + "," + end + "\n");
        assertCounts(report, 1, 0, 0);
        assertThat(demand(report, 0).status()).isEqualTo(status);
    }

    @Test
    void anEndBeforeTheBeginningIsRefused() throws Exception {
        JsonNode report = door.imported(WITH_END + call(number()).strip() + ",已办结,2026-01-05,,\n");
        assertCounts(report, 0, 0, 1);
        assertThat(report.at("/rows/0/errors/0/message").asText()).isEqualTo("“办结时间”早于“来电时间”");
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
            RowReader reader = readers.of(header, table, "clerk");
            return rows.stream().skip(1).map(reader::read).toList();
        }
    }

    private static byte[] file(String name) throws IOException {
        return SpreadsheetCasesTest.class.getResourceAsStream("/cases/" + name).readAllBytes();
    }

    private Demand demand(JsonNode report, int row) {
        return demands.get(report.at("/rows/" + row + "/number").asText());
    }

    private int count(String query, Object... parameters) {
        return jdbc.queryForObject(query, Integer.class, parameters);
    }

    private JsonNode dashboard() {
        return new com.fasterxml.jackson.databind.ObjectMapper()
                .valueToTree(
                        jdbc.queryForList(
                                "select count(case when is_open = true then 1 end) open_cases,"
                                        + " count(received_day) received, count(closed_day) closed, sum(marks) marks from insight_case"));
    }

    private String page(String address) throws Exception {
        return door.mvc
                .perform(get(address).with(httpBasic("manager", "ganxian")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
