package org.ganxian.insight.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.insight.City;
import org.ganxian.insight.Managers;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.insight.Sql;
import org.ganxian.insight.cases.CaseFilter;
import org.ganxian.insight.cases.Cases;
import org.ganxian.insight.facts.Backfill;
import org.ganxian.order.Story;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The figures of managers are what a slow recount of the cases gives, and as many as the lists behind them show. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NumbersTest {

    private static final String MEMBERS_OF_THE_STREET = "(place_code like '350602004%')";

    @Autowired
    Story story;

    @Autowired
    Dashboards dashboards;

    @Autowired
    StepWaits steps;

    @Autowired
    Cases cases;

    @Autowired
    Managers managers;

    @Autowired
    Backfill backfill;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @BeforeAll
    void aWeekHasPassed() {
        new City(story).livesThroughAWeek();
    }

    @AfterAll
    void timeIsOursAgain() {
        ClockUtil.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"manager", "district-manager", "street-manager"})
    void ratesAreThoseOfASlowRecount(String manager) {
        String where = switch (manager) {
            case "manager" -> "1 = 1";
            case "district-manager" -> "place_code like '350602%'";
            default -> MEMBERS_OF_THE_STREET;
        };
        Dashboard figures = figures(manager, null);
        int accepted = new Recount(jdbc, story.now())
                .cases(where, "status not in ('REJECTED', 'MERGED') and " + Recount.has("ACCEPTED"));
        assertThat(accepted).isGreaterThan(10);
        assertThat(listed(
                        manager,
                        "show=accepted&days=30&within=" + figures.area().code()))
                .isEqualTo(accepted);
        for (Dashboard.Rate rate : figures.rates()) {
            assertThat(rate.share())
                    .as(rate.key())
                    .isEqualTo(new Recount(jdbc, story.now())
                            .rounds(where, "order")
                            .share(rate.key()));
        }
        assertThat(rate(figures, "solved").of()).isEqualTo(12);
    }

    private static Share rate(Dashboard figures, String key) {
        return figures.rates().stream()
                .filter(r -> r.key().equals(key))
                .map(Dashboard.Rate::share)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void openWorkAndDaysAreThoseOfASlowRecount() {
        Dashboard figures = figures("manager", null);
        String open =
                "status in ('REGISTERED', 'EMERGENCY', 'TRIAGE', 'SCREENING', 'ASKED', 'DISPATCHING', 'DISPATCHED',"
                        + " 'CLAIMED', 'HANDLING', 'REPORTED')";
        assertThat(figures.open().total()).isEqualTo(new Recount(jdbc, story.now()).cases("1 = 1", open));
        LocalDateTime now = Sql.utc(figures.asOf());
        List<Map<String, Object>> rows =
                jdbc.queryForList("select * from demand d where paused_at is null and " + open);
        long overdue = rows.stream()
                .map(r -> r.get(r.get("first_response_at") == null ? "first_response_due" : "completion_due"))
                .filter(java.util.Objects::nonNull)
                .map(NumbersTest::time)
                .filter(due -> due.isBefore(now))
                .count();
        assertThat(figures.open().overdue()).isEqualTo((int) overdue).isPositive();
        assertThat(figures.open().paused()).isEqualTo(1);
        assertThat(figures.open().levels().stream()
                        .mapToInt(Dashboard.Level::count)
                        .sum())
                .isEqualTo(figures.open().total());
        assertThat(figures.trend()).hasSize(30);
        assertThat(figures.trend().stream().mapToInt(Dashboard.Day::received).sum())
                .isEqualTo(new Recount(jdbc, story.now()).cases("1 = 1", "1 = 1"));
        assertThat(figures.trend().stream().mapToInt(Dashboard.Day::closed).sum())
                .isEqualTo(jdbc.queryForObject(
                        "select count(*) from timeline_entry where step = 'CLOSED'", Integer.class));
        assertThat(figures.today().received()).isEqualTo(2);
        assertThat(figures.firstResponse().cases())
                .isEqualTo(new Recount(jdbc, story.now())
                        .cases("1 = 1", "(" + Recount.has("FIRST_CONTACT") + " or " + Recount.has("CONTACTED") + ")"));
        assertThat(figures.firstResponse().median()).isBetween(20, 60);
        assertThat(figures.firstResponse().p90()).isBetween(60, 100);
    }

    private static LocalDateTime time(Object value) {
        return value instanceof java.sql.Timestamp stamp ? stamp.toLocalDateTime() : (LocalDateTime) value;
    }

    @ParameterizedTest
    @ValueSource(strings = {"manager", "district-manager", "street-manager"})
    void everyNumberIsAsLongAsTheListBehindIt(String manager) {
        Dashboard f = figures(manager, null);
        Map<String, Integer> numbers = new HashMap<>();
        String own = f.area().code();
        numbers.put("show=received&day=today&within=" + own, f.today().received());
        numbers.put("show=closed&day=today&within=" + own, f.today().closed());
        numbers.put("show=open&within=" + own, f.open().total());
        numbers.put("show=overdue&within=" + own, f.open().overdue());
        numbers.put("show=due-soon&within=" + own, f.open().dueSoon());
        numbers.put("show=due-today&within=" + own, f.open().dueToday());
        numbers.put("show=paused&within=" + own, f.open().paused());
        f.open().levels().forEach(l -> numbers.put("show=open&level=" + l.level() + "&within=" + own, l.count()));
        f.rates().forEach(r -> {
            if (!r.share().suppressed()) {
                String of = "&days=30&flow=" + r.flow() + "&within=" + own;
                numbers.put("show=" + r.show() + of, r.share().part());
                numbers.put("show=" + r.showOf() + of, r.share().of());
            }
        });
        numbers.put("show=follow-up&within=" + own, f.followUp().waiting());
        numbers.put("show=follow-up-overdue&within=" + own, f.followUp().overdue());
        numbers.put("show=in-hand&days=30&within=" + own, f.received().open());
        numbers.put("show=done&days=30&within=" + own, f.received().done());
        numbers.put("show=ended&days=30&within=" + own, f.received().ended());
        numbers.put(
                "show=first-response&days=30&within=" + own, f.firstResponse().cases());
        f.ladder().forEach(l -> {
            numbers.put("show=asked&level=" + l.level() + "&within=" + own, l.asked());
            numbers.put("show=raised&days=30&level=" + l.level() + "&within=" + own, l.raised());
        });
        f.trend().forEach(d -> {
            numbers.put("show=received&day=" + d.day() + "&within=" + own, d.received());
            numbers.put("show=closed&day=" + d.day() + "&within=" + own, d.closed());
        });
        f.parts().rows().forEach(r -> put(numbers, r, "&within=" + r.code()));
        f.flows().forEach(r -> put(numbers, r, "&flow=" + r.code() + "&within=" + own));
        f.categories().forEach(r -> put(numbers, r, "&category=" + r.code() + "&within=" + own));
        assertThat(f.ladder().stream()
                        .mapToInt(Dashboard.SupervisionEntry::raised)
                        .sum())
                .isPositive();
        numbers.forEach(
                (query, number) -> assertThat(listed(manager, query)).as(query).isEqualTo(number));
    }

    private static void put(Map<String, Integer> numbers, Dashboard.Row row, String limits) {
        numbers.put("show=open" + limits, row.open());
        numbers.put("show=overdue" + limits, row.overdue());
        numbers.put("show=received&days=30" + limits, row.received());
        numbers.put("show=closed&days=30" + limits, row.closed());
    }

    private int listed(String manager, String query) {
        Map<String, String> asked = new HashMap<>();
        for (String pair : query.split("&")) {
            asked.put(pair.split("=")[0], pair.split("=")[1]);
        }
        return story.as(manager, () ->
                (int) cases.count(CaseFilter.of(managers.area(asked.get("within")), asked, story.now())));
    }

    @Test
    void fewCasesGiveNoRate() {
        Dashboard few = figures("manager", City.OTHER_COMMUNITY);
        assertThat(few.open().total()).isEqualTo(1);
        Dashboard.Row far = figures("manager", null).parts().rows().stream()
                .filter(r -> r.code().equals("350603"))
                .findFirst()
                .orElseThrow();
        assertThat(far.received()).isEqualTo(1);
        assertThat(far.response().percent()).isNull();
    }

    @Test
    void managersSeeTheirOwnPartOnly() {
        assertThat(figures("district-manager", City.STREET).area().name()).isEqualTo("巷口街道");
        assertThat(figures("district-manager", City.STREET).trail())
                .extracting(Dashboard.Place::code)
                .containsExactly(City.DISTRICT, City.STREET);
        for (String outside : List.of(City.OTHER_COMMUNITY, "350603", "350600", "x", "350602004001B1")) {
            assertThatThrownBy(() -> figures("street-manager", outside))
                    .as(outside)
                    .isInstanceOf(Refusal.class)
                    .hasMessage("您的辖区内没有这个单位");
        }
        assertThatThrownBy(() -> figures("clerk", null)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> figures("admin", null)).isInstanceOf(Refusal.class);
        assertThat(figures("manager", null).parts().rows().stream()
                        .mapToInt(Dashboard.Row::received)
                        .sum())
                .isEqualTo(new Recount(jdbc, story.now()).cases("1 = 1", "1 = 1"));
    }

    @Test
    void stepsSayHowManyWaitAndHowLongItTook() {
        StepWaits.OfDiagram order =
                story.as("street-manager", () -> steps.of("order", null, ReportingPeriod.last(7, story.now())));
        StepWaits.Step served = step(order, "serve-order");
        assertThat(served.name()).isEqualTo("上门办理");
        assertThat(served.stays()).isGreaterThanOrEqualTo(12);
        assertThat(served.median()).isEqualTo(15);
        StepWaits.Step screened = step(order, "screen-order");
        int waiting = story.as("manager", () -> countTasks("screen-order", Story.RONGYIN));
        assertThat(screened.open()).isEqualTo(waiting);
        assertThat(screened.overdue()).isPositive();
        String behind = "&definition=order&step=screen-order&within=" + City.STREET;
        assertThat(listed("street-manager", "show=open" + behind)).isEqualTo(screened.open());
        assertThat(listed("street-manager", "show=overdue" + behind)).isEqualTo(screened.overdue());
    }

    private int countTasks(String key, String place) {
        return jdbc.queryForObject(
                "select count(*) from ACT_RU_TASK t join ACT_RU_EXECUTION e on e.ID_ = t.PROC_INST_ID_ join demand d"
                        + " on d.number = e.BUSINESS_KEY_ where t.TASK_DEF_KEY_ = ? and d.place_code = ?",
                Integer.class,
                key,
                place);
    }

    private static StepWaits.Step step(StepWaits.OfDiagram diagram, String activity) {
        return diagram.steps().stream()
                .filter(s -> s.activity().equals(activity))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatWasThereBeforeIsFilledInTheSame() {
        List<Map<String, Object>> facts = facts();
        List<Map<String, Object>> rounds = rounds();
        List<Map<String, Object>> waits = waits();
        List.of("case", "round", "wait").forEach(rows -> jdbc.update("delete from insight_" + rows));
        backfill.fill();
        assertThat(facts()).isEqualTo(facts);
        assertThat(rounds()).isEqualTo(rounds);
        assertThat(waits()).isEqualTo(waits);
    }

    private List<Map<String, Object>> facts() {
        return jdbc.queryForList("select * from insight_case order by demand_id");
    }

    private List<Map<String, Object>> rounds() {
        return jdbc.queryForList("select * from insight_round order by demand_id, round");
    }

    /** A version that counted cases knows no rounds of those that it took in. */
    @Test
    void roundsOfOlderCasesAreFilledIn() {
        List<Map<String, Object>> rounds = rounds();
        jdbc.update("delete from insight_round");
        backfill.fill();
        assertThat(rounds()).isEqualTo(rounds);
    }

    /** V13 met rows that had no district yet. */
    @Test
    void theDistrictOfAnOlderRowIsThatOfItsPlace() throws IOException {
        String script = new ClassPathResource("db/migration/V13__figures_by_district.sql")
                .getContentAsString(StandardCharsets.UTF_8);
        String update = script.substring(script.indexOf("update"), script.indexOf(";", script.indexOf("update")));
        transaction.executeWithoutResult(status -> {
            List<Map<String, Object>> facts = facts();
            jdbc.update("update insight_case set district_code = '-'");
            jdbc.update(update);
            assertThat(facts()).isEqualTo(facts);
            Map.of("350600", "350600", "350602", "350602", "350602004", "350602", "gone", "gone")
                    .forEach((area, district) -> {
                        jdbc.update("update insight_case set area_code = ?", area);
                        jdbc.update(update);
                        assertThat(jdbc.queryForList("select distinct district_code from insight_case", String.class))
                                .containsExactly(district);
                    });
            status.setRollbackOnly();
        });
    }

    private List<Map<String, Object>> waits() {
        return jdbc.queryForList("select definition, activity, number, area_code, left_day, minutes from insight_wait"
                + " order by number, entered_at, activity, id");
    }

    @Test
    void aStepThatFailsLeavesNoFigure() {
        List<Map<String, Object>> before = facts();
        List<Map<String, Object>> stays = waits();
        transaction.executeWithoutResult(status -> {
            Demand lamp = story.aBrokenLamp();
            story.accepts(lamp);
            status.setRollbackOnly();
        });
        assertThat(facts()).isEqualTo(before);
        assertThat(waits()).isEqualTo(stays);
    }

    private Dashboard figures(String manager, String within) {
        return story.as(manager, () -> dashboards.of(within, null, ReportingPeriod.last(30, story.now())));
    }
}
