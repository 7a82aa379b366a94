package org.ganxian.escalation;

import java.util.Arrays;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.Choice;
import org.ganxian.engine.EngineFailures;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 督办: which cases of one's area superiors are called for, and a form to call them for one more. */
@DeskPage
@RequestMapping("/desk/supervisions")
@RequiredArgsConstructor
class SupervisionPage {

    private static final int PAGE_SIZE = 20;
    private static final String DUE = "due";
    private static final List<Choice> LEVELS = Arrays.stream(Level.values())
            .map(level -> new Choice(level.title(), level.name()))
            .toList();

    private final Supervisions supervisions;
    private final Supervisors supervisors;
    private final SupervisionView.Views views;

    @GetMapping
    String list(
            @RequestParam(defaultValue = "false") boolean ended,
            @RequestParam(required = false) @Nullable Level level,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        Sort order = DUE.equals(sort) ? Sort.by("answerDue", "id") : Sort.by(Sort.Direction.DESC, "id");
        Page<Supervision> some =
                supervisions.inArea(ended, level, Paging.shown(page, PAGE_SIZE).withSort(order));
        model.addAttribute("levels", LEVELS);
        model.addAttribute("level", level == null ? "" : level.name());
        model.addAttribute("sorts", List.of(new Choice("应答复早的在前", DUE)));
        model.addAttribute("sort", sort);
        model.addAttribute("items", views.of(some.getContent()));
        model.addAttribute("ended", ended);
        Paging.tell(model, some);
        return "desk/supervisions";
    }

    @PostMapping
    ModelAndView raise(
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes next) {
        supervisors.require();
        try {
            Supervision raised = supervisions.raise(number, reason);
            next.addAttribute("raised", raised.subject());
            return new ModelAndView("redirect:/desk/supervisions");
        } catch (RuntimeException e) {
            Refusal refusal = EngineFailures.refusalBehind(e).orElseThrow(() -> e);
            ModelAndView again = open(refusal.getMessage(), refusal.status());
            again.addObject("number", number);
            again.addObject("reason", reason);
            return again;
        }
    }

    /** What is open, under a message that says what went wrong. */
    private ModelAndView open(String message, HttpStatus status) {
        Model model = new ExtendedModelMap();
        String view = list(false, null, "", 1, model);
        model.addAttribute("message", message);
        return new ModelAndView(view, model.asMap(), status);
    }

    @ExceptionHandler
    ModelAndView misread(TypeMismatchException e) {
        return open("地址不完整，下面是未答复的督办", HttpStatus.BAD_REQUEST);
    }
}
