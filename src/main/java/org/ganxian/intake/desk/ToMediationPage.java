package org.ganxian.intake.desk;

import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.intake.DeskDuty;
import org.ganxian.order.dispute.SentToMediation;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 转人民调解: a resident is at the front desk with an order that is a dispute. */
@DeskPage
@RequestMapping("/desk/to-mediation")
@RequiredArgsConstructor
class ToMediationPage {

    private final DeskDuty duty;
    private final SentToMediation sending;

    @GetMapping
    ModelAndView form(@RequestParam(defaultValue = "") String number) {
        return page(Map.of("number", number), Map.of(), HttpStatus.OK);
    }

    private ModelAndView page(Map<String, String> typed, Map<String, String> wrong, HttpStatusCode status) {
        duty.require();
        ModelAndView page = new ModelAndView("desk/to-mediation");
        page.setStatus(status);
        page.addObject("typed", typed);
        page.addObject("wrong", wrong);
        page.addObject("types", sending.types());
        page.addObject("channels", sending.channels());
        return page;
    }

    /** What was typed stays in the form when it is refused; the query code is typed anew. */
    @PostMapping
    ModelAndView send(@RequestParam Map<String, String> typed) {
        duty.require();
        try {
            String told = sending.send(typed.getOrDefault("number", ""), typed.getOrDefault("code", ""), typed);
            return page(Map.of(), Map.of(), HttpStatus.OK).addObject("told", told);
        } catch (Refusal refusal) {
            Map<String, String> wrong = refusal.fields().isEmpty()
                    ? Map.of("number", String.valueOf(refusal.getMessage()))
                    : refusal.fields();
            return page(typed, wrong, refusal.status());
        }
    }
}
