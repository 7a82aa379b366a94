package org.ganxian.intake.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.ganxian.intake.BrokenRules;
import org.ganxian.intake.Tracking;
import org.ganxian.intake.api.DemandApi;
import org.ganxian.order.Reopening;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A resident wants an order that is over to be taken up again. */
@Controller
@RequestMapping(Portal.ORDERS + "/{number}/reopening")
@RequiredArgsConstructor
class PortalReopening {

    private final Reopening reopening;
    private final BrokenRules brokenRules;
    private final Tickets tickets;
    private final Tracking tracking;
    private final OrderPage page;
    private final PortalPage portal;

    @PostMapping
    ModelAndView reopen(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String again,
            HttpServletRequest request) {
        String why = PortalOrder.lines(again);
        Optional<String> code = tickets.code(request, number);
        if (code.isEmpty()) {
            return portal.track("", Map.of(), why, HttpStatus.OK);
        }
        tracking.find(number, code.get());
        Map<String, String> wrong = brokenRules.of(new DemandApi.Reopened(code.get(), why));
        HttpStatus status = HttpStatus.BAD_REQUEST;
        if (wrong.isEmpty()) {
            try {
                reopening.reopen(number, code.get(), why);
                return new ModelAndView("redirect:" + PortalOrder.path(number));
            } catch (Refusal refusal) {
                wrong = Map.of("form", refusal.getMessage());
                status = refusal.status();
            }
        }
        OrderPage.Unsent unsent = new OrderPage.Unsent(why, null, onPage(wrong));
        return page.show(number, code.get(), unsent, status);
    }

    /** The page has another form with a field of this name. */
    private static Map<String, String> onPage(Map<String, String> wrong) {
        return wrong.containsKey("reason") ? Map.of("again", wrong.get("reason")) : wrong;
    }

    @GetMapping
    ModelAndView back(@PathVariable String number) {
        return new ModelAndView("redirect:/portal/track");
    }
}
