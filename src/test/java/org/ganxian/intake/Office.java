package org.ganxian.intake;

import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;

/** What staff do with an order while the resident looks on. */
@TestComponent
public class Office {

    @Autowired
    TaskService tasks;

    @Autowired
    FormService forms;

    @Autowired
    IdentityService identity;

    public void asks(String number, String question) {
        fillsIn("dispatcher", number, "screen-order", Map.of("decision", "ask", "question", question));
    }

    public void rejects(String number, String reason, String where) {
        fillsIn("dispatcher", number, "screen-order", Map.of("decision", "reject", "reason", reason, "where", where));
    }

    public void merges(String number, String master) {
        fillsIn("dispatcher", number, "screen-order", Map.of("decision", "merge", "master", master));
    }

    public void serves(String number, String report) {
        fillsIn("dispatcher", number, "screen-order", Map.of("decision", "accept"));
        fillsIn("dispatcher", number, "dispatch-order", Map.of("decision", "open"));
        fillsIn(
                "member1",
                number,
                "claim-order",
                Map.of("decision", "contacted", "channel", "PHONE", "note", "约好上门时间"));
        fillsIn("member1", number, "serve-order", Map.of("decision", "report", "report", report));
        fillsIn("dispatcher", number, "check-result", Map.of("decision", "approve"));
    }

    /** Whoever may claim it fills in the form of this task. */
    public void fillsIn(String username, String number, String key, Map<String, Object> form) {
        Task task = tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskDefinitionKey(key)
                .singleResult();
        identity.setAuthentication(
                username,
                identity.createGroupQuery().groupMember(username).list().stream()
                        .map(Group::getId)
                        .toList());
        try {
            if (task.getAssignee() == null) {
                tasks.claim(task.getId(), username);
            }
            forms.submitTaskForm(task.getId(), form);
        } finally {
            identity.clearAuthentication();
        }
    }
}
