package org.ganxian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ganxian.exchange.PartnersStory.ADMIN;
import static org.ganxian.exchange.PartnersStory.LAMPS;
import static org.ganxian.exchange.RudePartner.lamp;
import static org.ganxian.exchange.RudePartner.note;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the door takes of transfers, and whose due time warns. */
@IntegrationTest
class ExchangeDueTest extends TwoPartners {

    @Autowired
    Partners partners;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void theDoorTakesOnlyWhatFitsATransfer() {
        Demand demand = city.inTriage();
        ExchangeOrder order = city.transferred(demand, hotline);
        assertThat(hotline.says("CREATE", order.number(), 1, lamp(LAMPS)).status())
                .isEqualTo(400);
        assertThat(hotline.says("REWORK", order.number(), 1, note("重办")).status())
                .isEqualTo(400);
        assertThat(hotline.says("ACCEPTED", "ZC-NOBODY", 1, Map.of("number", "x"))
                        .status())
                .isEqualTo(400);
        assertThat(hotline.says("ACCEPTED", order.number(), 1, Map.of()).reason())
                .contains("number");
        assertThat(hotline.says("NOT_ACCEPTED", order.number(), 1, Map.of()).reason())
                .contains("reason");
        assertThat(hotline.says("CLOSED", order.number(), 1, note("完")).status())
                .isEqualTo(202);
        assertThat(city.open(hotline)).anyMatch(words -> words.contains("没有回传结果"));
        // Nor does a partner with whom nothing was agreed get one.
        partners.change(
                hotline.code,
                new Partners.Details("平台 12345", false, false, true, Partner.Habit.PUSH, hotline.address(), true),
                ADMIN);
        assertThat(hotline.says("CREATE", "HT-NO", 1, lamp(LAMPS)).status()).isEqualTo(400);
        assertThat(hotline.says("SUPPLEMENT", "HT-NO", 2, note("补充")).status()).isEqualTo(400);
        assertThat(city.orders.findByPartnerAndSourceNo(hotline.code, "HT-NO")).isEmpty();
        partners.change(
                hotline.code,
                new Partners.Details("平台 12345", false, true, false, Partner.Habit.PUSH, hotline.address(), true),
                ADMIN);
        Demand another = city.inTriage();
        assertThatThrownBy(() -> story.completes("triage", another, "triage-order", PartnersStory.form(hotline)))
                .rootCause()
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("不能转给");
        partners.change(
                hotline.code,
                new Partners.Details("平台 12345", false, true, true, Partner.Habit.PUSH, hotline.address(), true),
                ADMIN);
    }

    @Test
    void theEarlierOfTwoDueTimesWarnsForOrdersOfTheirsToo() {
        Map<String, Object> order = new HashMap<>(lamp(LAMPS));
        order.put("dueAt", RudePartner.at(story.now().plus(Duration.ofHours(6))));
        hotline.says("CREATE", "HT-DUE", 1, order);
        city.runs();
        Demand demand = city.demandOf(hotline, "HT-DUE");
        city.passes(Duration.ofHours(6));
        assertThat(city.lines(demand, Step.WARNED)).anyMatch(line -> line.text().contains("平台 12345"));
        Map<String, Object> later = new HashMap<>(lamp(LAMPS));
        later.put("dueAt", RudePartner.at(story.now().plus(Duration.ofDays(60))));
        hotline.says("CREATE", "HT-DUE-2", 1, later);
        city.runs();
        assertThat(city.order(hotline, "HT-DUE-2").dueThere()).isNotNull();
        assertThat(city.lines(city.demandOf(hotline, "HT-DUE-2"), Step.WARNED)).isEmpty();
    }
}
