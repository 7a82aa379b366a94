package org.ganxian.intake.portal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.catalogue.Material;
import org.ganxian.catalogue.ServiceItem;
import org.ganxian.catalogue.ServiceItems;
import org.ganxian.intake.MaterialParts;
import org.ganxian.intake.staged.StagedFiles;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.window.filed.Delivery;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Makes the page on which a resident applies for a service item, as it stands after what was typed. */
@Component
@RequiredArgsConstructor
class ApplicationPage {

    private final ServiceItems items;
    private final Choices choices;
    private final StagedFiles staged;
    private final Clock clock;

    /**
     * The form with what was typed.
     *
     * @param code of the item
     * @param wrong messages by field of {@link ApplicationForm} or {@code materials.} and a material's code
     * @param notice what to tell about the whole form, may be null
     * @throws Refusal 404 for an item that cannot be applied for today
     */
    ModelAndView form(
            String code, ApplicationForm form, Map<String, String> wrong, @Nullable String notice, HttpStatus status) {
        ServiceItem item = item(code);
        List<Material> brought =
                item.materials().stream().filter(Material::isBrought).toList();
        return new ModelAndView("portal/application-form", status)
                .addObject("item", item)
                .addObject("brought", brought)
                .addObject(
                        "held",
                        item.materials().stream().filter(m -> !m.isBrought()).toList())
                .addObject("form", form)
                .addObject("wrong", inOrder(wrong, brought))
                .addObject(
                        "staged",
                        staged.of(form.key()).stream().collect(Collectors.groupingBy(StagedFiles.Info::material)))
                .addObject("notice", notice)
                .addObject("places", choices.streets(item.functions()))
                .addObject("deliveries", Delivery.values());
    }

    private ServiceItem item(String code) {
        return items.find(code, LocalDate.now(clock.withZone(PeopleTime.ZONE)))
                .orElseThrow(() -> Refusal.notFound("没有这个事项，或者现在不能办理。"));
    }

    /** Codes of what the applicant brings. */
    Set<String> materials(String code) {
        return item(code).materials().stream()
                .filter(Material::isBrought)
                .map(Material::code)
                .collect(Collectors.toSet());
    }

    /** The messages in the page's order; those about no field of the page become one with the key {@code form}. */
    private static Map<String, String> inOrder(Map<String, String> wrong, List<Material> brought) {
        List<String> fields = new ArrayList<>(List.of("place", "applicant", "phone", "idNumber"));
        brought.forEach(m -> fields.add(MaterialParts.PREFIX + m.code()));
        fields.addAll(List.of("delivery", "postAddress", "note"));
        Map<String, String> ordered = new LinkedHashMap<>();
        fields.stream().filter(wrong::containsKey).forEach(f -> ordered.put(f, wrong.get(f)));
        wrong.forEach((field, message) -> {
            if (!fields.contains(field)) {
                ordered.put("form", message);
            }
        });
        return ordered;
    }
}
