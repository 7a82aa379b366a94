package org.ganxian.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ganxian.DeskBrowser;
import org.ganxian.IntegrationTest;
import org.ganxian.order.Story;
import org.ganxian.platform.Refusal;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;

/** The city keeps its tree of categories; cases keep what they were. */
@IntegrationTest
class CategoryChangesTest {

    private static final String PAGE = "/desk/categories";
    private static final String SAFETY = "010103";

    @Autowired
    MockMvc mvc;

    @Autowired
    DeskBrowser desk;

    @Autowired
    Story story;

    @Autowired
    Categories categories;

    @Autowired
    Categories.Repository repository;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock clock;

    @AfterEach
    void theTreeIsAsShipped() {
        jdbc.update("delete from category");
        new Categories(repository, jdbc, clock);
        categories.refresh();
    }

    private Demand placed(String category) {
        return story.placed(category, "楼道里的灯坏了，请来看一下。", Story.RONGYIN);
    }

    @Test
    void whatTheCityChangedSurvivesAStartWhichAddsWhatIsNew() throws Exception {
        String code = desk.admin(post(PAGE).param("parent", "0101").param("name", "电动车充电"))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl()
                .replaceAll(".*/(\\d+)\\?saved", "$1");
        assertThat(code).isEqualTo("010199");
        assertThat(categories.isChoice(code)).isTrue();
        assertThat(categories.path(code)).containsExactly("城乡建设", "安全生产", "电动车充电");
        desk.admin(post(PAGE + "/" + SAFETY + "/name").param("name", "隐患排查")).andExpect(status().is3xxRedirection());
        jdbc.update("delete from category where code = '010101'");

        Categories afterStart = new Categories(repository, jdbc, clock);
        assertThat(afterStart.find(code)).isPresent();
        assertThat(afterStart.find(SAFETY).orElseThrow().name()).isEqualTo("隐患排查");
        assertThat(afterStart.isChoice("010101"))
                .as("what a release brings anew")
                .isTrue();
        mvc.perform(get("/api/categories").param("q", "电动车充电"))
                .andExpect(content().string(containsString("010199")));
        mvc.perform(get("/portal")).andExpect(content().string(containsString("电动车充电")));
        assertThat(jdbc.queryForList(
                        "select action from audit_entry where actor_id = 'admin' and action like 'category-%' order by id",
                        String.class))
                .containsSubsequence(List.of("category-added", "category-renamed"));
    }

    @Test
    void aMergedCategoryLeadsNewCasesToItsSuccessorAndOldOnesKeepTheirs() throws Exception {
        Demand old = placed(SAFETY);
        desk.admin(post(PAGE + "/" + SAFETY + "/merger").param("into", "010102"))
                .andExpect(status().is3xxRedirection());
        assertThat(placed(SAFETY).categoryCode()).isEqualTo("010102");
        assertThat(repository.findById(SAFETY)).isPresent();
        assertThat(jdbc.queryForObject("select category_code from demand where number = ?", String.class, old.number()))
                .isEqualTo(SAFETY);
        assertThat(categories.path(SAFETY)).containsExactly("城乡建设", "安全生产", "安全隐患");
        assertThat(categories.all()).extracting(Category::code).doesNotContain(SAFETY);
        assertThat(categories.named("城乡建设/安全生产/安全隐患"))
                .extracting(Category::code)
                .containsExactly("010102");
        mvc.perform(get("/api/categories").param("q", SAFETY))
                .andExpect(content().string(not(containsString(SAFETY))));
        desk.admin(post(PAGE + "/" + SAFETY + "/merger").param("into", "010102"))
                .andExpect(status().isConflict());
        desk.admin(post(PAGE + "/0102/merger").param("into", "0101")).andExpect(status().isConflict());
        desk.admin(post(PAGE + "/010102/merger").param("into", SAFETY)).andExpect(status().isConflict());
        desk.admin(get(PAGE + "/" + SAFETY)).andExpect(content().string(containsString("已并入 010102")));
    }

