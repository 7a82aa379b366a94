package org.ganxian.mediation.desk;

import io.swagger.v3.oas.annotations.Hidden;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.engine.MyTasks;
import org.ganxian.mediation.MediationFile;
import org.ganxian.mediation.Mediations;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The dispute beside a task's form, for the panel in Tasklist. */
@RestController
@Hidden
@RequestMapping("/api/tasks/{taskId}")
@RequiredArgsConstructor
class MediationTaskController {

    private final MyTasks myTasks;
    private final Mediations mediations;

    /** No content for another flow's task, and for whoever may not read the case: the panel asks beside every task. */
    @GetMapping("/mediation")
    ResponseEntity<MediationFile> mediation(@PathVariable String taskId) {
        Task task = myTasks.get(taskId);
        return myTasks.numberOf(task)
                .flatMap(number -> mediations.beside(number, myTasks.holds(task)))
                .map(ResponseEntity::ok)
                .orElse(ResponseEntity.noContent().build());
    }
}
