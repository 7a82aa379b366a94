package org.ganxian.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.DeskBrowser;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Administrators write templates; whoever works a task begins an answer with one. */
@IntegrationTest
class ReplyTest {

    private static final String CITY = "350600";
    private static final String STREET = "350602004";
    private static final String OTHER_STREET = "350602001";

    @Autowired
    DeskBrowser desk;

    @Autowired
    Story story;

    @Autowired
    ReplyTemplate.Repository templates;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void itIsAWorkingMorning() {
        story.isAWorkingMorning();
    }

    @AfterEach
    void nothingIsLeft() {
        templates.deleteAll();
        ClockUtil.reset();
    }

    private static MockHttpServletRequestBuilder form(String path, String unit, String category, String words) {
        return post(path)
                .param("title", "灯已修好")
                .param("step", "serve-order/report")
                .param("category", category)
                .param("unit", unit)
                .param("words", words)
                .param("from", "2026-06-08")
                .param("to", "2026-06-30");
    }

    private String added(String unit, String category, String words) throws Exception {
        String path = desk.as("admin", form("/desk/replies/new", unit, category, words))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        assertThat(path).endsWith("?saved");
        return path.substring(0, path.indexOf('?'));
    }

    private String serving(Demand demand) {
        story.accepts(demand);
        story.offersToAll(demand);
        story.contacts("member1", demand);
        return story.taskOf(demand, "serve-order").getId();
    }

    @Test
    void whoeverWorksATaskIsOfferedTheTemplatesOfItsStepCategoryAndPlaceWithTheCasesFacts() throws Exception {
        added(CITY, "", "全市：{编号}");
        added(CITY, "09", "民政：{今天}");
        added(STREET, "0908", "您反映的“{标题}”（{编号}）已办好，地点{地点}，由{承办单位}办理，{收到日期}收到，期限{期限}。");
        added(OTHER_STREET, "", "别的街道");
        added(CITY, "01", "别的分类");
        Demand lamp = story.placed(Story.SOCIAL_SERVICE, "楼道灯坏了，电话13900000001", Story.RONGYIN);
        String task = serving(lamp);

        desk.as("member1", get("/api/tasks/" + task + "/replies"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$", hasSize(3)))
                .andExpect(jsonPath("$[0].field").value("report"))
                .andExpect(jsonPath("$[0].title").value("灯已修好"))
                .andExpect(jsonPath("$[0].text").value(containsString("（" + lamp.number() + "）已办好")))
                .andExpect(jsonPath("$[0].text").value(containsString("榕荫社区")))
                .andExpect(jsonPath("$[0].text").value(containsString("2026年6月8日收到，期限2026年6月15日")))
                .andExpect(jsonPath("$[0].text").value(not(containsString("13900000001"))))
                .andExpect(jsonPath("$[1].text").value("民政：2026年6月8日"))
                .andExpect(jsonPath("$[2].text").value("全市：" + lamp.number()));
        desk.as("member2", get("/api/tasks/" + task + "/replies")).andExpect(status().isForbidden());
        desk.as("clerk", get("/api/tasks/" + task + "/replies")).andExpect(status().isForbidden());
        desk.as("member1", get("/api/tasks/none/replies")).andExpect(status().isNotFound());
        story.withdraws(lamp);
        desk.as("member1", get("/api/tasks/" + task + "/replies")).andExpect(status().isNotFound());
    }

    @Test
    void aTemplateIsOfferedOnItsDaysAloneAndEachChangeIsAVersion() throws Exception {
        String path = added(CITY, "", "第一版");
        String task = serving(story.aBrokenLamp());
        desk.as("admin", form(path, CITY, "", "第二版").param("seen", "1")).andExpect(status().is3xxRedirection());
        desk.as("admin", form(path, CITY, "", "晚了").param("seen", "1"))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("刚刚有别人改了")))
                .andExpect(content().string(containsString("晚了")));
        desk.as("member1", get("/api/tasks/" + task + "/replies"))
                .andExpect(jsonPath("$[0].text").value("第二版"));
        assertThat(desk.page(path).select("td[data-name=版本]").eachText()).containsExactly("第 2 版", "第 1 版");
        assertThat(desk.page(path + "/versions/1").select("#words").text()).isEqualTo("第一版");

        story.passes(java.time.Duration.ofDays(30));
        desk.as("member1", get("/api/tasks/" + task + "/replies")).andExpect(jsonPath("$", hasSize(0)));
        assertThat(desk.page("/desk/replies").select("td[data-name=状态]").text()).isEqualTo("已停用");
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_entry where action = 'reply-template-changed'", Integer.class))
                .isEqualTo(2);
    }