    /** This node has read the tree a moment before another node's merger. */
    @Test
    void twoAreNotMergedIntoEachOtherByTwoNodes() throws Exception {
        assertThat(categories.present("010102")).isPresent();
        jdbc.update("update category set successor = ? where code = '010102'", SAFETY);
        desk.admin(post(PAGE + "/" + SAFETY + "/merger").param("into", "010102"))
                .andExpect(status().isConflict());
        categories.refresh();
        assertThat(categories.present("010102")).get().matches(c -> c.code().equals(SAFETY));
    }

    @Test
    void aMergerIsTakenBackAndWhatCameMeanwhileStays() throws Exception {
        String undoing = PAGE + "/" + SAFETY + "/merger/undoing";
        desk.admin(post(undoing)).andExpect(status().isConflict());
        desk.admin(post(PAGE + "/" + SAFETY + "/merger").param("into", "010102"))
                .andExpect(status().is3xxRedirection());
        Demand meanwhile = placed(SAFETY);
        desk.admin(get(PAGE + "/" + SAFETY)).andExpect(content().string(containsString("撤销合并")));

        desk.admin(post(undoing)).andExpect(status().is3xxRedirection());

        assertThat(categories.isChoice(SAFETY)).isTrue();
        assertThat(placed(SAFETY).categoryCode()).isEqualTo(SAFETY);
        assertThat(jdbc.queryForObject(
                        "select category_code from demand where number = ?", String.class, meanwhile.number()))
                .isEqualTo("010102");
        desk.admin(post(PAGE + "/" + SAFETY + "/merger").param("into", "010102"))
                .andExpect(status().is3xxRedirection());
        String sister = categories.find(SAFETY).orElseThrow().name();
        desk.admin(post(PAGE).param("parent", "0101").param("name", sister)).andExpect(status().is3xxRedirection());
        desk.admin(post(undoing))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("同级已有")));
    }

    /** At every door: a form that was open before, a file, a program, a link. */
    @Test
    void aFormerCodeLeadsToItsSuccessorAtEveryDoorAndAnEndedOneIsChosenNowhere() throws Exception {
        Demand unsorted = story.placed(Categories.UNSORTED, "楼道里的灯坏了，请来看一下。", Story.RONGYIN);
        Demand old = placed("010101");
        desk.admin(post(PAGE + "/" + SAFETY + "/merger").param("into", "010102"))
                .andExpect(status().is3xxRedirection());
        desk.admin(post(PAGE + "/010101/validity")
                        .param("to", categories.today().minusDays(1).toString()))
                .andExpect(status().is3xxRedirection());

        assertThat(categories.named(SAFETY))
                .extracting(Category::code)
                .as("a file")
                .containsExactly("010102");
        assertThat(categories.named("010101")).isEmpty();
        String body = """
                {"category": "%s", "description": "楼道里的灯坏了，请来看一下。",
                 "place": {"unit": "%s"}, "contact": {"phone": "13900000001"}}""";
        mvc.perform(post("/api/demands")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .contentType("application/json")
                        .content(body.formatted(SAFETY, Story.RONGYIN)))
                .andExpect(status().isCreated());
        assertThat(jdbc.queryForObject("select category_code from demand order by id desc limit 1", String.class))
                .isEqualTo("010102");
        mvc.perform(post("/api/demands")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .contentType("application/json")
                        .content(body.formatted("010101", Story.RONGYIN)))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("没有这个分类")));
        assertThatThrownBy(() -> story.completes(
                        "triage", unsorted, "triage-order", Map.of("decision", "assign", "category", "010101")))
                .hasStackTraceContaining("没有这个分类");
        story.completes("triage", unsorted, "triage-order", Map.of("decision", "assign", "category", SAFETY));
        assertThat(jdbc.queryForObject(
                        "select category_code from demand where number = ?", String.class, unsorted.number()))
                .as("a form that was open before")
                .isEqualTo("010102");
        assertThat(String.join(" / ", categories.path(old.categoryCode())))
                .as("old cases are named by it")
                .startsWith("城乡建设 / 安全生产 / ");
        mvc.perform(get("/desk/cases/" + old.number()).with(httpBasic("manager", "ganxian")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(String.join(" / ", categories.path("010101")))));
    }

    @Test
    void whatAnotherNameOrAMergerWouldHaveMadeOfLastMonthsCasesIsShownBefore() throws Exception {
        Demand lamp = placed(SAFETY);
        Document merged =
                DeskBrowser.page(desk.admin(get(PAGE + "/" + SAFETY + "/trial").param("into", "0102"))
                        .andExpect(status().isOk()));
        assertThat(merged.text()).contains("城乡建设 / 安全生产 / 安全隐患 → 城乡建设 / ", "诉求分派规则", "时限规则");
        assertThat(merged.select("td[data-name=诉求]").eachText()).contains(lamp.number());
        assertThat(merged.text()).containsPattern("最近一个月 [1-9]\\d* 项，其中 [1-9]\\d* 项结果会不同");
        Document renamed =
                DeskBrowser.page(desk.admin(get(PAGE + "/" + SAFETY + "/trial").param("name", "别的")));
        assertThat(renamed.text()).as("a row names it").containsPattern("其中 [1-9]\\d* 项结果会不同");
        desk.admin(get(PAGE + "/" + SAFETY + "/trial")).andExpect(status().isBadRequest());
        assertThat(categories.find(SAFETY).orElseThrow().successor()).isNull();
    }

    @Test
    void aCategoryIsChosenOnItsDaysOnlyAndItsLevelsBelowWithIt() throws Exception {
        LocalDate today = categories.today();
        desk.admin(post(PAGE + "/0101/validity").param("to", today.toString())).andExpect(status().is3xxRedirection());
        assertThat(categories.isChoice("0101")).isTrue();
        desk.admin(post(PAGE + "/0101/validity").param("to", today.minusDays(1).toString()))
                .andExpect(status().is3xxRedirection());
        assertThat(categories.isChoice("0101")).isFalse();
        assertThatThrownBy(() -> placed(SAFETY)).isInstanceOf(Refusal.class).hasMessageContaining("分类");
        desk.admin(post(PAGE + "/0101/validity").param("from", today.plusDays(1).toString()))
                .andExpect(status().is3xxRedirection());
        assertThat(categories.isChoice(SAFETY)).isFalse();
        desk.admin(post(PAGE + "/0101/validity").param("from", "2026-02-02").param("to", "2026-01-01"))
                .andExpect(status().isBadRequest());
        desk.admin(post(PAGE + "/0101/validity").param("from", "soon")).andExpect(status().isBadRequest());
    }

    @Test
    void onlyTheCitysAdministratorChangesThemAndNothingImpossible() throws Exception {
        for (String other : new String[] {"clerk", "manager"}) {
            mvc.perform(get(PAGE).with(httpBasic(other, "ganxian"))).andExpect(status().isForbidden());
            mvc.perform(post(PAGE + "/0101/name").param("name", "别的").with(httpBasic(other, "ganxian")))
                    .andExpect(status().isForbidden());
        }
        desk.admin(get(PAGE)).andExpect(status().isOk()).andExpect(content().string(containsString("城乡建设")));
        desk.admin(get(PAGE + "/0101")).andExpect(status().isOk());
        // Rules that name it are told.
        desk.admin(get(PAGE + "/" + SAFETY)).andExpect(content().string(containsString("诉求分派规则第 7 行")));
        desk.admin(get(PAGE + "/999999")).andExpect(status().isNotFound());
        desk.admin(get(PAGE + "/00")).andExpect(status().isNotFound());
        desk.admin(post(PAGE + "/00/name").param("name", "别的")).andExpect(status().isConflict());
        desk.admin(post(PAGE + "/0101/name").param("name", "城市建设和市政管理")).andExpect(status().isConflict());
        desk.admin(post(PAGE + "/0101/name").param("name", " ")).andExpect(status().isBadRequest());
        desk.admin(post(PAGE).param("parent", SAFETY).param("name", "第四级")).andExpect(status().isConflict());
    }
}
