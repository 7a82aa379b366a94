package org.ganxian.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.engine.tables.TableEditions;
import org.ganxian.order.Story;
import org.ganxian.platform.Groundwork;
import org.ganxian.platform.PeopleTime;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The city changes its rules in the product: drafted, checked, tried, dated, undone. */
@IntegrationTest
class RulesPageTest {

    private static final String ROUTING = "/desk/rules/routing";
    private static final String DRAFT = ROUTING + "/draft";

    @Autowired
    MockMvc mvc;

    @Autowired
    Story story;

    @Autowired
    TableEditions editions;

    @Autowired
    RuleDraft.Repository drafts;

    @Autowired
    RepositoryService repository;

    @Autowired
    ManagementService management;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    List<Groundwork> groundwork;

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

    /** What a start does about tables of rules. */
    private void start() throws Exception {
        for (Groundwork part : groundwork) {
            if (AopUtils.getTargetClass(part).getName().startsWith("org.ganxian.engine.")) {
                part.lay();
            }
        }
    }

    private ResultActions admin(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(httpBasic("admin", "ganxian")));
    }

    private Document page(String path) throws Exception {
        return Jsoup.parse(admin(get(path))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8));
    }

    private void uploads(String of, String instead) throws Exception {
        String now = new String(editions.content(editions.inForce("routing").orElseThrow()), StandardCharsets.UTF_8);
        assertThat(now).contains(of);
        upload(now.replace(of, instead)).andExpect(status().is3xxRedirection());
    }

    private ResultActions upload(String dmn) throws Exception {
        return mvc.perform(multipart(ROUTING + "/upload")
                .file(new MockMultipartFile("file", "routing.dmn", "text/xml", dmn.getBytes(StandardCharsets.UTF_8)))
                .with(httpBasic("admin", "ganxian")));
    }

    /** As the form of the preview sends it. */
    private ResultActions takesEffect(String reason, String day) throws Exception {
        Document preview = page(DRAFT + "/preview");
        return admin(post(DRAFT + "/effect")
                .param("version", preview.select("[name=version]").val())
                .param("against", preview.select("[name=against]").val())
                .param("reason", reason)
                .param("day", day));
    }

    private String version() throws Exception {
        return drafts.findById("routing").orElseThrow().seen();
    }

    private List<String> audited() {
        return jdbc.queryForList(
                "select action from audit_entry where actor_id = 'admin' and action like 'rules-%' order by id",
                String.class);
    }

    private int editionInForce() {
        return editions.inForce("routing").orElseThrow().number();
    }

    @Test
    void aRowChangedOnThePageTakesEffectAfterAPreviewAndIsUndone() throws Exception {
        Demand lamp = story.aBrokenLamp();
        int shipped = editionInForce();
        admin(get("/desk/rules")).andExpect(content().string(containsString("诉求分派规则")));
        admin(post(DRAFT)).andExpect(status().is3xxRedirection());
        assertThat(page(DRAFT + "/rows/10")
                        .select("[name=i2-kind] option[selected]")
                        .val())
                .isEqualTo("ONE_OF");
        Document row = page(DRAFT + "/rows/15");
        assertThat(row.select("[name=i1][checked]").val()).isEqualTo("民政");
        assertThat(row.select("[name=o1] option[selected]").text()).isEqualTo("服务该地的支部");

        admin(post(DRAFT + "/rows/15")
                        .param("version", version())
                        .param("i1", "民政")
                        .param("o0", "P3")
                        .param("o1", "TRIAGE")
                        .param("note", "民政先到分拨席"))
                .andExpect(status().is3xxRedirection());
        assertThat(editionInForce())
                .as("nothing takes effect before it is said")
                .isEqualTo(shipped);
        Document preview = page(DRAFT + "/preview");
        assertThat(preview.select(".changes dt").text()).isEqualTo("第 15 行");
        assertThat(preview.select(".changes ins").text()).contains("去向：分拨席", "民政先到分拨席");
        assertThat(preview.select("#trial").text()).containsPattern("试算 \\d+ 件，其中 [1-9]\\d* 件会去别处");
        assertThat(preview.select("td[data-name=诉求]").eachText()).contains(lamp.number());
        assertThat(preview.select("td[data-name=改后]").eachText()).containsOnly("一般 · 分拨席");

        takesEffect("", "")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("请写明改动说明")));
        takesEffect("民政改由分拨席统一分派", "").andExpect(status().is3xxRedirection());
        assertThat(editionInForce()).isEqualTo(shipped + 1);
        assertThat(story.aBrokenLamp().servingUnit()).isNull();
        Document table = page(ROUTING);
        assertThat(table.text()).contains("admin", "民政改由分拨席统一分派", "随系统");
        admin(get(ROUTING + "/editions/" + shipped + "/dmn"))
                .andExpect(header().string("Content-Disposition", containsString("routing-" + shipped + ".dmn")))
                .andExpect(content().bytes(editions.shipped("routing").orElseThrow()));

        admin(post(ROUTING + "/editions/" + shipped + "/return")).andExpect(status().is3xxRedirection());
        takesEffect("恢复", "").andExpect(status().is3xxRedirection());
        assertThat(editionInForce()).isEqualTo(shipped + 2);
        assertThat(story.aBrokenLamp().servingUnit()).isEqualTo(lamp.servingUnit());
        assertThat(audited()).contains("rules-in-force");
    }

    @Test
    void rowsAreAddedMovedAndRemovedAndAStaleFormIsRefused() throws Exception {
        admin(post(DRAFT));
        String seen = version();
        admin(post(DRAFT + "/rows/1")
                        .param("version", seen)
                        .param("added", "true")
                        .param("i0", "true")
                        .param("i1-kind", "ANY")
                        .param("o0", "P2")
                        .param("o1", "BRANCH"))
                .andExpect(status().is3xxRedirection());
        admin(post(DRAFT + "/rows/2/removal").param("version", seen))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("草稿刚被改动")));
        admin(post(DRAFT + "/rows/1/move").param("version", version()).param("to", "2"))
                .andExpect(status().is3xxRedirection());
        admin(post(DRAFT + "/rows/1/removal").param("version", version())).andExpect(status().is3xxRedirection());
        Document preview = page(DRAFT + "/preview");
        assertThat(preview.select(".changes dt").eachText()).containsExactly("新增第 1 行", "删除原第 1 行");
        assertThat(preview.text()).contains("重叠");
        admin(post(DRAFT + "/rows/99/removal").param("version", version())).andExpect(status().isNotFound());
        admin(post(DRAFT + "/rows/1")
                        .param("version", version())
                        .param("i3-kind", "ONE_OF")
                        .param("i3-text", "带\"引号")
                        .param("o0", "P2"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("三级分类：文字不能含引号")));
        admin(post(DRAFT + "/discarding").param("version", seen)).andExpect(status().isConflict());
        admin(post(DRAFT + "/discarding").param("version", version())).andExpect(status().is3xxRedirection());
        admin(get(DRAFT)).andExpect(status().isNotFound());
    }

    @Test
    void whatLeavesACaseWithoutARuleOrMakesNoSenseTakesNoEffect() throws Exception {
        admin(post(DRAFT));
        // Without the last row, what no other row names goes nowhere.
        admin(post(DRAFT + "/rows/22")
                .param("version", version())
                .param("i1-kind", "ONE_OF")
                .param("i1-text", "民政")
                .param("o0", "P3")
                .param("o1", "BRANCH"));
        Document preview = page(DRAFT + "/preview");
        assertThat(preview.text()).contains("没有一般诉求的去向");
        assertThat(preview.select("#reason")).isEmpty();
        admin(post(DRAFT + "/effect")
                        .param("version", version())
                        .param(
                                "against",
                                editions.inForce("routing").orElseThrow().id())
                        .param("reason", "试试"))
                .andExpect(status().isBadRequest());

        String shipped = new String(editions.shipped("routing").orElseThrow(), StandardCharsets.UTF_8);
        upload(shipped.replace("\"BRANCH\"", "\"BRANCHES\""))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("第 7 行的紧急程度、去向或部门职能填写有误")));
        upload(shipped.replace("\"WATER\"", "\"WATERS\""))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("第 5 行的部门职能“WATERS”不在可选范围内")));
        upload("x").andExpect(status().isBadRequest()).andExpect(content().string(containsString("不是能够读懂")));
    }

    @Test
    void aChangeWaitsForItsDayAndCanBeCancelledUntilThen() throws Exception {
        int shipped = editionInForce();
        LocalDate today = LocalDate.ofInstant(story.now(), PeopleTime.ZONE);
        uploads("<text>\"P4\"</text>", "<text>\"P3\"</text>");
        takesEffect("早了", today.toString()).andExpect(status().isBadRequest());
        takesEffect("明天", "tomorrow").andExpect(status().isBadRequest());
        takesEffect("后天起", today.plusDays(2).toString()).andExpect(status().is3xxRedirection());
        admin(post(DRAFT + "/discarding").param("version", version())).andExpect(status().isConflict());
        admin(post(DRAFT + "/cancelling")).andExpect(status().is3xxRedirection());
        assertThat(timers()).isEmpty();
        admin(post(DRAFT + "/cancelling")).andExpect(status().isConflict());

        takesEffect("后天起", today.plusDays(2).toString()).andExpect(status().is3xxRedirection());
        Instant midnight = today.plusDays(2).atStartOfDay(PeopleTime.ZONE).toInstant();
        assertThat(timers())
                .singleElement()
                .satisfies(job -> assertThat(job.getDuedate()).isEqualTo(Date.from(midnight)));
        assertThat(editionInForce()).isEqualTo(shipped);
        ClockUtil.setCurrentTime(Date.from(midnight.plus(1, ChronoUnit.SECONDS)));
        management.executeJob(timers().get(0).getId());
        assertThat(editionInForce()).isEqualTo(shipped + 1);
        assertThat(page(ROUTING).text()).contains("后天起");
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(RuleTimers.PROCESS)
                        .count())
                .isZero();
        assertThat(audited()).contains("rules-scheduled", "rules-cancelled");
    }

    /** Somebody else's change in between is not overwritten by what was looked at before it. */
    @Test
    void aChangeWhoseDayComesAfterAnotherOneIsSaidToHaveFailed() throws Exception {
        LocalDate day = LocalDate.ofInstant(story.now(), PeopleTime.ZONE).plusDays(1);
        uploads("<text>\"P4\"</text>", "<text>\"P3\"</text>");
        takesEffect("明天起", day.toString()).andExpect(status().is3xxRedirection());
        byte[] shipped = editions.shipped("routing").orElseThrow();
        int between = editions.putIntoForce("routing", shipped).number();
        management.executeJob(timers().get(0).getId());
        assertThat(editionInForce()).isEqualTo(between);
        assertThat(page(ROUTING).text()).contains("定时的改动没有生效", "现行规则又有改动");
    }

    private List<Job> timers() {
        return management
                .createJobQuery()
                .processDefinitionKey(RuleTimers.PROCESS)
                .timers()
                .list();
    }

    @Test
    void limitsAreTriedOnTheClocksOfTheLastMonth() throws Exception {
        story.aBrokenLamp();
        admin(post("/desk/rules/sla-policy/draft"));
        String version = drafts.findById("sla-policy").orElseThrow().seen();
        Document row = page("/desk/rules/sla-policy/draft/rows/14");
        assertThat(row.select("[name=i0][checked]").val()).isEqualTo("order");
        admin(post("/desk/rules/sla-policy/draft/rows/14")
                        .param("version", version)
                        .param("i0", "order")
                        .param("i1", "COMPLETION")
                        .param("i2-kind", "ANY")
                        .param("i3", "P3")
                        .param("o0", "P8D")
                        .param("o1", "WORKING")
                        .param("o2", "0.75")
                        .param("o3", "true"))
                .andExpect(status().is3xxRedirection());
        Document preview = page("/desk/rules/sla-policy/draft/preview");
        assertThat(preview.select("#trial").text()).containsPattern("其中 [1-9]\\d* 项期限会不同");
        assertThat(preview.select("td[data-name=环节]").eachText()).containsOnly("办结");
        assertThat(preview.text()).contains("每种情形都有规则");
        admin(post("/desk/rules/sla-policy/draft/rows/14")
                .param("version", drafts.findById("sla-policy").orElseThrow().seen())
                .param("i0", "order")
                .param("i1", "COMPLETION")
                .param("i3", "P3")
                .param("o0", "五天"));
        assertThat(page("/desk/rules/sla-policy/draft/preview")
                        .select(".mistakes")
                        .text())
                .contains("第 14 行的时限");
    }

    @Test
    void whatAReleaseChangedInATableOfTheCitysIsOfferedAsADifference() throws Exception {
        String shipped = new String(editions.shipped("routing").orElseThrow(), StandardCharsets.UTF_8);
        // As an earlier release had it.
        String deployment = repository
                .createDeployment()
                .source("ganxian")
                .addString("routing.dmn", shipped.replace("<text>\"P4\"</text>", "<text>\"P3\"</text>"))
                .deploy()
                .getId();
        try {
            assertThat(page(ROUTING).select(".guide")).isEmpty();
            editions.putIntoForce(
                    "routing",
                    shipped.replace("<text>\"P4\"</text>", "<text>\"P3\"</text>")
                            .replace("教育：教育部门", "市里改过")
                            .getBytes(StandardCharsets.UTF_8));
            Document table = page(ROUTING);
            assertThat(table.select(".guide .changes dt").eachText()).containsExactly("第 3 行", "第 8 行");
            String hash = table.select(".guide [name=hash]").first().val();
            admin(post(ROUTING + "/offer").param("hash", hash).param("take", "true"))
                    .andExpect(status().is3xxRedirection());
            assertThat(page(DRAFT + "/preview").select(".changes dt").eachText())
                    .containsExactly("第 3 行", "第 8 行");
            takesEffect("采用新版", "").andExpect(status().is3xxRedirection());
            assertThat(page(ROUTING).text()).contains("市里改过");
            assertThat(page(ROUTING).select(".guide")).isEmpty();
            admin(post(ROUTING + "/offer").param("hash", hash)).andExpect(status().isConflict());
        } finally {
            repository.deleteDeployment(deployment, true);
            jdbc.update("delete from rule_offer");
        }
    }

    @Test
    void aReleaseWithOtherColumnsIsOfferedInWordsAndTheCitysRowsAreCarriedOver() throws Exception {
        String shipped = new String(editions.shipped("routing").orElseThrow(), StandardCharsets.UTF_8);
        String earlier = SheetTest.withoutTwoColumns(shipped).replace("\"DEPARTMENT\"", "\"TRIAGE\"");
        String deployment = repository
                .createDeployment()
                .source("ganxian")
                .addString("routing.dmn", earlier)
                .deploy()
                .getId();
        try {
            editions.putIntoForce("routing", earlier.replace("教育：教育部门", "市里改过").getBytes(StandardCharsets.UTF_8));
            start();
            assertThat(page(ROUTING).text())
                    .as("no start puts the release's in its place")
                    .contains("市里改过");

            Document table = page(ROUTING);
            assertThat(table.select(".guide .columns li").eachText())
                    .containsExactly("新增条件“三级分类”，原有的行适用于它的任何取值", "新增结果“部门职能”，本市自己的行要逐行填写");
            String hash = table.select(".guide [name=hash]").first().val();
            admin(post(ROUTING + "/offer").param("hash", hash).param("take", "true"))
                    .andExpect(status().is3xxRedirection());
            Document preview = page(DRAFT + "/preview");
            assertThat(preview.select(".columns li")).hasSize(2);
            assertThat(page(DRAFT).text()).contains("市里改过", "三级分类", "部门职能");
            takesEffect("采用新版的列", "").andExpect(status().is3xxRedirection());
            assertThat(page(ROUTING).text()).contains("市里改过", "部门职能");
            assertThat(page(ROUTING).select(".guide")).isEmpty();

            int before = editionInForce() - 1;
            admin(post(ROUTING + "/editions/" + before + "/return")).andExpect(status().is3xxRedirection());
            assertThat(page(DRAFT + "/preview").select(".columns"))
                    .as("an earlier edition comes back under today's columns")
                    .isEmpty();
            upload(earlier).andExpect(status().isBadRequest());
        } finally {
            repository.deleteDeployment(deployment, true);
            jdbc.update("delete from rule_offer");
        }
    }

    /** Neither upload, nor undoing, nor a release: who replaces a draft has seen what goes. */
    @Test
    void aDraftIsNeverReplacedUnseen() throws Exception {
        String now = new String(editions.content(editions.inForce("routing").orElseThrow()), StandardCharsets.UTF_8);
        uploads("<text>\"P4\"</text>", "<text>\"P3\"</text>");
        String seen = version();
        upload(now.replace("\"P2\"", "\"P1\""))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("已有草稿，admin 于")));
        admin(post(ROUTING + "/editions/" + editionInForce() + "/return")).andExpect(status().isConflict());
        assertThat(version()).isEqualTo(seen);

        for (String page : new String[] {ROUTING, ROUTING + "/editions/1"}) {
            Document told = page(page);
            if (told.select("form[action$=upload], form[action$=return]").isEmpty()) {
                continue;
            }
            assertThat(told.select("[name=replaces]").val()).isEqualTo(seen);
            assertThat(told.select("[name=replaces]").hasAttr("required")).isTrue();
            assertThat(told.select("summary").text()).contains("现有草稿里的改动（2 处）");
        }
        admin(get(DRAFT + "/dmn"))
                .andExpect(header().string("Content-Disposition", containsString("routing-draft.dmn")));
        mvc.perform(multipart(ROUTING + "/upload")
                        .file(new MockMultipartFile(
                                "file",
                                "routing.dmn",
                                "text/xml",
                                now.replace("\"P2\"", "\"P1\"").getBytes(StandardCharsets.UTF_8)))
                        .param("replaces", seen)
                        .with(httpBasic("admin", "ganxian")))
                .andExpect(status().is3xxRedirection());
        assertThat(version()).isNotEqualTo(seen);
        assertThat(audited()).contains("rules-draft-replaced");
    }

    /** Another draft in the place of the first is another one, however often each was changed. */
    @Test
    void theSecondOfTwoWhoChangeARowIsToldAndFindsWhatTheyTyped() throws Exception {
        admin(post(DRAFT));
        Document second = page(DRAFT + "/rows/15");
        String seen = second.select("[name=version]").val();
        String id = second.select("[name=id]").val();
        admin(post(DRAFT + "/rows/1/removal").param("version", seen)).andExpect(status().is3xxRedirection());

        MockHttpServletRequestBuilder late = post(DRAFT + "/rows/15")
                .param("version", seen)
                .param("id", id)
                .param("i1", "民政")
                .param("o0", "P4")
                .param("o1", "TRIAGE")
                .param("note", "后改的人写的");
        Document told = Jsoup.parse(admin(late)
                .andExpect(status().isConflict())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8));
        assertThat(told.select("[role=alert]").text()).contains("草稿刚被改动（admin", "还没有保存");
        assertThat(told.select("h1").text()).as("where the row stands now").isEqualTo("第 14 行");
        assertThat(told.select("[name=note]").val()).isEqualTo("后改的人写的");
        assertThat(told.select("[name=o0] option[selected]").val()).isEqualTo("P4");
        assertThat(told.select("[name=version]").val()).isEqualTo(version());

        ClockUtil.offset(1000L);
        admin(post(DRAFT + "/discarding").param("version", version()));
        admin(post(DRAFT)).andExpect(status().is3xxRedirection());
        admin(post(DRAFT + "/rows/1/removal").param("version", seen)).andExpect(status().isConflict());
    }

    /** A flow that an upgrade brought: the release's limits hold, the page says so, and the city takes them in when it likes. */
    @Test
    void whatTheCitysTableLacksIsSaidAndTakenInByTheCity() throws Exception {
        String limits = "/desk/rules/sla-policy";
        String shipped = new String(editions.shipped("sla-policy").orElseThrow(), StandardCharsets.UTF_8);
        String citys = shipped.replace("\"order\",\"window-service\"", "\"order\"")
                .replaceAll("(?s)<rule id=\"[^\"]*\">(?:(?!</rule>).)*<text>\"window-service\"</text>.*?</rule>", "");
        assertThat(page(limits).text()).doesNotContain("用的是出厂期限");
        String deployment = editions.putIntoForce("sla-policy", shipped.getBytes(StandardCharsets.UTF_8))
                .deployment();
        jdbc.update(
                "update ACT_GE_BYTEARRAY set BYTES_ = ? where DEPLOYMENT_ID_ = ?",
                citys.getBytes(StandardCharsets.UTF_8),
                deployment);

        assertThat(page("/desk/rules").text()).contains("部分用出厂规则");
        Document told = page(limits);
        assertThat(told.select(".guide").text()).contains("这些环节用的是出厂期限", "环节：受理；", "窗口服务");
        admin(post(limits + "/draft")).andExpect(status().is3xxRedirection());
        assertThat(page(limits + "/draft/preview").text())
                .as("the city's own rows can be changed without it")
                .contains("每种情形都有规则");
        admin(post(limits + "/held")).andExpect(status().is3xxRedirection());
        Document preview = page(limits + "/draft/preview");
        assertThat(preview.select(".changes dt").eachText())
                .hasSizeGreaterThan(10)
                .allSatisfy(title -> assertThat(title).startsWith("新增"));
        admin(post(limits + "/draft/effect")
                        .param("version", preview.select("[name=version]").val())
                        .param("against", preview.select("[name=against]").val())
                        .param("reason", "收入窗口服务的期限"))
                .andExpect(status().is3xxRedirection());
        assertThat(page(limits).text()).doesNotContain("用的是出厂期限");
        admin(post(limits + "/held")).andExpect(status().isConflict());
    }

    @Test
    void onlyTheCitysAdministratorKeepsTheRules() throws Exception {
        for (String other : new String[] {"clerk", "manager", "dispatcher"}) {
            for (String path :
                    new String[] {"/desk/rules", ROUTING, DRAFT, DRAFT + "/preview", ROUTING + "/editions/1/dmn"}) {
                mvc.perform(get(path).with(httpBasic(other, "ganxian"))).andExpect(status().isForbidden());
            }
            mvc.perform(post(DRAFT).with(httpBasic(other, "ganxian"))).andExpect(status().isForbidden());
            mvc.perform(get("/desk").with(httpBasic(other, "ganxian")))
                    .andExpect(content().string(not(containsString("/desk/rules"))));
        }
        for (String unknown : new String[] {"/desk/rules/none", ROUTING + "/editions/99", DRAFT, DRAFT + "/rows/1"}) {
            admin(get(unknown)).andExpect(status().isNotFound());
        }
        admin(get(ROUTING + "/editions/x")).andExpect(status().isBadRequest());
        admin(post(DRAFT + "/effect")).andExpect(status().isBadRequest());
    }
}
