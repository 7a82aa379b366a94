package org.ganxian.insight.rights;

import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.apache.commons.lang3.StringUtils;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Units;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** 谁能看这件诉求, for managers; 这个人能做什么, for administrators and auditors of the person's unit, and for oneself. */
@DeskPage
@RequiredArgsConstructor
class RightsPages {

    private final CaseReaders readers;
    private final PersonRights rights;
    private final People people;
    private final Units units;
    private final CurrentActor actors;

    @GetMapping("/desk/cases/{number}/readers")
    String readers(@PathVariable String number, Model model) {
        model.addAttribute("readers", readers.of(number));
        model.addAttribute("number", number);
        return "desk/case-readers";
    }

    /** @param person user name; one's own without */
    @GetMapping("/desk/rights")
    String rights(@RequestParam(defaultValue = "") String person, Model model) {
        Person me = actors.username().flatMap(people::find).orElseThrow(() -> Refusal.forbidden("只有工作人员可以查看权限"));
        Optional<Person> asked = StringUtils.isBlank(person) ? Optional.of(me) : people.find(person.strip());
        Person shown = asked.filter(other -> maySee(me, other)).orElseThrow(() -> Refusal.notFound("您管理或审计的范围内没有这个人"));
        model.addAttribute("rights", rights.of(shown));
        model.addAttribute("account", shown.username());
        model.addAttribute("title", actors.of(shown.username()).title());
        model.addAttribute("active", shown.isActive());
        return "desk/rights";
    }

    private boolean maySee(Person me, Person other) {
        return me.username().equals(other.username())
                || people.unitsOf(me, Set.of(Duty.ADMIN, Duty.AUDITOR)).stream()
                        .anyMatch(own -> units.isWithin(other.unitCode(), own));
    }
}
