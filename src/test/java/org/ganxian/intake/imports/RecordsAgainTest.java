package org.ganxian.intake.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.intake.ClerksDoor.HOTLINE;
import static org.ganxian.intake.ClerksDoor.assertCounts;
import static org.ganxian.intake.ClerksDoor.call;
import static org.ganxian.intake.ClerksDoor.calls;
import static org.ganxian.intake.ClerksDoor.number;
import static org.ganxian.intake.ClerksDoor.numbers;
import static org.ganxian.platform.table.RawWorkbook.number;
import static org.ganxian.platform.table.RawWorkbook.row;
import static org.ganxian.platform.table.RawWorkbook.text;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.ganxian.IntegrationTest;
import org.ganxian.Race;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.intake.ClerksDoor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockMultipartFile;

/** Records that come twice, are finished already, or were put right: each is in the system once. */
@IntegrationTest
class RecordsAgainTest {

    private static final Instant NOON = Instant.parse("2026-01-06T04:09:38Z");

    @Autowired
    ClerksDoor door;

    @Autowired
    Demands demands;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcTemplate jdbc;

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
        door.everyPartIsTakenIn();
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

    static final String WITH_END = HOTLINE.strip() + ",办理状态,办结时间,答复内容,答复时间\n";

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
                .valueToTree(jdbc.queryForList("select count(case when is_open = true then 1 end) open_cases,"
                        + " count(received_day) received, count(closed_day) closed,"
                        + " coalesce(sum(marks), 0) marks from insight_case"));
    }

    private String page(String address) throws Exception {
        return door.mvc
                .perform(get(address).with(httpBasic("manager", "ganxian")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void twoImportsOfTheSameFileAtTheSameMomentMakeEachDemandOnce() throws Exception {
        List<String> numbers = numbers(25);
        byte[] file = (HOTLINE + calls(numbers)).getBytes(StandardCharsets.UTF_8);
        int before = door.demands();
        long processes = orders();
        int imported = 0;
        for (JsonNode report : Race.among(3, n -> () -> door.imported(file))) {
            assertThat(report.get("bad").asInt()).isZero();
            assertThat(report.get("total").asInt()).isEqualTo(25);
            imported += report.get("imported").asInt();
        }
        assertThat(imported).isEqualTo(25);
        assertThat(door.demands()).isEqualTo(before + 25);
        assertThat(orders()).isEqualTo(processes + 25);
    }

    private long orders() {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey("order")
                .count();
    }
}
