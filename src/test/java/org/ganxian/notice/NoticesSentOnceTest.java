package org.ganxian.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.notice.NoticeStories.WARNING;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.ganxian.IntegrationTest;
import org.ganxian.WholeDatabase;
import org.junit.jupiter.api.Test;

/** What never comes twice, and what the engine keeps of it. */
@IntegrationTest
class NoticesSentOnceTest extends WaitingNotices {

    @Test
    void aCrashBetweenSendAndCommitSendsAgainUnderTheSameId() throws Exception {
        stories.tell(WARNING, stories.somebody("a@zhangzhou.example"));
        List<Job> jobs = stories.dueJobs();
        transaction.executeWithoutResult(t -> {
            jobs.forEach(job -> stories.management.executeJob(job.getId()));
            t.setRollbackOnly();
        });
        assertThat(HOOK.calls()).hasSize(1);
        assertThat(MAIL.getReceivedMessages()).hasSize(1);
        assertThat(stories.rows()).extracting(r -> r.get("state")).containsOnly("WAITING");
        assertThat(stories.rows()).extracting(r -> r.get("last_error")).containsOnly("RolledBack");

        later(Duration.ofMinutes(6));
        stories.runDueJobs();

        assertThat(HOOK.calls()).hasSize(2);
        assertThat(HOOK.calls().get(1).id()).isEqualTo(HOOK.calls().get(0).id());
        assertThat(HOOK.calls().get(1).body()).isEqualTo(HOOK.calls().get(0).body());
        assertThat(HOOK.calls().get(1).isGenuine(now)).isTrue();
        MimeMessage[] mails = MAIL.getReceivedMessages();
        assertThat(mails).hasSize(2);
        assertThat(mails[1].getMessageID()).isEqualTo(mails[0].getMessageID());
        assertThat(stories.rows()).extracting(r -> r.get("state")).containsOnly("SENT");
        stories.runDueJobs();
        assertThat(HOOK.calls()).hasSize(2);
    }

    @Test
    void whatIsSentIsNeverSentAgain() {
        stories.tell(WARNING);
        stories.runDueJobs();
        stories.startAgain((String) stories.row().get("id"));
        stories.startAgain("no-such-notice");
        stories.startAgain(null);
        stories.runDueJobs();

        assertThat(HOOK.calls()).hasSize(1);
        assertThat(stories.row()).containsEntry("attempts", 1);
        assertThat(stories.instances()).isZero();
    }

    // In the engine

    @Test
    void everyFlowNodeIsWalkedAndNoVariableIsKept() {
        stories.tell(WARNING, stories.somebody("xqz@zhangzhou.example"));
        stories.runDueJobs();

        HistoricProcessInstance instance = history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey((String) stories.rows().get(0).get("id"))
                .singleResult();
        assertThat(instance.getState()).isEqualTo(HistoricProcessInstance.STATE_COMPLETED);
        Set<String> walked =
                history
                        .createHistoricActivityInstanceQuery()
                        .processInstanceId(instance.getId())
                        .finished()
                        .list()
                        .stream()
                        .map(HistoricActivityInstance::getActivityId)
                        .collect(Collectors.toSet());
        Set<String> drawn = new HashSet<>();
        repository
                .getBpmnModelInstance(instance.getProcessDefinitionId())
                .getModelElementsByType(FlowNode.class)
                .forEach(node -> drawn.add(node.getId()));
        assertThat(walked).isEqualTo(drawn).hasSize(3);
        assertThat(history.createHistoricVariableInstanceQuery()
                        .processInstanceId(instance.getId())
                        .count())
                .isZero();
        assertThat(new WholeDatabase(dataSource).engineRowsWith(List.of("xqz@", WARNING.title(), WARNING.text())))
                .isEmpty();
    }
}
