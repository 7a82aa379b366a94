package org.ganxian.suggestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.IntegrationTest;
import org.ganxian.platform.Actor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The list of words as administrators keep it, and what the open doors suggest by it. */
@IntegrationTest
@Tag("any-database")
class CategoryWordsPageTest {

    private static final String PAGE = "/desk/category-words";
    private static final String API = "/api/categories/suggestions";

    @Autowired
    MockMvc mvc;

    @Autowired
    CategoryWords words;

    @Autowired
    CategorySuggestions suggestions;

    @Autowired
    ConfirmedCases cases;

    @Autowired
    JdbcTemplate jdbc;

    private ResultActions admin(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(httpBasic("admin", "ganxian")));
    }

    @Test
    void aWordIsAddedWorksAtOnceAndIsTakenAwayAgainAllAudited() throws Exception {
        mvc.perform(get(API).param("text", "咕噜管响个不停")).andExpect(content().string(not(containsString("咕噜管"))));
        admin(post(PAGE).param("code", "010216").param("word", "咕噜管")).andExpect(status().is3xxRedirection());
        mvc.perform(get(API).param("text", "咕噜管响个不停"))
                .andExpect(jsonPath("$[0].code").value("010216"))
                .andExpect(jsonPath("$[0].path").value("城乡建设 / 城市建设和市政管理 / 自来水供应"))
                .andExpect(jsonPath("$[0].why").value(containsString("因为写了“咕噜管”")));
        admin(get(PAGE).param("q", "咕噜管")).andExpect(content().string(containsString("咕噜管（admin 加）")));
        admin(post(PAGE).param("code", "010216").param("word", "咕噜管")).andExpect(status().isConflict());

        admin(post(PAGE + "/removal").param("code", "010216").param("word", "咕噜管"))
                .andExpect(status().is3xxRedirection());
        admin(post(PAGE + "/removal").param("code", "010216").param("word", "咕噜管"))
                .andExpect(status().isNotFound());
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_entry where actor_id = 'admin' and action like 'category-word-%' and subject like '%咕噜管'",
                        Integer.class))
                .isEqualTo(2);
    }

    @Test
    void aShippedWordThatTheCityTookAwayStaysAwayUntilItIsAddedAgain() throws Exception {
        admin(post(PAGE + "/removal").param("code", "010204").param("word", "路灯"))
                .andExpect(status().is3xxRedirection());
        assertThat(words.all()).doesNotContain(new Phrases.Phrase("010204", "路灯"));
        assertThat(words.changes()).singleElement().matches(CategoryWord::removed);
        admin(post(PAGE).param("code", "010204").param("word", "路灯")).andExpect(status().is3xxRedirection());
        assertThat(words.all()).contains(new Phrases.Phrase("010204", "路灯"));
        assertThat(words.changes()).isEmpty();
    }

    private static void itIs(String day) {
        ClockUtil.setCurrentTime(
                Date.from(LocalDate.parse(day).atStartOfDay(PeopleTime.ZONE).toInstant()));
    }

    @AfterEach
    void theListIsAsShippedAgain() {
        ClockUtil.reset();
        jdbc.update("delete from category_word");
        suggestions.changed();
    }

    @Test
    void aWordIsAddedAndTakenAwayFromADayOnIsShownBeforeAndCanBeWithdrawnUntilThen() throws Exception {
        Phrases.Phrase gurgle = new Phrases.Phrase("010216", "咕噜管");
        itIs("2026-06-08");
        for (String wrong : new String[] {"2026-06-07", "2028-06-09", "x"}) {
            admin(post(PAGE).param("code", "010216").param("word", "咕噜管").param("from", wrong))
                    .andExpect(status().isBadRequest());
        }
        admin(post(PAGE).param("code", "010216").param("word", "咕噜管").param("from", "2026-06-10"))
                .andExpect(status().is3xxRedirection());
        admin(get(PAGE)).andExpect(content().string(containsString("2026-06-10 0:00 启用")));
        admin(post(PAGE).param("code", "010216").param("word", "咕噜管")).andExpect(status().isConflict());
        assertThat(words.all()).doesNotContain(gurgle);
        itIs("2026-06-10");
        assertThat(words.all()).contains(gurgle);

        admin(post(PAGE + "/removal")
                        .param("code", "010216")
                        .param("word", "咕噜管")
                        .param("from", "2026-06-12"))
                .andExpect(status().is3xxRedirection());
        admin(get(PAGE)).andExpect(content().string(containsString("2026-06-12 0:00 停用")));
        long planned = words.coming().get(0).id();
        admin(post(PAGE + "/" + planned + "/withdrawal")).andExpect(status().is3xxRedirection());
        admin(post(PAGE + "/" + planned + "/withdrawal")).andExpect(status().isConflict());
        itIs("2026-06-12");
        assertThat(words.all()).contains(gurgle);

        admin(post(PAGE + "/removal")
                .param("code", "010216")
                .param("word", "咕噜管")
                .param("from", "2026-06-13"));
        itIs("2026-06-13");
        assertThat(words.all()).doesNotContain(gurgle);
        admin(post(PAGE).param("code", "010216").param("word", "咕噜管")).andExpect(status().is3xxRedirection());
        assertThat(words.all()).contains(gurgle);
        admin(post(PAGE + "/removal").param("code", "010216").param("word", "咕噜管"));
        assertThat(words.changes()).as("nothing is left to remember").isEmpty();
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_entry where actor_id = 'admin' and action = 'category-word-planned'"
                                + " and subject like '% 010216 咕噜管'",
                        Integer.class))
                .isEqualTo(3);
    }

    @Test
    void ofTwoNodesThatAddTheSameWordAtOnceOneIsTold() {
        Phrases.Phrase gurgle = new Phrases.Phrase("010216", "咕噜管");
        Actor by = new Actor("admin", "管理员");
        List<CompletableFuture<Boolean>> both = Stream.of(1, 2)
                .map(node -> CompletableFuture.supplyAsync(() -> {
                    try {
                        words.add(gurgle, words.today(), by);
                        return true;
                    } catch (Refusal told) {
                        return false;
                    }
                }))
                .toList();
        assertThat(both.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(true, false);
        assertThat(words.changes()).hasSize(1);
    }

    @Test
    void whatCannotBeAWordIsRefusedBesideItsField() throws Exception {
        admin(post(PAGE).param("code", "010204").param("word", "…"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("请填写群众会写的词")));
        admin(post(PAGE).param("code", "999999").param("word", "路灯杆子"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("没有这个分类")));
        mvc.perform(get(PAGE).with(httpBasic("clerk", "ganxian"))).andExpect(status().isForbidden());
    }

    @Test
    void anyTextIsAnsweredCalmly() throws Exception {
        mvc.perform(get(API)).andExpect(status().isOk()).andExpect(content().json("[]"));
        mvc.perform(get(API).param("text", "  "))
                .andExpect(status().isOk())
                .andExpect(content().json("[]"));
        mvc.perform(get(API).param("text", "路灯\u0000坏了")).andExpect(status().isBadRequest());
        mvc.perform(get(API).param("text", "灯".repeat(10_000))).andExpect(status().isBadRequest());
    }

    @Test
    void withoutScriptTheButtonSuggestsAndAPickIsTakenOver() throws Exception {
        String key = UUID.randomUUID().toString();
        mvc.perform(post("/portal/orders/suggestions").param("key", key).param("description", "楼下路灯不亮"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("“路灯”")))
                .andExpect(content().string(containsString("楼下路灯不亮")))
                .andExpect(content().string(containsString("value=\"" + key)));
        mvc.perform(post("/portal/orders/suggestions")
                        .param("key", key)
                        .param("description", "楼下路灯不亮")
                        .param("pick", "010204"))
                .andExpect(content().string(containsString("value=\"010204\" selected=\"selected\"")));
        mvc.perform(post("/portal/orders/suggestions").param("key", key).param("description", "灯".repeat(6_000)))
                .andExpect(status().isBadRequest());
    }

    @Test
    void aCaseTeachesOnceAPersonHasConfirmedItsCategoryAndWithoutTheResidentsName() throws Exception {
        int before = cases.newest().size();
        mvc.perform(post("/api/demands").contentType(MediaType.APPLICATION_JSON).content("""
                        {"category": "140802", "description": "郑晓梅反映活动室的象棋桌缺了一条腿",
                         "contact": {"name": "郑晓梅", "phone": "13900000001"}}"""))
                .andExpect(status().isCreated());
        assertThat(cases.newest()).hasSize(before);
        Long id = jdbc.queryForObject("select max(id) from demand", Long.class);
        jdbc.update(
                "insert into timeline_entry (demand_id, happened_at, step, actor_id, actor_title)"
                        + " values (?, current_timestamp, 'ACCEPTED', 'screener', '')",
                id);
        List<CategoryModel.Example> after = cases.newest();
        jdbc.update("delete from timeline_entry where demand_id = ? and step = 'ACCEPTED'", id);
        assertThat(after).hasSize(before + 1);
        CategoryModel.Example learned = after.get(0);
        assertThat(learned.code()).isEqualTo("140802");
        assertThat(learned.counts().keySet()).contains("象棋").noneMatch(term -> term.contains("晓"));
    }
}
