package org.ganxian.organization.people;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Assignment;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Post;
import org.ganxian.organization.Staff;
import org.ganxian.organization.Term;
import org.ganxian.organization.Units;
import org.ganxian.organization.people.PeopleAdministrators.Area;
import org.ganxian.organization.people.PersonPage.Line;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** What the page of one person shows. */
@Component
@RequiredArgsConstructor
class PersonPageData {

    private final PeopleAdministrators administrators;
    private final StaffSearch search;
    private final Staff staff;
    private final Absences absences;
    private final People people;
    private final Units units;

    ModelAndView page(Area area, Person person) {
        String username = person.username();
        return new ModelAndView("desk/person")
                .addObject("person", person)
                .addObject("title", people.titleOf(username).orElse(""))
                .addObject("state", search.stateOf(person))
                .addObject("whyNot", administrators.whyNot(area, person).orElse(null))
                .addObject(
                        "duties",
                        sorted(staff.dutiesOf(username).stream().map(duty -> Line.of(duty, title(duty.post())))))
                .addObject("leaves", sorted(absences.leavesOf(username).stream().map(leave -> Line.of(leave, "请假"))))
                .addObject(
                        "deputies",
                        sorted(absences.deputiesOf(username).stream().map(s -> Line.of(s, named(s.username())))))
                .addObject(
                        "standIns",
                        sorted(absences.standInsOf(username).stream().map(s -> Line.of(s, named(s.absent())))))
                .addObject("units", UnitChoices.of(area.units()))
                .addObject("allDuties", Duty.values())
                .addObject("today", Term.today());
    }

    /** What goes on or is to come first. */
    private static List<Line> sorted(Stream<Line> lines) {
        return lines.sorted(Comparator.comparing(Line::over).thenComparing(Line::id))
                .toList();
    }

    private String title(Post post) {
        return People.title(units.get(post.unitCode()), post.duty());
    }

    private String named(String username) {
        return people.find(username).map(p -> p.name() + "（" + username + "）").orElse(username);
    }

    /** What a duty breaks together with the others that somebody has, will have, or does for somebody else. */
    List<String> conflicts(Person person, Post added) {
        return DutyConflicts.of(added, postsOf(person), units::get);
    }

    private List<Post> postsOf(Person person) {
        LocalDate today = Term.today();
        return Stream.concat(
                        people.postsOf(person).stream(),
                        staff.dutiesOf(person.username()).stream()
                                .filter(duty -> !duty.isOverOn(today))
                                .map(Assignment::post))
                .toList();
    }

    /** What somebody breaks by another's duties beside their own; empty for nothing, and once that was confirmed. */
    Optional<List<String>> deputyConflicts(Area area, Person absent, String deputy, boolean confirmed) {
        List<String> conflicts = confirmed
                ? List.of()
                : people.find(deputy).stream()
                        .filter(person -> administrators.whyNot(area, person).isEmpty())
                        .flatMap(person -> postsOf(absent).stream()
                                .flatMap(post -> DutyConflicts.of(post, postsOf(person), units::get).stream()))
                        .distinct()
                        .toList();
        return Optional.of(conflicts).filter(some -> !some.isEmpty());
    }
}
