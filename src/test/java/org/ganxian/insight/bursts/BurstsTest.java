package org.ganxian.insight.bursts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.Caller;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.insight.City;
import org.ganxian.insight.facts.Backfill;
import org.ganxian.order.Story;
import org.ganxian.platform.PeopleTime;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** 突增: found by the rule, said once to whoever is nearest, shown with the list behind it. */
@IntegrationTest
class BurstsTest {

    private static final String DASHBOARD = "/camunda/api/cockpit/plugin/ganxian/default/dashboard?days=7";

    @Autowired
    Story story;

    @Autowired
    Bursts bursts;

    @Autowired
    Backfill backfill;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcTemplate jdbc;

    @LocalServerPort
    int port;

    @BeforeEach
    void itIsAWorkingMorning() {
        story.isAWorkingMorning();
        for (String table : List.of("notice_inbox", "insight_burst", "insight_wait", "insight_round", "insight_case")) {
            jdbc.update("delete from " + table);
        }
    }

    @AfterEach
    void timeIsOursAgainAndEveryCaseCounts() {
        jdbc.update("delete from insight_case");
        backfill.fill();
        ClockUtil.reset();
    }

    /** Eight in eight weeks are one a week; six in a week are a burst. */
    private List<Demand> aBurst() {
        lamps(8, 14);
        return lamps(6, 0);
    }

    private List<Demand> lamps(int count, int daysAgo) {
        List<Demand> lamps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Demand lamp = story.aBrokenLamp();
            lamps.add(lamp);
            jdbc.update(
                    "update insight_case set received_day = ? where number = ?",
                    story.now()
                            .atZone(PeopleTime.ZONE)
                            .toLocalDate()
                            .minusDays(daysAgo == 0 ? 0 : daysAgo + i * 48L / 7),
                    lamp.number());
        }
        return lamps;
    }

    @Test
    void whatComesMoreOftenThanUsualIsShownWithTheListBehindIt() {
        aBurst();
        bursts.look();
        Caller manager = Caller.inWebapp("cockpit", "street-manager", port);
        JsonNode shown = manager.get(DASHBOARD).json().path("bursts");
        assertThat(shown).hasSize(1);
        JsonNode burst = shown.get(0);
        assertThat(burst.path("place").asText()).isEqualTo(Story.RONGYIN);
        assertThat(burst.path("category").asText()).isEqualTo(Story.SOCIAL_SERVICE);
        assertThat(burst.path("cases").asInt()).isEqualTo(6).isEqualTo(recount(burst));
        // Eight in the 56 days before, for two days.
        assertThat(burst.path("usual").asDouble()).isEqualTo(0.3);
        Element row = Jsoup.parse(
                        Caller.of("street-manager", port).get("/desk/bursts").body())
                .select(".bursts tbody tr")
                .first();
        String list = row.select("a").attr("href");
        assertThat(Jsoup.parse(Caller.of("street-manager", port).get(list).body())
                        .select(".cases tbody tr"))
                .hasSize(6);
        assertThat(row.text()).contains("榕荫社区", "最近 2 天收到 6 件", "还在持续").doesNotContain("陈阿伯", "139");
        // Another district's managers see nothing of it.
        assertThat(jdbc.queryForObject("select count(*) from insight_burst where district_code = '350603'", Long.class))
                .isZero();
    }

    private int recount(JsonNode burst) {
        Integer count = jdbc.queryForObject(
                "select count(*) from demand d join insight_case c on c.demand_id = d.id where d.place_code = ?"
                        + " and d.category_code = ? and c.received_day between ? and ?",
                Integer.class,
                burst.path("place").asText(),
                burst.path("category").asText(),
                burst.path("from").asText(),
                burst.path("to").asText());
        return count == null ? 0 : count;
    }

    @Test
    void theNearestManagersAreToldOnceHoweverLongItLasts() {
        aBurst();
        bursts.look();
        bursts.look();
        ClockUtil.setCurrentTime(Date.from(story.now().plus(Duration.ofDays(1))));
        bursts.look();
        List<Map<String, Object>> told =
                jdbc.queryForList("select username, title, body from notice_inbox where kind = 'BURST'");
        assertThat(told).hasSize(1);
        assertThat(told.get(0).get("username")).isEqualTo("street-manager");
        assertThat((String) told.get(0).get("title")).contains("突增：榕荫社区");
        assertThat((String) told.get(0).get("body")).contains("6 件", "此前 8 周").doesNotContain("陈阿伯", "灯坏了");

        // It is over when the days have passed, and goes on as the same one when it comes back soon.
        ClockUtil.setCurrentTime(Date.from(story.now().plus(Duration.ofDays(8))));
        bursts.look();
        assertThat(jdbc.queryForObject("select count(*) from insight_burst where ended_at is null", Long.class))
                .isZero();
        lamps(6, 0);
        bursts.look();
        assertThat(jdbc.queryForObject("select count(*) from insight_burst", Long.class))
                .isEqualTo(1);
        assertThat(jdbc.queryForObject("select count(*) from notice_inbox where kind = 'BURST'", Long.class))
                .isEqualTo(1);
    }

    /** The usual of a city that has just begun is not known. */
    @Test
    void aNewCityShowsBurstsAndTellsNobody() {
        lamps(6, 0);
        bursts.look();
        assertThat(jdbc.queryForObject("select count(*) from insight_burst", Long.class))
                .isEqualTo(1);
        assertThat(jdbc.queryForObject("select count(*) from notice_inbox where kind = 'BURST'", Long.class))
                .isZero();
        assertThat(Caller.of("street-manager", port).get("/desk/bursts").body()).contains("此前没有记录可比");
    }

    /** Three here and three there are no burst of either, but one of the street; what is told below is not told again. */
    @Test
    void theSmallestPlaceIsNamedAndALargerOneOnlyForWhatIsLeft() {
        for (int i = 0; i < 3; i++) {
            story.aBrokenLamp();
            story.placed(Story.SOCIAL_SERVICE, "路灯坏了。", "350602004002");
        }
        bursts.look();
        assertThat(places()).containsExactly(City.STREET);
        lamps(3, 0);
        jdbc.update("delete from insight_burst");
        bursts.look();
        assertThat(places()).containsExactly(Story.RONGYIN);
    }

    private List<String> places() {
        return jdbc.queryForList("select place_code from insight_burst order by place_code", String.class);
    }

    @Test
    void theEngineLooksEveryHourOfTheDay() {
        assertThat(management
                        .createJobQuery()
                        .processDefinitionKey("bursts")
                        .timers()
                        .count())
                .isEqualTo(1);
        aBurst();
        management.executeJob(management
                .createJobQuery()
                .processDefinitionKey("bursts")
                .timers()
                .singleResult()
                .getId());
        assertThat(places()).containsExactly(Story.RONGYIN);
    }
}
