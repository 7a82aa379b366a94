package org.ganxian.catalogue;

import java.time.LocalDate;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The form for a new item, or a new version of one. Rows of materials are added and taken away by buttons of the form,
 * which send it and get it back: no script is needed.
 */
@DeskPage
@RequestMapping("/desk/services")
@RequiredArgsConstructor
class ServiceFormPage {

    private final ServiceCatalogue catalogue;
    private final ServiceAdministrators administrators;
    private final Units units;
    private final ServiceTerms terms;

    @GetMapping("/new")
    ModelAndView blank() {
        administrators.require();
        return page(null, ServiceForm.blank(catalogue.today()), Map.of(), HttpStatus.OK);
    }

    @GetMapping("/{code}/new")
    ModelAndView next(@PathVariable String code) {
        administrators.require();
        ServiceItem newest = newest(code);
        LocalDate today = catalogue.today();
        LocalDate from =
                newest.validFrom().isBefore(today) ? today : newest.validFrom().plusDays(1);
        return page(newest, ServiceForm.of(newest, from), Map.of(), HttpStatus.OK);
    }

    /** @param code of the item; {@code new} for one that is not there yet */
    @PostMapping("/{code}")
    ModelAndView save(@PathVariable String code, @RequestParam MultiValueMap<String, String> sent) {
        Actor by = administrators.require();
        ServiceItem newest = code.equals("new") ? null : newest(code);
        ServiceForm form = ServiceForm.of(sent);
        if (sent.containsKey("more")) {
            return page(newest, form.withBlankRows(), Map.of(), HttpStatus.OK).addObject("atMaterials", true);
        } else if (sent.containsKey("remove")) {
            return page(newest, form.withoutRow(form.value("remove")), Map.of(), HttpStatus.OK)
                    .addObject("atMaterials", true);
        }
        ServiceForm.Reading reading = form.read(newest);
        try {
            ServiceItem added =
                    catalogue.add(reading.draft(), newest == null ? 0 : form.seen(), reading.unreadable(), by);
            return new ModelAndView(
                    "redirect:/desk/services/" + added.code(), Map.of("done", "added", "version", added.version()));
        } catch (Refusal refusal) {
            Map<String, String> wrong =
                    refusal.fields().isEmpty() ? Map.of("form", refusal.getMessage()) : refusal.fields();
            return page(newest, form.withBlankRows(), wrong, refusal.status());
        }
    }

    private ServiceItem newest(String code) {
        return catalogue.versions(code).stream().findFirst().orElseThrow(() -> Refusal.notFound("没有这个事项，请从事项库的列表中打开"));
    }

    private ModelAndView page(
            @Nullable ServiceItem newest, ServiceForm form, Map<String, String> wrong, HttpStatus status) {
        return new ModelAndView("desk/service-form", status)
                .addObject("newest", newest)
                .addObject("form", form)
                .addObject("wrong", wrong)
                .addObject("atMaterials", false)
                .addObject("departments", units.functions())
                .addObject("results", terms.now().results())
                .addObject("today", catalogue.today());
    }
}
