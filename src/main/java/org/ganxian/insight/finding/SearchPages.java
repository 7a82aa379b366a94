package org.ganxian.insight.finding;

import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.insight.cases.CaseLines;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.ganxian.search.CaseSearch;
import org.ganxian.search.SearchRebuilds;
import org.ganxian.search.Wanted;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 搜索, at the desk and on the phone. What is looked for may name a person: it is posted, so that no address and no log has it. */
@DeskPage
@RequiredArgsConstructor
class SearchPages {

    private static final int PAGE_SIZE = 20;
    private static final int LONGEST = 60;

    // Eight: the page says what was understood, found, by whom, and what lacks yet.
    private final CaseNumber numbers;
    private final CaseSearch search;
    private final FoundCases found;
    private final CaseLines lines;
    private final Categories categories;
    private final SearchRebuilds rebuilds;
    private final CurrentActor actors;

    @GetMapping("/desk/search")
    String desk(Model model) {
        return empty("desk/search", model);
    }

    @GetMapping("/m/search")
    String phone(Model model) {
        return empty("mobile/search", model);
    }

    private String empty(String view, Model model) {
        tell(model, "", FoundCases.State.ALL, "", false);
        return view;
    }

    private void tell(Model model, String q, FoundCases.State state, String category, boolean oldestFirst) {
        model.addAttribute("q", q);
        model.addAttribute("state", state);
        model.addAttribute("states", FoundCases.State.values());
        model.addAttribute("category", category);
        model.addAttribute("categories", categories.firstLevel());
        model.addAttribute("oldestFirst", oldestFirst);
        model.addAttribute("rebuild", rebuilds.running().orElse(null));
        model.addAttribute("person", actors.username().orElse(""));
        model.addAttribute("who", actors.get().title());
    }

    @PostMapping("/desk/search")
    String findAtTheDesk(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "ALL") FoundCases.State state,
            @RequestParam(defaultValue = "") String category,
            @RequestParam(defaultValue = "") String order,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        return find(q, state, category, order, page, false, model);
    }

    @PostMapping("/m/search")
    String findOnThePhone(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "ALL") FoundCases.State state,
            @RequestParam(defaultValue = "") String category,
            @RequestParam(defaultValue = "") String order,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        return find(q, state, category, order, page, true, model);
    }

    private String find(
            String q, FoundCases.State state, String category, String order, int page, boolean phone, Model model) {
        Optional<String> number = numbers.of(q);
        Optional<String> there = number.flatMap(one -> found.pathTo(one, phone));
        if (there.isPresent()) {
            return "redirect:" + there.get();
        }
        boolean oldestFirst = "oldest".equals(order);
        tell(model, q.strip(), state, category, oldestFirst);
        number.ifPresent(one -> model.addAttribute("number", one));
        if (number.isEmpty()) {
            whatIsFound(q, state, category, oldestFirst, page, model);
        }
        return phone ? "mobile/search" : "desk/search";
    }

    private void whatIsFound(
            String q, FoundCases.State state, String category, boolean oldestFirst, int page, Model model) {
        Wanted wanted = search.understand(q);
        if (q.strip().length() > LONGEST) {
            model.addAttribute("message", "最多 " + LONGEST + " 个字，请只写最关键的几个词");
        } else if (wanted.isNothing()) {
            model.addAttribute("message", "请至少写两个字，或者编号、电话");
        } else {
            List<String> all = found.of(wanted, q, state, category, oldestFirst);
            boolean more = all.size() > FoundCases.MOST;
            List<String> shown = more ? all.subList(0, FoundCases.MOST) : all;
            PageRequest at = Paging.shown(page, PAGE_SIZE, shown.size());
            List<String> here = shown.subList((int) Math.min(at.getOffset(), shown.size()), (int)
                    Math.min(at.getOffset() + PAGE_SIZE, shown.size()));
            model.addAttribute("items", lines.of(here));
            model.addAttribute("more", more);
            Paging.tell(model, new PageImpl<>(here, at, shown.size()));
        }
    }

    /** Leads to where the logged-in person sees the case. */
    @GetMapping("/desk/search/{number}")
    String openAtTheDesk(@PathVariable String number) {
        return open(number, false);
    }

    @GetMapping("/m/search/{number}")
    String openOnThePhone(@PathVariable String number) {
        return open(number, true);
    }

    private String open(String number, boolean phone) {
        return numbers.of(number)
                .flatMap(one -> found.pathTo(one, phone))
                .map(path -> "redirect:" + path)
                .orElseThrow(() -> Refusal.notFound("没有找到这件诉求，或者它不在您能看的范围"));
    }
}
