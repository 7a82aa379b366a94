package org.ganxian.intake.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.intake.ClerksDoor.HOTLINE;
import static org.ganxian.intake.ClerksDoor.MESSAGES;
import static org.ganxian.intake.ClerksDoor.assertCounts;
import static org.ganxian.intake.ClerksDoor.call;
import static org.ganxian.intake.ClerksDoor.calls;
import static org.ganxian.intake.ClerksDoor.number;
import static org.ganxian.intake.ClerksDoor.numbers;
import static org.ganxian.platform.table.RawWorkbook.blank;
import static org.ganxian.platform.table.RawWorkbook.number;
import static org.ganxian.platform.table.RawWorkbook.row;
import static org.ganxian.platform.table.RawWorkbook.text;
import static org.ganxian.platform.table.RawWorkbook.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Source;
import org.ganxian.demand.Status;
import org.ganxian.intake.ClerksDoor;
import org.ganxian.intake.ResidentsDoor;
import org.ganxian.platform.table.RawWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@IntegrationTest
public class ImportTest {

    @Autowired
    ClerksDoor door;

    @Autowired
    Demands demands;

    @Autowired
    RuntimeService runtime;

    @Autowired
    RepositoryService repository;

    @Autowired
    IdentityService identity;

    @Autowired
    JdbcTemplate jdbc;

    @TempDir
    Path folder;

    // What goes in