    @Test
    void whatIsWrongIsSaidAndWhatWasTypedStays() throws Exception {
        desk.as("admin", form("/desk/replies/new", CITY, "", "请拨打{电话}"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("没有“{电话}”这种占位")))
                .andExpect(content().string(containsString("请拨打{电话}")));
        desk.as("admin", form("/desk/replies/new/preview", CITY, "", "{编号}已办好"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("ZZ20260608-000017已办好")));
        assertThat(templates.count()).isZero();
        for (String[] wrong : new String[][] {
            {"step", "serve-order/none", "请选择用在哪一栏"},
            {"from", "2026-06-07", "不能早于今天"},
            {"from", "x", "日期应写成"},
            {"to", "2026-06-01", "停用日期不能早于启用日期"},
            {"title", "", "请填写模板名称"},
            {"category", "zz", "没有这个分类"},
            {"unit", "none", "请选择单位"}
        }) {
            MockHttpServletRequestBuilder request = post("/desk/replies/new");
            for (String[] right : new String[][] {
                {"title", "名"},
                {"step", "serve-order/report"},
                {"unit", CITY},
                {"words", "好"},
                {"from", "2026-06-08"}
            }) {
                if (!right[0].equals(wrong[0])) {
                    request.param(right[0], right[1]);
                }
            }
            desk.as("admin", request.param(wrong[0], wrong[1]))
                    .andExpect(status().isBadRequest())
                    .andExpect(content().string(containsString(wrong[2])));
        }
    }

    /** A street's administrator writes for the street, and looks at what the city has. */
    @Test
    void anAdministratorWritesForTheirOwnUnitsAlone() throws Exception {
        String citys = added(CITY, "", "全市");
        jdbc.update("insert into assignment (username, unit_code, duty) values ('dispatcher', ?, 'ADMIN')", STREET);
        desk.as("dispatcher", get(citys))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("这是上级的模板")));
        desk.as("dispatcher", form(citys, CITY, "", "改").param("seen", "1")).andExpect(status().isForbidden());
        desk.as("dispatcher", form(citys, STREET, "", "改").param("seen", "1")).andExpect(status().isForbidden());
        desk.as("dispatcher", form("/desk/replies/new", OTHER_STREET, "", "别的")).andExpect(status().isForbidden());
        desk.as("dispatcher", form("/desk/replies/new", STREET, "", "本街道")).andExpect(status().is3xxRedirection());
        desk.as("clerk", get("/desk/replies")).andExpect(status().isForbidden());
        desk.as("clerk", post("/desk/replies/new")).andExpect(status().isForbidden());
    }

    /** A new flow's are among them by themselves. */
    @Test
    void everyLongTextOfATasksFormCanHaveTemplates() throws Exception {
        assertThat(desk.page("/desk/replies/new").select("#step option").eachText())
                .contains(
                        "上门办理：办理情况（最多 2000 字）",
                        "审核点单：理由（最多 2000 字）",
                        "差评回访：回访情况（最多 1000 字）",
                        "前台受理：清单以外还需补正的内容（最多 1000 字）")
                .anyMatch(step -> step.contains("街道督办"))
                .noneMatch(step -> step.contains("诉求内容"));
    }
}
