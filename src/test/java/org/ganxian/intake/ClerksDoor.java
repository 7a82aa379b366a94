package org.ganxian.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** Sends files to the import as a member of staff would. */
@TestComponent
public class ClerksDoor {

    public static final String MESSAGES = "留言编号,留言用户,留言主题,留言时间,留言详情,一级分类\n";
    public static final String HOTLINE = "工单编号,来电人,来电号码,来电时间,诉求标题,诉求内容,分类,所在地,详细地址\n";

    @Autowired
    public MockMvc mvc;

    @Autowired
    ObjectMapper json;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    ManagementService management;

    @Autowired
    People people;

    /** @return username of somebody whose list is empty */
    public String newClerk() {
        String clerk = "clerk" + UUID.randomUUID().toString().substring(0, 8);
        people.add(new Person(clerk, "新人", null, "350602004", Duty.CLERK, null), "ganxian");
        return clerk;
    }

    public ResultActions send(byte[] file) throws Exception {
        return send("clerk", file, null);
    }

    public ResultActions send(String text) throws Exception {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param profile null to let the header decide */
    public ResultActions send(String username, byte[] file, String profile) throws Exception {
        var request = multipart("/api/demands/import")
                .file(new MockMultipartFile("file", "记录.doc", "application/pdf", file))
                .with(httpBasic(username, "ganxian"));
        return mvc.perform(profile == null ? request : request.param("profile", profile));
    }

    public JsonNode imported(byte[] file) throws Exception {
        return json.readTree(
                send(file).andExpect(status().isOk()).andReturn().getResponse().getContentAsByteArray());
    }

    public JsonNode imported(String text) throws Exception {
        return imported(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The engine takes in the next part of each file that somebody has begun at the desk. */
    public boolean aPartIsTakenIn() {
        List<Job> jobs = management
                .createJobQuery()
                .processDefinitionKey("file-import")
                .messages()
                .list();
        jobs.forEach(job -> management.executeJob(job.getId()));
        return !jobs.isEmpty();
    }

    /** All files that somebody has begun at the desk are in. */
    public void everyPartIsTakenIn() {
        while (aPartIsTakenIn()) {
            // Until nothing is left.
        }
    }

    /** What waits for a date at an import is done now: a caller has been waited for, or a report is old. */
    public void theTimersOfImportsFire() {
        management
                .createJobQuery()
                .processDefinitionKey("file-import")
                .timers()
                .list()
                .forEach(job -> management.executeJob(job.getId()));
    }

    /** A number that no other test has used. */
    public static String number() {
        return "T" + UUID.randomUUID().toString().substring(0, 12);
    }

    public static List<String> numbers(int count) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(number());
        }
        return numbers;
    }

    /** A good row of the hotline's list, to be spoilt by replacing parts of it. */
    public static String call(String number) {
        return number + ",陈女士,13900000001,2026-01-06 12:09:38,路灯不亮,小区门口路灯坏了三天,社会服务,榕荫社区,3 栋东侧\n";
    }

    public static String calls(List<String> numbers) {
        return numbers.stream().map(ClerksDoor::call).collect(Collectors.joining());
    }

    public static void assertCounts(JsonNode report, int imported, int repeated, int bad) {
        assertThat(report.get("imported").asInt()).as("imported of %s", report).isEqualTo(imported);
        assertThat(report.get("repeated").asInt()).as("repeated of %s", report).isEqualTo(repeated);
        assertThat(report.get("bad").asInt()).as("bad of %s", report).isEqualTo(bad);
        assertThat(report.get("total").asInt()).isEqualTo(imported + repeated + bad);
    }

    /** How many there are. */
    public int demands() {
        return jdbc.queryForObject("select count(*) from demand", Integer.class);
    }
}
