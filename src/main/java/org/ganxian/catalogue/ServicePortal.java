package org.ganxian.catalogue;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.Downloads;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 办事指南: what residents can apply for, and what each item needs. */
@Controller
@RequestMapping("/portal/services")
@RequiredArgsConstructor
class ServicePortal {

    private static final int LONGEST_SEARCH = 60;

    private final ServiceItems items;
    private final ServiceCatalogue catalogue;
    private final ServiceGuide.Guides guides;
    private final ServiceSearch search;
    private final BlankForms blanks;

    @GetMapping
    String list(@RequestParam(defaultValue = "") String q, Model model) {
        String wanted = q.substring(0, Math.min(q.length(), LONGEST_SEARCH));
        List<ServiceGuide> all = guides.of(items.available(catalogue.today()));
        model.addAttribute("q", wanted);
        model.addAttribute("total", all.size());
        ServiceSearch.Found found = search.in(all, wanted);
        model.addAttribute("items", found.items());
        model.addAttribute("because", found.because());
        return "portal/services";
    }

    @GetMapping("/{code}")
    String guide(@PathVariable String code, Model model) {
        ServiceItem item = items.find(code, catalogue.today()).orElseThrow(() -> Refusal.notFound("没有这个事项，或者现在不能办理。"));
        model.addAttribute("item", guides.of(item));
        model.addAttribute("blanks", blanks.of(code));
        return "portal/service";
    }

    /** A blank form to print. */
    @GetMapping("/{code}/forms/{id}")
    ResponseEntity<byte[]> blank(@PathVariable String code, @PathVariable Long id) {
        BlankForms.BlankForm form = blanks.get(code, id);
        return Downloads.uploaded(form.title() + ".pdf", form.mediaType(), form.content());
    }

    @ExceptionHandler
    ModelAndView refused(Refusal refusal, HttpServletResponse response) {
        refusal.retryAfter()
                .map(Duration::toSeconds)
                .ifPresent(wait -> response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait + 1)));
        return new ModelAndView("portal/service-refused", Map.of("message", refusal.getMessage()), refusal.status());
    }
}
