package org.ganxian.danger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@IntegrationTest
@Tag("any-database")
class DangerWordsPageTest {

    private static final String PAGE = "/desk/danger-words";

    @Autowired
    MockMvc mvc;

    @Autowired
    DangerWords words;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Story story;

    @AfterEach
    void theListIsAsShippedAgain() {
        jdbc.update("delete from audit_entry where action like 'danger-word%'");
        jdbc.update("update danger_word set added_by = null");
        words.lay();
        words.refresh();
    }

    private ResultActions admin(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(httpBasic("admin", "ganxian")));
    }

    @Test
    void aWordIsTriedOnATextThenSavedThenRemovedAndAudited() throws Exception {
        admin(post(PAGE + "/trial")
                        .param("sample", "码头缆绳松了")
                        .param("word", "缆绳…松了")
                        .param("kind", "HAZARD"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("不是险情")))
                .andExpect(content().string(containsString("保存到词表")));
        assertThat(words.tellOfDanger(null, "码头缆绳松了")).isFalse();

        admin(post(PAGE).param("word", "缆绳…松了").param("kind", "HAZARD")).andExpect(status().is3xxRedirection());
        assertThat(words.tellOfDanger(null, "码头缆绳松了")).isTrue();
        assertThat(words.tellOfDanger("码头缆绳松了", "请处理")).isTrue();
        admin(post(PAGE).param("word", "缆绳…松了").param("kind", "HAZARD")).andExpect(status().isConflict());
        admin(get(PAGE)).andExpect(content().string(containsString("缆绳…松了")));

        Long id = jdbc.queryForObject("select id from danger_word where word = '缆绳…松了'", Long.class);
        admin(post(PAGE + "/" + id + "/removal")).andExpect(status().is3xxRedirection());
        admin(post(PAGE + "/" + id + "/removal")).andExpect(status().isNotFound());
        assertThat(words.tellOfDanger(null, "码头缆绳松了")).isFalse();
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_entry where actor_id = 'admin' and action like 'danger-word-%'",
                        Integer.class))
                .isEqualTo(2);
    }

    @Test
    void aWordIsTriedOnWhatResidentsWroteInTheLastMonthBeforeItIsSaved() throws Exception {
        Demand boat = story.placed(Story.SOCIAL_SERVICE, "渡口的船缆绳松了，请来看看。", Story.RONGYIN);
        admin(post(PAGE + "/trial")
                        .param("sample", "码头缆绳松了")
                        .param("word", "缆绳…松了")
                        .param("kind", "HAZARD"))
                .andExpect(content().string(containsString("其中 1 件的判断会不同")))
                .andExpect(content().string(containsString(boat.number() + "：将按险情")));
    }

    @Test
    void whatSaysTooLittleIsRefusedBesideItsField() throws Exception {
        admin(post(PAGE + "/trial").param("sample", "路灯坏了").param("word", "火").param("kind", "HAZARD"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("至少两个字")))
                .andExpect(content().string(not(containsString("保存到词表"))));
        admin(post(PAGE).param("word", "着火").param("kind", "NONE")).andExpect(status().isBadRequest());
        admin(post(PAGE + "/trial")).andExpect(status().isBadRequest());
    }

    @Test
    void onlyTheCitysAdministratorKeepsTheList() throws Exception {
        for (String other : new String[] {"clerk", "duty", "manager"}) {
            mvc.perform(get(PAGE).with(httpBasic(other, "ganxian"))).andExpect(status().isForbidden());
            mvc.perform(post(PAGE).param("word", "缆绳").param("kind", "HAZARD").with(httpBasic(other, "ganxian")))
                    .andExpect(status().isForbidden());
        }
    }

    @Test
    void theShippedListIsInForceFromTheFirstStart() {
        assertThat(words.lines()).hasSameSizeAs(ShippedWords.ALL);
        assertThat(words.tellOfDanger(null, "厨房失火了")).isTrue();
    }

    @Test
    void aCityWithAListOfItsOwnSeesWhatAReleaseShipsOtherwiseAndTakesIt() throws Exception {
        admin(get(PAGE)).andExpect(content().string(not(containsString("随系统更新"))));
        admin(post(PAGE + "/newer")).andExpect(status().isConflict());
        admin(post(PAGE).param("word", "缆绳…松了").param("kind", "HAZARD"));
        Long removed = jdbc.queryForObject("select id from danger_word where word = '自燃'", Long.class);
        admin(post(PAGE + "/" + removed + "/removal"));
        // As an earlier release had shipped it.
        jdbc.update("update danger_word set word = '失了火' where word = '失火'");

        admin(get(PAGE)).andExpect(content().string(containsString("新增 1 行，不再使用 1 行")));
        admin(post(PAGE + "/trial").param("sample", "厨房失火了"))
                .andExpect(content().string(containsString("采用随系统的更新以后")));
        mvc.perform(post(PAGE + "/newer").with(httpBasic("manager", "ganxian"))).andExpect(status().isForbidden());
        admin(post(PAGE + "/newer")).andExpect(status().is3xxRedirection());

        assertThat(words.lines())
                .extracting(DangerWord::word)
                .contains("失火", "缆绳…松了")
                .doesNotContain("失了火", "自燃");
        admin(get(PAGE)).andExpect(content().string(not(containsString("随系统更新"))));
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_entry where action = 'danger-words-taken' and subject = '+1 -1'",
                        Integer.class))
                .isEqualTo(1);
    }

    @Test
    void aListThatNobodyHasChangedIsReplacedByWhatIsShippedNow() {
        jdbc.update("delete from audit_entry where action = 'danger-word-removed'");
        jdbc.update("delete from danger_word where word like '失火%'");
        words.lay();
        assertThat(words.lines()).extracting(DangerWord::asWord).isEqualTo(ShippedWords.ALL);

        jdbc.update("delete from danger_word where word like '失火%'");
        jdbc.update("update danger_word set added_by = 'admin' where word like '着火%'");
        words.lay();
        assertThat(words.lines()).hasSizeLessThan(ShippedWords.ALL.size());
    }
}
