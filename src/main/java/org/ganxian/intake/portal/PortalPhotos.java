package org.ganxian.intake.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Attachments;
import org.ganxian.demand.Demand;
import org.ganxian.intake.PhotoParts;
import org.ganxian.intake.Tracking;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.window.Applications;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * A resident adds photos to an order once it is placed: nobody waits for an upload to report something, and no form is
 * refused with its files.
 */
@Controller
@RequestMapping(Portal.ORDERS + "/{number}" + PhotoParts.PATH)
@RequiredArgsConstructor
class PortalPhotos {

    private final OrderPage page;
    private final PortalPage portal;
    private final Tracking tracking;
    private final Tickets tickets;
    private final Attachments attachments;
    private final Applications applications;
    private final CurrentActor currentActor;

    @PostMapping
    ModelAndView add(@PathVariable String number, HttpServletRequest request) {
        Optional<String> code = tickets.code(request, number);
        if (code.isEmpty()) {
            return portal.track(number, Map.of(), null, HttpStatus.OK);
        }
        Demand demand = tracking.find(number, code.get());
        try {
            if (applications.find(demand.number()).isPresent()) {
                throw Refusal.conflict("申请的材料请在“补正材料”里提交");
            }
            attachments.addOfResident(demand, PhotoParts.of(request), currentActor.forResident());
            return new ModelAndView("redirect:" + PortalOrder.path(number) + "?done=photos");
        } catch (Refusal refusal) {
            Map<String, String> wrong =
                    refusal.fields().isEmpty() ? Map.of("form", refusal.getMessage()) : refusal.fields();
            return page.show(number, code.get(), new OrderPage.Unsent(null, null, wrong), refusal.status());
        }
    }

    /** Whoever reloads the answer to the form sees the order. */
    @GetMapping
    String back(@PathVariable String number) {
        return "redirect:"
                + (PortalOrder.NUMBER.matcher(number).matches() ? PortalOrder.path(number) : "/portal/track");
    }
}
