package org.ganxian.window;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.ganxian.casework.DemoStories;
import org.ganxian.catalogue.ServiceItems;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Source;
import org.ganxian.platform.Groundwork;
import org.ganxian.platform.PeopleTime;
import org.ganxian.window.filed.Delivery;
import org.ganxian.window.filed.NewApplication;
import org.ganxian.window.flow.WindowVariables;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Six invented applications of the demo city, brought to where somebody has to go on with them by the same forms that
 * people fill in. Runs once, on an empty demo database.
 */
@Component
@Profile("demo")
@ConditionalOnProperty(name = "ganxian.demo.demands", matchIfMissing = true)
@Order(40)
@RequiredArgsConstructor
@Slf4j
class DemoApplications implements Groundwork {

    private static final String STREET = "350602004";
    private static final Map<String, Object> ACCEPTED = Map.of("decision", "accept");
    private static final Map<String, Object> GRANTED =
            Map.of("decision", "draft", "opinion", "grant", "grounds", "经审查，申请材料齐全，符合法定条件。");
    private static final Map<String, Object> APPROVED = Map.of("decision", "approve");

    private final DemoStories stories;
    private final Applications applications;
    private final ServiceItems items;
    private final Clock clock;

    @Override
    public void lay() {
        if (stories.areTold(WindowVariables.FLOW)
                || items.available(LocalDate.now(clock.withZone(PeopleTime.ZONE)))
                        .isEmpty()) {
            return;
        }
        filed("shop-sign", "榕荫里小吃店", "application-form", "design");

        Demand handled = filed("hygiene-permit", "荔园美容美发店", "application-form", "test-report", "floor-plan");
        stories.fills("clerk", handled, "accept-application", ACCEPTED);

        Demand reviewed = filed("hygiene-permit", "水仙理发店", "application-form", "test-report", "floor-plan");
        stories.fills("clerk", reviewed, "accept-application", ACCEPTED);
        stories.fills("health-handler", reviewed, "handle-application", GRANTED);

        Demand missing = filed("food-business", "锦江早餐店", "application-form");
        stories.fills("clerk2", missing, "accept-application", Map.of("decision", "supplement"));

        Demand joint = filed(
                "road-occupation",
                "圆山里市政工程有限公司",
                "application-form",
                "construction-plan",
                "traffic-plan",
                "site-drawing");
        stories.fills("clerk", joint, "accept-application", ACCEPTED);
        stories.fills("police-handler", joint, "handle-application", GRANTED);
        stories.fills("police-reviewer", joint, "review-application", APPROVED);

        Demand decided = filed("hygiene-permit", "芝兰足浴店", "application-form", "test-report", "floor-plan");
        stories.fills("clerk", decided, "accept-application", ACCEPTED);
        stories.fills("health-handler2", decided, "handle-application", GRANTED);
        stories.fills("health-reviewer", decided, "review-application", APPROVED);
        log.info("演示申请已就绪");
    }

    private Demand filed(String item, String applicant, String... onPaper) {
        return applications.file(
                new NewApplication(
                        item, applicant, "13900000123", null, STREET, null, Delivery.WINDOW, null, Source.PORTAL, null),
                Set.of(onPaper),
                List.of());
    }
}
