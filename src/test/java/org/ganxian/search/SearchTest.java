package org.ganxian.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.order.Story;
import org.ganxian.platform.privacy.KeyedHash;
import org.ganxian.platform.privacy.KeyedHashes;
import org.ganxian.platform.privacy.PersonalData;
import org.ganxian.platform.privacy.PhoneNumbers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.MetaDataAccessException;

/** Staff find the cases that they may see, by whatever they have been told, and nothing else. */
@IntegrationTest
@Tag("each-database")
class SearchTest {

    @LocalServerPort
    int port;

    @Autowired
    Story story;

    @Autowired
    Demands demands;

    @Autowired
    Entries entries;

    @Autowired
    SearchPersonalData personalData;

    @Autowired
    SearchRebuilds rebuilds;

    @Autowired
    SearchTie tie;

    @Autowired
    Rebuild.Repository runs;

    @Autowired
    KeyedHashes keys;

    @Autowired
    PhoneNumbers phones;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    DataSource database;

    @Autowired
    Hashes hashes;

    private Demand lamp;

    @BeforeEach
    void aCase() {
        story.isAWorkingMorning();
        lamp = story.aBrokenLamp();
    }

    @AfterEach
    void theClockIsRight() {
        ClockUtil.reset();
    }

    private Answer search(String username, String... asked) {
        return Caller.of(username, port).form("/desk/search", "/desk/search", asked);
    }

    private boolean finds(String username, String q) {
        Answer answer = search(username, "q", q);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body().contains(lamp.number());
    }

    @Test
    void aCaseIsFoundByNamePhoneAddressAndWords() {
        assertThat(List.of(
                        "陈阿伯", "阿伯", "139 0000 0001", "+86-13900000001", "榕荫里 3 号楼", "榕荫里", "夜里 灯坏", "陈阿伯 13900000001"))
                .allMatch(q -> finds("manager", q));
        assertThat(List.of("陈阿婆", "13900000002", "夜里 井盖", "13900000001 陈阿婆")).noneMatch(q -> finds("manager", q));
        assertThat(search("manager", "q", "灯").body()).contains("请至少写两个字");
        assertThat(search("manager", "q", "灯坏", "state", "DONE").body()).contains("没有找到");
        assertThat(search("manager", "q", "灯坏", "state", "OPEN", "category", "09", "order", "oldest")
                        .body())
                .contains(lamp.number());
        assertThat(search("manager", "q", "长".repeat(61)).body()).contains("最多 60 个字");
        assertThat(search("manager", "q", "灯坏", "state", "ELSE").status()).isEqualTo(400);
    }

    /** A frequent word is found among the newest cases, a rare one by the index of words: the same, whichever it is. */
    @Test
    void theSameIsFoundHoweverManyAreReadOneByOne() throws MetaDataAccessException {
        story.aBrokenLamp();
        story.aBrokenLamp();
        Demand other = story.placed(Story.SOCIAL_SERVICE, "想找人陪老人聊聊天。", Story.RONGYIN);
        List<CaseSearch.Among> areas = List.of(
                new CaseSearch.Among(List.of("1 = 1"), "", Map.of()),
                new CaseSearch.Among(
                        List.of("c.number in (:some)", "c.area_code = '" + Story.RONGYIN + "'"),
                        " and c.is_open = true",
                        Map.of("some", List.of(lamp.number(), other.number()))));
        CaseSearch all = new CaseSearch(database, hashes, phones, 4_000);
        for (String typed : List.of("灯坏", "陈阿伯 13900000001", "聊天", "夜里 井盖")) {
            for (CaseSearch.Among among : areas) {
                for (int most : List.of(1, 2, 101)) {
                    for (boolean oldestFirst : List.of(true, false)) {
                        List<String> found = all.find(all.understand(typed), among, oldestFirst, most);
                        for (int read = 1; read <= 4; read++) {
                            CaseSearch some = new CaseSearch(database, hashes, phones, read);
                            assertThat(some.find(all.understand(typed), among, oldestFirst, most))
                                    .as(typed + ", " + read + " read")
                                    .isEqualTo(found);
                        }
                        if (typed.equals("灯坏")) {
                            assertThat(found).hasSizeGreaterThanOrEqualTo(Math.min(most, 3));
                        }
                    }
                }
            }
        }
    }

