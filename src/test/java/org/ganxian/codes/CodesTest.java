package org.ganxian.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.DeskBrowser;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.order.Story;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The lists that people choose from are the city's: dated, undoable, and left alone by releases. */
@IntegrationTest
class CodesTest {

    private static final String CHANNELS = "/desk/codes/contact-channel";
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 8);

    @Autowired
    MockMvc mvc;

    @Autowired
    DeskBrowser desk;

    @Autowired
    Story story;

    @Autowired
    Demands demands;

    @Autowired
    CodeTables codes;

    @Autowired
    CodeEditions editions;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void itIsAWorkingMorning() {
        story.isAWorkingMorning();
    }

    @AfterEach
    void theListsAreAsShipped() {
        jdbc.update("delete from code_edition where version > 1");
        jdbc.update("delete from code_offer");
        ClockUtil.reset();
    }

    /** The form as the page has it, with some cells written otherwise: {@code VISIT.name} to the new text. */
    private MockHttpServletRequestBuilder form(Document page, Map<String, String> changes, String day) {
        MockHttpServletRequestBuilder request = post(page.select("form.sheet").attr("action"))
                .param("seen", page.select("[name=seen]").val())
                .param("day", day);
        boolean blank = false;
        for (Element row : page.select("form.sheet tbody tr")) {
            String code = row.select("[name=code]").val();
            // The first blank row is for a new entry.
            String key = code.isEmpty() && blank ? "none" : code;
            blank |= code.isEmpty();
            for (String cell : new String[] {"position", "name", "first", "last", "known"}) {
                String now = row.select("[name=" + cell + "]").val();
                request.param(cell, changes.getOrDefault(key + "." + cell, now));
            }
            request.param("code", code.isEmpty() ? changes.getOrDefault(key + ".code", "") : code);
        }
        return request;
    }

    private List<String> names() {
        return codes.choices(CodeList.CONTACT_CHANNEL).stream()
                .map(CodeEntry::name)
                .toList();
    }

    private String contacted(Demand demand) {
        return demands.timeline(demand).stream()
                .map(TimelineEntry::text)
                .filter(text -> text != null && text.contains("约好明天上午"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aListIsChangedOnThePageAndRecordsKeepTheNameOfTheirTime() throws Exception {
        Demand before = story.aBrokenLamp();
        story.accepts(before);
        story.offersToAll(before);
        story.contacts("member1", before);
        assertThat(desk.page("/desk/codes").text()).contains("联系方式", "督办延时", "电话、上门、短信、其他方式");

        Map<String, String> changes = Map.of(
                "PHONE.name",
                "打电话",
                "PHONE.position",
                "25",
                "OTHER.last",
                "2026-06-07",
                ".code",
                "WECHAT",
                ".name",
                "微信");
        desk.admin(form(desk.page(CHANNELS), changes, "2026-06-08")).andExpect(status().is3xxRedirection());

        assertThat(names()).containsExactly("上门", "打电话", "短信", "微信");
        mvc.perform(get("/api/tasks/contact-channels").with(httpBasic("member1", "ganxian")))
                .andExpect(jsonPath("$[1].label").value("打电话"))
                .andExpect(jsonPath("$[1].value").value("PHONE"));
        Demand after = story.aBrokenLamp();
        story.accepts(after);
        story.offersToAll(after);
        story.contacts("member1", after);
        assertThat(contacted(before)).startsWith("电话。");
        assertThat(contacted(after)).startsWith("打电话。");
        assertThat(codes.nameOn(CodeList.CONTACT_CHANNEL, "PHONE", TODAY.minusDays(1)))
                .isEqualTo("电话");
        assertThat(codes.name(CodeList.CONTACT_CHANNEL, "OTHER"))
                .as("ended, not forgotten")
                .isEqualTo("其他方式");
        String task = story.taskOf(after, "serve-order").getId();
        mvc.perform(post("/api/tasks/" + task + "/contacts")
                        .with(httpBasic("member1", "ganxian"))
                        .contentType("application/json")
                        .content("{\"channel\": \"OTHER\", \"note\": \"x\"}"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("没有这种联系方式")));

        Document undo = desk.page(CHANNELS + "/from/1");
        desk.admin(form(undo, Map.of(), "2026-06-08")).andExpect(status().is3xxRedirection());
        assertThat(names()).containsExactly("电话", "上门", "短信", "其他方式");
        assertThat(codes.name(CodeList.CONTACT_CHANNEL, "WECHAT"))
                .as("came since, ended by it")
                .isEqualTo("微信");
        assertThat(jdbc.queryForList("select subject from audit_entry where action = 'codes-changed'", String.class))
                .contains("联系方式 第 2 版", "联系方式 第 3 版");
    }

    @Test
    void aChangeHoldsFromItsDayAndTheSecondOfTwoIsTold() throws Exception {
        Document seen = desk.page(CHANNELS);
        desk.admin(form(seen, Map.of("SMS.name", "短信或彩信"), "2026-06-10")).andExpect(status().is3xxRedirection());
        desk.admin(form(seen, Map.of("SMS.name", "晚了一步"), "2026-06-10"))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("刚刚有别人改了这张代码表")))
                .andExpect(content().string(containsString("晚了一步")));
        assertThat(names()).contains("短信");
        story.passes(java.time.Duration.ofDays(2));
        assertThat(names()).contains("短信或彩信");
    }

    @Test
    void whatMayHaveBeenUsedIsNeverDeletedAndNonsenseIsRefused() throws Exception {
        String seen = desk.page(CHANNELS).select("[name=seen]").val();
        MockHttpServletRequestBuilder withoutOthers = post(CHANNELS)
                .param("seen", seen)
                .param("day", "2026-06-08")
                .param("code", "PHONE")
                .param("name", "电话")
                .param("known", "true");
        desk.admin(withoutOthers)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("不能删除")));
        for (String[] wrong : new String[][] {
            {"PHONE.name", "", "请填写 PHONE 的名称"},
            {"PHONE.name", "上门", "名称“上门”重复"},
            {"PHONE.position", "x", "顺序应为数字"},
            {"PHONE.last", "x", "日期应写成"}
        }) {
            desk.admin(form(desk.page(CHANNELS), Map.of(wrong[0], wrong[1]), "2026-06-08"))
                    .andExpect(status().isBadRequest())
                    .andExpect(content().string(containsString(wrong[2])));
        }
        desk.admin(form(desk.page(CHANNELS), Map.of("SMS.name", "彩信"), "2026-06-07"))
                .andExpect(status().isBadRequest());
        desk.admin(post(CHANNELS)).andExpect(status().isBadRequest());
        desk.admin(get("/desk/codes/none")).andExpect(status().isNotFound());
        for (String other : new String[] {"manager", "clerk"}) {
            mvc.perform(get(CHANNELS).with(httpBasic(other, "ganxian"))).andExpect(status().isForbidden());
            mvc.perform(post(CHANNELS).with(httpBasic(other, "ganxian"))).andExpect(status().isForbidden());
        }
    }

    /** What a city adds can be chosen for a service item at once, and what it ends no more. */
    @Test
    void serviceItemsTakeTheirResultsFromTheList() throws Exception {
        Document results = desk.page("/desk/codes/service-result");
        desk.admin(form(
                        results,
                        Map.of("PAYMENT.last", "2026-06-07", "LICENCE.name", "许可证", ".code", "ARCHIVE", ".name", "档案"),
                        "2026-06-08"))
                .andExpect(status().is3xxRedirection());
        assertThat(desk.page("/desk/services/new").select("#resultType option").eachText())
                .contains("许可证", "档案")
                .doesNotContain("待遇发放");
        mvc.perform(get("/api/services/hygiene-permit"))
                .andExpect(jsonPath("$.resultType").value("LICENCE"))
                .andExpect(jsonPath("$.resultTitle").value("许可证"));
    }

    @Test
    void aReleaseChangesItsOwnListAndOffersTheCityADifference() throws Exception {
        List<CodeEntry> next = new ArrayList<>(CodeEditions.shipped().get(CodeList.CONTACT_CHANNEL));
        next.set(1, new CodeEntry("VISIT", "入户", null, null));
        next.add(new CodeEntry("WECHAT", "微信", null, null));
        desk.admin(form(desk.page(CHANNELS), Map.of("PHONE.name", "打电话"), "2026-06-08"))
                .andExpect(status().is3xxRedirection());
        editions.ship(Map.of(CodeList.CONTACT_CHANNEL, next));
        assertThat(names()).as("never overwritten").containsExactly("打电话", "上门", "短信", "其他方式");

        CodeEditions.Offer offer =
                editions.offer(CodeList.CONTACT_CHANNEL, next).orElseThrow();
        assertThat(offer.said()).containsExactly("VISIT 改称 入户（原为 上门）", "新增 WECHAT 微信");
        assertThat(offer.merged()).extracting(CodeEntry::name).containsExactly("打电话", "入户", "短信", "其他方式", "微信");
        assertThat(editions.offer(CodeList.CONTACT_CHANNEL))
                .as("this release has nothing new")
                .isEmpty();

        theListsAreAsShipped();
        story.isAWorkingMorning();
        editions.ship(Map.of(CodeList.CONTACT_CHANNEL, next));
        assertThat(names()).as("a list that is the release's own").contains("入户", "微信");
    }
}
