package org.ganxian.insight;

import java.time.Duration;
import java.util.Map;
import org.ganxian.demand.Demand;
import org.ganxian.order.Story;

/** A week of a small city: orders of two streets that end in every way, and some that do not end. */
public class City {

    public static final String DISTRICT = "350602";
    public static final String STREET = "350602004";
    public static final String OTHER_COMMUNITY = "350603001001";

    private final Story story;

    public City(Story story) {
        this.story = story;
    }

    public void livesThroughAWeek() {
        story.isAWorkingMorning();
        for (int grade = 1; grade <= 5; grade++) {
            story.rates(served(Duration.ofMinutes(20L * grade)), grade);
        }
        Demand merelyOpen = story.aBrokenLamp();
        story.accepts(story.aBrokenLamp());
        story.withdraws(story.aBrokenLamp());
        Demand refused = story.aBrokenLamp();
        story.completes(
                "dispatcher",
                refused,
                "screen-order",
                Map.of("decision", "reject", "reason", "已进入诉讼程序", "where", "人民法院诉讼服务中心"));
        story.completes(
                "dispatcher",
                story.aBrokenLamp(),
                "screen-order",
                Map.of("decision", "merge", "master", merelyOpen.number(), "note", "同一处"));
        story.completes(
                "dispatcher", story.aBrokenLamp(), "screen-order", Map.of("decision", "ask", "question", "是哪一层的灯？"));
        calledBack("settled");
        calledBack("rework");
        for (int i = 0; i < 4; i++) {
            calledBack("settled");
        }
        story.placed(Story.SOCIAL_SERVICE, "活动室的桌椅坏了，请修一下。", OTHER_COMMUNITY);
        story.passes(Duration.ofHours(8));
        served(Duration.ofMinutes(5));
        story.passes(Duration.ofDays(2));
        story.aBrokenLamp();
        story.rates(served(Duration.ofHours(1)), 5);
    }

    private Demand calledBack(String decision) {
        Demand demand = served(Duration.ofMinutes(30));
        story.rates(demand, 2);
        story.completes("caller", demand, "call-back", Map.of("decision", decision, "note", "已电话回访"));
        return demand;
    }

    /** Contacted after this time, done a quarter of an hour later. */
    private Demand served(Duration untilContact) {
        Demand demand = story.aBrokenLamp();
        story.accepts(demand);
        story.offersToAll(demand);
        story.passes(untilContact);
        story.contacts("member1", demand);
        story.passes(Duration.ofMinutes(15));
        story.completes("member1", demand, "serve-order", Map.of("decision", "report", "report", "已换好灯管"));
        story.completes("dispatcher", demand, "check-result", Map.of("decision", "approve"));
        return demand;
    }
}
