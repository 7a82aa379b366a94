package org.ganxian.world.repair;

import java.nio.file.Files;
import java.nio.file.Path;
import org.camunda.bpm.engine.RepositoryService;
import org.ganxian.casework.Casework;
import org.ganxian.casework.FlowClock;
import org.ganxian.casework.SupervisedCases;
import org.ganxian.demand.Demands;
import org.ganxian.organization.People;
import org.ganxian.organization.Units;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The third flow, put into the application for its own tests only. */
@TestConfiguration
class RepairSetup {

    @Bean
    RepairVariables repairVariables() {
        return new RepairVariables();
    }

    @Bean
    FlowClock repairClock(RepairVariables repairVariables, FlowClock.Parts parts) {
        return new FlowClock(repairVariables, parts);
    }

    @Bean
    RepairGroups repairGroups(Demands demands, Units units, People people) {
        return new RepairGroups(demands, units, people);
    }

    @Bean
    RepairFlow repairFlow(
            Casework casework, RepairVariables variables, FlowClock repairClock, RepairGroups groups, Units units) {
        return new RepairFlow(casework, variables, repairClock, groups, units);
    }

    /** A superior answers as usual. */
    @Bean
    SupervisedCases supervisedRepairs(RepairVariables variables, RepairGroups groups, SupervisedCases.Parts parts) {
        return new SupervisedCases(variables, groups, parts);
    }

    /** Diagram and forms, and the limits of an order for a repair, too. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ApplicationRunner repairDeployment(RepositoryService repository) {
        return started -> repository
                .createDeployment()
                .addClasspathResource("repair/repair.bpmn")
                .addClasspathResource("repair/do-repair.form")
                .addClasspathResource("repair/call-back-repair.form")
                .addString(
                        "sla-policy.dmn",
                        Files.readString(Path.of("processes", "sla-policy.dmn"))
                                .replace("<text>\"order\"", "<text>\"repair\",\"order\""))
                .deploy();
    }
}
