package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.demand.Demand;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Tasklist's ready lists: what is in them for whom, and that they are made once. */
@IntegrationTest
@Import(Story.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TasklistFiltersTest {

    @LocalServerPort
    int port;

    @Autowired
    Story story;

    @Autowired
    FilterService filters;

    @Autowired
    List<ApplicationRunner> runners;

    @AfterEach
    void theClockIsRight() {
        ClockUtil.reset();
    }

    @Test
    @Order(1)
    void anOrderMovesThroughTheListsAsItsDeadlineComesAndGoes() {
        story.isAWorkingMorning();
        Demand lamp = story.aBrokenLamp();
        assertThat(in("可领取", "dispatcher")).contains(lamp.number());
        assertThat(in("可领取", "member3")).doesNotContain(lamp.number());
        assertThat(in("即将超时", "dispatcher")).doesNotContain(lamp.number());

        story.accepts(lamp);
        story.offersToAll(lamp);
        assertThat(in("可领取", "member1")).contains(lamp.number());
        assertThat(in("即将超时", "member1")).doesNotContain(lamp.number());
        assertThat(in("已超时", "member1")).doesNotContain(lamp.number());

        story.contacts("member1", lamp);
        assertThat(in("待我处理", "member1")).contains(lamp.number());
        story.passes(Duration.ofDays(7).minusHours(2));
        assertThat(in("即将超时", "member1")).contains(lamp.number());
        assertThat(in("即将超时", "member3")).doesNotContain(lamp.number());
        story.passes(Duration.ofHours(12));
        assertThat(in("即将超时", "member1")).doesNotContain(lamp.number());
        assertThat(in("已超时", "member1")).contains(lamp.number());
        assertThat(in("督办", "supervisor")).contains(lamp.number());
        assertThat(in("督办", "member1")).doesNotContain(lamp.number());
    }

    /** Numbers of the demands whose tasks this person finds in a list. */
    private List<String> in(String list, String username) {
        Filter filter = filters.createTaskFilterQuery().filterName(list).singleResult();
        Caller caller = Caller.inTasklist(username, port);
        JsonNode tasks = caller.engine("GET", "/filter/" + filter.getId() + "/list", null)
                .json();
        List<String> numbers = new ArrayList<>();
        for (JsonNode task : tasks) {
            caller.get("/api/tasks/cards?id=" + task.get("id").asText())
                    .json()
                    .forEach(card -> numbers.add(card.get("number").asText()));
        }
        return numbers;
    }

    @Test
    @Order(2)
    void aListThatAnAdministratorDeletedOrRenamedStaysSo() throws Exception {
        Filter late = filters.createTaskFilterQuery().filterName("已超时").singleResult();
        filters.deleteFilter(late.getId());
        Filter soon = filters.createTaskFilterQuery().filterName("即将超时").singleResult();
        filters.saveFilter(soon.setName("明天到期"));
        for (ApplicationRunner runner : runners) {
            if (runner.getClass().getSimpleName().startsWith("TasklistFilters")) {
                runner.run(null);
            }
        }
        assertThat(filters.createTaskFilterQuery().list())
                .extracting(Filter::getName)
                .contains("明天到期", "督办", "全部任务")
                .doesNotContain("已超时", "即将超时");
        assertThat(Map.copyOf(soon.getProperties())).containsKey("description");
        filters.saveFilter(soon.setName("即将超时"));
    }
}
