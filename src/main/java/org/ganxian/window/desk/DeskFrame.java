package org.ganxian.window.desk;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskRefusals;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** What the pages of the desk have in common. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice(assignableTypes = {DeskFiling.class, DeskApplications.class})
@RequiredArgsConstructor
class DeskFrame {

    private final TaskService taskService;
    private final CurrentActor currentActor;

    Actor me() {
        return currentActor.get();
    }

    boolean isMe(Optional<String> username) {
        return username.equals(currentActor.username());
    }

    /** Where the acceptance goes on in Tasklist, which is the clerk's already; the application's page when there is none. */
    String acceptance(String number) {
        return currentActor
                .asSystem(() -> taskService
                        .createTaskQuery()
                        .processInstanceBusinessKey(number)
                        .taskDefinitionKey("accept-application")
                        .list())
                .stream()
                .map(Task::getId)
                .findFirst()
                .map(task -> "/camunda/app/tasklist/default/#/?task=" + task)
                .orElse("/desk/applications/" + number);
    }

    @ExceptionHandler
    ModelAndView refused(Refusal refusal) {
        return DeskRefusals.page(refusal.status(), refusal.getMessage());
    }

    @ExceptionHandler
    ModelAndView misread(TypeMismatchException e) {
        return DeskRefusals.page(HttpStatus.BAD_REQUEST, "地址不完整，请返回后重试");
    }
}
