package org.ganxian.engine.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.order.Story;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class KnownStartsTest {

    @Autowired
    Story story;

    @Autowired
    HistoryService history;

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
