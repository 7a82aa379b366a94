package org.ganxian.publication;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.engine.Choice;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Sort;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 诉求公开: a dispatcher tells a closed case anew, and takes it back. */
@DeskPage
@RequestMapping("/desk/published")
@RequiredArgsConstructor
class PublicationDesk {

    private static final int ON_A_PAGE = 20;
    private static final String SHOWN = "shown";
    private static final String OLDEST = "oldest";
    private static final List<Choice> STATES = List.of(new Choice("公开的", SHOWN), new Choice("撤下的", "back"));
    private static final List<Choice> SORTS = List.of(new Choice("最早公开的在前", OLDEST));

    /**
     * One of the list.
     *
     * @param back when, by whom and why it was taken back; null while it is shown
     */
    record Line(
            Long id,
            String number,
            String title,
            String published,
            String by,
            @Nullable String back) {}

    private final Publications publications;
    private final PublishedCase.Repository published;
    private final PublicationDuty duty;
    private final Categories categories;
    private final CurrentActor actors;

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        duty.require();
        Sort.Direction order = OLDEST.equals(sort) ? Sort.Direction.ASC : Sort.Direction.DESC;
        Set<String> units = duty.units();
        Page<Line> lines = published
                .ofUnits(
                        duty.seesAll(),
                        units.isEmpty() ? Set.of("") : units,
                        state.isEmpty() ? Set.of(true, false) : Set.of(SHOWN.equals(state)),
                        Paging.shown(page, ON_A_PAGE).withSort(order, "publishedAt", "id"))
                .map(this::line);
        model.addAttribute("states", STATES);
        model.addAttribute("state", state);
        model.addAttribute("sorts", SORTS);
        model.addAttribute("sort", sort);
        model.addAttribute("lines", lines.getContent());
        model.addAttribute("publishes", !duty.units().isEmpty());
        Paging.tell(model, lines);
        return "desk/published";
    }

    private Line line(PublishedCase one) {
        return new Line(
                one.id(),
                one.number(),
                one.title(),
                PeopleTime.of(one.publishedAt()),
                actors.ofId(one.publishedBy()).title(),
                one.shown()
                        ? null
                        : "%s 由%s撤下：%s"
                                .formatted(
                                        PeopleTime.of(Objects.requireNonNull(one.takenBackAt())),
                                        actors.ofId(Objects.requireNonNull(one.takenBackBy()))
                                                .title(),
                                        one.takenBackWhy()));
    }

    /** From the box in which a number is typed. */
    @GetMapping("/case")
    ModelAndView find(@RequestParam(defaultValue = "") String number) {
        duty.require();
        try {
            return form(number, null, Map.of(), null);
        } catch (Refusal refusal) {
            Model model = new ExtendedModelMap();
            list("", "", 1, model);
            return new ModelAndView("desk/published", model.asMap(), refusal.status())
                    .addObject("message", refusal.getMessage())
                    .addObject("number", number);
        }
    }

    private ModelAndView form(
            String number, @Nullable Told typed, Map<String, String> wrong, @Nullable String message) {
        Publications.Subject subject = publications.look(number);
        String category = String.join(" / ", categories.path(subject.demand().categoryCode()));
        Told draft = Told.draft(subject.demand(), category, subject.answer());
        Told told = typed != null
                ? typed
                : subject.earlier()
                        .map(it -> new Told(it.title(), it.question(), it.answer()))
                        .orElse(draft);
        return new ModelAndView("desk/published-form")
                .addObject("number", subject.demand().number())
                .addObject("original", subject.demand().description())
                .addObject("answered", subject.answer())
                .addObject("category", category)
                .addObject(
                        "shown", subject.earlier().filter(PublishedCase::shown).isPresent())
                .addObject("form", told)
                .addObject("wrong", wrong)
                .addObject("message", message);
    }

    @PostMapping("/{number}")
    ModelAndView publish(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String question,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(required = false) @Nullable String looked) {
        duty.require();
        Told told = new Told(title.strip(), lines(question), lines(answer));
        try {
            publications.publish(number, told, looked != null);
            return new ModelAndView("redirect:/desk/published?done");
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            ModelAndView again = form(number, told, refusal.fields(), null);
            again.setStatus(refusal.status());
            return again;
        }
    }

    /** A browser sends line ends as two characters; people count one. */
    private static String lines(String typed) {
        return typed.replace("\r\n", "\n").strip();
    }

    @PostMapping("/{number}/withdrawal")
    ModelAndView takeBack(@PathVariable String number, @RequestParam(defaultValue = "") String why) {
        duty.require();
        try {
            publications.takeBack(number, why);
            return new ModelAndView("redirect:/desk/published?back");
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            Model model = new ExtendedModelMap();
            list("", "", 1, model);
            return new ModelAndView("desk/published", model.asMap(), refusal.status())
                    .addObject("message", refusal.fields().get("why"));
        }
    }
}
