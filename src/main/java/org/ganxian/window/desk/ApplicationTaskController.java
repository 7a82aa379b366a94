package org.ganxian.window.desk;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.document.Document;
import org.ganxian.platform.web.Downloads;
import org.ganxian.window.flow.MaterialFile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The application beside a task's form, for the panel in Tasklist. */
@RestController
@Hidden
@RequestMapping("/api/tasks/{taskId}")
@RequiredArgsConstructor
class ApplicationTaskController {

    record Ticks(
            @NotEmpty(message = "请选择材料") @Size(max = 100, message = "一次最多 100 项材料")
            Set<@Size(max = 64) String> codes,

            boolean received) {}

    private final ApplicationPanel panel;

    /** No content for the task of an order: the panel asks beside every task, and nothing has failed. */
    @GetMapping("/application")
    ResponseEntity<ApplicationPanel.View> application(@PathVariable String taskId) {
        return panel.find(taskId)
                .map(ResponseEntity::ok)
                .orElse(ResponseEntity.noContent().build());
    }

    @PutMapping("/materials")
    ApplicationPanel.View tick(@PathVariable String taskId, @Valid @RequestBody Ticks ticks) {
        panel.tick(taskId, ticks.codes(), ticks.received());
        return panel.open(taskId);
    }

    @PostMapping("/materials")
    @ResponseStatus(HttpStatus.CREATED)
    ApplicationPanel.View upload(
            @PathVariable String taskId, @RequestParam String material, @RequestParam MultipartFile file)
            throws IOException {
        panel.upload(taskId, material, file.getOriginalFilename(), file.getBytes());
        return panel.open(taskId);
    }

    @GetMapping("/materials/files/{id}")
    ResponseEntity<byte[]> file(@PathVariable String taskId, @PathVariable Long id) {
        MaterialFile file = panel.file(taskId, id);
        return Downloads.uploaded(file.name(), file.mediaType(), file.content());
    }

    @GetMapping("/documents/{id}")
    ResponseEntity<byte[]> document(@PathVariable String taskId, @PathVariable Long id) {
        Document document = panel.document(taskId, id);
        return Downloads.inline(document.filename(), "application/pdf", document.content());
    }
}
