package org.ganxian.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.camunda.bpm.engine.RepositoryService;
import org.ganxian.IntegrationTest;
import org.ganxian.engine.deployment.ProcessDeployment;
import org.ganxian.engine.tables.TableEditions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a start deploys, and what it leaves alone. */
@IntegrationTest
class ReleaseTest {

    private static final String ROUTING = "routing";

    @Autowired
    ProcessDeployment deployment;

    @Autowired
    TableEditions editions;

    @Autowired
    RepositoryService repository;

    @Autowired
    JdbcTemplate jdbc;

    private byte[] changed(String of, String instead) {
        String shipped = new String(editions.shipped(ROUTING).orElseThrow(), StandardCharsets.UTF_8);
        assertThat(shipped).contains(of);
        return shipped.replace(of, instead).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] inForce() {
        return editions.content(editions.inForce(ROUTING).orElseThrow());
    }

    /** Neither a start, nor an upgrade, nor a change of the units, which deploys the forms anew. */
    @Test
    void aTableThatTheCityHasChangedIsNeverOverwrittenByAStart() throws Exception {
        byte[] citys = changed("婚姻、收养、殡葬登记：民政部门", "市里改过");
        editions.putIntoForce(ROUTING, citys);
        TableEditions.Edition edition = editions.inForce(ROUTING).orElseThrow();
        assertThat(edition.shipped()).isFalse();

        deployment.lay();
        assertThat(editions.inForce(ROUTING)).contains(edition);

        jdbc.update(
                "insert into unit (code, kind, parent, name, demo) values ('350602900', 'STREET', '350602', '新街道', false)");
        long before = repository.createDeploymentQuery().count();
        jdbc.update("update ACT_GE_BYTEARRAY set BYTES_ = ? where NAME_ = 'order.bpmn'", new byte[] {32});
        deployment.lay();
        assertThat(repository.createDeploymentQuery().count())
                .as("what a release changed is deployed")
                .isGreaterThan(before);
        assertThat(editions.inForce(ROUTING)).contains(edition);
        assertThat(inForce()).isEqualTo(citys);
    }

    @Test
    void aReleasesOwnTableIsReplacedByTheNextOne() throws Exception {
        repository
                .createDeployment()
                .name("干线")
                .source(TableEditions.OF_RELEASES)
                .addString(
                        "sla-policy.dmn",
                        new String(editions.shipped("sla-policy").orElseThrow(), StandardCharsets.UTF_8)
                                .replace("<text>\"P15D\"</text>", "<text>\"P14D\"</text>"))
                .deploy();
        deployment.lay();
        TableEditions.Edition now = editions.inForce("sla-policy").orElseThrow();
        assertThat(now.shipped()).isTrue();
        assertThat(editions.content(now))
                .isEqualTo(editions.shipped("sla-policy").orElseThrow());
        deployment.lay();
        assertThat(editions.inForce("sla-policy")).contains(now);
    }
}
