package org.ganxian.organization.people;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.Choice;
import org.ganxian.organization.Duty;
import org.ganxian.organization.Hiring;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Post;
import org.ganxian.organization.Staff;
import org.ganxian.organization.people.PeopleAdministrators.Area;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.privacy.Masks;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 人员: who is on staff in the area of whoever asks, and a new one. */
@DeskPage
@RequestMapping("/desk/people")
@RequiredArgsConstructor
class PeoplePage {

    private static final int ON_A_PAGE = 20;
    private static final int LONGEST_WORDS = 64;
    private static final String BY_NAME = "name";
    private static final List<Choice> SORTS = List.of(new Choice("按姓名", BY_NAME));

    /** @param phone masked */
    record Line(String username, String name, @Nullable String phone, List<String> duties, StaffSearch.State state) {}

    private final PeopleAdministrators administrators;
    private final StaffSearch search;
    private final Hiring hiring;
    private final People people;

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String duty,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        Area area = administrators.area();
        String words = q.strip();
        Page<Person> found = search.find(
                words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) : words,
                area.has(unit) ? List.of(unit) : area.isCity() ? null : area.codes(),
                Duty.ofName(duty).orElse(null),
                StaffSearch.State.of(state).orElse(null),
                Paging.shown(page, ON_A_PAGE)
                        .withSort(Sort.by(BY_NAME.equals(sort) ? BY_NAME : "unitCode", "username")));
        Paging.tell(model, found);
        model.addAttribute("people", lines(found.getContent()));
        model.addAttribute("units", UnitChoices.of(area.units()));
        model.addAttribute("duties", Duty.values());
        model.addAttribute("states", StaffSearch.State.values());
        model.addAttribute("q", words);
        model.addAttribute("unit", unit);
        model.addAttribute("duty", duty);
        model.addAttribute("state", state);
        model.addAttribute("sorts", SORTS);
        model.addAttribute("sort", sort);
        return "desk/people";
    }

    private List<Line> lines(List<Person> found) {
        Map<String, List<String>> duties = people.dutiesOf(found);
        Map<String, StaffSearch.State> states = search.statesOf(found);
        return found.stream()
                .map(person -> new Line(
                        person.username(),
                        person.name(),
                        Masks.phone(person.phone().orElse(null)),
                        duties.getOrDefault(person.username(), List.of()),
                        Objects.requireNonNull(states.get(person.username()))))
                .toList();
    }

    @GetMapping("/new")
    ModelAndView form() {
        return form(administrators.area(), Map.of(), Map.of(), HttpStatus.OK);
    }

    private static ModelAndView form(
            Area area, Map<String, String> typed, Map<String, String> wrong, HttpStatus status) {
        return new ModelAndView("desk/person-new", status)
                .addObject("typed", typed)
                .addObject("wrong", wrong)
                .addObject("units", UnitChoices.of(area.units()))
                .addObject("duties", Duty.values());
    }

    /** The first password is shown in the answer and nowhere else. */
    @PostMapping
    ModelAndView add(
            @RequestParam Map<String, String> typed,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        Area area = administrators.area();
        String username = typed.getOrDefault("username", "").strip();
        try {
            Post post = post(area, typed.getOrDefault("unit", ""), typed.getOrDefault("duty", ""));
            Staff.Details details = details(typed);
            String password = hiring.hire(username, details, new Staff.Task(post, from, to), area.by());
            return password(username, details.name(), password);
        } catch (Refusal refusal) {
            Map<String, String> wrong =
                    refusal.fields().isEmpty() ? Map.of("username", refusal.getMessage()) : refusal.fields();
            return form(area, typed, wrong, refusal.status());
        }
    }

    static Staff.Details details(Map<String, String> typed) {
        return new Staff.Details(
                typed.getOrDefault("name", ""), typed.get("phone"), typed.get("email"), typed.get("skills"));
    }

    static ModelAndView password(String username, String name, String password) {
        return new ModelAndView("desk/person-password")
                .addObject("username", username)
                .addObject("name", name)
                .addObject("password", password);
    }

    /** @throws Refusal 400 by field */
    static Post post(Area area, String unit, String duty) {
        return new Post(area.require(unit), Duty.ofName(duty).orElseThrow(() -> Refusal.field("duty", "请选择职责")));
    }
}
