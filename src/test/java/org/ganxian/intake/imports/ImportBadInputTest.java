package org.ganxian.intake.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.intake.ClerksDoor.HOTLINE;
import static org.ganxian.intake.ClerksDoor.MESSAGES;
import static org.ganxian.intake.ClerksDoor.call;
import static org.ganxian.intake.ClerksDoor.number;
import static org.ganxian.platform.table.RawWorkbook.error;
import static org.ganxian.platform.table.RawWorkbook.formula;
import static org.ganxian.platform.table.RawWorkbook.number;
import static org.ganxian.platform.table.RawWorkbook.row;
import static org.ganxian.platform.table.RawWorkbook.text;
import static org.ganxian.platform.table.RawWorkbook.texts;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.ganxian.IntegrationTest;
import org.ganxian.intake.ClerksDoor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.table.RawWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;

@IntegrationTest
class ImportBadInputTest {

    @Autowired
    ClerksDoor door;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock clock;

    private int before;

    @BeforeEach
    void count() {
        before = demands();
    }

    // Who may

    @ParameterizedTest
    @ValueSource(strings = {"dispatcher", "member1", "manager", "triage", "duty", "caller", "supervisor"})
    void onlyClerksAndAdministratorsImport(String username) throws Exception {
        door.send(username, (HOTLINE + call(number())).getBytes(StandardCharsets.UTF_8), null)
                .andExpect(status().isForbidden())
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"))
                .andExpect(jsonPath("$.detail").value("只有前台受理员和系统管理员可以使用这项功能"));
        assertThat(demands()).isEqualTo(before);
    }

    @Test
    void anAdministratorMayToo() throws Exception {
        door.send("admin", (HOTLINE + call(number())).getBytes(StandardCharsets.UTF_8), null)
                .andExpect(status().isOk());
    }

    @Test
    void nobodyImportsWithoutALogin() throws Exception {
        door.mvc
                .perform(multipart("/api/demands/import")
                        .file("file", new byte[] {'a'})
                        // The servlet container says so; nothing but the door reads it.
                        .with(r -> {
                            r.setServletPath("/api/demands/import");
                            return r;
                        }))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.detail").value("请先登录"));
    }

    // Files that are refused as a whole

