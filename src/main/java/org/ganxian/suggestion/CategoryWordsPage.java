package org.ganxian.suggestion;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.organization.Administrators;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.ganxian.platform.web.TypedDay;
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

/** 分类用词: by which words a category is suggested; what a text is suggested now is tried beside. */
@DeskPage
@RequestMapping("/desk/category-words")
@RequiredArgsConstructor
class CategoryWordsPage {

    private static final String VIEW = "desk/category-words";
    private static final int PAGE_SIZE = 20;

    /** Words of one category. */
    record Row(String code, String path, List<Word> words) {}

    /** @param by who added it; empty for what is shipped */
    record Word(String text, String by) {}

    private final CategoryWords words;
    private final CategorySuggestions suggestions;
    private final Categories categories;
    private final Administrators administrators;

    private Actor require() {
        return administrators.ofTheCity("只有市级系统管理员可以管理分类用词");
    }

    @GetMapping
    ModelAndView list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String sample,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        require();
        return shown(q, sample, page, "", "", Map.of(), model);
    }

    private ModelAndView shown(
            String q, String sample, int page, String code, String word, Map<String, String> wrong, Model model) {
        String wanted = q.strip();
        LocalDate today = words.today();
        Map<String, String> addedBy = words.changes().stream()
                .filter(change -> !change.removed() && change.holdsOn(today))
                .collect(Collectors.toMap(
                        change -> change.code() + " " + change.word(), CategoryWord::changedBy, (a, b) -> b));
        Map<String, List<Word>> byCode = words.all().stream()
                .collect(Collectors.groupingBy(
                        Phrases.Phrase::code,
                        Collectors.mapping(
                                phrase -> new Word(
                                        phrase.text(), addedBy.getOrDefault(phrase.code() + " " + phrase.text(), "")),
                                Collectors.toList())));
        List<Row> rows = categories.all().stream()
                .map(c -> new Row(
                        c.code(),
                        String.join(" / ", categories.path(c.code())),
                        byCode.getOrDefault(c.code(), List.of())))
                .filter(row -> wanted.isEmpty() ? !row.words().isEmpty() : fits(row, wanted))
                .toList();
        PageRequest asked = Paging.shown(page, PAGE_SIZE, rows.size());
        List<Row> some = rows.stream().skip(asked.getOffset()).limit(PAGE_SIZE).toList();
        model.addAttribute("rows", some);
        model.addAttribute("today", today);
        model.addAttribute("coming", words.coming());
        model.addAttribute("q", wanted);
        model.addAttribute("sample", sample);
        model.addAttribute("suggested", suggestions.of(null, sample));
        model.addAttribute("code", code);
        model.addAttribute("word", word);
        model.addAttribute("wrong", wrong);
        Paging.tell(model, new PageImpl<>(some, asked, rows.size()));
        return new ModelAndView(VIEW, model.asMap(), wrong.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
    }

    private static boolean fits(Row row, String wanted) {
        return row.code().equals(wanted)
                || row.path().contains(wanted)
                || row.words().stream().anyMatch(word -> word.text().contains(wanted));
    }

    @PostMapping
    ModelAndView add(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String word,
            @RequestParam(defaultValue = "") String from,
            Model model) {
        Actor by = require();
        LocalDate day;
        try {
            day = day(from);
            words.add(new Phrases.Phrase(code.strip(), word.strip()), day, by);
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            return shown("", "", 1, code, word, refusal.fields(), model);
        }
        suggestions.changed();
        return done(day, "added", code.strip());
    }

    /** Empty for today. */
    private LocalDate day(String typed) {
        return typed.isBlank() ? words.today() : TypedDay.of(typed, "from");
    }

    private ModelAndView done(LocalDate day, String what, String code) {
        return new ModelAndView(
                "redirect:/desk/category-words?%s&q=%s".formatted(day.isAfter(words.today()) ? "planned" : what, code));
    }

    @PostMapping("/removal")
    ModelAndView remove(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String word,
            @RequestParam(defaultValue = "") String from) {
        Actor by = require();
        LocalDate day = day(from);
        words.remove(new Phrases.Phrase(code, word), day, by);
        suggestions.changed();
        return done(day, "removed", code);
    }

    /** What is planned for a word will not be. */
    @PostMapping("/{id}/withdrawal")
    ModelAndView withdraw(@PathVariable long id) {
        words.withdraw(id, require());
        return new ModelAndView("redirect:/desk/category-words?withdrawn");
    }
}
