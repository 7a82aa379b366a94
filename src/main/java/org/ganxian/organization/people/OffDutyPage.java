package org.ganxian.organization.people;

import java.util.HashMap;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.OffDuty;
import org.ganxian.organization.Person;
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

/** 离岗: what somebody has in hand is looked at first, each piece goes back or to a colleague, and the login ends. */
@DeskPage
@RequestMapping("/desk/people/{username}/off-duty")
@RequiredArgsConstructor
class OffDutyPage {

    /** Before the key of what is handed on, in the names of the form's fields. */
    private static final String TO = "to.";

    private final PeopleAdministrators administrators;
    private final OffDuty offDuty;

    @GetMapping
    ModelAndView preview(@PathVariable String username) {
        return page(administrators.changed(administrators.area(), username), Map.of(), null, HttpStatus.OK);
    }

    private ModelAndView page(Person person, Map<String, String> typed, @Nullable String message, HttpStatus status) {
        return new ModelAndView("desk/person-off-duty", status)
                .addObject("person", person)
                .addObject("inHand", offDuty.preview(person))
                .addObject("typed", typed)
                .addObject("message", message);
    }

    @PostMapping
    ModelAndView begin(@PathVariable String username, @RequestParam Map<String, String> typed) {
        Area area = administrators.area();
        Person person = administrators.changed(area, username);
        Map<String, String> colleagues = new HashMap<>();
        typed.forEach((name, value) -> {
            if (name.startsWith(TO)) {
                colleagues.put(name.substring(TO.length()), value);
            }
        });
        try {
            offDuty.begin(username, colleagues, typed.get("reason"), area.by());
            return new ModelAndView("redirect:/desk/people/" + person.username(), "done", "off-duty");
        } catch (Refusal refusal) {
            return page(person, typed, refusal.getMessage(), refusal.status());
        }
    }
}
