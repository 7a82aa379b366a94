package org.ganxian.order;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.apache.commons.csv.CSVRecord;
import org.ganxian.casework.DemoStories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Source;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.platform.Groundwork;
import org.ganxian.platform.ShippedCsv;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Thirty invented demands, brought to where their story says by the same forms that people fill in. Runs once, on an
 * empty demo database, with the engine's clock set to when each step happened.
 */
@Component
@Profile("demo")
@ConditionalOnProperty(name = "ganxian.demo.demands", matchIfMissing = true)
@Order(30)
@RequiredArgsConstructor
@Slf4j
class DemoOrders implements Groundwork {

    private final DemoStories stories;
    private final Orders orders;
    private final People people;

    @Override
    public void lay() {
        if (stories.areTold(OrderVariables.FLOW)) {
            return;
        }
        try {
            String before = "";
            Instant now = Instant.now();
            for (CSVRecord row : ShippedCsv.rows("demo/demands.csv")) {
                DemoStories.itIs(now.minus(Duration.ofMinutes((long) (Double.parseDouble(row.get("hoursAgo")) * 60))));
                Demand demand = orders.place(read(row));
                tell(demand, row.get("story"), before);
                before = demand.number();
            }
            log.info("演示诉求已就绪");
        } finally {
            DemoStories.isNow();
        }
    }

    private static NewDemand read(CSVRecord row) {
        return new NewDemand(
                null,
                row.get("category"),
                row.get("description"),
                emptyToNull(row.get("unit")),
                emptyToNull(row.get("address")),
                row.get("longitude").isEmpty() ? null : new BigDecimal(row.get("longitude")),
                row.get("latitude").isEmpty() ? null : new BigDecimal(row.get("latitude")),
                row.get("name"),
                row.get("phone"),
                Source.valueOf(row.get("source")),
                null,
                null,
                null,
                null);
    }

    private void tell(Demand demand, String story, String before) {
        switch (story) {
            case "NEW", "TRIAGE", "DANGER" -> {}
            case "ASKED" ->
                dispatcher(demand, "screen-order", Map.of("decision", "ask", "question", "大约有多少本，什么时候方便送来？"));
            case "REJECTED" ->
                dispatcher(
                        demand,
                        "screen-order",
                        Map.of(
                                "decision",
                                "reject",
                                "reason",
                                "案件已进入诉讼程序，社区不能改变裁判。",
                                "where",
                                "受理案件的人民法院诉讼服务中心，或拨打 12368。"));
            case "MERGED" ->
                dispatcher(demand, "screen-order", Map.of("decision", "merge", "master", before, "note", "同一门禁故障。"));
            case "WITHDRAWN" -> {
                stories.later();
                orders.withdraw(demand.number(), demand.queryCode(), "物业已经修好，谢谢。");
            }
            default -> serve(demand, story);
        }
    }

    /** Goes through the steps in order and stops where the story does. */
    private void serve(Demand demand, String story) {
        dispatcher(demand, "screen-order", Map.of("decision", "accept"));
        dispatcher(demand, "dispatch-order", Map.of("decision", "open", "visitWindow", "工作日晚上或周末"));
        if (story.equals("DISPATCHED")) {
            return;
        }
        String member = anyone(Duty.MEMBER, demand);
        if (story.equals("CLAIMED")) {
            stories.later();
            stories.claims(member, demand, "claim-order");
            return;
        }
        fill(
                demand,
                "claim-order",
                member,
                Map.of("decision", "contacted", "channel", "PHONE", "note", "已电话联系，约定上门时间。"));
        if (story.equals("CONTACTED")) {
            return;
        }
        fill(demand, "serve-order", member, Map.of("decision", "report", "report", "已上门处理，当场确认能正常使用。"));
        if (story.equals("REPORTED")) {
            return;
        }
        dispatcher(demand, "check-result", Map.of("decision", "approve", "note", "情况属实，同意办结。"));
        if (story.equals("CLOSED")) {
            return;
        }
        stories.later();
        boolean bad = story.equals("REWORK");
        orders.rate(
                demand.number(),
                demand.queryCode(),
                bad ? 2 : Integer.parseInt(story.substring("RATED".length())),
                story.equals("RATED5") ? "来得很快，谢谢！" : null);
        if (bad) {
            fill(demand, "call-back", "caller", Map.of("decision", "rework", "note", "修好两天后又出现同样问题，需另派人处理。"));
        }
    }

    private void dispatcher(Demand demand, String task, Map<String, Object> form) {
        fill(demand, task, anyone(Duty.DISPATCHER, demand), form);
    }

    private String anyone(Duty duty, Demand demand) {
        return people.usernamesOn(duty, OrderGroups.unitOf(demand)).stream()
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void fill(Demand demand, String key, String username, Map<String, Object> form) {
        stories.later();
        stories.fills(username, demand, key, form);
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
