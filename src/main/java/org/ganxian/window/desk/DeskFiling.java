package org.ganxian.window.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.catalogue.ServiceItem;
import org.ganxian.catalogue.ServiceItems;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Source;
import org.ganxian.organization.Units;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.PersonName;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.privacy.PhoneNumbers;
import org.ganxian.window.Applications;
import org.ganxian.window.filed.Delivery;
import org.ganxian.window.filed.NewApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 窗口收件: the desk takes an application in, first the item, then who applies and with what. */
@Controller
@RequestMapping("/desk/applications/new")
@RequiredArgsConstructor
class DeskFiling {

    /** What was typed, to show it again with what is wrong. */
    record FormInput(
            String applicant,
            String phone,
            String idNumber,
            String delivery,
            String postAddress,
            String note,
            Set<String> received) {

        static final FormInput NOTHING = new FormInput("", "", "", "WINDOW", "", "", Set.of());
    }

    private final WindowDuty duty;
    private final Applications applications;
    private final ServiceItems items;
    private final Units units;
    private final DeskFrame frame;
    private final CurrentActor currentActor;
    private final PhoneNumbers phones;
    private final Clock clock;

    /** First which item. */
    @GetMapping
    String choose(@RequestParam(defaultValue = "") String q, Model model) {
        duty.requireDesk();
        model.addAttribute("q", q);
        model.addAttribute(
                "items",
                items.available(today()).stream()
                        .filter(i -> i.name().contains(q.strip()) || i.code().contains(q.strip()))
                        .toList());
        return "desk/application-items";
    }

    /** Then who applies, and with what. */
    @GetMapping("/{code}")
    String form(@PathVariable String code, Model model) {
        show(code, FormInput.NOTHING, Map.of(), model);
        return "desk/application-form";
    }

    private void show(String code, FormInput typed, Map<String, String> wrong, Model model) {
        String desk = duty.requireDesk();
        model.addAttribute("item", item(code));
        model.addAttribute("desk", units.path(desk));
        model.addAttribute("form", typed);
        model.addAttribute("wrong", wrong);
    }

    private ServiceItem item(String code) {
        return items.find(code, today()).orElseThrow(() -> Refusal.notFound("没有这个办理事项，或者已停办"));
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(PeopleTime.ZONE));
    }

    /** Files it and goes on to the acceptance in Tasklist, which is the clerk's already. */
    @PostMapping("/{code}")
    ModelAndView file(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String applicant,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String idNumber,
            @RequestParam(defaultValue = "WINDOW") String delivery,
            @RequestParam(defaultValue = "") String postAddress,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(required = false) List<String> received,
            Model model) {
        String desk = duty.requireDesk();
        FormInput typed = new FormInput(
                applicant.strip(),
                phone.strip(),
                idNumber.strip(),
                delivery,
                postAddress.strip(),
                note.strip(),
                received == null ? Set.of() : new HashSet<>(received));
        try {
            Demand demand = applications.file(read(code, typed, desk), typed.received(), List.of());
            return new ModelAndView("redirect:" + frame.acceptance(demand.number()));
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            show(code, typed, refusal.fields(), model);
            return new ModelAndView("desk/application-form", model.asMap(), refusal.status());
        }
    }

    private NewApplication read(String code, FormInput typed, String desk) {
        boolean post = Delivery.POST.name().equals(typed.delivery());
        return new NewApplication(
                code,
                PersonName.of(typed.applicant()),
                phones.own(typed.phone())
                        .map(PhoneNumbers.Written::canonical)
                        .orElseThrow(() -> Refusal.field("phone", PhoneNumbers.HINT)),
                typed.idNumber().isEmpty()
                        ? null
                        : Texts.halfWidth(typed.idNumber()).toUpperCase(Locale.ROOT),
                desk,
                typed.note().isEmpty() ? null : typed.note(),
                post ? Delivery.POST : Delivery.WINDOW,
                post ? typed.postAddress() : null,
                Source.DESK,
                currentActor.username().orElseThrow());
    }
}
