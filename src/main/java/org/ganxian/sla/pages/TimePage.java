package org.ganxian.sla.pages;

import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OwnDuties;
import org.ganxian.organization.Units;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** 日历与时限: all pages and doors about working time and limits in one place, those that are for whoever looks. */
@DeskPage
@RequiredArgsConstructor
class TimePage {

    private final OwnDuties ownDuties;
    private final Units units;
    private final CurrentActor current;

    @GetMapping("/desk/time")
    String show(Model model) {
        if (current.staff().isEmpty()) {
            throw Refusal.forbidden("只有工作人员可以查看");
        }
        Set<String> administers = ownDuties.unitsWith(Set.of(Duty.ADMIN));
        Set<String> leads = ownDuties.unitsWith(Set.of(Duty.ADMIN, Duty.MANAGER));
        String city = units.city().code();
        model.addAttribute("ofTheCity", leads.contains(city));
        model.addAttribute("keepsHours", !administers.isEmpty());
        model.addAttribute("keepsHolidays", administers.contains(city));
        return "desk/time";
    }
}
