package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.demand.Demand;
import org.ganxian.order.Story;
import org.ganxian.platform.Groundwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tasklist's ready lists: what is in them for whom, and that they are made once. */
@IntegrationTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TasklistFiltersTest {

    @LocalServerPort
    int port;

    @Autowired
    Story story;

    @Autowired
    FilterService filters;

    @Autowired
    TaskService tasks;

    @Autowired
    List<Groundwork> groundwork;

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

    /** What is due at the same time, by who has waited longest; each list says so itself, so Tasklist need not. */
    @Test
    @Order(2)
    void ofWhatIsDueAtOnceTheOldestComesFirst() {
        story.isAWorkingMorning();
        Demand first = story.aBrokenLamp();
        story.passes(Duration.ofSeconds(1));
        Demand second = story.aBrokenLamp();
        tasks.createTaskQuery()
                .processInstanceBusinessKeyIn(first.number(), second.number())
                .list()
                .forEach(task -> {
                    task.setDueDate(Date.from(Instant.parse("2026-06-01T01:00:00Z")));
                    tasks.saveTask(task);
                });
        assertThat(in("可领取", "dispatcher")).containsSubsequence(first.number(), second.number());
    }

    /** Up to 999: a desk with 11,000 tasks, and whoever may read all of a city, do not wait for the rest to be counted. */
    @Test
    @Order(2)
    void theNumberBesideAListIsThatOfItsTasksUpToAThousand() {
        story.isAWorkingMorning();
        Demand offered = story.aBrokenLamp();
        story.accepts(offered);
        story.offersToAll(offered);
        story.aBrokenLamp();
        story.aBrokenLamp();
        for (String who : List.of("dispatcher", "member1", "manager", "triage")) {
            Caller caller = Caller.inTasklist(who, port);
            Map<String, Long> told = new HashMap<>();
            Caller.Answer answer = caller.get("/api/tasks/lists");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            answer.json().forEach(list -> {
                assertThat(list.path("more").asBoolean()).isFalse();
                told.put(list.path("name").asText(), list.path("tasks").asLong());
            });
            Map<String, Long> counted = new HashMap<>();
            caller.engine("GET", "/filter?resourceType=Task&itemCount=true", null)
                    .json()
                    .forEach(list -> counted.put(
                            list.path("name").asText(), list.path("itemCount").asLong()));
            assertThat(told).as(who).isEqualTo(counted).containsKeys("待我处理", "可领取", "全部任务");
        }
        for (String who : List.of("dispatcher", "admin")) {
            TaskQueryImpl some = (TaskQueryImpl) tasks.createTaskQuery();
            long all = story.<Long>as(who, some::count);
            some.setMaxResults(2);
            assertThat(all).isGreaterThan(2);
            assertThat(story.<Long>as(who, some::count)).as(who).isEqualTo(2);
        }
        assertThat(Caller.nobody(port).get("/api/tasks/lists").status()).isEqualTo(401);
    }

    @Test
    @Order(2)
    void whoeverWorkedOnACaseFollowsItAndDoesNothingMoreToIt() {
        story.isAWorkingMorning();
        Demand lamp = story.aBrokenLamp();
        assertThat(in("我经手的", "dispatcher")).doesNotContain(lamp.number());
        story.accepts(lamp);
        story.offersToAll(lamp);
        assertThat(in("我经手的", "dispatcher")).contains(lamp.number());
        assertThat(in("我经手的", "member2")).doesNotContain(lamp.number());

        story.contacts("member1", lamp);
        story.completes("member1", lamp, "serve-order", Map.of("decision", "report", "report", "已换好灯管。"));
        assertThat(in("我经手的", "member1")).contains(lamp.number());
        assertThat(in("可领取", "member1")).doesNotContain(lamp.number());
        Task check = story.taskOf(lamp, "check-result");
        Caller member = Caller.inTasklist("member1", port);
        JsonNode panel = member.get("/api/tasks/" + check.getId() + "/demand").json();
        assertThat(panel.path("mine").asBoolean()).isFalse();
        assertThat(panel.at("/contact/phone").asText()).isEqualTo("139****0001");
        assertThat(panel.path("earlier").isNull()).isTrue();
        String task = "/task/" + check.getId();
        assertThat(member.engine("POST", task + "/claim", Map.of("userId", "member1"))
                        .status())
                .isEqualTo(403);
        Caller.inTasklist("dispatcher", port).engine("POST", task + "/claim", Map.of("userId", "dispatcher"));
        assertThat(member.engine("POST", task + "/unclaim", Map.of()).status()).isEqualTo(403);
        assertThat(member.engine(
                                "POST",
                                task + "/submit-form",
                                Map.of("variables", Map.of("decision", Map.of("value", "approve"))))
                        .status())
                .isEqualTo(403);
        assertThat(story.taskOf(lamp, "check-result").getAssignee()).isEqualTo("dispatcher");
    }

    @Test
    @Order(3)
    void aSupervisionIsNotForThoseWhomItIsAbout() {
        story.isAWorkingMorning();
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        story.contacts("member1", lamp);
        story.passes(Duration.ofDays(8));
        assertThat(in("督办", "supervisor")).contains(lamp.number());
        assertThat(in("督办", "dispatcher")).doesNotContain(lamp.number());
        assertThat(in("督办", "member1")).doesNotContain(lamp.number());
        assertThat(in("我经手的", "member1")).containsOnlyOnce(lamp.number());
    }

    @Test
    @Order(4)
    void aListThatAnAdministratorDeletedOrRenamedStaysSo() throws Exception {
        Filter late = filters.createTaskFilterQuery().filterName("已超时").singleResult();
        filters.deleteFilter(late.getId());
        Filter soon = filters.createTaskFilterQuery().filterName("即将超时").singleResult();
        filters.saveFilter(soon.setName("明天到期"));
        for (Groundwork one : groundwork) {
            if (one.getClass().getSimpleName().startsWith("TasklistFilters")) {
                one.lay();
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
