package org.ganxian.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.springframework.context.ConfigurableApplicationContext;

/** Carries open cases of an application on to their end, by the people whose tasks they are, through Tasklist's door. */
class OpenCases {

    private static final Map<String, Object> NOT_TAKEN_IN =
            Map.of("decision", "reject", "reason", "不属于本窗口受理的事项。", "where", "区城市管理局");

    private static final Map<String, Object> NOTED = Map.of("decision", "note", "note", "已督促承办单位今天办理");

    private static final Map<String, Map<String, Object>> FORMS = Map.ofEntries(
            Map.entry("triage-order", Map.of("decision", "assign", "unit", "350602004001B1")),
            Map.entry("hand-over-danger", Map.of("decision", "danger", "note", "已通知 119 和街道应急值班")),
            Map.entry("screen-order", Map.of("decision", "accept")),
            Map.entry("dispatch-order", Map.of("decision", "open")),
            Map.entry("claim-order", Map.of("decision", "contacted", "channel", "PHONE", "note", "约好明天上午")),
            Map.entry("serve-order", Map.of("decision", "report", "report", "已换好灯管")),
            Map.entry("review-extension", Map.of("decision", "grant")),
            Map.entry("check-result", Map.of("decision", "approve")),
            Map.entry("call-back", Map.of("decision", "settled", "note", "群众表示满意")),
            Map.entry("supervise-order", Map.of("opinion", "已当面说明，群众理解")),
            Map.entry("street-supervision", NOTED),
            Map.entry("district-supervision", NOTED),
            Map.entry("city-supervision", NOTED),
            Map.entry("accept-application", Map.of("decision", "accept")),
            Map.entry("handle-application", Map.of("decision", "draft", "opinion", "grant", "grounds", "经审查，符合法定条件。")),
            Map.entry("review-application", Map.of("decision", "approve")),
            Map.entry("issue-result", Map.of("decision", "window")),
            Map.entry("record-delivery", Map.of("decision", "signature", "recipient", "王先生")),
            Map.entry("call-back-applicant", Map.of("decision", "settled", "note", "申请人表示满意")),
            Map.entry("settle-disagreement", Map.of("decision", "grant", "grounds", "符合法定条件")),
            Map.entry("decide-extension", Map.of("decision", "grant")),
            Map.entry("visit-site", Map.of("result", "现场符合要求")),
            Map.entry("special-procedure", Map.of("result", "听证已结束，无异议")),
            Map.entry("rectify-service", Map.of("result", "已当面道歉，改了流程")));

    private final ConfigurableApplicationContext application;
    private final TaskService tasks;
    private final int port;

    OpenCases(ConfigurableApplicationContext application, int port) {
        this.application = application;
        this.tasks = application.getBean(TaskService.class);
        this.port = port;
    }

    String numberOf(Task task) {
        return application
                .getBean(RuntimeService.class)
                .createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult()
                .getBusinessKey();
    }

    boolean isOver(String number) {
        return application
                        .getBean(RuntimeService.class)
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .count()
                == 0;
    }

    /** By one step. */
    void goOn(String number) {
        ClockUtil.setCurrentTime(
                Date.from(ClockUtil.getCurrentTime().toInstant().plusSeconds(60)));
        List<Task> open =
                tasks.createTaskQuery().processInstanceBusinessKey(number).list();
        for (Task task : open) {
            // One answer may end what another was asked.
            if (tasks.createTaskQuery().taskId(task.getId()).count() == 1) {
                completes(number, task);
            }
        }
        if (open.isEmpty()) {
            Demand demand = application.getBean(Demands.class).get(number);
            Caller resident = Caller.nobody(port);
            Answer rated = resident.post(
                    "/api/demands/" + number + "/rating",
                    Map.of("code", demand.queryCode(), "grade", 5, "comment", "谢谢"));
            if (!Set.of(200, 204).contains(rated.status())) {
                Answer answered = resident.post(
                        "/api/demands/" + number + "/answer", Map.of("code", demand.queryCode(), "text", "三十本"));
                assertThat(answered.status())
                        .as(number + " " + rated + answered)
                        .isIn(200, 204);
            }
        }
    }

    /** By whoever may: somebody who may not, because of what they did before, is refused with a reason. */
    private void completes(String number, Task task) {
        assertThat(FORMS).containsKey(task.getTaskDefinitionKey());
        List<String> refused = new ArrayList<>();
        for (String person : whoMay(task)) {
            Caller caller = Caller.inTasklist(person, port);
            if (task.getAssignee() == null) {
                Answer claimed = caller.engine("POST", "/task/" + task.getId() + "/claim", Map.of("userId", person));
                if (claimed.status() != 204) {
                    refused.add(person + ": " + claimed.status() + " " + claimed.reason());
                    continue;
                }
            }
            Answer done = submits(caller, task, FORMS.get(task.getTaskDefinitionKey()));
            if (done.status() == 400 && done.reason().contains("还缺少必需的材料")) {
                done = submits(caller, task, NOT_TAKEN_IN);
            }
            if (done.status() == 200 || done.status() == 204) {
                return;
            }
            assertThat(done.status()).as(done.toString()).isBetween(400, 499);
            refused.add(person + ": " + done.status() + " " + done.reason());
            break;
        }
        throw new AssertionError(number + " at " + task.getTaskDefinitionKey() + " " + refused);
    }

    private static Answer submits(Caller caller, Task task, Map<String, Object> form) {
        return caller.engine("POST", "/task/" + task.getId() + "/submit-form", Caller.variables(form));
    }

    private List<String> whoMay(Task task) {
        if (task.getAssignee() != null) {
            return List.of(task.getAssignee());
        }
        IdentityService identity = application.getBean(IdentityService.class);
        return tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(java.util.Objects::nonNull)
                .flatMap(group -> identity.createUserQuery().memberOfGroup(group).list().stream())
                .map(User::getId)
                .distinct()
                .sorted()
                .toList();
    }
}
