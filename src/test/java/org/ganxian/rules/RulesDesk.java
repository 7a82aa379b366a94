package org.ganxian.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.Deployment;
import org.ganxian.DeskBrowser;
import org.ganxian.engine.tables.TableEditions;
import org.ganxian.order.Story;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** The city's administrator at the pages of rules, which are as shipped before and after. */
abstract class RulesDesk {

    static final String ROUTING = "/desk/rules/routing";
    static final String DRAFT = ROUTING + "/draft";

    @Autowired
    MockMvc mvc;

    @Autowired
    DeskBrowser desk;

    @Autowired
    Story story;

    @Autowired
    TableEditions editions;

    @Autowired
    RuleDraft.Repository drafts;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void itIsAWorkingMorning() {
        story.isAWorkingMorning();
    }

    @AfterEach
    void everythingIsAsShipped() {
        runtime.createProcessInstanceQuery()
                .processDefinitionKey(RuleTimers.PROCESS)
                .list()
                .forEach(waiting -> runtime.deleteProcessInstance(waiting.getId(), "test"));
        repository.createDeploymentQuery().deploymentSource("city").list().stream()
                .map(Deployment::getId)
                .forEach(id -> repository.deleteDeployment(id, true));
        drafts.deleteAll();
        ClockUtil.reset();
    }

    void uploads(String of, String instead) throws Exception {
        String now = new String(editions.content(editions.inForce("routing").orElseThrow()), StandardCharsets.UTF_8);
        assertThat(now).contains(of);
        upload(now.replace(of, instead)).andExpect(status().is3xxRedirection());
    }

    ResultActions upload(String dmn) throws Exception {
        return mvc.perform(multipart(ROUTING + "/upload")
                .file(new MockMultipartFile("file", "routing.dmn", "text/xml", dmn.getBytes(StandardCharsets.UTF_8)))
                .with(httpBasic("admin", "ganxian")));
    }

    /** As the form of the preview sends it. */
    ResultActions takesEffect(String reason, String day) throws Exception {
        Document preview = desk.page(DRAFT + "/preview");
        return desk.admin(post(DRAFT + "/effect")
                .param("version", preview.select("[name=version]").val())
                .param("against", preview.select("[name=against]").val())
                .param("reason", reason)
                .param("day", day));
    }

    String version() throws Exception {
        return drafts.findById("routing").orElseThrow().seen();
    }

    List<String> audited() {
        return jdbc.queryForList(
                "select action from audit_entry where actor_id = 'admin' and action like 'rules-%' order by id",
                String.class);
    }

    int editionInForce() {
        return editions.inForce("routing").orElseThrow().number();
    }
}
