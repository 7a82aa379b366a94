package org.ganxian.intake.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.ganxian.intake.Tracking;
import org.ganxian.message.Wishes;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** How residents are told: on the page of their case, and by the link in each mail. */
@Controller
@RequiredArgsConstructor
class PortalMessages {

    private static final String OFF = "/portal/messages/{token}";
    private static final String OF_AN_ORDER = Portal.ORDERS + "/{number}/messages";

    private final Wishes wishes;
    private final Tickets tickets;
    private final Tracking tracking;
    private final OrderPage page;
    private final PortalPage portal;

    /** @param sms "on" or "off"; null when the address for mails is what was sent */
    @PostMapping(OF_AN_ORDER)
    ModelAndView wish(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String sms,
            @RequestParam(required = false) @Nullable String email,
            HttpServletRequest request) {
        Optional<String> code = tickets.code(request, number);
        if (code.isEmpty()) {
            return portal.track("", Map.of(), null, HttpStatus.OK);
        }
        tracking.find(number, code.get());
        try {
            if (sms == null) {
                wishes.mailTo(number, code.get(), email);
            } else {
                wishes.mute(number, code.get(), sms.equals("off"));
            }
            return new ModelAndView("redirect:" + PortalOrder.path(number) + "#messages");
        } catch (Refusal refusal) {
            Map<String, String> wrong =
                    refusal.fields().isEmpty() ? Map.of("form", refusal.getMessage()) : refusal.fields();
            return page.show(number, code.get(), new OrderPage.Unsent(email, null, wrong), refusal.status());
        }
    }

    @GetMapping(OF_AN_ORDER)
    ModelAndView again(@PathVariable String number) {
        return new ModelAndView("redirect:/portal/track");
    }

    /** Programs that look through mails open its links: nothing is turned off before somebody presses a button. */
    @GetMapping(OFF)
    ModelAndView beforeOff(@PathVariable String token) {
        if (!wishes.isToken(token)) {
            throw Refusal.notFound("这个退订网址不完整，请从邮件里打开");
        }
        return new ModelAndView("portal/messages-off").addObject("token", token).addObject("done", false);
    }

    @PostMapping(OFF)
    ModelAndView off(@PathVariable String token) {
        wishes.muteBy(token);
        return new ModelAndView("portal/messages-off").addObject("token", token).addObject("done", true);
    }
}
