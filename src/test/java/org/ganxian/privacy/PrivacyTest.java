package org.ganxian.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.BreaksTies;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.WholeDatabase;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.order.Story;
import org.ganxian.reconciliation.Break;
import org.ganxian.reconciliation.Reconciliation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** A resident's copy and deletion, by two people; what has to be kept is; what is due in time is erased. */
@IntegrationTest
@BreaksTies("moves cases into the past by hand")
class PrivacyTest {

    private static final String PAGE = "/desk/privacy";
    private static final String PROOF = "出示身份证，当场拨打号码接通";

    @LocalServerPort
    int port;

    @Autowired
    Story story;

    @Autowired
    Demands demands;

    @Autowired
    ManagementService management;

    @Autowired
    Reconciliation reconciliation;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    MockMvc mvc;

    @Autowired
    DataSource dataSource;

    private Caller clerk;
    private Caller manager;
    private Demand lamp;
    private String phone;

    @BeforeEach
    void aCase() {
        story.isAWorkingMorning();
        jdbc.update("update demand set erased_at = received_at, contact_phone = null");
        clerk = Caller.of("clerk", port);
        manager = Caller.of("manager", port);
        lamp = story.aBrokenLamp();
        phone = lamp.contactPhone();
    }

    @AfterEach
    void theClockIsRight() {
        ClockUtil.reset();
    }

    /** The case as it would be after its end, so many years ago. */
    private void ended(Demand demand, int years) {
        story.completes(
                "dispatcher", demand, "screen-order", Map.of("decision", "reject", "reason", "不归本单位", "where", "物业"));
        Timestamp then = Timestamp.from(story.now().minus(Duration.ofDays(years * 365L + years)));
        jdbc.update("update demand set received_at = ?, completed_at = ? where id = ?", then, then, demand.id());
        jdbc.update("update timeline_entry set happened_at = ? where demand_id = ?", then, demand.id());
    }

    private long ask(String kind) {
        Answer asked = clerk.form("/desk/password", PAGE, "kind", kind, "phone", phone, "proof", PROOF);
        assertThat(asked.status()).as(asked.body()).isIn(200, 302);
        return latest();
    }

    private long latest() {
        return jdbc.queryForObject("select max(id) from privacy_request", Long.class);
    }

    private long recorded(String action) {
        return jdbc.queryForObject("select count(*) from audit_entry where action = ?", Long.class, action);
    }

    private List<Map<String, Object>> figures() {
        return jdbc.queryForList(
                "select c.area_code, c.category, c.is_open, c.accepted, r.round, r.responded, r.solved, r.rated"
                        + " from insight_case c join insight_round r on r.number = c.number where c.number = ?",
                lamp.number());
    }

    private List<String> broken() {
        return reconciliation.look(null, Integer.MAX_VALUE).breaks().stream()
                .filter(one -> one.number().equals(lamp.number()))
                .map(Break::tie)
                .toList();
    }

