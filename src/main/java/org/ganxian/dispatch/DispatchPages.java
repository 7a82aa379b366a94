package org.ganxian.dispatch;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.dispatch.ManyTasks.Decision;
import org.ganxian.dispatch.ManyTasks.Outcome;
import org.ganxian.dispatch.WaitingTasks.Kind;
import org.ganxian.dispatch.WaitingTasks.Line;
import org.ganxian.engine.Choice;
import org.ganxian.order.OrderForms;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.http.HttpStatus;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 派单台: the list of what waits, and one decision for those that are ticked. */
@DeskPage
@RequestMapping("/desk/dispatch")
@RequiredArgsConstructor
class DispatchPages {

    private static final String NEWEST = "newest";

    private final DispatchDuty duty;
    private final WaitingTasks waiting;
    private final ManyTasks many;
    private final OrderForms forms;

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable Kind kind,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        duty.require();
        Kind shown = kind != null ? kind : duty.isDispatcher() ? Kind.DISPATCH : Kind.TRIAGE;
        Page<Line> lines = waiting.of(shown, NEWEST.equals(sort), Paging.shown(page, ManyTasks.MOST));
        model.addAttribute("sorts", List.of(new Choice("最近收到的在前", NEWEST)));
        model.addAttribute("sort", sort);
        model.addAttribute("kind", shown);
        model.addAttribute("both", duty.isDispatcher() && duty.isTriage());
        model.addAttribute("items", lines.getContent());
        if (shown == Kind.TRIAGE) {
            model.addAttribute("servingUnits", forms.servingUnits());
            model.addAttribute("categories", forms.under("categories").orElse(List.of()));
        } else {
            model.addAttribute("members", waiting.members());
        }
        Paging.tell(model, lines);
        return "desk/dispatch";
    }

    @PostMapping
    ModelAndView decide(
            @RequestParam Kind kind,
            @RequestParam(required = false) @Nullable List<String> task,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String member,
            @RequestParam(defaultValue = "") String skills,
            @RequestParam(defaultValue = "") String visitWindow,
            @RequestParam(defaultValue = "") String category,
            @RequestParam(defaultValue = "") String unit) {
        duty.require();
        Model model = new ExtendedModelMap();
        try {
            if (decision.equals("named") && member.isEmpty()) {
                throw Refusal.field("member", "请选择接单的党员");
            }
            List<Outcome> outcomes = many.decide(
                    task == null ? List.of() : task,
                    new Decision(decision, member, skills.strip(), visitWindow.strip(), category, unit));
            model.addAttribute("outcomes", outcomes);
            model.addAttribute("done", outcomes.stream().filter(Outcome::done).count());
            model.addAttribute("kind", kind);
            return new ModelAndView("desk/dispatched", model.asMap());
        } catch (Refusal refusal) {
            String view = list(kind, "", 1, model);
            model.addAttribute("message", refusal.getMessage());
            model.addAttribute("chosen", task == null ? List.of() : task);
            return new ModelAndView(view, model.asMap(), HttpStatus.BAD_REQUEST);
        }
    }
}
