package org.ganxian.danger;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.TypedDay;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 险情词表: which words there are, what a text says by them, and a word is tried on a text before it is saved. */
@DeskPage
@RequestMapping("/desk/danger-words")
@RequiredArgsConstructor
class DangerWordsPage {

    private static final String VIEW = "desk/danger-words";
    /** Characters of a line by which it is known again. */
    private static final int ROW = 30;

    private static final int SAMPLE_LENGTH = 5000;

    /** What the list says of a text, in words. */
    record Verdict(boolean danger, List<String> counting, List<String> harmless) {

        static Verdict of(WordList list, String text) {
            List<Finding> findings = list.findings(text);
            return new Verdict(
                    findings.stream().anyMatch(Finding::counts),
                    findings.stream()
                            .filter(Finding::counts)
                            .map(finding -> finding.found() + "（"
                                    + Texts.shorten(finding.word().text(), ROW) + "）")
                            .distinct()
                            .toList(),
                    findings.stream()
                            .filter(finding -> !finding.counts())
                            .map(finding ->
                                    finding.found() + "（" + Texts.shorten(String.valueOf(finding.because()), ROW) + "）")
                            .distinct()
                            .toList());
        }
    }

    /**
     * What is planned for a line.
     *
     * @param begins false when it ends
     * @param on the first day on which that holds
     */
    record Coming(DangerWord line, boolean begins, LocalDate on) {

        static List<Coming> of(List<DangerWord> lines, LocalDate today) {
            return lines.stream()
                    .flatMap(line -> of(line, today))
                    .sorted(Comparator.comparing(Coming::on))
                    .toList();
        }

        private static Stream<Coming> of(DangerWord line, LocalDate today) {
            LocalDate from = line.validFrom();
            LocalDate to = line.validTo();
            if (from != null && line.beginsAfter(today)) {
                return Stream.of(new Coming(line, true, from));
            }
            return to == null || line.isOverBy(today)
                    ? Stream.empty()
                    : Stream.of(new Coming(line, false, to.plusDays(1)));
        }
    }

    private final DangerWords words;
    private final WordChanges changes;
    private final DangerAdministrators administrators;
    private final LastMonth lastMonth;

    @GetMapping
    String list(Model model) {
        administrators.require();
        show(model, "", null, "", Map.of());
        return VIEW;
    }

    private void show(Model model, String word, @Nullable Kind kind, String sample, Map<String, String> wrong) {
        LocalDate today = words.today();
        List<DangerWord> all = words.lines();
        model.addAttribute("kinds", Kind.values());
        model.addAttribute("newer", changes.newer());
        model.addAttribute("today", today);
        model.addAttribute(
                "lines",
                all.stream().filter(line -> line.countsOn(today)).collect(Collectors.groupingBy(DangerWord::kind)));
        model.addAttribute("coming", Coming.of(all, today));
        model.addAttribute("word", word);
        model.addAttribute("kind", kind);
        model.addAttribute("sample", sample);
        model.addAttribute("wrong", wrong);
    }

    /** What the text says now, and with the word if one is tried. */
    @PostMapping("/trial")
    ModelAndView trial(
            @RequestParam(defaultValue = "") String sample,
            @RequestParam(defaultValue = "") String word,
            @RequestParam(defaultValue = "") String kind,
            Model model) {
        administrators.require();
        Optional<Kind> known = kindOf(kind);
        try {
            if (sample.isBlank() || sample.length() > SAMPLE_LENGTH) {
                throw Refusal.field("sample", "请填写一段群众的话，最多 " + SAMPLE_LENGTH + " 字");
            }
            WordList now = words.current();
            model.addAttribute("now", Verdict.of(now, sample));
            NewerWords newer = changes.newer();
            if (!newer.isNone()) {
                model.addAttribute("taken", Verdict.of(newer.taken(), sample));
                model.addAttribute("takenMonth", lastMonth.of(now, newer.taken()));
            }
            if (!word.isBlank()) {
                Word tried = tried(word, known);
                model.addAttribute("then", Verdict.of(now.with(tried), sample));
                model.addAttribute("month", lastMonth.of(now, now.with(tried)));
            }
            show(model, word.strip(), known.orElse(null), sample, Map.of());
            return new ModelAndView(VIEW, model.asMap());
        } catch (Refusal refusal) {
            show(model, word.strip(), known.orElse(null), sample, refusal.fields());
            return new ModelAndView(VIEW, model.asMap(), HttpStatus.BAD_REQUEST);
        }
    }

    private static Word tried(String word, Optional<Kind> kind) {
        Word tried = new Word(kind.orElseThrow(() -> Refusal.field("kind", "请选择类别")), word.strip());
        WordChanges.requireSound(tried);
        return tried;
    }

    private static Optional<Kind> kindOf(String name) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }

    /** Saves a word that was tried; the page has the button only then. */
    @PostMapping
    String add(
            @RequestParam(defaultValue = "") String word,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String from) {
        Actor who = administrators.require();
        LocalDate day = day(from);
        changes.add(tried(word, kindOf(kind)), day, who);
        return done(day, "added");
    }

    /** Empty for today. */
    private LocalDate day(String typed) {
        return typed.isBlank() ? words.today() : TypedDay.of(typed, "from");
    }

    private String done(LocalDate day, String what) {
        return "redirect:/desk/danger-words?" + (day.isAfter(words.today()) ? "planned" : what);
    }

    /** Takes what this release ships otherwise than the city's list. */
    @PostMapping("/newer")
    String takeNewer() {
        changes.takeNewer(administrators.require());
        return "redirect:/desk/danger-words?taken";
    }

    @PostMapping("/{id}/removal")
    String remove(@PathVariable long id, @RequestParam(defaultValue = "") String from) {
        Actor who = administrators.require();
        LocalDate day = day(from);
        changes.remove(id, day, who);
        return done(day, "removed");
    }

    /** What is planned for a line will not be. */
    @PostMapping("/{id}/withdrawal")
    String withdraw(@PathVariable long id) {
        changes.withdraw(id, administrators.require());
        return "redirect:/desk/danger-words?withdrawn";
    }
}