    @Test
    void aResidentsCopyIsAskedByAClerkAgreedToByAManagerAndHoldsAllThatIsKept() throws Exception {
        long id = ask("EXPORT");
        String file = PAGE + "/" + id + "/file";
        assertThat(clerk.get(file).status()).as("before it is agreed to").isEqualTo(409);
        assertThat(manager.form("/desk/password", PAGE + "/" + id + "/approval").status())
                .isIn(200, 302);
        assertThat(manager.form("/desk/password", PAGE + "/" + id + "/approval").status())
                .isEqualTo(409);
        assertThat(Caller.of("clerk2", port).get(file).status())
                .as("another clerk")
                .isEqualTo(403);
        assertThat(Caller.of("clerk2", port).get(PAGE + "/" + id).status()).isEqualTo(404);

        byte[] zip = mvc.perform(MockMvcRequestBuilders.get(file)
                        .with(SecurityMockMvcRequestPostProcessors.httpBasic("clerk", "ganxian")))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        String told = "";
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().equals("个人信息.json")) {
                    told = new String(entries.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        assertThat(told)
                .contains(lamp.number(), lamp.description(), phone, "登记")
                .doesNotContain(lamp.queryCode());
        assertThat(recorded("privacy-exported")).isEqualTo(1);

        ClockUtil.setCurrentTime(java.util.Date.from(story.now().plus(Duration.ofDays(8))));
        assertThat(clerk.get(file).status()).as("after seven days").isEqualTo(409);
    }

    @Test
    void aDeletionIsNeverAskedAndDecidedByTheSamePersonNorByAnybodyElse() {
        ended(lamp, 11);
        long id = ask("DELETION");
        String approval = PAGE + "/" + id + "/approval";
        for (String other : List.of("clerk", "clerk2", "street-manager", "admin", "member1", "supervisor3")) {
            Answer answer = Caller.of(other, port).form("/desk/password", approval);
            assertThat(answer.status()).as(other).isEqualTo(403);
            assertThat(answer.body()).as(other).containsAnyOf("由市级管理者审批", "只有前台受理员和市级管理者");
        }
        jdbc.update("update privacy_request set asked_by = 'manager' where id = ?", id);
        assertThat(manager.form("/desk/password", approval).body()).contains("要由另一个人审批");
        assertThat(demands.get(lamp.number()).contactPhone()).isEqualTo(phone);
        for (String stranger : List.of("member1", "street-manager", "auditor")) {
            assertThat(Caller.of(stranger, port).get(PAGE).status())
                    .as(stranger)
                    .isEqualTo(403);
        }
    }

    @Test
    void whatIsPersonalGoesTheFrameAndTheFiguresStayAndEverythingStillSaysTheSame() {
        ended(lamp, 11);
        List<Map<String, Object>> figures = figures();
        List<String> broken = broken();
        long id = ask("DELETION");
        assertThat(manager.form("/desk/password", PAGE + "/" + id + "/approval").status())
                .isIn(200, 302);

        Demand erased = demands.get(lamp.number());
        assertThat(erased.status()).isEqualTo(Status.REJECTED);
        assertThat(erased.contactName()).isNull();
        assertThat(erased.contactPhone()).isNull();
        assertThat(erased.address()).isNull();
        assertThat(erased.title()).isEqualTo("（个人信息已删除）");
        assertThat(erased.description()).isEqualTo("（个人信息已删除）");
        assertThat(erased.queryCode()).isNotEqualTo(lamp.queryCode());
        assertThat(demands.timeline(erased))
                .filteredOn(e -> e.text() != null)
                .singleElement()
                .matches(e -> e.text().equals("按本人要求"));
        assertThat(figures()).isEqualTo(figures);
        assertThat(broken()).isSubsetOf(broken);
        assertThat(jdbc.queryForList(
                        "select actor_id from audit_entry where action = 'personal-data-erased' and subject = ?",
                        String.class,
                        lamp.number()))
                .containsExactly("manager");
        assertThat(jdbc.queryForObject("select phone from privacy_request where id = ?", String.class, id))
                .isNull();
        assertThat(clerk.get(PAGE + "/" + id).body()).contains("删除 1 件");
        // Asked once more: nothing is found any more.
        assertThat(clerk.form("/desk/password", PAGE, "kind", "DELETION", "phone", phone, "proof", PROOF)
                        .body())
                .contains("没有留这个号码的诉求");
    }

    /** What they wrote to one another about it, in whatever table. Notices leave the house, so there it never is. */
    @Test
    void whatStaffWroteAboutItIsInNoNoticeAndGoesWithTheRest() {
        String told = "林女士独居2幢301";
        String page = "/desk/cases/" + lamp.number();
        for (var deed : List.of(
                List.of("manager", "/desk/supervisions", "number", lamp.number()),
                List.of("supervisor2", page + "/redispatch", "unit", "350603001001B1"))) {
            Answer answer = Caller.of(deed.get(0), port)
                    .form("/desk/password", deed.get(1), deed.get(2), deed.get(3), "reason", told);
            assertThat(answer.status()).as(answer.toString()).isIn(200, 302);
        }
        story.completes("dispatcher3", lamp, "answer-handover", Map.of("decision", "refuse", "note", told));
        assertThat(tablesWith(told)).contains("handover", "supervision", "timeline_entry");
        assertThat(tablesWith(told)).doesNotContain("notice_inbox", "notice_outbox");

        ended(lamp, 11);
        manager.form("/desk/password", PAGE + "/" + ask("DELETION") + "/approval");

        assertThat(tablesWith(told)).isEmpty();
    }

    private List<String> tablesWith(String text) {
        return new WholeDatabase(dataSource)
                .rows().entrySet().stream()
                        .filter(table -> table.getValue().stream().anyMatch(row -> row.contains(text)))
                        .map(Map.Entry::getKey)
                        .toList();
    }

    @Test
    void whatTheLawWantsKeptIsKeptWithItsReason() {
        Demand young = story.aBrokenLamp();
        ended(young, 3);
        long id = ask("DELETION");
        assertThat(manager.get(PAGE + "/" + id).body()).contains("还没有了结", "按档案保存期限应保存到");
        manager.form("/desk/password", PAGE + "/" + id + "/approval");
        assertThat(jdbc.queryForObject("select outcome from privacy_request where id = ?", String.class, id))
                .contains("删除 0 件", lamp.number() + " 还没有了结", young.number() + " 按档案保存期限应保存到");
        assertThat(demands.get(lamp.number()).contactPhone()).isEqualTo(phone);
        assertThat(demands.get(young.number()).contactPhone()).isEqualTo(phone);
    }

    @Test
    void whatIsWrongWithARequestIsSaidBesideItsField() {
        for (var wrong : List.of(
                List.of("", phone, PROOF, "请选择查阅复制还是删除"),
                List.of("EXPORT", "1", PROOF, "电话号码不正确"),
                List.of("EXPORT", "13911112222", PROOF, "没有留这个号码的诉求"),
                List.of("EXPORT", phone, "", "请写明核验了什么证件"),
                List.of("EXPORT", phone, "身份证 350602199001011234", "请不要填写证件号码"))) {
            Answer answer = clerk.form(
                    "/desk/password", PAGE, "kind", wrong.get(0), "phone", wrong.get(1), "proof", wrong.get(2));
            assertThat(answer.status()).as(wrong.toString()).isEqualTo(400);
            assertThat(answer.body()).contains(wrong.get(3));
        }
        long id = ask("EXPORT");
        assertThat(manager.form("/desk/password", PAGE + "/" + id + "/refusal", "why", "")
                        .body())
                .contains("请写明理由");
        assertThat(manager.form("/desk/password", PAGE + "/" + id + "/refusal", "why", "号码不是本人的")
                        .status())
                .isIn(200, 302);
        assertThat(clerk.get(PAGE + "/" + id).body()).contains("号码不是本人的");
        assertThat(clerk.get(PAGE + "/" + id + "/file").status()).isEqualTo(409);
    }

    @Test
    void casesWhoseTimeIsOverAreCountedInADryRunAndErasedByAJobNoOthers() {
        Caller admin = Caller.of("admin", port);
        String page = "/desk/retention";
        Demand young = story.aBrokenLamp();
        ended(lamp, 11);
        ended(young, 5);
        assertThat(admin.get(page).body()).contains("删除这 1 件诉求的个人信息");
        String category = lamp.categoryCode().substring(0, 2);
        assertThat(admin.form("/desk/password", page + "/rules", "category", category, "years", "4")
                        .status())
                .isIn(200, 302);
        assertThat(admin.get(page).body()).contains("删除这 2 件诉求的个人信息");
        assertThat(admin.form("/desk/password", page + "/rules", "category", category, "years", "10")
                        .status())
                .isIn(200, 302);
        assertThat(admin.form("/desk/password", page + "/rules", "category", category, "years", "0")
                        .status())
                .isEqualTo(400);
        assertThat(admin.form("/desk/password", page + "/rules", "category", "zz", "years", "5")
                        .status())
                .isEqualTo(400);

        assertThat(admin.form("/desk/password", page, "seen", "2").status())
                .as("something else than the dry run said")
                .isEqualTo(409);
        assertThat(Caller.of("manager", port)
                        .form("/desk/password", page, "seen", "1")
                        .status())
                .isEqualTo(403);
        assertThat(admin.form("/desk/password", page, "seen", "1").status()).isIn(200, 302);
        assertThat(demands.get(lamp.number()).contactPhone())
                .as("before the job")
                .isEqualTo(phone);
        List<Job> jobs = management
                .createJobQuery()
                .processDefinitionKey(CaseRetention.PROCESS)
                .list();
        assertThat(jobs).hasSize(1);
        management.executeJob(jobs.get(0).getId());

        assertThat(demands.get(lamp.number()).contactPhone()).isNull();
        assertThat(demands.get(young.number()).contactPhone()).isEqualTo(phone);
        assertThat(admin.get(page).body()).contains("已删除 1 件，保留 0 件", "现在没有保存期满的诉求");
        assertThat(recorded("retention-started")).isPositive();
    }
}
