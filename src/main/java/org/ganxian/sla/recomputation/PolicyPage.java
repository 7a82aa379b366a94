package org.ganxian.sla.recomputation;

import lombok.RequiredArgsConstructor;
import org.ganxian.calendar.CalendarAdministrators;
import org.ganxian.engine.tables.RefusedTables;
import org.ganxian.platform.Actor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 套用时限规则: what open cases would see, and the button that lets them. */
@Controller
@RequestMapping("/desk/policy")
@RequiredArgsConstructor
class PolicyPage {

    private final PolicyChange change;
    private final CalendarAdministrators administrators;
    private final RefusedTables refused;

    @GetMapping
    String preview(Model model) {
        administrators.orManagersOfTheCity();
        model.addAttribute("refused", refused.reasons());
        PolicyChange.Preview preview = change.preview();
        model.addAttribute("preview", preview);
        model.addAttribute(
                "lines", preview.first().stream().map(PolicyPage::line).toList());
        return "desk/policy";
    }

    private static RecomputationPage.Line line(PolicyChange.Line line) {
        return new RecomputationPage.Line(
                line.subject(),
                line.step().title(),
                PeopleTime.of(line.oldDue()),
                PeopleTime.of(line.newDue()),
                line.flagged(),
                line.late() ? "套用后立即超时" : line.note());
    }

    @PostMapping
    String apply(@RequestParam(defaultValue = "") String previewed) {
        Actor who = administrators.orManagersOfTheCity();
        return "redirect:/desk/recomputations/" + change.apply(previewed, who).id();
    }

    @ExceptionHandler
    ModelAndView refused(Refusal refusal) {
        return new ModelAndView("desk/policy-refused", refusal.status())
                .addObject("refused", refused.reasons())
                .addObject("message", refusal.getMessage())
                .addObject("again", refusal.status() == HttpStatus.CONFLICT);
    }
}
