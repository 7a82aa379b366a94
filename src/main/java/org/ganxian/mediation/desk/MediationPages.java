package org.ganxian.mediation.desk;

import java.util.Arrays;
import lombok.RequiredArgsConstructor;
import org.ganxian.mediation.Mediations;
import org.ganxian.mediation.dossier.Ending;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Sort;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 调解: a committee's cases, and one of them for those who may read it. */
@DeskPage
@RequestMapping("/desk/mediations")
@RequiredArgsConstructor
class MediationPages {

    private static final int ON_A_PAGE = 20;

    private final MediationDuty duty;
    private final Mediations mediations;

    /** @param state {@code done}, or empty for what goes on */
    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String state, @RequestParam(defaultValue = "1") int page, Model model) {
        duty.require();
        boolean over = "done".equals(state);
        Page<Mediations.Line> some =
                mediations.mine(over, Paging.shown(page, ON_A_PAGE).withSort(Sort.by(Sort.Direction.DESC, "id")));
        model.addAttribute("over", over);
        model.addAttribute("lines", some.getContent());
        Paging.tell(model, some);
        return "desk/mediations";
    }

    @GetMapping("/{number}")
    String open(@PathVariable String number, Model model) {
        show(number, model);
        return "desk/mediation";
    }

    private void show(String number, Model model) {
        duty.require();
        model.addAttribute("file", mediations.open(number));
        model.addAttribute(
                "endings",
                Arrays.stream(Ending.values())
                        .filter(Ending.AT_ANY_TIME::contains)
                        .toList());
    }

    @PostMapping("/{number}/end")
    ModelAndView end(@PathVariable String number, @RequestParam(defaultValue = "") String why, Model model) {
        duty.require();
        return after(number, model, () -> mediations.end(number, reason(why)));
    }

    private static Ending reason(String why) {
        return Arrays.stream(Ending.values())
                .filter(one -> one.name().equals(why))
                .findFirst()
                .orElseThrow(() -> Refusal.field("why", "请选择终止的原因"));
    }

    @PostMapping("/{number}/danger")
    ModelAndView danger(@PathVariable String number, Model model) {
        duty.require();
        return after(number, model, () -> mediations.report(number));
    }

    /** The code is shown on this page once, and on none afterwards. */
    @PostMapping("/{number}/code")
    ModelAndView giveCode(@PathVariable String number, @RequestParam(defaultValue = "") String side, Model model) {
        duty.require();
        try {
            model.addAttribute("code", mediations.giveCode(number, side));
            model.addAttribute("codeOf", side);
            show(number, model);
            return new ModelAndView("desk/mediation", model.asMap());
        } catch (Refusal refusal) {
            show(number, model);
            model.addAttribute("message", refusal.getMessage());
            return new ModelAndView("desk/mediation", model.asMap(), refusal.status());
        }
    }

    @PostMapping("/{number}/mediator")
    ModelAndView replaceMediator(@PathVariable String number, Model model) {
        duty.require();
        return after(number, model, () -> mediations.replaceMediator(number));
    }

    private ModelAndView after(String number, Model model, Runnable deed) {
        try {
            deed.run();
            return new ModelAndView("redirect:/desk/mediations/" + number);
        } catch (Refusal refusal) {
            show(number, model);
            model.addAttribute("message", refusal.getMessage());
            return new ModelAndView("desk/mediation", model.asMap(), refusal.status());
        }
    }
}
