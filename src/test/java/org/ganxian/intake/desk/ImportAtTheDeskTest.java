package org.ganxian.intake.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.intake.ClerksDoor.HOTLINE;
import static org.ganxian.intake.ClerksDoor.call;
import static org.ganxian.intake.ClerksDoor.number;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demands;
import org.ganxian.intake.ClerksDoor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.ResultActions;

/** A file of records is imported by the form of the desk. */
@IntegrationTest
class ImportAtTheDeskTest {

    @Autowired
    ClerksDoor door;

    @Autowired
    Demands demands;

    @Autowired
    JdbcTemplate jdbc;

    private String clerk;

    /** Each test has a clerk of its own, whose list is empty. */
    @BeforeEach
    void aNewClerk() {
        clerk = door.newClerk();
    }

    @Test
    void theFormNamesTheColumnsThatAreKnown() throws Exception {
        page("/desk/import")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("留言编号")))
                .andExpect(content().string(containsString("来电号码")))
                .andExpect(content().string(containsString("详细地址（可缺）")));
    }

    @Test
    void anImportLeadsToItsReport() throws Exception {
        String twice = number();
        String bad = call(number()).replace("社会服务", "无").replace("小区门口路灯坏了三天", "=1+1");
        String run = send(HOTLINE + call(twice) + bad + call(twice));

        page("/desk/import/" + run)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("导入报告")))
                .andExpect(content().string(containsString("<dd class=\"good\">1</dd>")))
                .andExpect(content().string(containsString("没有“无”这个分类")))
                .andExpect(content().string(containsString("重复的行（1）")))
                .andExpect(content().string(containsString("与第 2 行编号相同")));
        page("/desk/import/" + run + "/progress")
                .andExpect(jsonPath("$.over").value(true))
                .andExpect(jsonPath("$.done").value(3))
                .andExpect(jsonPath("$.total").value(3));
        page("/desk").andExpect(content().string(containsString("路灯不亮")));
    }

    @Test
    void badRowsAreFetchedPutRightAndImported() throws Exception {
        String number = number();
        String run = send(HOTLINE + call(number).replace("社会服务", "无").replace("小区门口路灯坏了三天", "=1+1"));

        byte[] csv = page("/desk/import/" + run + "/bad-rows.csv")
                .andExpect(status().isOk())
                .andExpect(content().contentType("text/csv;charset=UTF-8"))
                .andExpect(header().string("Content-Disposition", containsString("attachment")))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        String text = new String(csv, StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFF原行号,不合格的原因,工单编号").contains("\r\n2,").contains(",'=1+1,");

        JsonNode report = door.imported(text.replace(",无,", ",社会服务,"));
        ClerksDoor.assertCounts(report, 1, 0, 0);
        assertThat(demands.get(report.at("/rows/0/number").asText()).description())
                .isEqualTo("=1+1");
    }

    @Test
    void aFileThatIsRefusedIsAnsweredWithItsReason() throws Exception {
        String run = send("编号,内容\n1,路灯\n");
        page("/desk/import/" + run)
                .andExpect(content().string(containsString("没有完成导入")))
                .andExpect(content().string(containsString("没有找到认得出的表头")));
        page("/desk/import/" + run + "/bad-rows.csv").andExpect(status().isNotFound());
    }

    @Test
    void aReportIsForWhoeverImported() throws Exception {
        String run = send(HOTLINE + call(number()));
        for (String path : List.of("", "/progress", "/bad-rows.csv")) {
            door.mvc
                    .perform(get("/desk/import/" + run + path).with(httpBasic("clerk", "ganxian")))
                    .andExpect(status().isNotFound());
        }
    }

    @Test
    void anImportIsFoundUntilItsReportIsDeletedOrOldAndIsKeptEncrypted() throws Exception {
        page("/desk/import").andExpect(content().string(containsString("还没有导入过文件")));
        String bad = call(number()).replace("社会服务", "无");
        String run = send(HOTLINE + call(number()) + bad);
        String other = send(HOTLINE + call(number()));
        page("/desk/import").andExpect(content().string(containsString("入库 1，重复 0，不合格 1")));
        assertThat(jdbc.queryForList(
                        "select name from file_import union all select details from file_import union all"
                                + " select outcome from file_import_part",
                        String.class))
                .hasSizeGreaterThan(3)
                .noneMatch(text -> text.contains("陈女士") || text.contains("a.csv") || text.contains("工单"));
        assertThat(jdbc.queryForObject("select count(*) from file_import_part where items is not null", Integer.class))
                .as("rows that are in are not kept")
                .isZero();

        door.mvc
                .perform(post("/desk/import/" + run + "/deletion").with(httpBasic("clerk", "ganxian")))
                .andExpect(status().isNotFound());
        door.mvc
                .perform(post("/desk/import/" + run + "/deletion").with(httpBasic(clerk, "ganxian")))
                .andExpect(redirectedUrl("/desk/import?deleted"));
        page("/desk/import/" + run).andExpect(status().isNotFound());
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_entry where action = 'import-deleted' and subject = ?",
                        Integer.class,
                        run))
                .isOne();
        page("/desk/import/" + other).andExpect(status().isOk());
        door.theTimersOfImportsFire();
        page("/desk/import/" + other).andExpect(status().isNotFound());
        assertThat(jdbc.queryForObject(
                        "select count(*) from file_import_part where import_id = ?", Integer.class, other))
                .isZero();
    }

    @Test
    void anIncompleteFormIsRefused() throws Exception {
        door.mvc
                .perform(multipart("/desk/import").param("run", "x").with(httpBasic(clerk, "ganxian")))
                .andExpect(status().isBadRequest());
        door.mvc.perform(form("x", HOTLINE)).andExpect(status().isBadRequest());
        page("/desk/import?tooLarge=true").andExpect(content().string(containsString("不能超过 20 MB")));
    }

    private String send(String file) throws Exception {
        String run = UUID.randomUUID().toString();
        door.mvc
                .perform(form(run, file))
                .andExpect(status().is3xxRedirection())
                .andExpect(redirectedUrl("/desk/import/" + run));
        door.everyPartIsTakenIn();
        return run;
    }

    private org.springframework.test.web.servlet.RequestBuilder form(String run, String file) {
        return multipart("/desk/import")
                .file(new MockMultipartFile("file", "a.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)))
                .param("run", run)
                .with(httpBasic(clerk, "ganxian"));
    }

    private ResultActions page(String path) throws Exception {
        return door.mvc.perform(get(path).with(httpBasic(clerk, "ganxian")));
    }

    /** As Tasklist does with the start form. */
}
