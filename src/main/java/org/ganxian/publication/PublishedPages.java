package org.ganxian.publication;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.organization.Units;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Texts;
import org.ganxian.platform.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 大家的事: what has been published, to browse and to search, without a login. */
@Controller
@RequestMapping("/portal/published")
@Transactional(readOnly = true)
@RequiredArgsConstructor
class PublishedPages {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy年M月d日").withZone(PeopleTime.ZONE);
    private static final int ON_A_PAGE = 10;
    private static final int LONGEST = 60;
    private static final int WORDS = 3;

    /** @param place null when it is of no community */
    record Seen(
            Long id,
            String title,
            String question,
            String answer,
            String category,
            @Nullable String place,
            String received,
            String told) {}

    record Choice(String code, String name) {}

    private final PublishedCase.Repository published;
    private final Categories categories;
    private final Units units;

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String category,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        String typed = Texts.shorten(q.strip(), LONGEST);
        List<String> words = Arrays.stream(typed.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .limit(WORDS)
                .map(PublishedPages::literal)
                .toList();
        Page<Seen> found = published
                .shown(
                        // A code has digits alone, so nothing in it is a wildcard.
                        category.matches("\\d{2}") ? category : "",
                        place,
                        word(words, 0),
                        word(words, 1),
                        word(words, 2),
                        Paging.shown(page, ON_A_PAGE))
                .map(this::seen);
        model.addAttribute("cases", found.getContent());
        model.addAttribute("q", typed);
        model.addAttribute("category", category);
        model.addAttribute("place", place);
        model.addAttribute("filtered", !typed.isEmpty() || !category.isEmpty() || !place.isEmpty());
        model.addAttribute(
                "categories",
                published.categories().stream()
                        .sorted()
                        .map(code -> new Choice(code, String.join(" › ", categories.path(code))))
                        .toList());
        model.addAttribute(
                "places",
                published.places().stream()
                        .map(code -> new Choice(code, units.path(code)))
                        .sorted(Comparator.comparing(Choice::code))
                        .toList());
        Paging.tell(model, found);
        return "portal/published";
    }

    private static String word(List<String> words, int which) {
        return which < words.size() ? words.get(which) : "";
    }

    private static String literal(String word) {
        return word.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    @GetMapping("/{id}")
    ModelAndView one(@PathVariable String id) {
        Optional<PublishedCase> found =
                id.matches("\\d{1,18}") ? published.findByIdAndShownTrue(Long.valueOf(id)) : Optional.empty();
        return found.map(this::seen)
                .map(seen -> new ModelAndView("portal/published-case").addObject("one", seen))
                .orElseGet(() -> new ModelAndView("portal/refused", HttpStatus.NOT_FOUND)
                        .addObject("message", "这件诉求没有公开，或者已经撤下。")
                        .addObject("status", HttpStatus.NOT_FOUND.value()));
    }

    private Seen seen(PublishedCase one) {
        return new Seen(
                one.id(),
                one.title(),
                one.question(),
                one.answer(),
                String.join(" › ", categories.path(one.categoryCode())),
                one.placeCode() == null ? null : units.path(one.placeCode()),
                day(one.receivedAt()),
                day(one.publishedAt()));
    }

    private static String day(Instant at) {
        return DAY.format(at);
    }
}
