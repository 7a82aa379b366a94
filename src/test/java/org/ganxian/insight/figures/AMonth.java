package org.ganxian.insight.figures;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.Caller;
import org.ganxian.demand.Demand;
import org.ganxian.insight.Managers;
import org.ganxian.insight.Show;
import org.ganxian.insight.cases.CaseFilter;
import org.ganxian.insight.cases.Cases;
import org.ganxian.order.Story;
import org.ganxian.window.flow.WindowCases;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;

/**
 * A month in which orders and applications end in every way: in time, late, open on either side of the limit, withdrawn
 * before and behind it, rejected, merged, reworked twice, called back in time, late and not yet, danger.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AMonth extends WindowCases {

    static final String DASHBOARD = "/camunda/api/cockpit/plugin/ganxian/default/dashboard?days=30";
    Instant end;
    Demand reworkedTwice;
    Demand waitsForACall;
    Demand waitsTooLong;
    Demand fresh;
    Demand late;

    @Autowired
    Cases cases;

    @Autowired
    Managers managers;

    @BeforeAll
    void aMonthPasses() {
        story.isAWorkingMorning();
        Demand good = story.aBrokenLamp();
        served("member1", good);
        story.rates(good, 5);
        served("member1", story.aBrokenLamp());
        reworkedTwice = story.aBrokenLamp();
        served("member1", reworkedTwice);
        story.rates(reworkedTwice, 1);
        callBack(reworkedTwice, "rework");
        Demand settled = story.aBrokenLamp();
        served("member2", settled);
        story.rates(settled, 2);
        callBack(settled, "settled");
        late = story.aBrokenLamp();
        story.accepts(late);
        Demand slow = story.aBrokenLamp();
        Demand master = story.aBrokenLamp();
        story.completes(
                "dispatcher",
                story.aBrokenLamp(),
                "screen-order",
                Map.of("decision", "merge", "master", master.number(), "note", "同一处"));
        story.completes(
                "dispatcher",
                story.aBrokenLamp(),
                "screen-order",
                Map.of("decision", "reject", "reason", "已进入诉讼程序", "where", "人民法院"));
        story.withdraws(story.aBrokenLamp());
        for (String place : List.of("350602", "350602001", "350603001001")) {
            story.withdraws(story.placed(Story.SOCIAL_SERVICE, "路口的长椅坏了，老人坐不了，请人来修。", place));
        }
        Demand withdrawnLate = story.aBrokenLamp();
        Demand fire = story.placed(Story.SOCIAL_SERVICE, "隔壁厨房失火了，人还在里面！", Story.RONGYIN);
        story.completes("duty", fire, "hand-over-danger", Map.of("decision", "danger", "note", "消防已出警"));
        Demand permit = completeBarber();
        decidedAndCollected(permit);
        story.rates(permit, 4);
        Demand unhappyPermit = completeBarber();
        decidedAndCollected(unhappyPermit);
        story.rates(unhappyPermit, 1);
        completeBarber();

        story.passes(Duration.ofDays(2));
        named("member2", reworkedTwice);
        story.rates(reworkedTwice, 2);
        served("member6", slow);
        story.rates(slow, 3);
        Demand third = story.aBrokenLamp();
        served("member6", third);
        story.rates(third, 1);
        callBack(third, "settled");

        story.passes(Duration.ofDays(4));
        callBack(reworkedTwice, "rework");
        completes("caller", unhappyPermit, "call-back-applicant", Map.of("decision", "rectify", "note", "排队太久"));
        named("member6", reworkedTwice);
        story.rates(reworkedTwice, 4);

        story.passes(Duration.ofDays(8));
        story.withdraws(withdrawnLate);
        completes("supervisor", unhappyPermit, "rectify-service", Map.of("result", "已增开窗口"));
        completes("caller", unhappyPermit, "call-back-applicant", Map.of("decision", "settled", "note", "认可"));
        waitsTooLong = story.aBrokenLamp();
        served("member1", waitsTooLong);
        story.rates(waitsTooLong, 1);
        story.aBrokenLamp();

        story.passes(Duration.ofDays(4));
        fresh = story.aBrokenLamp();
        story.accepts(fresh);
        waitsForACall = story.aBrokenLamp();
        served("member2", waitsForACall);
        story.rates(waitsForACall, 2);
        served("member1", story.aBrokenLamp());
        story.completes(
                "dispatcher", story.aBrokenLamp(), "screen-order", Map.of("decision", "ask", "question", "哪一层？"));
        completeBarber();
        end = story.now();
    }

    @BeforeEach
    void itIsTheEndOfTheMonth() {
        ClockUtil.setCurrentTime(Date.from(end));
    }

    private void served(String member, Demand demand) {
        story.accepts(demand);
        named(member, demand);
    }

    private void named(String member, Demand demand) {
        story.completes("dispatcher", demand, "dispatch-order", Map.of("decision", "named", "member", member));
        story.contacts(member, demand);
        story.completes(member, demand, "serve-order", Map.of("decision", "report", "report", "已换好"));
        story.completes("dispatcher", demand, "check-result", Map.of("decision", "approve"));
    }

    private void callBack(Demand demand, String decision) {
        story.completes("caller", demand, "call-back", Map.of("decision", decision, "note", "已电话回访"));
    }

    private void decidedAndCollected(Demand application) {
        accepts(application);
        drafts("health-handler", application, true);
        completes("health-reviewer", application, "review-application", Map.of("decision", "approve"));
        completes("window", application, "issue-result", Map.of("decision", "window"));
        completes(
                "window",
                application,
                "record-delivery",
                Map.of(
                        "decision",
                        "code",
                        "pickupCode",
                        applicationOf(application).pickupCode().orElseThrow()));
    }

    JsonNode dashboard(String limits) {
        return Caller.inWebapp("cockpit", "manager", port)
                .get(DASHBOARD + limits)
                .json();
    }

    CaseFilter filter(Show show, String... limits) {
        Map<String, String> asked = new HashMap<>(Map.of("show", show.key(), "days", "30"));
        if (limits.length == 2) {
            asked.put(limits[0], limits[1]);
        }
        return story.as("manager", () -> CaseFilter.of(managers.area(null), asked, end));
    }

    int listed(Show show, String... limits) {
        CaseFilter filter = filter(show, limits);
        int count = (int) cases.count(filter);
        assertThat(cases.numbers(filter, PageRequest.of(0, 1_000)))
                .as(Arrays.toString(limits))
                .hasSize(count);
        return count;
    }

    List<String> numbers(Show show) {
        return cases.numbers(filter(show), PageRequest.of(0, 1_000));
    }

    int count(String rows) {
        Integer count = jdbc.queryForObject("select count(*) from " + rows, Integer.class);
        return count == null ? 0 : count;
    }
}
