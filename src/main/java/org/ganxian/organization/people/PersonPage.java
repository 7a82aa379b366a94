package org.ganxian.organization.people;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OffDuty;
import org.ganxian.organization.Person;
import org.ganxian.organization.Post;
import org.ganxian.organization.Staff;
import org.ganxian.organization.Term;
import org.ganxian.organization.people.PeopleAdministrators.Area;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One person: details, duties, who stands in for them, leave, password, and back from off duty. */
@DeskPage
@RequestMapping("/desk/people/{username}")
@RequiredArgsConstructor
class PersonPage {

    /** @param state zh-CN */
    record Line(
            long id,
            String what,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            String state,
            boolean over) {

        static Line of(Term term, String what) {
            LocalDate today = Term.today();
            boolean over = term.isOverOn(today);
            return new Line(
                    term.id(),
                    what,
                    term.validFrom(),
                    term.validTo(),
                    over ? "已结束" : term.holdsOn(today) ? "进行中" : "未开始",
                    over);
        }
    }

    private final PersonPageData data;
    private final PeopleAdministrators administrators;
    private final Staff staff;
    private final Absences absences;
    private final OffDuty offDuty;

    @GetMapping
    ModelAndView show(@PathVariable String username) {
        Area area = administrators.area();
        return data.page(area, administrators.seen(area, username));
    }

    /** Does something to somebody whom the caller may change; a refusal is shown on their page. */
    private ModelAndView change(String username, Supplier<String> deed) {
        Area area = administrators.area();
        Person person = administrators.changed(area, username);
        try {
            return new ModelAndView("redirect:/desk/people/" + person.username(), "done", deed.get());
        } catch (Refusal refusal) {
            ModelAndView page =
                    data.page(area, administrators.seen(area, username)).addObject("message", refusal.getMessage());
            page.setStatus(refusal.status());
            return page;
        }
    }

    @PostMapping("/details")
    ModelAndView describe(@PathVariable String username, @RequestParam Map<String, String> typed) {
        return change(username, () -> {
            staff.describe(
                    username, PeoplePage.details(typed), administrators.area().by());
            return "details";
        });
    }

    /** Duties that one person should not have together are saved once that was confirmed. */
    @PostMapping("/duties")
    ModelAndView assign(
            @PathVariable String username,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String duty,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "false") boolean confirmed) {
        Area area = administrators.area();
        Person person = administrators.changed(area, username);
        List<String> conflicts = area.has(unit) && Duty.ofName(duty).isPresent()
                ? data.conflicts(person, PeoplePage.post(area, unit, duty))
                : List.of();
        if (!conflicts.isEmpty() && !confirmed) {
            ModelAndView page = data.page(area, person)
                    .addObject("conflicts", conflicts)
                    .addObject("wanted", new Wanted(unit, duty, from, to));
            page.setStatus(HttpStatus.CONFLICT);
            return page;
        }
        return change(username, () -> {
            Post post = PeoplePage.post(area, unit, duty);
            staff.assign(username, new Staff.Task(post, from, to), area.by());
            return "duty";
        });
    }

    /** What is to be confirmed. */
    record Wanted(
            String unit,
            String duty,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    @PostMapping("/duties/{id}")
    ModelAndView lastUntil(
            @PathVariable String username,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "false") boolean now) {
        return change(username, () -> {
            staff.lastUntil(
                    username,
                    id,
                    now ? Term.today().minusDays(1) : to,
                    administrators.area().by());
            return "duty";
        });
    }

    @PostMapping("/leaves")
    ModelAndView leave(
            @PathVariable String username,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        return change(username, () -> {
            absences.leave(username, day(from), day(to), administrators.area().by());
            return "leave";
        });
    }

    private static LocalDate day(@Nullable LocalDate day) {
        if (day == null) {
            throw Refusal.invalid("请填写起日和止日");
        }
        return day;
    }

    @PostMapping("/leaves/{id}/end")
    ModelAndView endLeave(@PathVariable String username, @PathVariable long id) {
        return change(username, () -> {
            absences.endLeave(username, id, administrators.area().by());
            return "leave";
        });
    }

    /** Whoever gets duties by it must be somebody whom the caller may change, too. */
    @PostMapping("/deputies")
    ModelAndView standIn(
            @PathVariable String username,
            @RequestParam(defaultValue = "") String deputy,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "false") boolean confirmed) {
        Area area = administrators.area();
        Person absent = administrators.changed(area, username);
        return data.deputyConflicts(area, absent, deputy.strip(), confirmed)
                .map(conflicts -> {
                    ModelAndView page = data.page(area, absent)
                            .addObject("conflicts", conflicts)
                            .addObject("deputy", deputy.strip())
                            .addObject("wanted", new Wanted("", "", from, to));
                    page.setStatus(HttpStatus.CONFLICT);
                    return page;
                })
                .orElseGet(() -> change(username, () -> {
                    String who = administrators.changed(area, deputy.strip()).username();
                    absences.standIn(who, username, day(from), day(to), area.by());
                    return "deputy";
                }));
    }

    @PostMapping("/deputies/{id}/end")
    ModelAndView endStandIn(@PathVariable String username, @PathVariable long id) {
        return change(username, () -> {
            absences.endStandIn(username, id, administrators.area().by());
            return "deputy";
        });
    }

    /** The password is shown in the answer and nowhere else. */
    @PostMapping("/password")
    ModelAndView password(@PathVariable String username) {
        Area area = administrators.area();
        Person person = administrators.changed(area, username);
        return PeoplePage.password(username, person.name(), staff.newPassword(username, area.by()));
    }

    @PostMapping("/return")
    ModelAndView comeBack(@PathVariable String username) {
        return change(username, () -> {
            offDuty.end(username, administrators.area().by());
            return "return";
        });
    }
}
