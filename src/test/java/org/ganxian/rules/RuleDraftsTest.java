package org.ganxian.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.DeskBrowser;
import org.ganxian.IntegrationTest;
import org.ganxian.platform.Groundwork;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Drafts of rules: tried on last month's cases, never overwritten unseen, and what a release has to offer. */
@IntegrationTest
class RuleDraftsTest extends RulesDesk {

    @Autowired
    List<Groundwork> groundwork;

    /** What a start does about tables of rules. */
    private void start() throws Exception {
        for (Groundwork part : groundwork) {
            if (AopUtils.getTargetClass(part).getName().startsWith("org.ganxian.engine.")) {
                part.lay();
            }
        }
    }

    @Test
    void limitsAreTriedOnTheClocksOfTheLastMonth() throws Exception {
        story.aBrokenLamp();
        desk.admin(post("/desk/rules/sla-policy/draft"));
        String version = drafts.findById("sla-policy").orElseThrow().seen();
        Document row = desk.page("/desk/rules/sla-policy/draft/rows/14");
        assertThat(row.select("[name=i0][checked]").val()).isEqualTo("order");
        desk.admin(post("/desk/rules/sla-policy/draft/rows/14")
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
        Document preview = desk.page("/desk/rules/sla-policy/draft/preview");
        assertThat(preview.select("#trial").text()).containsPattern("其中 [1-9]\\d* 项期限会不同");
        assertThat(preview.select("td[data-name=环节]").eachText()).containsOnly("办结");
        assertThat(preview.text()).contains("每种情形都有规则");
        desk.admin(post("/desk/rules/sla-policy/draft/rows/14")
                .param("version", drafts.findById("sla-policy").orElseThrow().seen())
                .param("i0", "order")
                .param("i1", "COMPLETION")
                .param("i3", "P3")
                .param("o0", "五天"));
        assertThat(desk.page("/desk/rules/sla-policy/draft/preview")
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
            assertThat(desk.page(ROUTING).select(".guide")).isEmpty();
            editions.putIntoForce(
                    "routing",
                    shipped.replace("<text>\"P4\"</text>", "<text>\"P3\"</text>")
                            .replace("教育：教育部门", "市里改过")
                            .getBytes(StandardCharsets.UTF_8));
            Document table = desk.page(ROUTING);
            assertThat(table.select(".guide .changes dt").eachText()).containsExactly("第 3 行", "第 8 行");
            String hash = table.select(".guide [name=hash]").first().val();
            desk.admin(post(ROUTING + "/offer").param("hash", hash).param("take", "true"))
                    .andExpect(status().is3xxRedirection());
            assertThat(desk.page(DRAFT + "/preview").select(".changes dt").eachText())
                    .containsExactly("第 3 行", "第 8 行");
            takesEffect("采用新版", "").andExpect(status().is3xxRedirection());
            assertThat(desk.page(ROUTING).text()).contains("市里改过");
            assertThat(desk.page(ROUTING).select(".guide")).isEmpty();
            desk.admin(post(ROUTING + "/offer").param("hash", hash)).andExpect(status().isConflict());
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
            assertThat(desk.page(ROUTING).text())
                    .as("no start puts the release's in its place")
                    .contains("市里改过");

            Document table = desk.page(ROUTING);
            assertThat(table.select(".guide .columns li").eachText())
                    .containsExactly("新增条件“三级分类”，原有的行适用于它的任何取值", "新增结果“部门职能”，本市自己的行要逐行填写");
            String hash = table.select(".guide [name=hash]").first().val();
            desk.admin(post(ROUTING + "/offer").param("hash", hash).param("take", "true"))
                    .andExpect(status().is3xxRedirection());
            Document preview = desk.page(DRAFT + "/preview");
            assertThat(preview.select(".columns li")).hasSize(2);
            assertThat(desk.page(DRAFT).text()).contains("市里改过", "三级分类", "部门职能");
            takesEffect("采用新版的列", "").andExpect(status().is3xxRedirection());
            assertThat(desk.page(ROUTING).text()).contains("市里改过", "部门职能");
            assertThat(desk.page(ROUTING).select(".guide")).isEmpty();

            int before = editionInForce() - 1;
            desk.admin(post(ROUTING + "/editions/" + before + "/return")).andExpect(status().is3xxRedirection());
            assertThat(desk.page(DRAFT + "/preview").select(".columns"))
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
        desk.admin(post(ROUTING + "/editions/" + editionInForce() + "/return")).andExpect(status().isConflict());
        assertThat(version()).isEqualTo(seen);

        for (String page : new String[] {ROUTING, ROUTING + "/editions/1"}) {
            Document told = desk.page(page);
            if (told.select("form[action$=upload], form[action$=return]").isEmpty()) {
                continue;
            }
            assertThat(told.select("[name=replaces]").val()).isEqualTo(seen);
            assertThat(told.select("[name=replaces]").hasAttr("required")).isTrue();
            assertThat(told.select("summary").text()).contains("现有草稿里的改动（2 处）");
        }
        desk.admin(get(DRAFT + "/dmn"))
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
        desk.admin(post(DRAFT));
        Document second = desk.page(DRAFT + "/rows/15");
        String seen = second.select("[name=version]").val();
        String id = second.select("[name=id]").val();
        desk.admin(post(DRAFT + "/rows/1/removal").param("version", seen)).andExpect(status().is3xxRedirection());

        MockHttpServletRequestBuilder late = post(DRAFT + "/rows/15")
                .param("version", seen)
                .param("id", id)
                .param("i1", "民政")
                .param("o0", "P4")
                .param("o1", "TRIAGE")
                .param("note", "后改的人写的");
        Document told = DeskBrowser.page(desk.admin(late).andExpect(status().isConflict()));
        assertThat(told.select("[role=alert]").text()).contains("草稿刚被改动（admin", "还没有保存");
        assertThat(told.select("h1").text()).as("where the row stands now").isEqualTo("第 14 行");
        assertThat(told.select("[name=note]").val()).isEqualTo("后改的人写的");
        assertThat(told.select("[name=o0] option[selected]").val()).isEqualTo("P4");
        assertThat(told.select("[name=version]").val()).isEqualTo(version());

        ClockUtil.offset(1000L);
        desk.admin(post(DRAFT + "/discarding").param("version", version()));
        desk.admin(post(DRAFT)).andExpect(status().is3xxRedirection());
        desk.admin(post(DRAFT + "/rows/1/removal").param("version", seen)).andExpect(status().isConflict());
    }

    /** A flow that an upgrade brought: the release's limits hold, the page says so, and the city takes them in when it likes. */
    @Test
    void whatTheCitysTableLacksIsSaidAndTakenInByTheCity() throws Exception {
        String limits = "/desk/rules/sla-policy";
        String shipped = new String(editions.shipped("sla-policy").orElseThrow(), StandardCharsets.UTF_8);
        String citys = shipped.replace("\"order\",\"window-service\"", "\"order\"")
                .replaceAll("(?s)<rule id=\"[^\"]*\">(?:(?!</rule>).)*<text>\"window-service\"</text>.*?</rule>", "");
        assertThat(desk.page(limits).text()).doesNotContain("用的是出厂期限");
        String deployment = editions.putIntoForce("sla-policy", shipped.getBytes(StandardCharsets.UTF_8))
                .deployment();
        jdbc.update(
                "update ACT_GE_BYTEARRAY set BYTES_ = ? where DEPLOYMENT_ID_ = ?",
                citys.getBytes(StandardCharsets.UTF_8),
                deployment);

        assertThat(desk.page("/desk/rules").text()).contains("部分用出厂规则");
        Document told = desk.page(limits);
        assertThat(told.select(".guide").text()).contains("这些环节用的是出厂期限", "环节：受理；", "窗口服务");
        desk.admin(post(limits + "/draft")).andExpect(status().is3xxRedirection());
        assertThat(desk.page(limits + "/draft/preview").text())
                .as("the city's own rows can be changed without it")
                .contains("每种情形都有规则");
        desk.admin(post(limits + "/held")).andExpect(status().is3xxRedirection());
        Document preview = desk.page(limits + "/draft/preview");
        assertThat(preview.select(".changes dt").eachText())
                .hasSizeGreaterThan(10)
                .allSatisfy(title -> assertThat(title).startsWith("新增"));
        desk.admin(post(limits + "/draft/effect")
                        .param("version", preview.select("[name=version]").val())
                        .param("against", preview.select("[name=against]").val())
                        .param("reason", "收入窗口服务的期限"))
                .andExpect(status().is3xxRedirection());
        assertThat(desk.page(limits).text()).doesNotContain("用的是出厂期限");
        desk.admin(post(limits + "/held")).andExpect(status().isConflict());
    }
}
