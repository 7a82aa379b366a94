package org.ganxian.rules;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.tables.CityRules;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.ganxian.platform.web.TypedDay;
import org.ganxian.rules.Sheet.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 规则草稿: a table is changed, looked at and tried, then takes effect. */
@DeskPage
@RequestMapping("/desk/rules/{decision}/draft")
@RequiredArgsConstructor
class RuleDraftPage {

    private static final int ON_A_PAGE = 50;

    private final RulesAdministrators administrators;
    private final RuleTables tables;
    private final RuleDrafts drafts;

    private static String back(String decision) {
        return "redirect:/desk/rules/" + decision + "/draft";
    }

    @PostMapping
    String begin(@PathVariable String decision) {
        Actor by = administrators.require();
        drafts.begin(tables.get(decision), by);
        return back(decision);
    }

    @GetMapping
    String show(@PathVariable String decision, Model model) {
        administrators.require();
        CityRules rules = tables.get(decision);
        RuleDraft draft = drafts.get(rules);
        RulesPage.tell(model, rules, drafts.sheet(draft));
        tell(model, draft);
        return "desk/rule-draft";
    }

    private static void tell(Model model, RuleDraft draft) {
        model.addAttribute("draft", draft);
        model.addAttribute("said", RulesPage.said(draft));
    }

    @PostMapping("/rows/{number}/move")
    String move(
            @PathVariable String decision,
            @PathVariable int number,
            @RequestParam int to,
            @RequestParam String version) {
        Actor by = administrators.require();
        drafts.change(
                tables.get(decision),
                version,
                rows -> {
                    RuleRowPage.require(rows, number);
                    RuleRowPage.require(rows, to);
                    Collections.swap(rows, number - 1, to - 1);
                    return rows;
                },
                by);
        return back(decision) + "#row-" + to;
    }

    @PostMapping("/rows/{number}/removal")
    String remove(@PathVariable String decision, @PathVariable int number, @RequestParam String version) {
        Actor by = administrators.require();
        drafts.change(tables.get(decision), version, rows -> without(rows, number), by);
        return back(decision);
    }

    private static List<Row> without(List<Row> rows, int number) {
        RuleRowPage.require(rows, number);
        if (rows.size() == 1) {
            throw Refusal.conflict("规则表至少要有一行");
        }
        rows.remove(number - 1);
        return rows;
    }

    @PostMapping("/discarding")
    String discard(@PathVariable String decision, @RequestParam String version) {
        Actor by = administrators.require();
        drafts.discard(tables.get(decision), version, by);
        return "redirect:/desk/rules/" + decision;
    }

    /** As a file, to be kept elsewhere or put to work on. */
    @GetMapping("/dmn")
    ResponseEntity<byte[]> download(@PathVariable String decision) {
        administrators.require();
        RuleDraft draft = drafts.get(tables.get(decision));
        return RulesPage.file(decision + "-draft.dmn", draft.content());
    }

    /** What the draft changes, what is wrong with it, and what it would have made of last month's cases. */
    @GetMapping("/preview")
    String preview(@PathVariable String decision, @RequestParam(defaultValue = "1") int page, Model model) {
        administrators.require();
        CityRules rules = tables.get(decision);
        preview(rules, page, "", "", Map.of(), model);
        return "desk/rule-preview";
    }

    private void preview(CityRules rules, int page, String reason, String day, Map<String, String> wrong, Model model) {
        RuleDraft draft = drafts.get(rules);
        Sheet sheet = drafts.sheet(draft);
        RulesPage.tell(model, rules, sheet);
        tell(model, draft);
        model.addAttribute("against", tables.inForce(rules).id());
        model.addAttribute("difference", Difference.of(tables.sheet(rules), sheet, new Words(rules)));
        Findings findings = tables.findings(rules, sheet);
        model.addAttribute("findings", findings);
        model.addAttribute("reason", reason);
        model.addAttribute("day", day);
        model.addAttribute("wrong", wrong);
        if (findings.mistakes().isEmpty()) {
            CityRules.Trial trial = tables.trial(rules, sheet);
            PageRequest shown = Paging.shown(page, ON_A_PAGE, trial.moves().size());
            int from = (int) Math.min(shown.getOffset(), trial.moves().size());
            List<CityRules.Move> some = trial.moves()
                    .subList(from, Math.min(from + ON_A_PAGE, trial.moves().size()));
            model.addAttribute("trial", trial);
            model.addAttribute("moves", some);
            Paging.tell(model, new PageImpl<>(some, shown, trial.moves().size()));
        }
    }

    @PostMapping("/effect")
    ModelAndView takeEffect(
            @PathVariable String decision,
            @RequestParam String version,
            @RequestParam String against,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String day,
            Model model) {
        Actor by = administrators.require();
        CityRules rules = tables.get(decision);
        try {
            drafts.takeEffect(rules, version, against, reason, dayOf(day), by);
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            preview(rules, 1, reason, day, refusal.fields(), model);
            return new ModelAndView("desk/rule-preview", model.asMap(), refusal.status());
        }
        return new ModelAndView("redirect:/desk/rules/" + decision + (day.isBlank() ? "?inForce" : "?scheduled"));
    }

    private static @Nullable LocalDate dayOf(String text) {
        try {
            return text.isBlank() ? null : TypedDay.parse(text);
        } catch (DateTimeParseException none) {
            throw Refusal.field("day", "请按 2026-01-31 这样填写日期");
        }
    }

    @PostMapping("/cancelling")
    String cancel(@PathVariable String decision) {
        Actor by = administrators.require();
        drafts.cancel(tables.get(decision), by);
        return "redirect:/desk/rules/" + decision + "?cancelled";
    }
}
