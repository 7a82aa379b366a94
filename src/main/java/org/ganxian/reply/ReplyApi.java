package org.ganxian.reply;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The templates for a task's form, for Tasklist and the phone. */
@RestController
@Hidden
@RequiredArgsConstructor
class ReplyApi {

    private final Replies replies;

    @GetMapping("/api/tasks/{taskId}/replies")
    List<Replies.Reply> offered(@PathVariable String taskId) {
        return replies.forTask(taskId);
    }
}
