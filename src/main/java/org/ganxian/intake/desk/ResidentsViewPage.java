package org.ganxian.intake.desk;

import org.ganxian.insight.VisibleCases;
import org.ganxian.intake.portal.OrderPage;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** What a resident reads of a case, for a manager who is asked about it. */
@Controller
class ResidentsViewPage {

    private final VisibleCases cases;
    private final OrderPage page;

    ResidentsViewPage(VisibleCases cases, OrderPage page) {
        this.cases = cases;
        this.page = page;
    }

    @GetMapping("/desk/cases/{number}/resident")
    ModelAndView show(@PathVariable String number) {
        return page.showToStaff(cases.lookAt(number));
    }

    @ExceptionHandler
    ModelAndView refused(Refusal refusal) {
        return new ModelAndView("desk/refused", refusal.status()).addObject("message", refusal.getMessage());
    }
}
