package org.ganxian.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ganxian.notice.NoticeStories.WARNING;

import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.ganxian.IntegrationTest;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.organization.People;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.transaction.IllegalTransactionStateException;

/** A notice belongs to the step that tells it. Nothing is sent here: no job runs. */
@IntegrationTest
class TellingTest extends NoticeChannels {

    /** A step of a flow that tells somebody, and may fail afterwards. */
    @CalledByDiagrams
    @TestComponent("tellingStep")
    static class TellingStep implements JavaDelegate {

        private final Notices notices;
        private boolean fails;

        TellingStep(Notices notices) {
            this.notices = notices;
        }

        @Override
        public void execute(DelegateExecution execution) {
            notices.tell(List.of("supervisor", "manager"), WARNING);
            if (fails) {
                throw new IllegalStateException("after telling");
            }
        }
    }

    @Autowired
    NoticeStories stories;

    @Autowired
    TellingStep step;

    @Autowired
    Notices notices;

    @Autowired
    People people;

    @Autowired
    IdentityService identity;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    HistoryService history;

    @BeforeEach
    void aFlowThatTells() {
        stories.clear();
        repository
                .createDeployment()
                .addModelInstance(
                        "telling.bpmn",
                        Bpmn.createExecutableProcess("telling")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .userTask("decide")
                                .camundaAssignee("dispatcher")
                                .serviceTask("tell")
                                .camundaDelegateExpression("${tellingStep}")
                                .userTask("wait")
                                .endEvent()
                                .done())
                .deploy();
    }

    @AfterEach
    void nobodyIsLoggedIn() {
        identity.clearAuthentication();
        step.fails = false;
    }

    private String startedTask() {
        runtime.startProcessInstanceByKey("telling");
        return tasks.createTaskQuery()
                .processDefinitionKey("telling")
                .taskDefinitionKey("decide")
                .singleResult()
                .getId();
    }

    @Test
    void theStepOfAMemberOfStaffAndItsNoticesAreKeptTogether() {
        String task = startedTask();
        identity.setAuthentication("dispatcher", List.of());
        tasks.complete(task);
        assertThat(identity.getCurrentAuthentication().getUserId()).isEqualTo("dispatcher");
        identity.clearAuthentication();

        assertThat(tasks.createTaskQuery()
                        .processDefinitionKey("telling")
                        .taskDefinitionKey("wait")
                        .count())
                .isEqualTo(1);
        assertThat(stories.jdbc.queryForList("select username from notice_inbox order by username", String.class))
                .containsExactly("manager", "supervisor");
        assertThat(stories.row()).containsEntry("channel", "WEBHOOK").containsEntry("state", "WAITING");
        HistoricProcessInstance sending = history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey((String) stories.row().get("id"))
                .singleResult();
        assertThat(sending.getStartUserId()).isNull();
        assertThat(stories.dueJobs()).hasSize(1);
        runtime.createProcessInstanceQuery()
                .processDefinitionKey("telling")
                .list()
                .forEach(i -> runtime.deleteProcessInstance(i.getId(), "test"));
    }

    @Test
    void aStepThatFailsAfterTellingHasToldNobody() {
        String task = startedTask();
        step.fails = true;
        identity.setAuthentication("dispatcher", List.of());
        assertThatThrownBy(() -> tasks.complete(task)).hasMessageContaining("after telling");
        identity.clearAuthentication();

        assertThat(tasks.createTaskQuery().taskId(task).count()).isEqualTo(1);
        assertThat(stories.jdbc.queryForObject("select count(*) from notice_inbox", Long.class))
                .isZero();
        assertThat(stories.rows()).isEmpty();
        assertThat(stories.instances()).isZero();
        assertThat(stories.job()).isNull();
        runtime.deleteProcessInstance(
                tasks.createTaskQuery().taskId(task).singleResult().getProcessInstanceId(), "test");
    }

    @Test
    void nobodyIsToldOutsideOfAStep() {
        assertThatThrownBy(() -> notices.tell(List.of("manager"), WARNING))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "两行\n标题", "看不见\u0000"})
    void aTitleIsOneReadableLine(String title) {
        assertThatThrownBy(() -> new Notice("SLA_BREACH", "ZZ1", title, "内容"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("title");
    }

    @Test
    void theLongestNoticeFitsOnEveryDatabase() {
        stories.tell(new Notice("S".repeat(32), "Z".repeat(24), "𠮷".repeat(120), "😀".repeat(1000)), "manager");
        assertThat(stories.row().get("title")).isEqualTo("𠮷".repeat(120));
        assertThatThrownBy(() -> new Notice("S", "Z", "题".repeat(121), "文"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Notice("S", "Z", "题", "文".repeat(1001)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAddressIsKeptEncryptedAndCanBeTakenAway() {
        String longest = "a".repeat(60) + "@" + "b".repeat(51) + ".example";
        String username = stories.somebody(longest);
        assertThat(people.find(username).orElseThrow().email()).contains(longest);
        assertThat(stories.jdbc.queryForObject("select email from person where username = ?", String.class, username))
                .isNotBlank()
                .doesNotContain("example");
        people.setEmail(username, null);
        assertThat(people.find(username).orElseThrow().email()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"无", "a@", "@b.cn", "a b@c.cn", "a@b.cn,c@d.cn", "a@b.cn\nBcc: c@d.cn", "<a@b.cn>"})
    void whatIsNoAddressIsRefusedInChinese(String address) {
        String username = stories.somebody(null);
        assertThatThrownBy(() -> people.setEmail(username, address))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("邮箱地址不正确");
    }
}
