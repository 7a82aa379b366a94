package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.ganxian.engine.tables.TableEditions;
import org.ganxian.platform.Groundwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Whatever an administrator changed survives a start, which is all that an upgrade does to it, and a change of the list of
 * units, which deploys the forms anew. That a release's changes are offered instead is each list's own test.
 */
@IntegrationTest
@Tag("any-database")
class CityKeepsItsOwnTest {

    private static final String THEN = "'2026-01-01 00:00:00'";

    /** All that the city's administrators keep on pages. */
    private static final Map<String, String> KEPT = new LinkedHashMap<>(Map.ofEntries(
            Map.entry(
                    "limits and routing",
                    "select KEY_, VERSION_, DEPLOYMENT_ID_ from ACT_RE_DECISION_DEF order by ID_"),
            Map.entry("categories", "select * from category order by code"),
            Map.entry("danger words", "select * from danger_word order by id"),
            Map.entry("category words", "select * from category_word order by id"),
            Map.entry("code tables", "select * from code_edition order by id"),
            Map.entry("document texts", "select * from document_text order by id"),
            Map.entry("organs", "select * from document_organ order by unit"),
            Map.entry("reply templates", "select * from reply_template order by id"),
            Map.entry("days off", "select id, calendar_year, in_force, source from calendar_list order by id"),
            Map.entry("office hours", "select * from office_hours order by id"),
            Map.entry("closures", "select * from special_hours order by id")));

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TableEditions editions;

    @Autowired
    RepositoryService repository;

    @Autowired
    List<Groundwork> groundwork;

    @AfterEach
    void theTablesAreAsShipped() {
        repository.createDeploymentQuery().deploymentSource("city").list().stream()
                .map(Deployment::getId)
                .forEach(id -> repository.deleteDeployment(id, true));
    }

    @Test
    void whatAnAdministratorChangedSurvivesAStartAndAChangeOfTheListOfUnits() throws Exception {
        Map<String, List<Map<String, Object>>> shipped = kept();
        changesEverything();
        Map<String, List<Map<String, Object>>> changed = kept();
        KEPT.keySet().forEach(what -> assertThat(changed.get(what)).as(what).isNotEqualTo(shipped.get(what)));

        jdbc.update(
                "insert into unit (code, kind, parent, name, demo) values ('350602900', 'STREET', '350602', '新街道', false)");
        for (Groundwork part : groundwork) {
            part.lay();
        }

        KEPT.keySet().forEach(what -> assertThat(kept().get(what)).as(what).isEqualTo(changed.get(what)));
    }

    private Map<String, List<Map<String, Object>>> kept() {
        Map<String, List<Map<String, Object>>> kept = new LinkedHashMap<>();
        KEPT.forEach((what, query) -> kept.put(what, jdbc.queryForList(query)));
        return kept;
    }

    private void changesEverything() {
        putsIntoForce("sla-policy", "<text>\"P15D\"</text>", "<text>\"P14D\"</text>");
        putsIntoForce("routing", "教育：教育部门", "市里改过");
        // As the pages write them; nothing that anybody remembers is another for it.
        jdbc.update("update category set valid_from = '2000-01-01' where code = '010101'");
        jdbc.update("insert into danger_word (kind, word, added_by, added_at) values ('HAZARD', '缆绳…松了', 'admin', "
                + THEN + ")");
        jdbc.update(
                "insert into category_word (code, word, removed, changed_by, changed_at) values ('010216', '咕噜管', false, 'admin', "
                        + THEN + ")");
        again(
                "code_edition",
                "code_list, version, valid_from, entries, edited_by, edited_at",
                "code_list, 2, valid_from, entries, 'admin', edited_at",
                "version = 1 and code_list = 'CONTACT_CHANNEL'");
        again(
                "document_text",
                "wording, variant, version, valid_from, words, edited_by, edited_at",
                "wording, variant, 2, valid_from, words, 'admin', edited_at",
                "version = 1 and wording = 'GRANT' and variant = 'SERVICE'");
        jdbc.update("insert into document_organ (unit, mark) values ('350602D10', '漳芗改')");
        jdbc.update(
                "insert into reply_template (code, version, unit, form, field, title, words, valid_from, edited_by, edited_at)"
                        + " values ('c', 1, '350600', 'serve-order', 'report', '标题', '话', '2026-01-01', 'admin', "
                        + THEN + ")");
        jdbc.update("update calendar_list set source = 'changed' where calendar_year = 2026");
        jdbc.update("insert into office_hours (unit_code, from_day, to_day, opens, closes)"
                + " values ('350602004', '01-01', '12-31', '09:00', '12:00')");
        jdbc.update(
                "insert into special_hours (unit_code, kind, first_day, last_day, with_subunits, reason, entered_by, entered_at)"
                        + " values ('350602004', 'CLOSED', '2026-03-04', '2026-03-04', false, '台风', 'admin', " + THEN
                        + ")");
    }

    private void putsIntoForce(String table, String of, String instead) {
        String shipped = new String(editions.shipped(table).orElseThrow(), StandardCharsets.UTF_8);
        assertThat(shipped).contains(of);
        editions.putIntoForce(table, shipped.replace(of, instead).getBytes(StandardCharsets.UTF_8));
    }

    private void again(String table, String columns, String values, String which) {
        assertThat(jdbc.update("insert into %s (%s) select %s from %s where %s"
                        .formatted(table, columns, values, table, which)))
                .isEqualTo(1);
    }
}
