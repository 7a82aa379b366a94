package org.ganxian.organization.units;

import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.IdentityLink;
import org.ganxian.DeskBrowser;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.order.Story;
import org.ganxian.organization.People;
import org.ganxian.organization.UnitBook;
import org.ganxian.organization.Units;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;

/** Units of the demo city, and the cases that they have. */
abstract class ChangedUnits {

    static final String YUANSHANLI = "350603001001";

    @Autowired
    MockMvc mvc;

    @Autowired
    DeskBrowser desk;

    @Autowired
    Story story;

    @Autowired
    Demands demands;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService management;

    @Autowired
    Units units;

    @Autowired
    UnitBook book;

    @Autowired
    People people;

    @Autowired
    UnitWork work;

    @Autowired
    JdbcTemplate jdbc;

    static String change(String unit) {
        return "/desk/units/" + unit + "/change";
    }

    void carriedOver() {
        for (int rounds = 0; rounds < 50; rounds++) {
            List<Job> jobs = management
                    .createJobQuery()
                    .processDefinitionKey("unit-change")
                    .list();
            if (jobs.isEmpty()) {
                return;
            }
            jobs.forEach(job -> management.executeJob(job.getId()));
        }
        throw new AssertionError("it goes on for ever");
    }

    List<String> groupsOf(Demand demand) {
        return tasks.createTaskQuery().processInstanceBusinessKey(demand.number()).list().stream()
                .flatMap(task -> tasks.getIdentityLinksForTask(task.getId()).stream())
                .map(IdentityLink::getGroupId)
                .filter(group -> group != null)
                .toList();
    }

    Demand now(Demand demand) {
        return demands.get(demand.number());
    }
}
