package org.ganxian.organization.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.IdentityService;
import org.ganxian.IntegrationTest;
import org.ganxian.organization.Duty;
import org.ganxian.organization.PlaceNames;
import org.ganxian.organization.Unit;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Groundwork;
import org.ganxian.platform.RetriedTransaction;
import org.ganxian.platform.data.CityStamps;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The tree of units as administrators keep it: names, what it cannot have, whose part is whose, files. */
@IntegrationTest
class UnitTreeTest extends ChangedUnits {

    @Autowired
    IdentityService identity;

    @Autowired
    UnitImports unitImports;

    @Autowired
    List<Groundwork> groundwork;

    @Autowired
    RetriedTransaction retried;

    @Autowired
    CityStamps stamps;

    @Test
    void aNewNameIsTheGroupsToo_theFormerOneIsFoundAndARestartKeepsIt() throws Exception {
        String branch = YUANSHANLI + "B1";
        desk.as("admin", post("/desk/units/" + branch + "/name").param("name", "圆山里第一党支部"))
                .andExpect(status().is3xxRedirection());
        desk.as("admin", post("/desk/units/350602005001/name").param("name", "锦绣社区"))
                .andExpect(status().is3xxRedirection());
        assertThat(identity.createGroupQuery()
                        .groupId(branch + "-dispatcher")
                        .singleResult()
                        .getName())
                .isEqualTo("圆山里第一党支部派单员");
        for (Groundwork work : groundwork) {
            work.lay();
        }
        assertThat(units.get(branch).name()).isEqualTo("圆山里第一党支部");
        assertThat(PlaceNames.of(units.all()).find("南坑街道锦江社区")).contains("350602005001");
        desk.as("admin", get("/desk/units").param("q", "锦江"))
                .andExpect(content().string(containsString("曾用名：锦江社区")));
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_entry where action = 'unit-renamed' and subject = ?",
                        Integer.class,
                        branch))
                .isEqualTo(1);
    }

    @Test
    void whatAnotherNodeChangesIsKnownInTheNextTransactionAndWhatIsTakenBackNever() {
        String before = units.get(YUANSHANLI).name();
        IllegalStateException takenBack = new IllegalStateException();
        assertThat(catchThrowable(() -> retried.run(() -> {
                    book.rename(YUANSHANLI, "新圆山里社区", Actor.SYSTEM);
                    assertThat(units.get(YUANSHANLI).name()).isEqualTo("新圆山里社区");
                    throw takenBack;
                })))
                .isSameAs(takenBack);
        assertThat(units.get(YUANSHANLI).name()).isEqualTo(before);
        assertThat(units.all()).extracting(Unit::name).contains(before).doesNotContain("新圆山里社区");

        // As another node does it: this one learns it by the stamp alone.
        jdbc.update("update unit set name = '大圆山里社区' where code = ?", YUANSHANLI);
        jdbc.update("update calendar_version set units = 'of another node'");
        assertThat(units.path(YUANSHANLI + "B1")).contains("大圆山里社区");
        jdbc.update("update unit set name = ? where code = ?", before, YUANSHANLI);
        jdbc.update("update calendar_version set units = 'of another node again'");
        assertThat(units.path(YUANSHANLI + "B1")).contains(before);
    }

    /** Both stamps stand in one row, which the change of units has read before the calendar was changed. */
    @Test
    void aChangeOfUnitsPutsNoOldCalendarBack() {
        String[] changed = new String[1];
        retried.run(() -> {
            stamps.now();
            CompletableFuture.runAsync(() -> changed[0] = retried.run(() -> {
                        stamps.calendarChanged();
                        return stamps.now().calendar();
                    }))
                    .join();
            book.rename(YUANSHANLI, "新圆山里社区", Actor.SYSTEM);
            return "";
        });
        assertThat(retried.run(() -> stamps.now().calendar())).isEqualTo(changed[0]);
    }

    @Test
    void whatTheTreeCannotHaveIsRefusedWithAReason() throws Exception {
        for (Map<String, String> bad : List.of(
                Map.of("parent", "350602", "kind", "COMMUNITY", "code", "350602004123", "name", "某社区"),
                Map.of("parent", "350602004", "kind", "COMMUNITY", "code", "1", "name", "某社区"),
                Map.of("parent", "350602004", "kind", "COMMUNITY", "code", "350602004123", "name", ""),
                Map.of("parent", "350602", "kind", "DEPARTMENT", "name", "某局"),
                Map.of("parent", "350602004", "kind", "NONE", "name", "某社区"))) {
            MockHttpServletRequestBuilder request = post("/desk/units");
            for (Map.Entry<String, String> field : bad.entrySet()) {
                request.param(field.getKey(), field.getValue());
            }
            desk.as("admin", request).andExpect(status().isBadRequest());
        }
        desk.as(
                        "admin",
                        post("/desk/units")
                                .param("parent", "350602004")
                                .param("kind", "COMMUNITY")
                                .param("code", "350602001001")
                                .param("name", "某社区"))
                .andExpect(status().isConflict());
        desk.as("admin", post(change("350602004")).param("kind", "MERGE")).andExpect(status().isConflict());
        desk.as("admin", post(change("350600")).param("kind", "MERGE")).andExpect(status().isBadRequest());
        desk.as("admin", get("/desk/units/none")).andExpect(status().isNotFound());
    }

    @Test
    void anAdministratorOfAStreetChangesTheStreetAlone() throws Exception {
        people.addDuty("clerk2", "350602005", Duty.ADMIN);
        desk.as("clerk2", get("/desk/units"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("南坑街道")));
        desk.as(
                        "clerk2",
                        post("/desk/units")
                                .param("parent", "350602005")
                                .param("kind", "BRANCH")
                                .param("name", "南坑街道机关党支部"))
                .andExpect(status().is3xxRedirection());
        desk.as("clerk2", get("/desk/units/350602001")).andExpect(status().isForbidden());
        desk.as("clerk2", get("/desk/units/import")).andExpect(status().isForbidden());
        desk.as("clerk2", post(change("350602005")).param("kind", "MERGE")).andExpect(status().isForbidden());
        desk.as("clerk", get("/desk/units")).andExpect(status().isForbidden());
    }

    @Test
    void aFileAddsAndRenamesRefusesRowsWithTheirLineAndIsRepeatable() throws Exception {
        String file = "代码,名称,类别,上级代码,职能\n"
                + "350603002009,新湖社区,社区,350603002,\n"
                + "350602D03,芗城区水务局,部门,350602,WATER\n"
                + "350603002010,某社区,社区,350699,\n"
                + "350603002009,重复社区,社区,350603002,\n"
                + "350604000000,龙海区,区县,350600,\n"
                + "999900,别的市,市,,\n";
        imports(file)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("没有上级代码 350699")))
                .andExpect(content().string(containsString("第 4 行")))
                .andExpect(content().string(containsString("出现了两次")))
                .andExpect(content().string(containsString("已经有市“漳州市”")))
                .andExpect(content().string(containsString("名称：芗城区水利局 → 芗城区水务局")));
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        UnitImports.Preview preview = unitImports.preview(bytes);
        assertThat(preview.count(UnitImports.Outcome.REFUSED)).isEqualTo(3);
        unitImports.apply(bytes, preview.stamp(), Actor.SYSTEM);
        assertThat(units.get("350602D03").name()).isEqualTo("芗城区水务局");
        assertThat(units.path("350603002009")).isEqualTo("漳州市 / 龙文区 / 碧湖街道 / 新湖社区");
        UnitImports.Preview again = unitImports.preview(bytes);
        assertThat(again.isAcceptable()).isFalse();
        assertThat(again.count(UnitImports.Outcome.SAME)).isEqualTo(3);
    }

    @Test
    void whatIsMissingIsSaidByUnitAndTheGuideCanBePutAway() throws Exception {
        desk.as("admin", get("/desk/setup/check"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("没有督办员：逾期将上报")));
        desk.as("admin", post("/desk/setup/put-away")).andExpect(status().is3xxRedirection());
        desk.as("admin", get("/desk/setup")).andExpect(content().string(containsString("已收起")));
        desk.as("admin", post("/desk/setup/reopening")).andExpect(status().is3xxRedirection());
        desk.as("clerk", get("/desk/setup")).andExpect(status().isForbidden());
    }

    @Test
    void theSampleFilesAreWhatTheirGeneratorWrites() throws Exception {
        for (Map.Entry<String, String> file : SampleFiles.texts().entrySet()) {
            assertThat(Path.of("docs/samples", file.getKey())).hasContent(file.getValue());
        }
    }

    private ResultActions imports(String file) throws Exception {
        return mvc.perform(multipart("/desk/units/import")
                .file(new MockMultipartFile("file", "units.csv", null, file.getBytes(StandardCharsets.UTF_8)))
                .with(httpBasic("admin", "ganxian")));
    }
}
