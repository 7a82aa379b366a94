package org.ganxian.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
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
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.platform.PeopleTime;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The city changes its rules in the product: drafted, checked, tried, dated, undone. */
@IntegrationTest
class RulesPageTest extends RulesDesk {

    @Autowired
    ManagementService management;

    @Test
    void aRowChangedOnThePageTakesEffectAfterAPreviewAndIsUndone() throws Exception {
        Demand lamp = story.aBrokenLamp();
        int shipped = editionInForce();
        desk.admin(get("/desk/rules")).andExpect(content().string(containsString("诉求分派规则")));
        desk.admin(post(DRAFT)).andExpect(status().is3xxRedirection());
        assertThat(desk.page(DRAFT + "/rows/10")
                        .select("[name=i2-kind] option[selected]")
                        .val())
                .isEqualTo("ONE_OF");
        Document row = desk.page(DRAFT + "/rows/15");
        assertThat(row.select("[name=i1][checked]").val()).isEqualTo("民政");
        assertThat(row.select("[name=o1] option[selected]").text()).isEqualTo("服务该地的支部");

        desk.admin(post(DRAFT + "/rows/15")
                        .param("version", version())
                        .param("i1", "民政")
                        .param("o0", "P3")
                        .param("o1", "TRIAGE")
                        .param("note", "民政先到分拨席"))
                .andExpect(status().is3xxRedirection());
        assertThat(editionInForce())
                .as("nothing takes effect before it is said")
                .isEqualTo(shipped);
        Document preview = desk.page(DRAFT + "/preview");
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
        Document table = desk.page(ROUTING);
        assertThat(table.text()).contains("admin", "民政改由分拨席统一分派", "随系统");
        desk.admin(get(ROUTING + "/editions/" + shipped + "/dmn"))
                .andExpect(header().string("Content-Disposition", containsString("routing-" + shipped + ".dmn")))
                .andExpect(content().bytes(editions.shipped("routing").orElseThrow()));

        desk.admin(post(ROUTING + "/editions/" + shipped + "/return")).andExpect(status().is3xxRedirection());
        takesEffect("恢复", "").andExpect(status().is3xxRedirection());
        assertThat(editionInForce()).isEqualTo(shipped + 2);
        assertThat(story.aBrokenLamp().servingUnit()).isEqualTo(lamp.servingUnit());
        assertThat(audited()).contains("rules-in-force");
    }

    @Test
    void rowsAreAddedMovedAndRemovedAndAStaleFormIsRefused() throws Exception {
        desk.admin(post(DRAFT));
        String seen = version();
        desk.admin(post(DRAFT + "/rows/1")
                        .param("version", seen)
                        .param("added", "true")
                        .param("i0", "true")
                        .param("i1-kind", "ANY")
                        .param("o0", "P2")
                        .param("o1", "BRANCH"))
                .andExpect(status().is3xxRedirection());
        desk.admin(post(DRAFT + "/rows/2/removal").param("version", seen))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("草稿刚被改动")));
        desk.admin(post(DRAFT + "/rows/1/move").param("version", version()).param("to", "2"))
                .andExpect(status().is3xxRedirection());
        desk.admin(post(DRAFT + "/rows/1/removal").param("version", version())).andExpect(status().is3xxRedirection());
        Document preview = desk.page(DRAFT + "/preview");
        assertThat(preview.select(".changes dt").eachText()).containsExactly("新增第 1 行", "删除原第 1 行");
        assertThat(preview.text()).contains("重叠");
        desk.admin(post(DRAFT + "/rows/99/removal").param("version", version())).andExpect(status().isNotFound());
        desk.admin(post(DRAFT + "/rows/1")
                        .param("version", version())
                        .param("i3-kind", "ONE_OF")
                        .param("i3-text", "带\"引号")
                        .param("o0", "P2"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("三级分类：文字不能含引号")));
        desk.admin(post(DRAFT + "/discarding").param("version", seen)).andExpect(status().isConflict());
        desk.admin(post(DRAFT + "/discarding").param("version", version())).andExpect(status().is3xxRedirection());
        desk.admin(get(DRAFT)).andExpect(status().isNotFound());
    }

    @Test
    void whatLeavesACaseWithoutARuleOrMakesNoSenseTakesNoEffect() throws Exception {
        desk.admin(post(DRAFT));
        // Without the last row, what no other row names goes nowhere.
        desk.admin(post(DRAFT + "/rows/22")
                .param("version", version())
                .param("i1-kind", "ONE_OF")
                .param("i1-text", "民政")
                .param("o0", "P3")
                .param("o1", "BRANCH"));
        Document preview = desk.page(DRAFT + "/preview");
        assertThat(preview.text()).contains("没有一般诉求的去向");
        assertThat(preview.select("#reason")).isEmpty();
        desk.admin(post(DRAFT + "/effect")
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
        desk.admin(post(DRAFT + "/discarding").param("version", version())).andExpect(status().isConflict());
        desk.admin(post(DRAFT + "/cancelling")).andExpect(status().is3xxRedirection());
        assertThat(timers()).isEmpty();
        desk.admin(post(DRAFT + "/cancelling")).andExpect(status().isConflict());

        takesEffect("后天起", today.plusDays(2).toString()).andExpect(status().is3xxRedirection());
        Instant midnight = today.plusDays(2).atStartOfDay(PeopleTime.ZONE).toInstant();
        assertThat(timers())
                .singleElement()
                .satisfies(job -> assertThat(job.getDuedate()).isEqualTo(Date.from(midnight)));
        assertThat(editionInForce()).isEqualTo(shipped);
        ClockUtil.setCurrentTime(Date.from(midnight.plus(1, ChronoUnit.SECONDS)));
        management.executeJob(timers().get(0).getId());
        assertThat(editionInForce()).isEqualTo(shipped + 1);
        assertThat(desk.page(ROUTING).text()).contains("后天起");
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
        assertThat(desk.page(ROUTING).text()).contains("定时的改动没有生效", "现行规则又有改动");
    }

    private List<Job> timers() {
        return management
                .createJobQuery()
                .processDefinitionKey(RuleTimers.PROCESS)
                .timers()
                .list();
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
            desk.admin(get(unknown)).andExpect(status().isNotFound());
        }
        desk.admin(get(ROUTING + "/editions/x")).andExpect(status().isBadRequest());
        desk.admin(post(DRAFT + "/effect")).andExpect(status().isBadRequest());
    }
}