    @Test
    void aFileMustBeThereAndAnUploadMustBeOne() throws Exception {
        door.mvc
                .perform(multipart("/api/demands/import").with(httpBasic("clerk", "ganxian")))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value("缺少文件 file"));
        door.mvc
                .perform(post("/api/demands/import")
                        .with(httpBasic("clerk", "ganxian"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(jsonPath("$.detail").value(containsString("不支持的内容类型")));
    }

    @Test
    void emptyFilesAreRefused() throws Exception {
        refused(new byte[0], "文件是空的");
        refused("\n\n,,\n", "文件里没有内容");
        refused(HOTLINE, "表头下面没有内容");
        refused(HOTLINE + ",,,,,,,,\n\n", "表头下面没有内容");
        refused(new RawWorkbook().sheet("Sheet1").bytes(), "文件里没有内容");
    }

    @Test
    void anUnknownHeaderIsAnsweredWithTheColumnsThatAreKnown() throws Exception {
        door.send("编号,内容\n1,路灯坏了\n")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("file"))
                .andExpect(jsonPath("$.detail")
                        .value(allOf(
                                containsString("没有找到认得出的表头"),
                                containsString("“群众留言”的文件应有列：留言编号"),
                                containsString("“12345 热线”的文件应有列：工单编号"),
                                containsString("诉求标题（可缺）"))));
        refused("<html><body>工单编号</body></html>", "网页（HTML）");
    }

    @Test
    void missingColumnsAreNamed() throws Exception {
        refused(HOTLINE.replace(",来电时间", "").replace(",分类", "") + "1\n", "第 1 行的表头缺少列：来电时间、分类");
    }

    @Test
    void aColumnThatStandsTwiceIsRefused() throws Exception {
        refused(HOTLINE.strip() + ",工单编号\n1\n", "第 1 行的表头中“工单编号”出现了两次");
    }

    @Test
    void aProfileMayBeAskedForByName() throws Exception {
        byte[] file = (MESSAGES + number() + ",A1,主题,2020/1/6,详情,民政\n").getBytes(StandardCharsets.UTF_8);
        door.send("clerk", file, "hotline")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(containsString("应有列：工单编号")));
        door.send("clerk", file, "weather")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("profile"))
                .andExpect(jsonPath("$.detail").value(containsString("messages")));
        door.send("clerk", file, "messages").andExpect(status().isOk());
    }

    @Test
    void aFileThatIsBrokenAnywhereIsNotBegun() throws Exception {
        refused(HOTLINE + call(number()) + call(number()).replace("路灯不亮", "\"路灯不亮"), "第 3 行起的双引号");
        byte[] workbook = new RawWorkbook()
                .sheetOf(
                        "Sheet1",
                        "",
                        texts(1, HOTLINE.strip().split(","))
                                + texts(2, call(number()).split(",")) + "<row")
                .bytes();
        refused(workbook, "已损坏");
    }

    @Test
    void moreRowsThanAreTakenAtOnceAreRefusedBeforeTheFirst() throws Exception {
        refused(HOTLINE + "1,路灯\n".repeat(50_001), "一次最多导入 50000 行");
    }

    // Rows

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    陈女士               | 陈\u0007女士          | 来电人   | 控制字符
                    2026-01-06 12:09:38  | 2026-02-30 12:09:38   | 来电时间 | 不是能识别的时间：2026-02-30
                    2026-01-06 12:09:38  | 昨天                  | 来电时间 | 不是能识别的时间：昨天
                    2026-01-06 12:09:38  | 1901-01-06            | 来电时间 | 过早
                    2026-01-06 12:09:38  | ''                    | 来电时间 | 没有填写
                    社会服务             | 天外来客              | 分类     | 没有“天外来客”这个分类
                    社会服务             | ''                    | 分类     | 没有填写“分类”
                    小区门口路灯坏了三天 | ''                    | 诉求内容 | 没有填写
                    """)
    void aBadCellIsNamedByItsColumn(String good, String bad, String column, String reason) throws Exception {
        JsonNode line = bad(HOTLINE + call(number()).replace(good, bad));

        assertThat(line.get("line").asInt()).isEqualTo(2);
        assertThat(line.get("errors")).hasSize(1);
        assertThat(line.at("/errors/0/field").asText()).isEqualTo(column);
        assertThat(line.at("/errors/0/message").asText()).contains(reason);
        assertThat(line.at("/cells/详细地址").asText()).isEqualTo("3 栋东侧");
    }

    @ParameterizedTest
    @CsvSource({"路灯不亮,诉求标题,120", "小区门口路灯坏了三天,诉求内容,5000", "陈女士,来电人,60", "3 栋东侧,详细地址,200"})
    void overlongTextsAreRefusedAndTheLongestOnesGoInWhole(String good, String column, int longest) throws Exception {
        JsonNode line = bad(HOTLINE + call(number()).replace(good, "𠮷".repeat(longest + 1)));
        assertThat(line.at("/errors/0/field").asText()).isEqualTo(column);
        assertThat(line.at("/errors/0/message").asText())
                .isEqualTo("“%s”不能超过 %d 字，现有 %d 字".formatted(column, longest, longest + 1));

        JsonNode report = door.imported(HOTLINE + call(number()).replace(good, "𠮷".repeat(longest)));
        ClerksDoor.assertCounts(report, 1, 0, 0);
    }

    @Test
    void everythingThatIsWrongWithARowIsSaidAtOnce() throws Exception {
        JsonNode line = bad(HOTLINE + ",陈女士,1,明天,,,无,,\n");

        assertThat(line.get("errors").findValuesAsText("field")).containsExactly("工单编号", "来电时间", "诉求内容", "分类");
        assertThat(line.get("externalNumber")).isNull();
    }

    @Test
    void aTimeInTheFutureIsRefused() throws Exception {
        String tomorrow = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                .format(LocalDateTime.ofInstant(clock.instant().plus(Duration.ofDays(1)), PeopleTime.ZONE));
        JsonNode line = bad(HOTLINE + call(number()).replace("2026-01-06 12:09:38", tomorrow));
        assertThat(line.at("/errors/0/message").asText()).contains("晚于现在").contains(tomorrow);
    }

    @Test
    void goodRowsGoInBesideBadOnes() throws Exception {
        JsonNode report =
                door.imported(HOTLINE + call(number()) + call(number()).replace("社会服务", "无") + "\n" + call(number()));

        ClerksDoor.assertCounts(report, 2, 0, 1);
        assertThat(report.get("rows").findValuesAsText("line")).containsExactly("2", "3", "5");
        assertThat(demands()).isEqualTo(before + 2);
    }

    @Test
    void aRowWithACommaTooManyIsNotShiftedIntoTheWrongColumns() throws Exception {
        JsonNode line = bad(HOTLINE + call(number()).replace("坏了三天", "坏了,三天"));

        assertThat(line.at("/errors/0/field").asText()).isEqualTo("整行");
        assertThat(line.at("/errors/0/message").asText()).contains("逗号");
    }

    @Test
    void formulasAndErrorsAreNotEvaluated() throws Exception {
        JsonNode report = door.imported(workbook(
                row(
                        2,
                        text("A2", number()),
                        text("B2", "路灯"),
                        formula("C2", "HYPERLINK(\"x\")", "城乡建设"),
                        text("D2", "2020/1/6")),
                row(3, text("A3", number()), error("B3", "#REF!"), text("C3", "城乡建设"), text("D3", "2020/1/6")),
                row(4, formula("A4", "\"\"", ""))));

        ClerksDoor.assertCounts(report, 0, 0, 2);
        assertThat(report.at("/rows/0/errors/0/message").asText()).isEqualTo("“分类”的单元格含公式，请粘贴为数值");
        assertThat(report.at("/rows/1/errors/0/message").asText()).contains("错误值 #REF!");
    }

    @Test
    void mergedCellsAreReportedWhereTheyLeaveAGap() throws Exception {
        JsonNode report = door.imported(
                workbook(texts(2, number(), "路灯", "城乡建设", "2020/1/6"), texts(3, number(), "井盖", null, "2020/1/7")));

        ClerksDoor.assertCounts(report, 1, 0, 1);
        assertThat(report.at("/rows/1/errors/0/message").asText()).contains("合并过的单元格请取消合并");
    }

    @Test
    void aNumberThatTheSpreadsheetHasRoundedIsRefused() throws Exception {
        JsonNode report = door.imported(workbook(row(
                2,
                number("A2", "2.0201010123456701E16"),
                text("B2", "路灯"),
                text("C2", "城乡建设"),
                text("D2", "2020/1/6"))));

        assertThat(report.at("/rows/0/errors/0/message").asText())
                .contains("超过 15 位")
                .contains("文本格式");
    }

    private static byte[] workbook(String... rows) {
        return new RawWorkbook()
                .sheetOf("Sheet1", "", texts(1, "工单编号", "诉求内容", "分类", "来电时间", "来电号码", "所在地") + String.join("", rows))
                .bytes();
    }

    private void refused(String text, String reason) throws Exception {
        refused(text.getBytes(StandardCharsets.UTF_8), reason);
    }

    private void refused(byte[] file, String reason) throws Exception {
        door.send(file)
                .andExpect(status().isBadRequest())
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"))
                .andExpect(jsonPath("$.errors[0].field").value("file"))
                .andExpect(jsonPath("$.detail").value(containsString(reason)));
        assertThat(demands()).isEqualTo(before);
    }

    /** The one bad line of a file of which nothing goes in. */
    private JsonNode bad(String text) throws Exception {
        JsonNode report = door.imported(text);
        ClerksDoor.assertCounts(report, 0, 0, 1);
        assertThat(demands()).isEqualTo(before);
        return report.at("/rows/0");
    }

    private int demands() {
        return jdbc.queryForObject("select count(*) from demand", Integer.class);
    }
}
