package org.ganxian.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.Deployment;
import org.ganxian.platform.Groundwork;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestComponent;

/** The city puts another table of limits in force, and takes it back. */
@TestComponent
public class LimitsTable {

    @Autowired
    RepositoryService repository;

    @Autowired
    @Qualifier("tablesInForce")
    Groundwork tablesInForce;

    /** The shipped table with another limit for completion of P3, or another text in place of one. */
    public void deploys(String instead, String... of) throws IOException {
        String shipped = Files.readString(Path.of("processes", "sla-policy.dmn"));
        String old = of.length > 0 ? of[0] : "<text>\"P5D\"</text>";
        assertThat(shipped).contains(old);
        String changed = shipped.replace(old, instead);
        repository
                .createDeployment()
                .name("test")
                .addString(
                        "sla-policy.dmn",
                        // The calendar knows no hours, and no other clock months.
                        instead.contains("PT")
                                ? changed.replace("<text>\"CALENDAR\"</text>", "<text>\"WALL\"</text>")
                                        .replaceAll("\"P(\\d+)M\"", "\"P$1D\"")
                                : changed)
                .deploy();
    }

    /** Whatever a test has put in force is gone, and it is today. */
    public void isAsShipped() throws Exception {
        for (String name : List.of("test", "恢复规则表")) {
            repository.createDeploymentQuery().deploymentName(name).list().stream()
                    .map(Deployment::getId)
                    .forEach(id -> repository.deleteDeployment(id, true));
        }
        tablesInForce.lay();
        ClockUtil.reset();
    }
}
