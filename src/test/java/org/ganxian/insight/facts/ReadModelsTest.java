package org.ganxian.insight.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.IntegrationTest;
import org.ganxian.Race;
import org.ganxian.SentStatements;
import org.ganxian.demand.Demand;
import org.ganxian.demand.DemandMoved;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.insight.Area;
import org.ganxian.insight.City;
import org.ganxian.insight.Managers;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.insight.Sql;
import org.ganxian.insight.cases.CaseFilter;
import org.ganxian.insight.cases.Cases;
import org.ganxian.insight.figures.StepWaits;
import org.ganxian.order.Story;
import org.ganxian.organization.units.UnitWork;
import org.ganxian.platform.Actor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What managers count is written from a case as it stands then, once, whoever else writes at the same moment. */
@IntegrationTest
class ReadModelsTest {

    @Autowired
    Story story;

    @Autowired
    Demands demands;

    @Autowired
    Backfill backfill;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    ReadModels models;

    @Autowired
    UnitWork work;

    @Autowired
    StepWaits steps;

    @Autowired
    Cases cases;

    @Autowired
    Managers managers;

    @AfterEach
    void theClockIsRight() {
        ClockUtil.reset();
    }

    /** A photo beside the first contact: whoever read the case before the other's commit must not count it as it was. */
    @Test
    void aReadModelIsWrittenFromTheCaseAsItStandsNotAsItWasReadBefore() {
        story.isAWorkingMorning();
        Demand lamp = story.aBrokenLamp();
        TransactionTemplate slow = new TransactionTemplate(transactions);
        TransactionTemplate meanwhile = new TransactionTemplate(transactions);
        meanwhile.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        slow.executeWithoutResult(status -> {
            assertThat(demands.get(lamp.number()).pausedAt()).isEmpty();
            meanwhile.executeWithoutResult(other -> story.completes(
                    "dispatcher", lamp, "screen-order", Map.of("decision", "ask", "question", "是哪一层的灯？")));
            events.publishEvent(new DemandMoved(lamp.number()));
        });

        assertThat(jdbc.queryForObject(
                        "select paused from insight_case where number = ?", Boolean.class, lamp.number()))
                .isTrue();
    }

    /** Thousands of reminders come due in one morning. */
    @Test
    void aReminderCountsNothingAnew() {
        story.isAWorkingMorning();
        Demand lamp = story.aBrokenLamp();

        assertThat(readsOf(lamp, Step.CONTACTED)).anyMatch(sql -> sql.contains(" from sla_clock "));
        assertThat(readsOf(lamp, Step.WARNED)).noneMatch(sql -> sql.contains("sla_clock"));
    }

    private List<String> readsOf(Demand demand, Step step) {
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        return SentStatements.by(() -> transaction.execute(status -> {
                    demands.record(demands.take(demand.number()), step, Actor.SYSTEM, "派单应于今日 10:00 前完成");
                    return demand;
                }))
                .statements()
                .stream()
                .filter(sql -> sql.startsWith("select"))
                .toList();
    }

    @Test
    void aCaseThatNobodyAcceptedAndNobodyAnsweredInTimeIsLate() {
        story.isAWorkingMorning();
        Demand lamp = story.aBrokenLamp();
        story.passes(Duration.ofHours(33).plusMinutes(1));
        assertThat(jdbc.queryForMap(
                                "select responded, response_late from insight_round where number = ?", lamp.number())
                        .values())
                .extracting(String::valueOf)
                .containsExactly("false", "true");
    }

    @RepeatedTest(3)
    void twoNodesAndLiveTrafficFillInTheSameCasesOnce() {
        story.isAWorkingMorning();
        List<Demand> lamps = List.of(story.aBrokenLamp(), story.aBrokenLamp(), story.aBrokenLamp());
        story.accepts(lamps.get(1));
        List<Map<String, Object>> facts = facts();
        List<Map<String, Object>> stays = stays();
        jdbc.update("delete from insight_case");
        jdbc.update("delete from insight_round");
        jdbc.update("delete from insight_wait");

        Race.between(
                () -> {
                    Race.between(this::filled, this::filled);
                    return true;
                },
                () -> {
                    for (int i = lamps.size() - 1; i >= 0; i--) {
                        String number = lamps.get(i).number();
                        new TransactionTemplate(transactions)
                                .executeWithoutResult(status -> events.publishEvent(new DemandMoved(number)));
                    }
                    return true;
                });

        assertThat(facts()).isEqualTo(facts);
        assertThat(stays()).isEqualTo(stays);
    }

    /** A step of a case that was not filled in yet leaves no stay of before out. */
    @Test
    void aCaseThatMovesBeforeItIsFilledInKeepsItsPast() {
        story.isAWorkingMorning();
        Demand lamp = story.aBrokenLamp();
        jdbc.update("delete from insight_case where number = ?", lamp.number());
        jdbc.update("delete from insight_wait where number = ?", lamp.number());

        story.accepts(lamp);

        assertThat(jdbc.queryForList(
                        "select activity from insight_wait where number = ? order by entered_at, id",
                        String.class,
                        lamp.number()))
                .containsExactlyInAnyOrder("screen-order", "dispatch-order");
        assertThat(jdbc.queryForObject(
                        "select count(*) from insight_wait where number = ? and left_at is null",
                        Integer.class,
                        lamp.number()))
                .isEqualTo(1);
    }

