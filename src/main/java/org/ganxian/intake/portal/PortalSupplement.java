package org.ganxian.intake.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.catalogue.Material;
import org.ganxian.intake.BrokenRules;
import org.ganxian.intake.FilingApplications;
import org.ganxian.intake.MaterialParts;
import org.ganxian.intake.Tracking;
import org.ganxian.intake.api.ApplicationApi;
import org.ganxian.intake.staged.StagedFiles;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.Client;
import org.ganxian.window.Applications;
import org.ganxian.window.filed.MaterialUpload;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 补正: an applicant sends what is missing. A form that is refused keeps its files, as that of an application does. */
@Controller
@RequestMapping(Portal.ORDERS + "/{number}/supplement")
@RequiredArgsConstructor
class PortalSupplement {

    private final OrderPage page;
    private final PortalPage portal;
    private final Tracking tracking;
    private final Tickets tickets;
    private final Applications applications;
    private final FilingApplications filing;
    private final StagedFiles staged;
    private final BrokenRules brokenRules;

    @PostMapping
    ModelAndView supplement(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String note,
            @RequestParam(required = false) @Nullable String key,
            @RequestParam(required = false) @Nullable List<Long> drop,
            HttpServletRequest request) {
        String words = PortalOrder.lines(note);
        Optional<String> code = tickets.code(request, number);
        if (code.isEmpty()) {
            return portal.track(
                    PortalOrder.NUMBER.matcher(number).matches() ? number : "", Map.of(), words, HttpStatus.OK);
        }
        tracking.find(number, code.get());
        String sheet = key != null && OrderForm.isKey(key) ? key : OrderForm.newKey();
        List<MaterialUpload> chosen = MaterialParts.of(request);
        staged.drop(sheet, drop == null ? List.of() : drop);
        Map<String, String> wrong = new LinkedHashMap<>(MaterialParts.tooLarge(chosen));
        wrong.putAll(brokenRules.of(new ApplicationApi.Supplement(code.get(), words)));
        HttpStatus status = HttpStatus.BAD_REQUEST;
        if (wrong.isEmpty()) {
            List<MaterialUpload> files = new ArrayList<>(staged.uploads(sheet));
            files.addAll(chosen);
            try {
                filing.supplement(number, code.get(), words, files);
                return new ModelAndView("redirect:" + PortalOrder.path(number) + "?done=supplement");
            } catch (RuntimeException e) {
                Refusal refusal = Refusal.behind(e).orElseThrow(() -> e);
                wrong.putAll(refusal.fields().isEmpty() ? Map.of("form", refusal.getMessage()) : refusal.fields());
                status = refusal.status();
            }
        }
        keep(number, sheet, chosen, request, wrong);
        return page.show(number, code.get(), new OrderPage.Unsent(words, null, wrong, sheet), status);
    }

    private void keep(
            String number,
            String sheet,
            List<MaterialUpload> chosen,
            HttpServletRequest request,
            Map<String, String> wrong) {
        Set<String> asked = applications.find(number).map(applications::itemOf).stream()
                .flatMap(item -> item.materials().stream())
                .filter(Material::isBrought)
                .map(Material::code)
                .collect(Collectors.toSet());
        StagedFiles.Kept kept = staged.keep(
                sheet,
                Client.of(request),
                chosen.stream().filter(file -> asked.contains(file.material())).toList());
        kept.wrong().forEach((material, why) -> wrong.putIfAbsent(MaterialParts.PREFIX + material, why));
        if (kept.lost()) {
            wrong.putIfAbsent("materials", PortalApplication.FILES_ARE_GONE);
        }
    }

    /** Whoever reloads the answer to the form sees the order. */
    @GetMapping
    String back(@PathVariable String number) {
        return "redirect:"
                + (PortalOrder.NUMBER.matcher(number).matches() ? PortalOrder.path(number) : "/portal/track");
    }
}
