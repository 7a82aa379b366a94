package org.ganxian.engine.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.order.Story;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@IntegrationTest
class KnownStartsTest {

    @Autowired
    Story story;

    @Autowired
    HistoryService history;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcTemplate jdbc;

    /** Each is written without having been read. */
    @Test
    void historyHasTheLastValueOfEachFact() {
        story.isAWorkingMorning();
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.offersToAll(lamp);
        story.contacts("member1", lamp);

        String process = story.taskOf(lamp, "serve-order").getProcessInstanceId();
        Map<String, Object> last = new HashMap<>();
        history.createHistoricVariableInstanceQuery()
                .processInstanceId(process)
                .list()
                .forEach(fact -> last.put(fact.getName(), fact.getValue()));
        assertThat(last).containsEntry("handler", "member1");
        assertThat(last).isEqualTo(runtime.getVariables(process));
        story.withdraws(lamp);
    }

    /** It is for the gateway alone. */
    @Test
    void whatSomebodyDecidedIsNotKept() {
        story.isAWorkingMorning();
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);

        String process = story.taskOf(lamp, "dispatch-order").getProcessInstanceId();
        assertThat(runtime.getVariables(process)).doesNotContainKey("next").containsKey("demandId");
        story.withdraws(lamp);
    }

    @Test
    void whatAnEarlierReleaseHasKeptIsWrittenOn() {
        story.isAWorkingMorning();
        Demand lamp = story.aBrokenLamp();
        String process = story.taskOf(lamp, "screen-order").getProcessInstanceId();
        jdbc.update(
                "insert into ACT_RU_VARIABLE (ID_, REV_, TYPE_, NAME_, EXECUTION_ID_, PROC_INST_ID_, TEXT_, VAR_SCOPE_,"
                        + " SEQUENCE_COUNTER_, IS_CONCURRENT_LOCAL_)"
                        + " values (?, 1, 'string', 'next', ?, ?, 'REROUTE', ?, 1, false)",
                process + "-next",
                process,
                process,
                process);

        story.accepts(lamp);

        assertThat(story.taskOf(lamp, "dispatch-order")).isNotNull();
        assertThat(runtime.getVariable(process, "next")).isEqualTo("ACCEPT");
        story.withdraws(lamp);
    }

    @Test
    void historyStillSaysHowLongATaskTookAndWhoDidIt() {
        story.isAWorkingMorning();
        Demand lamp = story.aBrokenLamp();
        story.passes(Duration.ofMinutes(90));
        story.accepts(lamp);

        HistoricTaskInstance task = history.createHistoricTaskInstanceQuery()
                .processInstanceBusinessKey(lamp.number())
                .taskDefinitionKey("screen-order")
                .singleResult();
        HistoricActivityInstance stay = history.createHistoricActivityInstanceQuery()
                .activityInstanceId(task.getActivityInstanceId())
                .singleResult();

        assertThat(stay.getAssignee()).isEqualTo("dispatcher").isEqualTo(task.getAssignee());
        assertThat(stay.getStartTime()).isNotNull();
        long took = stay.getEndTime().getTime() - stay.getStartTime().getTime();
        assertThat(took).isGreaterThanOrEqualTo(Duration.ofMinutes(90).toMillis());
        // MySQL keeps milliseconds here; the task was made some after the stay began.
        assertThat(stay.getDurationInMillis()).isCloseTo(took, within(2_000L));
        assertThat(task.getDurationInMillis()).isCloseTo(took, within(2_000L));
    }
}