    /** As the list behind the number has it; what is over stays where the case waited then. */
    @Test
    void aStayThatLastsIsCountedWhereItsCaseIsNow() throws IOException {
        story.isAWorkingMorning();
        Demand lamp = story.placed(Story.SOCIAL_SERVICE, "请帮独居老人换一下灯泡，楼道太暗了。", City.OTHER_COMMUNITY);
        story.completes("dispatcher3", lamp, "screen-order", Map.of("decision", "accept"));
        goesToRongyin(lamp, List.of());
        Map<String, String> there = Map.of("dispatch-order", Story.RONGYIN, "screen-order", City.OTHER_COMMUNITY);
        assertThat(places(lamp)).isEqualTo(there);
        for (String district : List.of(City.DISTRICT, "350603")) {
            assertThat(waitingIn(district)).as(district).isEqualTo(listedIn(district));
        }

        // As a version before left it, until V98.
        jdbc.update(
                "update insight_wait set area_code = ? where number = ? and left_at is null",
                City.OTHER_COMMUNITY,
                lamp.number());
        jdbc.update(new ClassPathResource("db/migration/V98__stays_where_their_case_is.sql")
                .getContentAsString(StandardCharsets.UTF_8)
                .replaceAll("(?m)^--.*|;", ""));
        assertThat(places(lamp)).isEqualTo(there);

        Demand nowhere = story.placed(Story.SOCIAL_SERVICE, "想找人陪老人聊聊天。", null);
        story.completes("triage", nowhere, "triage-order", Map.of("decision", "assign", "unit", Story.RONGYIN_BRANCH));
        assertThat(places(nowhere))
                .containsExactly(Map.entry("screen-order", Story.RONGYIN), Map.entry("triage-order", "350600"));
        // Whoever fills everything in anew does not know where a case once was.
        for (Demand moved : List.of(lamp, nowhere)) {
            jdbc.update("update insight_wait set area_code = ? where number = ?", Story.RONGYIN, moved.number());
        }
    }

    @Test
    void aStayThatIsLeftBeforeItWasEnteredByAnotherNodesClockTookNoTime() {
        story.isAWorkingMorning();
        Demand lamp = story.aBrokenLamp();
        Instant now = story.now();
        jdbc.update(
                "update insight_wait set entered_at = ? where number = ?",
                Sql.utc(now.plus(Duration.ofMinutes(2))),
                lamp.number());

        story.accepts(lamp);

        assertThat(jdbc.queryForList(
                        "select minutes from insight_wait where number = ? and left_at is not null",
                        Integer.class,
                        lamp.number()))
                .containsExactly(0);
        jdbc.update("update insight_wait set entered_at = ? where number = ?", Sql.utc(now), lamp.number());
        assertThat(Waits.minutes(now, now.minusSeconds(61))).isZero();
        assertThat(Waits.minutes(now, now.plusSeconds(61))).isEqualTo(1);
        assertThat(Waits.minutes(now, null)).isNull();
    }

    /** Where several branches end at once. */
    @Test
    void allStaysThatEndWhenTheirCaseGoesElsewhereWereWhereItWas() {
        story.isAWorkingMorning();
        Demand lamp = story.placed(Story.SOCIAL_SERVICE, "请帮独居老人换一下灯泡，楼道太暗了。", City.OTHER_COMMUNITY);
        for (String stay : List.of("one", "other")) {
            jdbc.update(
                    "insert into insight_wait (id, definition, activity, number, area_code, entered_at)"
                            + " values (?, 'order', ?, ?, ?, ?)",
                    stay,
                    stay,
                    lamp.number(),
                    City.OTHER_COMMUNITY,
                    Sql.utc(story.now()));
        }
        goesToRongyin(lamp, List.of("one", "other"));
        assertThat(places(lamp))
                .isEqualTo(Map.of(
                        "one", City.OTHER_COMMUNITY, "other", City.OTHER_COMMUNITY, "screen-order", Story.RONGYIN));
        jdbc.update("delete from insight_wait where id in ('one', 'other')");
    }

    private void goesToRongyin(Demand demand, List<String> ended) {
        Map<String, String> successors =
                Map.of(City.OTHER_COMMUNITY, Story.RONGYIN, City.OTHER_COMMUNITY + "B1", Story.RONGYIN_BRANCH);
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            work.carry(demand.number(), new UnitWork.Move(successors, Set.of(), "试一次移交"));
            ended.forEach(stay -> models.moved(new Wait(stay, "order", stay, demand.number(), null, story.now())));
        });
    }

    private Map<String, String> places(Demand demand) {
        Map<String, String> places = new TreeMap<>();
        jdbc.query(
                "select activity, area_code from insight_wait where number = ?",
                row -> {
                    places.put(row.getString(1), row.getString(2));
                },
                demand.number());
        return places;
    }

    private int waitingIn(String district) {
        Area area = story.as("manager", () -> managers.area(district));
        return steps.of("order", area, ReportingPeriod.last(7, story.now()), story.now()).steps().stream()
                .filter(step -> step.activity().equals("dispatch-order"))
                .mapToInt(StepWaits.Step::open)
                .sum();
    }

    private int listedIn(String district) {
        Area area = story.as("manager", () -> managers.area(district));
        return (int) cases.count(CaseFilter.of(
                area, Map.of("show", "open", "definition", "order", "step", "dispatch-order"), story.now()));
    }

    private boolean filled() {
        backfill.fill();
        return true;
    }

    private List<Map<String, Object>> facts() {
        List<Map<String, Object>> facts =
                new ArrayList<>(jdbc.queryForList("select * from insight_case order by demand_id"));
        facts.addAll(jdbc.queryForList("select * from insight_round order by demand_id, round"));
        return facts;
    }

    private List<Map<String, Object>> stays() {
        return jdbc.queryForList("select * from insight_wait order by id");
    }
}
