package org.ganxian.organization.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.IntegrationTest;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Term;
import org.ganxian.platform.table.Row;
import org.ganxian.platform.table.TableFile;
import org.ganxian.platform.table.TextWorkbook;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A file of people: looked at before it is applied, good rows go in, others come back, and the same file again changes nothing. */
@IntegrationTest
@Tag("any-database")
class PeopleImportTest {

    private static final String PAGE = "/desk/people/import";
    private static final List<String> HEADER = List.of("登录名（必填）", "姓名", "手机", "单位", "职责", "起", "止", "邮箱");
    private static final String BRANCH = "350602004001B1";

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    ManagementService management;

    private MockHttpServletResponse as(String username, MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(httpBasic(username, "ganxian")))
                .andReturn()
                .getResponse();
    }

    private static Document page(MockHttpServletResponse answer) {
        return Jsoup.parse(new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8));
    }

    private MockHttpServletResponse previewed(String username, byte[] file) throws Exception {
        return as(username, multipart(PAGE).file(new MockMultipartFile("file", "人员", null, file)));
    }

    /** Applies what the preview shows and answers the address of the report. */
    private MockHttpServletResponse applied(Document preview, boolean confirmed) throws Exception {
        return as(
                "admin",
                multipart(PAGE + "/apply")
                        .param("content", preview.select("[name=content]").val())
                        .param("previewed", preview.select("[name=previewed]").val())
                        .param("confirmed", String.valueOf(confirmed)));
    }

    /** As an engine's thread does it, batch after batch; the timer stays. */
    private void everyBatchIsDone() {
        while (aBatchIsDone()) {}
    }

    private boolean aBatchIsDone() {
        List<Job> batches = management
                .createJobQuery()
                .processDefinitionKey("people-import")
                .messages()
                .list();
        batches.forEach(job -> management.executeJob(job.getId()));
        return !batches.isEmpty();
    }

    private static byte[] csv(String... rows) {
        return (String.join(",", HEADER) + "\n" + String.join("\n", rows)).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> counts(Document page) {
        Map<String, String> counts = new java.util.LinkedHashMap<>();
        page.select(".counts div")
                .forEach(div ->
                        counts.put(div.select("dt").text(), div.select("dd").text()));
        return counts;
    }

    private static List<List<String>> rows(byte[] workbook) {
        return TableFile.read(workbook, file -> {
            try (var rows = file.tables().get(0).rows()) {
                return rows.filter(row -> !row.isBlank())
                        .map((Row row) ->
                                row.cells().stream().map(cell -> cell.text()).toList())
                        .toList();
            }
        });
    }

    @Test
    void goodRowsGoInOthersComeBackAndTheSameFileAgainChangesNothing() throws Exception {
        String last = Term.today().plusYears(1).toString();
        byte[] file = TextWorkbook.of(
                "人员",
                List.of(
                        List.of("巷口街道人员名册", "", "", "", "", "", "", ""),
                        HEADER,
                        List.of("file.one", "林一", "139 0000 0101", "榕荫社区党支部", "党员、派单员", "", last, "one@example.org"),
                        List.of("file.two", "林二", "", "350602004", "前台受理员", "2026年12月1日", "长期", ""),
                        List.of("file.two", "林二", "", "芗城区 / 芗城区卫生健康局", "经办人", "", "", ""),
                        List.of("clerk", "陈秀兰", "13800000001", "巷口街道", "前台受理员", "", "", ""),
                        List.of("clerk2", "潘雅芳", "13800009999", "巷口街道", "前台受理员，窗口出件员", "", "", ""),
                        List.of("Big", "林大", "", "巷口街道", "前台受理员", "", "", ""),
                        List.of("file.three", "林三", "", "月亮街道", "前台受理员", "", "", ""),
                        List.of("file.four", "林四", "", "巷口街道", "国王", "", "", ""),
                        List.of("file.five", "林五", "", "巷口街道", "前台受理员", "2026-13-01", "", ""),
                        List.of("file.one", "林别", "139 0000 0101", "巷口街道", "督办员", "", "", "one@example.org")));

        Document preview = page(previewed("admin", file));
        assertThat(counts(preview)).as(preview.text()).isEqualTo(Map.of("退回", "5", "变更", "1", "新增", "3", "不变", "1"));
        assertThat(preview.text())
                .contains("没有单位“月亮街道”", "没有职责“国王”", "没有“2026-13-01”这一天", "登录名与第 3 行相同，姓名却不同", "办审分离", "受审分离")
                .contains("138****9999");
        assertThat(people.find("file.one")).isEmpty();
        assertThat(page(applied(preview, false)).text())
                .as("warnings are to be confirmed")
                .contains("请先看过提醒");

        String report = applied(preview, true).getRedirectedUrl();
        assertThat(page(as("admin", get(report))).text()).contains("正在导入人员", "已处理 0 人，共 8 人");
        everyBatchIsDone();
        assertThat(counts(page(as("admin", get(report)))))
                .containsEntry("退回", "5")
                .containsEntry("新增", "3");
        assertThat(people.has("file.one", Duty.DISPATCHER, BRANCH)).isTrue();
        assertThat(people.has("clerk2", Duty.ISSUER, "350602004")).isTrue();
        assertThat(jdbc.queryForList("select unit_code from assignment where username = 'file.two'", String.class))
                .hasSize(2);
        assertThat(rows(as("admin", get(report + "/refused.xlsx")).getContentAsByteArray()))
                .hasSize(6)
                .anySatisfy(row -> assertThat(row).contains("9", "您的辖区里没有单位“月亮街道”", "file.three"));

        List<List<String>> passwords =
                rows(as("admin", post(report + "/passwords.xlsx")).getContentAsByteArray());
        assertThat(passwords).extracting(row -> row.get(0)).containsExactly("登录名", "file.one", "file.two");
        assertThat(mvc.perform(get("/desk/password")
                                .with(httpBasic("file.one", passwords.get(1).get(3))))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(200);
        assertThat(people.account("file.one").orElseThrow().mustChangePassword())
                .isTrue();
        assertThat(as("admin", post(report + "/passwords.xlsx")).getStatus())
                .as("once")
                .isEqualTo(404);
        assertThat(as("manager", get(report)).getStatus()).isEqualTo(403);

        assertThat(counts(page(previewed("admin", file))))
                .isEqualTo(Map.of("退回", "5", "变更", "0", "新增", "0", "不变", "5"));
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_entry where action = 'people-imported' and actor_id = 'admin'",
                        Integer.class))
                .isPositive();
    }

    @Test
    void aStreetsAdministratorImportsForTheStreetAlone() throws Exception {
        people.addDuty("clerk2", "350602004", Duty.ADMIN);
        Document preview = page(previewed(
                "clerk2",
                csv(
                        "street.one,林街,,榕荫社区党支部,党员,,,",
                        "street.two,林区,,芗城区,管理者,,,",
                        "admin,许诚,13800000007,榕荫社区党支部,党员,,,")));
        assertThat(counts(preview)).containsEntry("新增", "1").containsEntry("退回", "2");
        assertThat(preview.text()).contains("您的辖区里没有单位“芗城区”", "由上级管理员办理");
    }

    @Test
    void whatIsNoSheetOfPeopleIsRefusedAsAWhole() throws Exception {
        for (byte[] bad : List.of(
                new byte[] {1, 2, 3, 0, 5},
                "姓名,单位\n林一,巷口街道".getBytes(StandardCharsets.UTF_8),
                (HEADER.get(0) + ",登录名," + String.join(",", HEADER) + "\na,b").getBytes(StandardCharsets.UTF_8))) {
            MockHttpServletResponse refused = previewed("admin", bad);
            assertThat(refused.getStatus()).isBetween(400, 499);
            assertThat(page(refused).select(".message").text()).containsPattern("\\p{IsHan}");
        }
        assertThat(previewed("clerk", csv("a.b,林一,,巷口街道,党员,,,")).getStatus()).isEqualTo(403);
        Document preview = page(previewed("admin", csv("stamp.one,林一,,榕荫社区党支部,党员,,,")));
        people.addDuty("window", "350600", Duty.CALLER);
        assertThat(applied(preview, true).getStatus())
                .as("nothing of it changed")
                .isEqualTo(302);
        everyBatchIsDone();
        assertThat(applied(preview, true).getStatus()).as("applied meanwhile").isEqualTo(409);
        assertThat(as("admin", multipart(PAGE + "/apply").param("content", "!").param("previewed", ""))
                        .getStatus())
                .isEqualTo(400);
        assertThat(rows(as("admin", get(PAGE + "/sample.xlsx")).getContentAsByteArray()))
                .hasSize(2);
    }

    @Test
    void manyPeopleGoInByOneFile() throws Exception {
        int many = Integer.getInteger("ganxian.test.people", 100);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            rows.add("many.%d,林多,,%s,党员,,,".formatted(i, BRANCH));
        }
        Document preview = page(previewed("admin", csv(rows.toArray(String[]::new))));
        assertThat(applied(preview, true).getStatus()).isEqualTo(302);
        everyBatchIsDone();
        assertThat(people.on(Duty.MEMBER, BRANCH)).hasSizeGreaterThanOrEqualTo(many);
    }

    @Test
    void anImportGoesOnBehindTheLastBatchAndIsShownToWhoeverBeganIt() throws Exception {
        people.addDuty("clerk2", "350602004", Duty.ADMIN);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            rows.add("batch.%d,林批,,%s,党员,,,".formatted(i, BRANCH));
        }
        Document preview = page(previewed("admin", csv(rows.toArray(String[]::new))));
        String report = applied(preview, true).getRedirectedUrl();

        assertThat(aBatchIsDone()).isTrue();
        assertThat(page(as("admin", get(report))).text()).contains("已处理 100 人，共 120 人");
        assertThat(as("admin", get(report + "/progress")).getContentAsString())
                .contains("\"done\":100", "\"over\":false");
        assertThat(page(as("admin", get(PAGE))).text()).contains("最近一天的导入", "正在进行，已完成 100 人，共 120 人");
        assertThat(as("admin", post(report + "/passwords.xlsx")).getStatus())
                .as("not before its end")
                .isEqualTo(409);
        assertThat(as("clerk2", get(report)).getStatus())
                .as("another administrator's")
                .isEqualTo(404);

        everyBatchIsDone();
        assertThat(counts(page(as("admin", get(report))))).containsEntry("新增", "120");
        assertThat(jdbc.queryForList(
                        "select content from people_import union all select outcomes from people_import_batch"
                                + " union all select passwords from people_import_batch where passwords is not null",
                        String.class))
                .as("encrypted")
                .hasSizeGreaterThan(4)
                .noneMatch(text -> text.contains("林批") || text.contains("batch."));
        assertThat(rows(as("admin", post(report + "/passwords.xlsx")).getContentAsByteArray()))
                .hasSize(121);
        assertThat(jdbc.queryForObject(
                        "select count(*) from people_import_batch where import_id = ? and passwords is not null",
                        Integer.class,
                        report.substring(report.lastIndexOf('/') + 1)))
                .isZero();

        management
                .createJobQuery()
                .processDefinitionKey("people-import")
                .timers()
                .list()
                .forEach(job -> management.executeJob(job.getId()));
        assertThat(as("admin", get(report)).getStatus()).as("a day later").isEqualTo(404);
        assertThat(jdbc.queryForObject("select count(*) from people_import_batch", Integer.class))
                .isZero();
    }

    @Test
    void whoeverIsRefusedInTheLastMomentKeepsNobodyElseOut() throws Exception {
        Document preview = page(previewed(
                "admin",
                csv(
                        "last.one,林一,,%s,党员,,,".formatted(BRANCH),
                        "last.two,林二,,%s,党员,,,".formatted(BRANCH),
                        "last.two,林二,,%s,党员,,,".formatted(BRANCH))));
        String report = applied(preview, true).getRedirectedUrl();
        everyBatchIsDone();
        Document done = page(as("admin", get(report)));
        assertThat(counts(done)).containsEntry("新增", "1").containsEntry("退回", "2");
        assertThat(done.text()).contains("这项职责在这些日子里已经有了");
        assertThat(people.find("last.one")).isPresent();
        assertThat(people.find("last.two")).isEmpty();
    }
}
