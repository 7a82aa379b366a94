package org.ganxian.insight.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.Caller;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.order.Story;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

@IntegrationTest
@Tag("any-database")
class StepPagesTest {

    @Autowired
    Story story;

    @Autowired
    JdbcTemplate jdbc;

    @LocalServerPort
    int port;

    @BeforeEach
    void itIsAWorkingMorning() {
        story.isAWorkingMorning();
    }

    @AfterEach
    void timeIsOursAgain() {
        ClockUtil.reset();
    }

    /** Ranked beside the diagram, each with its cases, and who has them. */
    @Test
    void stepsAreRankedAndEachCaseOfOneSaysWhoHasIt() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        Demand waiting = story.aBrokenLamp();
        Caller street = Caller.of("street-manager", port);
        Document page = Jsoup.parse(street.get("/desk/steps?definition=order").body());
        assertThat(page.select(".ranking tbody tr")).isNotEmpty();
        assertThat(page.select("svg #at-screen-order rect")).hasSize(1);
        for (Element row : page.select(".ranking tbody tr")) {
            assertThat(page.select(row.select("td[data-name=环节] a").attr("href")))
                    .hasSize(1);
            Element open = row.selectFirst("td[data-name=在办] a");
            assertThat(total(street.get(open.attr("href")).body())).isEqualTo(Integer.parseInt(open.text()));
        }
        story.claims("dispatcher", waiting, "screen-order");
        String step = street.get("/desk/steps/order/screen-order").body();
        Element row = Jsoup.parse(step)
                .select(".waiting tr:contains(" + waiting.number() + ")")
                .first();
        assertThat(row.select("td[data-name=在谁手里]").text()).contains("派单员");
        assertThat(row.select("td[data-name=姓名]").text()).isNotEqualTo("—").isNotBlank();
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_entry where action = 'case-holders-shown' and actor_id = 'street-manager'",
                        Integer.class))
                .isPositive();
        assertThat(street.get("/desk/steps?definition=none").status()).isEqualTo(404);
        assertThat(street.get("/desk/steps/order/none").status()).isEqualTo(404);
        assertThat(street.get("/desk/steps?days=8").status()).isEqualTo(400);
        assertThat(street.get("/desk/steps?within=350603").status()).isEqualTo(404);
    }

    private static int total(String list) {
        String hint = Jsoup.parse(list).select("p.hint").text();
        return hint.startsWith("共 ") ? Integer.parseInt(hint.replaceAll("^共 (\\d+) 件.*", "$1")) : 0;
    }

    @Test
    void listsThatAreStillEmptySaySo() {
        Caller street = Caller.of("street-manager", port);
        jdbc.update("delete from insight_burst");
        assertThat(street.get("/desk/bursts").body()).contains("没有突增，以前也没有");
        assertThat(street.get("/desk/reports").body()).contains("还没有巷口街道的月报");
        assertThat(street.get("/desk/steps/order/check-result").body()).contains("这个环节现在没有诉求");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clerk", "dispatcher", "member1", "admin"})
    void whatManagersReadIsForManagersAndSupervisors(String username) {
        Caller person = Caller.of(username, port);
        for (String path : List.of(
                "/desk/steps",
                "/desk/steps/order/screen-order",
                "/desk/bursts",
                "/desk/reports",
                "/desk/reports/2026-05/350602.pdf",
                "/desk/reports/figures.xlsx")) {
            assertThat(person.get(path).status()).as(path).isEqualTo(403);
        }
        assertThat(Caller.of("supervisor3", port).get("/desk/bursts").status()).isEqualTo(200);
    }

    @Test
    void aPeriodThatCannotBeIsRefusedOnEveryPage() {
        Caller street = Caller.of("street-manager", port);
        for (String period : List.of("month=2026-13", "from=2026-06-09&to=2026-06-01", "from=2030-01-01", "days=3")) {
            for (String page : List.of("cases?show=received&", "steps?", "reports/figures.pdf?")) {
                assertThat(street.get("/desk/" + page + period).status())
                        .as(page + period)
                        .isEqualTo(400);
            }
        }
    }
}
