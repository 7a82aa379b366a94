package org.ganxian.organization.units;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.apache.commons.lang3.StringUtils;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.ganxian.platform.web.TypedDay;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Closing, merging, splitting and moving a unit: what it would do to its cases and people, then the deed. */
@DeskPage
@RequestMapping("/desk/units/{code}/change")
@RequiredArgsConstructor
class UnitChangePages {

    private static final String VIEW = "desk/unit-change";
    private static final int PAGE = 50;
    private static final int WORDS = 40;

    private final Units units;
    private final UnitChanges changes;
    private final UnitWork work;
    private final UnitAdministrators administrators;

    @GetMapping
    String preview(
            @PathVariable String code,
            @RequestParam String kind,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        administrators.requireAbove(code);
        show(code, kindOf(kind), to, from, words, page, null, model);
        return VIEW;
    }

    // The parameters are the form's fields and where its list stands.
    private void show(
            String code,
            UnitChange.Kind kind,
            String to,
            String from,
            String words,
            int page,
            @Nullable String message,
            Model model) {
        Unit unit = units.get(code);
        List<String> codes = changes.closing(unit);
        long open = work.count(codes);
        PageRequest shown = Paging.shown(page, PAGE, open);
        List<UnitWork.Line> lines = work.at(codes, shown.getPageNumber(), PAGE);
        String wanted = StringUtils.left(words.strip(), WORDS);
        Paging.tell(model, new PageImpl<>(lines, shown, open));
        model.addAttribute("unit", unit);
        model.addAttribute("path", units.path(code));
        model.addAttribute("kind", kind);
        model.addAttribute("to", to);
        model.addAttribute("target", units.find(to).orElse(null));
        model.addAttribute("from", from);
        model.addAttribute("words", wanted);
        model.addAttribute("open", open);
        model.addAttribute("lines", lines);
        model.addAttribute("chosen", wanted.isEmpty() ? List.of() : work.numbersAt(codes, wanted));
        model.addAttribute("staff", kind == UnitChange.Kind.MERGE ? changes.staffOf(codes) : List.of());
        model.addAttribute("message", message);
    }

    private static UnitChange.Kind kindOf(String name) {
        return List.of(UnitChange.Kind.values()).stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("请从单位页面选择要做的调整"));
    }

    @PostMapping
    ModelAndView change(
            @PathVariable String code,
            @RequestParam String kind,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(required = false) @Nullable List<String> numbers,
            Model model) {
        Actor by = administrators.requireAbove(code);
        UnitChange.Kind wanted = kindOf(kind);
        try {
            if (!to.isBlank()) {
                administrators.require(to);
            }
            switch (wanted) {
                case MERGE -> changes.close(code, day(from), to.isBlank() ? null : to, by);
                case MOVE -> changes.move(code, to, by);
                case SPLIT -> changes.split(code, to, chosen(code, words, numbers), by);
            }
            return new ModelAndView("redirect:/desk/units/" + code, Map.of("begun", ""));
        } catch (Refusal refusal) {
            show(code, wanted, to, from, words, 1, refusal.getMessage(), model);
            HttpStatus status = refusal.status();
            return new ModelAndView(VIEW, model.asMap(), status);
        }
    }

    /** By words of the address, and by hand. */
    private List<String> chosen(String code, String words, @Nullable List<String> numbers) {
        List<String> chosen = new ArrayList<>(numbers == null ? List.of() : numbers);
        if (!words.isBlank()) {
            chosen.addAll(work.numbersAt(changes.closing(units.get(code)), StringUtils.left(words.strip(), WORDS)));
        }
        return chosen;
    }

    private static LocalDate day(String typed) {
        try {
            return typed.isBlank() ? Unit.today() : TypedDay.parse(typed);
        } catch (DateTimeParseException e) {
            throw Refusal.field("from", "请按 2027-01-31 的样子填写日期");
        }
    }
}
