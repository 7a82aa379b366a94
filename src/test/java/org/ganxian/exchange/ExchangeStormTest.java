package org.ganxian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.exchange.PartnersStory.LAMPS;
import static org.ganxian.exchange.RudePartner.lamp;
import static org.ganxian.exchange.RudePartner.note;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Twenty days over real HTTP with all that a network and a partner do to messages: each ends as the orderly day. Many more
 * are tried on the rule alone ({@code SequenceProperties}).
 */
@IntegrationTest
class ExchangeStormTest {

    private static final int DAYS = 20;
    private static final List<String> TYPES = List.of("SUPPLEMENT", "URGE", "PROGRESS", "WITHDRAW", "CLOSED");

    @LocalServerPort
    int port;

    @Autowired
    PartnersStory city;

    @Autowired
    Story story;

    private record Said(String type, int seq, Object body) {}

    private static final List<Said> REFUSAL = List.of(new Said("NOT_ACCEPTED", 1, Map.of("reason", "不归我们")));
    private static final List<Said> ANSWERS = List.of(
            new Said("ACCEPTED", 1, Map.of("number", "S-1")),
            new Said("PROGRESS", 2, Map.of("status", "处理中", "text", "到了现场")),
            new Said("RESULT", 3, Map.of("outcome", "解决", "text", "办好了")));

    @AfterEach
    void theClockIsRight() {
        ClockUtil.reset();
    }

    @Test
    void anyDayEndsAsTheOrderlyDay() {
        story.isAWorkingMorning();
        try (RudePartner partner = city.partner("STORM", false, port)) {
            for (int seed = 1; seed <= DAYS; seed++) {
                Random random = new Random(seed);
                List<Said> day = day(random);
                String orderly = "ORDERLY-" + seed;
                String rude = "RUDE-" + seed;
                day.forEach(said -> partner.says(said.type(), orderly, said.seq(), said.body()));
                city.runs();
                storm(partner, rude, day, random);
                assertThat(told(partner, rude)).as("seed %d: %s", seed, day).isEqualTo(told(partner, orderly));
            }
            assertThat(city.jdbc.queryForObject(
                            "select count(*) from demand where external_system = 'STORM'", Long.class))
                    .isEqualTo(2 * DAYS);
        }
    }

    private static List<Said> day(Random random) {
        List<Said> day = new ArrayList<>(List.of(new Said("CREATE", 1, lamp(LAMPS))));
        int more = random.nextInt(7);
        for (int seq = 2; seq < 2 + more; seq++) {
            String type = TYPES.get(random.nextInt(TYPES.size()));
            day.add(new Said(
                    type,
                    seq,
                    type.equals("PROGRESS")
                            ? Map.of("status", "状态" + seq, "text", "第 " + seq + " 句")
                            : note("第 " + seq + " 句")));
        }
        return day;
    }

    private void storm(RudePartner partner, String number, List<Said> day, Random random) {
        List<Said> sent = new ArrayList<>(day);
        for (Said said : day) {
            if (random.nextInt(3) == 0) {
                sent.add(said);
            }
        }
        Collections.shuffle(sent, random);
        List<Said> before = new ArrayList<>();
        for (Said said : sent) {
            switch (random.nextInt(6)) {
                case 0 -> city.passes(Duration.ofMinutes(11));
                case 1 -> city.runs();
                case 2 -> partner.send(RudePartner.written(said.body()).getBytes(Charset.forName("GBK")));
                case 3 -> {
                    // Other words under a number that was used are refused and change nothing.
                    if (before.contains(said)) {
                        Map<String, Object> other = new HashMap<>(Map.of("text", "改过的话" + random.nextInt()));
                        if (said.type().equals("PROGRESS")) {
                            other.put("status", "改过的");
                        }
                        assertThat(partner.says(said.type(), number, said.seq(), other)
                                        .status())
                                .isEqualTo(409);
                    }
                }
                default -> {}
            }
            assertThat(partner.says(said.type(), number, said.seq(), said.body())
                            .status())
                    .isEqualTo(202);
            before.add(said);
        }
        city.passes(Duration.ofMinutes(11));
    }

    @Test
    void anyAnswersToATransferEndAsTheOrderlyOnes() {
        story.isAWorkingMorning();
        try (RudePartner partner = city.partner("STORM-OUT", false, port)) {
            for (int seed = 1; seed <= DAYS; seed++) {
                Random random = new Random(seed);
                boolean refuses = seed % 4 == 0;
                Demand demand = city.inTriage();
                String number = city.transferred(demand, partner).number();
                answersRudely(partner, number, refuses ? REFUSAL : ANSWERS, random);
                Step last = refuses ? Step.PARTNER_REFUSED : Step.PARTNER_DONE;
                assertThat(story.statusOf(demand))
                        .as("seed %d", seed)
                        .isEqualTo(refuses ? Status.TRIAGE : Status.PARTNER_DONE);
                assertThat(city.lines(demand, last))
                        .as("told once, seed %d", seed)
                        .hasSize(1);
                assertThat(partner.got(number, "TRANSFER")).hasSize(1);
                assertThat(partner.got(number, "CLOSED")).hasSize(refuses ? 0 : 1);
            }
        }
    }

    private void answersRudely(RudePartner partner, String number, List<Said> answers, Random random) {
        List<Said> sent = new ArrayList<>(answers);
        answers.stream().filter(said -> random.nextBoolean()).forEach(sent::add);
        Collections.shuffle(sent, random);
        for (Said said : sent) {
            switch (random.nextInt(4)) {
                case 0 -> city.passes(Duration.ofMinutes(11));
                case 1 -> city.runs();
                case 2 -> {
                    partner.answers = 500;
                    city.runs();
                    partner.answers = 200;
                }
                default -> {}
            }
            assertThat(partner.says(said.type(), number, said.seq(), said.body())
                            .status())
                    .isEqualTo(202);
        }
        city.passes(Duration.ofMinutes(11));
        city.passes(Duration.ofMinutes(11));
    }

    /** What people and the partner are left with. */
    private String told(RudePartner partner, String number) {
        ExchangeOrder order = city.order(partner, number);
        Demand demand = city.demandOf(partner, number);
        String lines = city.demands.timeline(demand).stream()
                .filter(line -> line.step().name().endsWith("_THERE"))
                // A repeated word for where it stands is no news in whatever order: what was said counts.
                .map(line -> line.step() + String.valueOf(line.text()))
                .sorted()
                .collect(Collectors.joining("\n"));
        return String.join(
                "\n",
                order.sequence().toString(),
                String.valueOf(order.closedThereAt() != null),
                String.valueOf(order.urgedAt() != null),
                String.valueOf(order.withdrawalAskedAt() != null),
                String.valueOf(order.theirStatus()),
                demand.status().name(),
                String.valueOf(partner.got(number, "ACCEPTED").size()),
                lines);
    }
}
