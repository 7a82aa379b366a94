package org.ganxian.insight.cases;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.engine.EngineFailures;
import org.ganxian.insight.Managers;
import org.ganxian.insight.Show;
import org.ganxian.organization.Unit;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.DeskRefusals;
import org.ganxian.platform.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 诉求: the list behind every number, and each case of it with what can be done to it. */
@DeskPage
@RequestMapping("/desk/cases")
@RequiredArgsConstructor
class CasePages {

    private static final int PAGE_SIZE = 20;

    /** @param why null when it is allowed */
    record Deed(
            String key,
            String name,
            String hint,
            boolean allowed,
            @Nullable String why) {

        private static Deed of(String key, String name, String hint, CaseView.Deed may) {
            return new Deed(key, name, hint, may.allowed(), may.reason());
        }

        private static List<Deed> all(CaseView.Deeds may) {
            List<Deed> all = new ArrayList<>(List.of(
                    of("supervise", "发起督办", "由承办单位的上一级限时答复，逾期再上一级。经办人和上级会看到理由，群众不会看到。", may.supervise()),
                    of(
                            "redispatch",
                            "改派",
                            "从现在的经办人手里收回，交给别人。改派到外区，要等对方同意，答复以前仍由原单位办理。理由写进过程记录，群众不会看到。",
                            may.redispatch()),
                    of("extend", "延期", "每件诉求只能延期一次，到期以前才能延。群众会看到理由。", may.extend())));
            if (may.undo() != null) {
                all.add(
                        may.asked() == null
                                ? of("undo", "撤销改派", "对方单位还没有人处理时可以撤销，退回原来的单位，期限照常计算。理由写进过程记录，群众不会看到。", may.undo())
                                : of("undo", "撤回请求", "对方答复以前可以撤回，诉求仍由原单位办理。理由写进过程记录，群众不会看到。", may.undo()));
            }
            return all;
        }
    }

    /** Minutes in words, for the template. */
    static class Minutes {
        public String of(long minutes) {
            return PeopleTime.lasting(Duration.ofMinutes(minutes));
        }
    }

    private final Managers managers;
    private final Cases cases;
    private final CaseLines lines;
    private final CaseViews views;
    private final CaseActions actions;
    private final ListWords words;
    private final Categories categories;
    private final Clock clock;

    @GetMapping
    String list(@RequestParam Map<String, String> asked, @RequestParam(defaultValue = "1") int page, Model model) {
        CaseFilter filter = filter(asked);
        long total = cases.count(filter);
        PageRequest shown = Paging.shown(page, PAGE_SIZE, total);
        CaseSort sort = CaseSort.of(asked.get("sort"));
        List<CaseLine> some = lines.of(cases.numbers(filter, sort, shown, total));
        tellChoices(asked, sort, model);
        model.addAttribute("list", words.of(filter));
        model.addAttribute("rounds", filter.show().kept() == Show.Kept.ROUND);
        model.addAttribute("ratings", filter.show().isOfRatings());
        model.addAttribute("items", some);
        Paging.tell(model, new PageImpl<>(some, shown, total));
        return "desk/cases";
    }

    private void tellChoices(Map<String, String> asked, CaseSort sort, Model model) {
        Map<String, String> kept = new LinkedHashMap<>(asked);
        kept.keySet().removeAll(List.of("category", "level", "sort", "page"));
        model.addAttribute("asked", asked);
        model.addAttribute("kept", kept.entrySet());
        model.addAttribute("sort", sort);
        model.addAttribute("sorts", CaseSort.values());
        model.addAttribute("categories", categories.firstLevel());
        model.addAttribute(
                "levels",
                Arrays.stream(Unit.Kind.values()).filter(Unit.Kind::isPlace).toList());
    }

    private CaseFilter filter(Map<String, String> asked) {
        return CaseFilter.of(managers.area(asked.get("within")), asked, clock.instant());
    }

    @GetMapping("/{number}")
    String one(@PathVariable String number, Model model) {
        CaseView view = views.of(number);
        Instant now = clock.instant();
        model.addAttribute("now", now);
        model.addAttribute("item", view);
        model.addAttribute("deeds", Deed.all(view.may()));
        model.addAttribute("words", new Minutes());
        return "desk/case";
    }

    @PostMapping("/{number}/{what:supervise|redispatch|undo|extend}")
    ModelAndView act(
            @PathVariable String number,
            @PathVariable String what,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String more,
            RedirectAttributes next) {
        try {
            String done = what;
            switch (what) {
                case "supervise" -> actions.supervise(number, reason);
                case "redispatch" -> done = actions.redispatch(number, unit, reason) ? what : "asked";
                case "undo" -> done = actions.undo(number, reason) ? what : "taken-back";
                default -> actions.extend(number, more, reason);
            }
            next.addAttribute("done", done);
            next.addAttribute("number", number);
            return new ModelAndView("redirect:/desk/cases/{number}");
        } catch (RuntimeException e) {
            Refusal refusal = EngineFailures.refusalBehind(e).orElseThrow(() -> e);
            Model model = new ExtendedModelMap();
            ModelAndView again = new ModelAndView(one(number, model), model.asMap(), refusal.status());
            again.addObject("message", refusal.getMessage());
            again.addObject("what", what);
            again.addObject("reason", reason);
            again.addObject("unit", unit);
            again.addObject("more", more);
            return again;
        }
    }

    @ExceptionHandler
    ModelAndView misread(TypeMismatchException e) {
        return DeskRefusals.page(HttpStatus.BAD_REQUEST, "地址不完整，请从清单或 Cockpit 的数字进入");
    }
}
