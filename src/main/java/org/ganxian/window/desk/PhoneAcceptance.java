package org.ganxian.window.desk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.FormService;
import org.ganxian.engine.EngineFailures;
import org.ganxian.platform.Refusal;
import org.ganxian.window.filed.MaterialUpload;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/**
 * 前台受理 on the phone of a clerk on a visit: materials are ticked and photographed, then the application is accepted or asked to be completed.
 * The page of the task asks this bean by its name.
 */
@Controller("phoneAcceptance")
@RequestMapping("/m/tasks/{taskId}/acceptance")
@RequiredArgsConstructor
class PhoneAcceptance {

    private static final String FILE = "file-";

    /** The field of the form that takes what was written, by decision. What else can be decided needs Tasklist. */
    private static final Map<String, String> WORDS = Map.of("accept", "note", "supplement", "missing");

    private final ApplicationPanel panel;
    private final FormService forms;
    private final TransactionTemplate transaction;

    /** Only for a task that belongs to an application. */
    public ApplicationPanel.View of(String taskId) {
        return panel.open(taskId);
    }

    /** What came in is kept, even when the decision is refused. */
    @PostMapping
    ModelAndView accept(
            @PathVariable String taskId,
            @RequestParam(required = false) List<String> received,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String words,
            @RequestParam Map<String, MultipartFile> files)
            throws IOException {
        List<MaterialUpload> taken = new ArrayList<>();
        for (Map.Entry<String, MultipartFile> each : files.entrySet()) {
            MultipartFile file = each.getValue();
            if (each.getKey().startsWith(FILE) && !file.isEmpty()) {
                String name = file.getOriginalFilename();
                taken.add(new MaterialUpload(
                        each.getKey().substring(FILE.length()), name == null ? "材料" : name, file.getBytes()));
            }
        }
        try {
            transaction.executeWithoutResult(
                    status -> keep(taskId, received == null ? Set.of() : new HashSet<>(received), taken));
            forms.submitTaskForm(taskId, form(decision, words.strip()));
            return new ModelAndView("redirect:/m");
        } catch (RuntimeException e) {
            Refusal refusal = EngineFailures.refusalBehind(e).orElseThrow(() -> e);
            return new ModelAndView("mobile/refused", refusal.status())
                    .addObject("message", refusal.getMessage())
                    .addObject("back", taskId);
        }
    }

    private void keep(String taskId, Set<String> received, List<MaterialUpload> taken) {
        ApplicationPanel.View view = panel.open(taskId);
        if (!view.mayTick()) {
            throw Refusal.forbidden("请先领取，再受理");
        }
        List<ApplicationPanel.Material> free = view.materials().stream()
                .filter(m -> m.heldBy() == null && m.files().isEmpty())
                .toList();
        tick(taskId, free, received, true);
        tick(taskId, free, received, false);
        taken.forEach(file -> panel.upload(taskId, file.material(), file.filename(), file.content()));
    }

    /** Those that the page says otherwise than it was before. */
    private void tick(String taskId, List<ApplicationPanel.Material> free, Set<String> received, boolean to) {
        Set<String> changed = free.stream()
                .filter(m -> m.received() != to && received.contains(m.code()) == to)
                .map(ApplicationPanel.Material::code)
                .collect(Collectors.toSet());
        if (!changed.isEmpty()) {
            panel.tick(taskId, changed, to);
        }
    }

    private static Map<String, Object> form(String decision, String words) {
        String field = WORDS.get(decision);
        if (field == null) {
            throw Refusal.field("decision", "请选择受理，或者一次告知补正");
        }
        Map<String, Object> form = new HashMap<>(Map.of("decision", decision));
        if (!words.isEmpty()) {
            form.put(field, words);
        }
        return form;
    }
}