    @Test
    void aCallBecomesADemandWithAllThatTheHotlineKnows() throws Exception {
        String number = number();
        JsonNode report = door.imported(HOTLINE + call(number));

        assertThat(report.get("profile").asText()).isEqualTo("hotline");
        assertCounts(report, 1, 0, 0);
        JsonNode line = report.at("/rows/0");
        assertThat(line.get("line").asInt()).isEqualTo(2);
        assertThat(line.get("outcome").asText()).isEqualTo("IMPORTED");
        assertThat(line.get("externalNumber").asText()).isEqualTo(number);
        Demand demand = demandOf(line);
        assertThat(demand.source()).isEqualTo(Source.HOTLINE);
        assertThat(demand.title()).isEqualTo("路灯不亮");
        assertThat(demand.description()).isEqualTo("小区门口路灯坏了三天");
        assertThat(demand.placeCode()).isEqualTo(ResidentsDoor.COMMUNITY);
        assertThat(demand.address()).isEqualTo("3 栋东侧");
        assertThat(demand.contactName()).isEqualTo("陈女士");
        assertThat(demand.contactPhone()).isEqualTo("13900000001");
        assertThat(demand.occurredAt()).contains(Instant.parse("2026-01-06T04:09:38Z"));
        assertThat(demand.receivedAt()).isAfter(Instant.parse("2026-01-06T04:09:38Z"));
        assertThat(demand.registeredBy()).contains("clerk");
        assertThat(demand.status()).isEqualTo(Status.SCREENING);
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(demand.number())
                        .count())
                .isOne();
    }

    @Test
    void aMessageWithoutPhoneAndPlaceGoesToTriage() throws Exception {
        JsonNode report = door.imported(MESSAGES + number() + ",A00074011,主题,2020/1/6 12:09:38,详情,城乡建设\n");

        assertThat(report.get("system").asText()).isEqualTo("群众留言");
        assertThat(report.get("triage").asInt()).isOne();
        Demand demand = demandOf(report.at("/rows/0"));
        assertThat(demand.status()).isEqualTo(Status.TRIAGE);
        assertThat(demand.contactPhone()).isNull();
        assertThat(demand.occurredAt()).contains(Instant.parse("2020-01-06T04:09:38Z"));
    }

    @Test
    void aPlaceThatTheCityDoesNotHaveIsKeptForTriageToRead() throws Exception {
        JsonNode report = door.imported(HOTLINE + call(number()).replace("榕荫社区", "云端社区"));

        JsonNode line = report.at("/rows/0");
        assertThat(line.get("note").asText()).contains("云端社区");
        assertThat(demandOf(line).status()).isEqualTo(Status.TRIAGE);
        assertThat(demandOf(line).address()).isEqualTo("云端社区 3 栋东侧");
    }

    @Test
    void placesAndCategoriesMayBeWrittenAsPaths() throws Exception {
        JsonNode report = door.imported(
                HOTLINE + call(number()).replace("榕荫社区", "漳州市芗城区 / 巷口街道 / 榕荫社区").replace("社会服务", "民政"));

        assertThat(demandOf(report.at("/rows/0")).placeCode()).isEqualTo(ResidentsDoor.COMMUNITY);
        assertThat(demandOf(report.at("/rows/0")).categoryCode()).isEqualTo("09");
    }

    @Test
    void dangerGoesToTheDutyDeskAndTheReportSaysSo() throws Exception {
        JsonNode report = door.imported(HOTLINE + call(number()).replace("路灯坏了三天", "起火了"));

        assertThat(report.get("danger").asInt()).isOne();
        assertThat(report.at("/rows/0/note").asText()).contains("值班席");
        assertThat(demandOf(report.at("/rows/0")).status()).isEqualTo(Status.EMERGENCY);
    }

    @Test
    void gb18030AndUtf8AreTheSameToUs() throws Exception {
        String text = HOTLINE + call(number()).replace("陈女士", "𠮷田").replace("三天", "三天🚧");
        JsonNode first = door.imported(text.getBytes(Charset.forName("GB18030")));
        JsonNode again = door.imported(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8));

        assertCounts(first, 1, 0, 0);
        assertCounts(again, 0, 1, 0);
        assertThat(demandOf(first.at("/rows/0")).contactName()).isEqualTo("𠮷田");
        assertThat(demandOf(first.at("/rows/0")).description()).isEqualTo("小区门口路灯坏了三天🚧");
    }

    @Test
    void everySpellingOfATelephoneNumberGoesInAndWhatCannotBeDialledIsANote() throws Exception {
        JsonNode report = door.imported(Files.readAllBytes(Path.of("src/test/resources/cases/phones.csv")));

        assertCounts(report, 57, 0, 0);
        Demand secret = demands.findExternal(new NewDemand.External("12345 热线", "B88741900044"))
                .orElseThrow();
        assertThat(secret.contactPhone()).isNull();
        assertThat(secret.phoneNote()).isEqualTo("保密");
        for (JsonNode row : report.get("rows")) {
            boolean hinted = row.path("note").asText().contains("“来电号码”");
            Demand demand = demandOf(row);
            assertThat(hinted).isEqualTo(demand.phoneNote() != null);
        }
    }

    @Test
    void whatACategoryLeavesOpenGoesToTriageAndAPlaceIsReadAsPeopleWriteIt() throws Exception {
        String open = number();
        String written = number();
        JsonNode report = door.imported(HOTLINE
                + call(open).replace("社会服务", "其他")
                + call(written).replace("榕荫社区", "福建省漳州市芗城区巷口街道榕荫社区居委会").replace("陈女士", "阿卜杜拉•买买提\u200b"));

        assertCounts(report, 2, 0, 0);
        assertThat(demandOf(report.at("/rows/0")).status()).isEqualTo(Status.TRIAGE);
        assertThat(demandOf(report.at("/rows/0")).description()).endsWith("（原分类：其他）");
        assertThat(report.at("/rows/0/note").asText()).contains("分类“其他”不止一个", "等 131 个");
        assertThat(demandOf(report.at("/rows/1")).placeCode()).isEqualTo("350602004001");
        assertThat(demandOf(report.at("/rows/1")).contactName()).isEqualTo("阿卜杜拉·买买提");
    }

    @Test
    void aWorkbookWithNumbersAndDatesIsReadAsPeopleMeanIt() throws Exception {
        long number = System.nanoTime() % 1_000_000_000L;
        JsonNode report = door.imported(new RawWorkbook()
                .sheet(
                        "十一月",
                        texts(1, "某市热线日报表"),
                        texts(3, "工单编号 *", "来电号码", "来电时间", "诉求内容", "分类", "所在地"),
                        row(
                                4,
                                number("A4", String.valueOf(number)),
                                number("B4", "1.3900000001E10"),
                                number("C4", "43836.506689814814"),
                                text("D4", "\t路灯\r\n不亮 "),
                                text("E4", "城乡建设"),
                                blank("F4")))
                .sheet("说明", texts(1, "仅供内部使用"))
                .bytes());

        assertCounts(report, 1, 0, 0);
        assertThat(report.get("sheet").asText()).isEqualTo("十一月");
        assertThat(report.at("/notices/0").asText()).contains("“说明”");
        JsonNode line = report.at("/rows/0");
        assertThat(line.get("line").asInt()).isEqualTo(4);
        assertThat(line.get("externalNumber").asText()).isEqualTo(String.valueOf(number));
        Demand demand = demandOf(line);
        assertThat(demand.contactPhone()).isEqualTo("13900000001");
        assertThat(demand.occurredAt()).contains(Instant.parse("2020-01-06T04:09:38Z"));
        assertThat(demand.description()).isEqualTo("路灯\n不亮");
    }

    @Test
    void aSheetThatClaimsThousandsOfRowsIsImportedByWhatItHolds() throws Exception {
        List<String> numbers = numbers(7);
        numbers.add(4, numbers.get(1));
        StringBuilder rows = new StringBuilder(texts(1, "留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "一级分类"));
        for (int i = 0; i < numbers.size(); i++) {
            rows.append(texts(
                    i + 2,
                    numbers.get(i),
                    "A000" + i,
                    "主题" + i,
                    "2020/1/6 12:09:3" + i,
                    "\r\n\t\t\t\t\r\n\t\t\t\t\t\t一段详情" + i + "\r\n\t\t\t",
                    "城乡建设"));
        }
        for (int r = numbers.size() + 2; r <= 65_202; r++) {
            rows.append(row(r, blank("A" + r), blank("B" + r), blank("C" + r), blank("D" + r), blank("F" + r)));
        }
        byte[] file = new RawWorkbook()
                .sheetOf("Sheet1", "A1:F65202", rows.toString())
                .bytes();

        JsonNode first = door.imported(file);
        JsonNode second = door.imported(file);

        assertCounts(first, 7, 0, 1);
        assertThat(first.get("rows")).hasSize(8);
        assertThat(first.at("/rows/4/outcome").asText()).isEqualTo("BAD");
        assertThat(first.at("/rows/4/line").asInt()).isEqualTo(6);
        assertThat(first.at("/rows/4/errors/0/message").asText()).contains("与第 3 行相同");
        assertThat(demandOf(first.at("/rows/0")).description()).isEqualTo("一段详情0");
        assertThat(demandOf(first.at("/rows/0")).occurredAt()).contains(Instant.parse("2020-01-06T04:09:30Z"));
        assertCounts(second, 0, 7, 1);
    }

    @Test
    void aRowWhoseProcessCannotStartLeavesNothingBehind() throws Exception {
        String file = HOTLINE + call(number());
        int before = door.demands();
        repository.suspendProcessDefinitionByKey("order");
        try {
            JsonNode report = door.imported(file);
            assertCounts(report, 0, 0, 1);
            assertThat(report.at("/rows/0/errors/0/message").asText())
                    .contains("系统出错")
                    .contains("再导入一次");
            assertThat(door.demands()).isEqualTo(before);
        } finally {
            repository.activateProcessDefinitionByKey("order");
        }
        assertCounts(door.imported(file), 1, 0, 0);
    }

    // What is kept of it

    @Test
    void anImportIsAuditedByTheHashOfItsFile() throws Exception {
        JsonNode report = door.imported(HOTLINE + call(number()));

        assertThat(jdbc.queryForList(
                        "select subject from audit_entry where actor_id = 'clerk' and action = 'demands-imported'"
                                + " order by id desc",
                        String.class))
                .first()
                .isEqualTo(report.get("fileHash").asText());
        assertThat(report.get("fileHash").asText()).hasSize(64);
    }

    @Test
    void anUploadLeavesNoFileBehind() throws Exception {
        Set<Path> before = uploads();
        door.imported(HOTLINE + call(number()));
        door.send("nothing");
        Set<Path> left = uploads();
        left.removeAll(before);
        // Another run of tests on this machine may be in the middle of one.
        Awaitility.await().atMost(1, TimeUnit.MINUTES).until(() -> left.stream().noneMatch(Files::exists));
    }

    private static Set<Path> uploads() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(f -> f.getFileName().toString().startsWith("ganxian-import"))
                    .collect(Collectors.toSet());
        }
    }

    private Demand demandOf(JsonNode line) {
        return demands.get(line.get("number").asText());
    }

    // Once each

    @Test
    void aSecondImportAddsNothing() throws Exception {
        String file = HOTLINE + calls(numbers(3));
        door.imported(file);
        int before = door.demands();

        JsonNode again = door.imported(file);

        assertCounts(again, 0, 3, 0);
        assertThat(again.at("/rows/0/note").asText()).isEqualTo("此前已导入");
        assertThat(door.demands()).isEqualTo(before);
    }
}
