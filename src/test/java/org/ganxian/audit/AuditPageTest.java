package org.ganxian.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.ganxian.Caller;
import org.ganxian.IntegrationTest;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** An auditor finds who did what to whom, and nobody else does. */
@IntegrationTest
class AuditPageTest {

    private static final String PAGE = "/desk/audit";
    private static final String LAMP = "ZZ20990101-000001";
    private static final String NUMBERED = "ZZ20990101-000002";

    @LocalServerPort
    int port;

    @Autowired
    Audit audit;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    MockMvc mvc;

    private Caller auditor;

    @BeforeEach
    void someDeeds() {
        auditor = Caller.of("auditor", port);
        jdbc.update("delete from audit_entry");
        audit.record(new Actor("member1", ""), "contact-shown", LAMP);
        audit.record(new Actor("street-manager", ""), "case-shown", LAMP);
        audit.record(new Actor("manager", ""), "case-shown", NUMBERED);
        audit.record(new Actor("admin", ""), "reconciliation-repaired", "case-figures " + LAMP);
        audit.record(Actor.NOBODY, "login-failed", "member1 10.0.0.9");
        audit.record(new Actor("member1", ""), "login", "10.0.0.9");
    }

    private List<String> lines(Caller who, String query) {
        Caller.Answer answer = who.get(PAGE + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return lines(answer);
    }

    private static List<String> lines(Caller.Answer answer) {
        return Jsoup.parse(answer.body()).select("table.cards tbody tr").eachText();
    }

    @Test
    void whoDidWhatToWhichCaseIsFoundByPersonCaseActionUnitAndDay() {
        assertThat(lines(auditor, "?person=member1")).singleElement().asString().contains("查看联系方式", LAMP, "member1");
        assertThat(lines(auditor, "?person=黄志强".replace("黄志强", "%E9%BB%84%E5%BF%97%E5%BC%BA")))
                .as("by name")
                .hasSize(1);
        assertThat(lines(auditor, "?about=" + LAMP.toLowerCase())).hasSize(3).anyMatch(line -> line.contains("对账修复"));
        assertThat(lines(auditor, "?action=case-shown")).hasSize(2).allMatch(line -> line.contains("查看诉求"));
        assertThat(lines(auditor, "?unit=350602004"))
                .as("a street with its branches")
                .hasSize(2);
        assertThat(lines(auditor, "?from=2026-01-01&to=2099-12-31&about=" + NUMBERED))
                .hasSize(1);
        assertThat(lines(auditor, "?to=2020-01-01")).isEmpty();
        assertThat(auditor.get(PAGE + "?from=2026-02-02&to=2026-01-01").status())
                .isEqualTo(400);
        assertThat(auditor.get(PAGE + "?from=yesterday").body()).contains("请按 2026-12-31 的样子填写日期");
        for (String wrong : List.of("?before=x", "?before=1-2-3", "?unit=nowhere", "?about=" + "x".repeat(121))) {
            assertThat(auditor.get(PAGE + wrong).isRefusal()).as(wrong).isTrue();
        }
    }

    @Test
    void loginsFailuresAndAddressesAreATabOfTheirOwn() {
        assertThat(lines(auditor, "?tab=logins&about=member1"))
                .singleElement()
                .asString()
                .contains("密码错误", "10.0.0.9");
        assertThat(lines(auditor, "?tab=logins&person=member1"))
                .singleElement()
                .asString()
                .contains("登录", "10.0.0.9");
        assertThat(lines(auditor, "")).noneMatch(line -> line.contains("密码错误"));
    }

    @Test
    void pagesGoOnBehindTheLastLineWhileLinesAreAddedAndSomeShareTheirTime() {
        Timestamp one = Timestamp.from(Instant.now().minus(Duration.ofDays(400)));
        for (int i = 0; i < 120; i++) {
            jdbc.update(
                    "insert into audit_entry (actor_id, action, subject, happened_at) values ('manager', 'case-shown', ?, ?)",
                    "n" + i,
                    one);
        }
        List<String> seen = new ArrayList<>();
        String next = PAGE + "?action=case-shown&person=manager";
        while (next != null) {
            Caller.Answer answer = auditor.get(next);
            seen.addAll(lines(answer));
            audit.record(new Actor("manager", ""), "case-shown", "later");
            Document page = Jsoup.parse(answer.body());
            next = page.select("nav.pages a").stream()
                    .filter(a -> a.text().equals("更早的"))
                    .map(a -> a.attr("href"))
                    .findFirst()
                    .orElse(null);
        }
        assertThat(seen).hasSize(121);
        assertThat(Stream.iterate(0, i -> i + 1).limit(120).map(i -> " n" + i))
                .allSatisfy(subject -> assertThat(seen)
                        .filteredOn(line -> line.endsWith(subject))
                        .hasSize(1));
    }

    @Test
    void theExportHasTheSameWordsIsMaskedAndIsItselfOnRecord() throws Exception {
        audit.record(new Actor("manager", ""), "refused", "GET /x/13900000001");
        byte[] file = mvc.perform(MockMvcRequestBuilders.get(PAGE + "/export?person=manager")
                        .with(SecurityMockMvcRequestPostProcessors.httpBasic("auditor", "ganxian")))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        List<String> rows;
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file));
                Stream<Row> lines = workbook.getFirstSheet().openStream()) {
            rows = lines.map(row -> row.getCellText(3) + " " + row.getCellText(4))
                    .toList();
        }
        assertThat(rows).containsExactly("做了什么 对象", "操作被拒绝 GET /x/139****0001", "查看诉求 " + NUMBERED);
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_entry where actor_id = 'auditor' and action = 'audit-exported'",
                        Integer.class))
                .isEqualTo(1);
        assertThat(lines(auditor, "?action=refused")).singleElement().asString().doesNotContain("13900000001");
    }

    @Test
    void onlyAnAuditorAndTheCitysAdministratorReadTheAudit() {
        assertThat(Caller.of("admin", port).get(PAGE).status()).isEqualTo(200);
        for (String other : List.of("manager", "supervisor3", "clerk", "member1")) {
            for (String path : List.of(PAGE, PAGE + "/export", PAGE + "?tab=logins")) {
                Caller.Answer answer = Caller.of(other, port).get(path);
                assertThat(answer.status()).as(other + path).isEqualTo(403);
                assertThat(answer.body()).contains("只有审计员和市级系统管理员");
            }
        }
        assertThat(Caller.nobody(port).get(PAGE + "/export").status()).isNotEqualTo(200);
    }

    @Test
    void anAuditorOfAStreetReadsWhatItsOwnPeopleDid() {
        Caller street = Caller.of("street-auditor", port);
        assertThat(lines(street, "")).hasSize(2).noneMatch(line -> line.contains(NUMBERED));
        assertThat(lines(street, "?person=manager")).isEmpty();
        assertThat(street.get(PAGE + "?unit=350603").status()).isEqualTo(404);
        assertThat(street.get("/desk/cases").status()).as("sees no case").isEqualTo(403);
    }
}
