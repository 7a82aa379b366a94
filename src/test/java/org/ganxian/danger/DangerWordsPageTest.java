package org.ganxian.danger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.order.Story;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.data.WordListLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
@Tag("any-database")
@ExtendWith(OutputCaptureExtension.class)
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

    @Autowired
    DangerWord.Repository repository;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    WordListLock lock;

    @Autowired
    Audit audit;

    @Autowired
    Clock clock;

    @AfterEach
    void theListIsAsShippedAgain() {
        ClockUtil.reset();
        jdbc.update("delete from audit_entry where action like 'danger-word%'");
        jdbc.update("delete from danger_word where kind = 'OF_TOMORROW'");
        jdbc.update("update danger_word set added_by = null, valid_from = null, valid_to = null");
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

    /** As it stands in the table. */
    private long id(String word) {
        return jdbc.queryForObject("select max(id) from danger_word where word = ?", Long.class, word);
    }

    private static void itIs(String day) {
        ClockUtil.setCurrentTime(
                Date.from(LocalDate.parse(day).atStartOfDay(PeopleTime.ZONE).toInstant()));
    }

    private DangerWords anotherNode() {
        return new DangerWords(repository, transactions, lock, audit, clock);
    }

    @Test
    void aWordCountsFromItsDayOnEveryNodeIsShownBeforeAndCanBeWithdrawnUntilThen() throws Exception {
        itIs("2026-06-08");
        DangerWords other = anotherNode();
        assertThat(other.tellOfDanger(null, "码头缆绳松了")).isFalse();
        for (String wrong : new String[] {"2026-06-07", "2028-06-09", "2026-02-30", "x"}) {
            admin(post(PAGE).param("word", "缆绳…松了").param("kind", "HAZARD").param("from", wrong))
                    .andExpect(status().isBadRequest());
        }
        admin(post(PAGE).param("word", "缆绳…松了").param("kind", "HAZARD").param("from", "2026-06-10"))
                .andExpect(status().is3xxRedirection());
        admin(get(PAGE))
                .andExpect(content().string(containsString("将要生效（1）")))
                .andExpect(content().string(containsString("2026-06-10 0:00 启用")));
        admin(post(PAGE).param("word", "缆绳…松了").param("kind", "HAZARD").param("from", "2026-06-12"))
                .andExpect(status().isConflict());
        admin(post(PAGE + "/" + id("缆绳…松了") + "/removal")).andExpect(status().isConflict());
        assertThat(words.tellOfDanger(null, "码头缆绳松了")).isFalse();

        admin(post(PAGE + "/" + id("缆绳…松了") + "/withdrawal")).andExpect(status().is3xxRedirection());
        itIs("2026-06-10");
        assertThat(words.tellOfDanger(null, "码头缆绳松了")).isFalse();
        admin(post(PAGE).param("word", "缆绳…松了").param("kind", "HAZARD").param("from", "2026-06-12"));
        itIs("2026-06-12");
        assertThat(words.tellOfDanger(null, "码头缆绳松了")).isTrue();
        assertThat(other.tellOfDanger(null, "码头缆绳松了")).as("another node").isTrue();
        admin(get(PAGE)).andExpect(content().string(not(containsString("将要生效"))));
        admin(post(PAGE + "/" + id("缆绳…松了") + "/withdrawal")).andExpect(status().isConflict());
        assertThat(jdbc.queryForList(
                        "select action from audit_entry where action like 'danger-word%' order by id", String.class))
                .containsExactly("danger-word-planned", "danger-word-plan-withdrawn", "danger-word-planned");
    }

    @Test
    void aWordCountsUntilItsLastDayAndNoStartBringsItBack() throws Exception {
        itIs("2026-06-08");
        long fire = id("自燃");
        admin(post(PAGE + "/" + fire + "/removal").param("from", "2026-06-10")).andExpect(status().is3xxRedirection());
        admin(post(PAGE + "/" + fire + "/removal").param("from", "2026-06-11")).andExpect(status().isConflict());
        admin(get(PAGE)).andExpect(content().string(containsString("2026-06-10 0:00 停用")));
        admin(post(PAGE + "/" + fire + "/withdrawal")).andExpect(status().is3xxRedirection());
        admin(post(PAGE + "/" + fire + "/removal").param("from", "2026-06-10"));
        words.lay();
        itIs("2026-06-09");
        assertThat(countsNow("自燃")).isTrue();
        itIs("2026-06-10");
        assertThat(countsNow("自燃")).isFalse();
        assertThat(anotherNode().current().isOf(ShippedWords.ALL)).isFalse();
        words.lay();
        assertThat(countsNow("自燃")).isFalse();
        admin(get(PAGE)).andExpect(content().string(not(containsString("随系统更新"))));

        admin(post(PAGE).param("word", "自燃").param("kind", "HAZARD")).andExpect(status().is3xxRedirection());
        assertThat(countsNow("自燃")).isTrue();
    }

    private boolean countsNow(String word) {
        LocalDate today = words.today();
        return words.lines().stream()
                .anyMatch(line -> line.countsOn(today) && line.word().equals(word));
    }

    @Test
    void whatOthersLeanOnIsThereAsLongAsTheyAre() throws Exception {
        itIs("2026-06-08");
        admin(post(PAGE).param("word", "泊位=码头/栈桥").param("kind", "GROUP").param("from", "2026-06-10"));
        admin(post(PAGE).param("word", "@泊位…松了").param("kind", "HAZARD").param("from", "2026-06-09"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("没有叫“泊位”的词组")));
        admin(post(PAGE).param("word", "@泊位…松了").param("kind", "HAZARD").param("from", "2026-06-10"))
                .andExpect(status().is3xxRedirection());
        admin(post(PAGE + "/" + id("泊位=码头/栈桥") + "/withdrawal")).andExpect(status().isConflict());
        itIs("2026-06-11");
        admin(post(PAGE + "/" + id("泊位=码头/栈桥") + "/removal").param("from", "2026-06-12"))
                .andExpect(status().isConflict());
        admin(post(PAGE + "/" + id("@泊位…松了") + "/removal").param("from", "2026-06-12"));
        admin(post(PAGE + "/" + id("泊位=码头/栈桥") + "/removal").param("from", "2026-06-12"))
                .andExpect(status().is3xxRedirection());
        admin(post(PAGE + "/" + id("@泊位…松了") + "/withdrawal")).andExpect(status().isBadRequest());
    }

    @Test
    void ofTwoNodesThatAddTheSameWordAtOnceOneIsTold() throws Exception {
        Word word = new Word(Kind.HAZARD, "缆绳…松了");
        Actor by = new Actor("admin", "管理员");
        List<CompletableFuture<Boolean>> both = Stream.of(words, anotherNode())
                .map(node ->
                        new WordChanges(repository, node, lock, new TransactionTemplate(transactions), audit, clock))
                .map(node -> CompletableFuture.supplyAsync(() -> {
                    try {
                        node.add(word, words.today(), by);
                        return true;
                    } catch (Refusal told) {
                        return false;
                    }
                }))
                .toList();
        assertThat(both.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(true, false);
        assertThat(words.lines()).extracting(DangerWord::word).containsOnlyOnce("缆绳…松了");
    }

    @Test
    void aLineThatOnlyANewerReleaseCanReadIsPassedOverAndNeverTheWholeList(CapturedOutput output) throws Exception {
        admin(post(PAGE).param("word", "缆绳…松了").param("kind", "HAZARD"));
        jdbc.update("insert into danger_word (kind, word) values ('OF_TOMORROW', '词')");
        jdbc.update("update danger_word set kind = 'CUE' where word = '缆绳…松了'");
        jdbc.update("insert into danger_word (kind, word) values ('HAZARD', '缆桩…断了')");
        words.refresh();
        words.refresh();
        assertThat(words.tellOfDanger(null, "码头缆桩断了")).isTrue();
        assertThat(words.tellOfDanger(null, "厨房失火了")).isTrue();
        assertThat(output.getAll().split("2 lines of the list of danger words cannot be read", -1))
                .hasSize(2);
        admin(get(PAGE)).andExpect(status().isOk()).andExpect(content().string(not(containsString("OF_TOMORROW"))));
        words.lay();
        assertThat(jdbc.queryForObject("select count(*) from danger_word where kind = 'OF_TOMORROW'", Integer.class))
                .as("a list of a newer release is left alone")
                .isEqualTo(1);
    }
}
