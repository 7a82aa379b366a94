package org.ganxian.engine.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ganxian.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** No start looks at the tables that a release brings, so this does. */
@IntegrationTest
class ShippedTablesTest {

    @Autowired
    List<DecisionCheck> checks;

    @Autowired
    TableChecks soundness;

    @Autowired
    ShippedTables shipped;

    @Test
    void eachIsSound() {
        assertThat(checks)
                .isNotEmpty()
                .allSatisfy(check -> assertThat(soundness.mistakesAtWork(
                                check, shipped.file(check.decision()).orElseThrow()))
                        .as(check.decision())
                        .isEmpty());
    }
}
