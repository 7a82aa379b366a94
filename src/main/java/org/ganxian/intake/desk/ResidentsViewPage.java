package org.ganxian.intake.desk;

import lombok.RequiredArgsConstructor;
import org.ganxian.insight.VisibleCases;
import org.ganxian.intake.portal.OrderPage;
import org.ganxian.platform.web.DeskPage;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** What a resident reads of a case, for a manager who is asked about it. */
@DeskPage
@RequiredArgsConstructor
class ResidentsViewPage {

    private final VisibleCases cases;
    private final OrderPage page;

    @GetMapping("/desk/cases/{number}/resident")
    ModelAndView show(@PathVariable String number) {
        return page.showToStaff(cases.lookAt(number));
    }
}