    @Test
    void nobodyFindsWhatTheyMayNotSee() {
        assertThat(List.of("manager", "street-manager", "supervisor2", "dispatcher"))
                .allMatch(who -> finds(who, "灯坏"));
        assertThat(List.of("clerk", "dispatcher3", "member1", "auditor")).noneMatch(who -> finds(who, "灯坏"));
        assertThat(search("dispatcher3", "q", lamp.number()).body()).contains("没有找到编号");
        assertThat(Caller.of("dispatcher3", port)
                        .get("/desk/search/" + lamp.number())
                        .status())
                .isEqualTo(404);

        jdbc.update("update demand set registered_by = 'clerk' where id = ?", lamp.id());
        assertThat(finds("clerk", "灯坏")).isTrue();
        assertThat(Caller.nobody(port).form("/", "/desk/search", "q", "灯坏").status())
                .isNotEqualTo(200);
    }

    @Test
    void aNumberInAnyFormLeadsStraightToTheCase() {
        String digits = lamp.number().substring(2);
        for (String typed : List.of(
                lamp.number(),
                lamp.number().toLowerCase(),
                " " + digits + " ",
                digits.replace("-", ""),
                digits.replace("-", "－").replace("2", "２"),
                digits.replaceFirst("-0+", "-"))) {
            assertThat(search("manager", "q", typed).status()).as(typed).isEqualTo(302);
        }
        assertThat(Caller.of("dispatcher", port)
                        .get("/m/search/" + lamp.number())
                        .status())
                .isEqualTo(302);
        assertThat(search("manager", "q", "ZZ20200101-1").body()).contains("没有找到编号 ZZ20200101-000001");
    }

    @Test
    void thatSomebodyLookedForAPersonIsOnRecordWithoutThePerson() {
        finds("manager", "13900000001");
        finds("manager", "陈阿伯");

        List<String> latest = jdbc.queryForList(
                "select subject from audit_entry where action = 'cases-searched' order by id desc limit 2",
                String.class);
        assertThat(latest.get(0)).startsWith("文字 陈**，");
        assertThat(latest.get(1)).startsWith("电话 139****0001，");
    }

    @Test
    void whatIsErasedIsFoundNoMoreNorWrittenAgain() {
        personalData.erase(new PersonalData.Case(lamp.id(), lamp.number()));
        jdbc.update("update demand set erased_at = received_at where id = ?", lamp.id());
        entries.renew(List.of(lamp));

        assertThat(finds("manager", "陈阿伯")).isFalse();
        assertThat(finds("manager", "13900000001")).isFalse();
        assertThat(entries.stale()).isZero();
    }

    @Test
    void underEitherKeyACaseIsFoundUntilItsEntryIsWrittenAnew() {
        KeyedHash old = keys.all().get(1);
        Hashes byTheOldKey = new Hashes(new KeyedHashes(old, List.of(old)), phones);
        jdbc.update(
                "update search_entry set words = ?, key_mark = ? where demand_id = ?",
                byTheOldKey.of(lamp),
                old.mark(),
                lamp.id());
        assertThat(finds("manager", "陈阿伯")).isTrue();
        assertThat(finds("manager", "13900000001")).isTrue();
        Demand unwritten = story.aBrokenLamp();
        jdbc.update("delete from search_entry where demand_id = ?", unwritten.id());

        assertThat(tie.broken(List.of(lamp.number(), unwritten.number()))).containsOnlyKeys(unwritten.number());

        rebuilds.lay();
        rebuilds.lay();
        assertThat(tie.broken(List.of(unwritten.number())))
                .as("it is on its way")
                .isEmpty();
        assertThat(search("manager", "q", "陈阿伯").body()).contains("正在补齐", "0 / 2");
        List<Job> jobs = jobs();
        assertThat(jobs).hasSize(1);
        while (!jobs().isEmpty()) {
            management.executeJob(jobs().get(0).getId());
        }

        assertThat(runs.findFirstByOrderByIdDesc().orElseThrow().isRunning()).isFalse();
        assertThat(entries.stale()).isZero();
        assertThat(search("manager", "q", "陈阿伯").body()).contains(lamp.number(), unwritten.number());
        assertThat(jdbc.queryForList("select distinct key_mark from search_entry", String.class))
                .containsExactly(keys.current().mark());
        rebuilds.lay();
        assertThat(jobs()).isEmpty();
    }

    private List<Job> jobs() {
        return management
                .createJobQuery()
                .processDefinitionKey(SearchRebuilds.PROCESS)
                .list();
    }
}
