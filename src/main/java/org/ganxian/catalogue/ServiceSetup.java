package org.ganxian.catalogue;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.setup.SetupPart;
import org.ganxian.platform.PeopleTime;
import org.springframework.stereotype.Component;

/** What can be applied for at the window. */
@Component
@RequiredArgsConstructor
class ServiceSetup implements SetupPart {

    private final ServiceItem.Repository items;
    private final Clock clock;

    private int valid() {
        return items.validOn(LocalDate.now(clock.withZone(PeopleTime.ZONE))).size();
    }

    @Override
    public List<Step> steps() {
        int valid = valid();
        return List.of(new Step(50, "办理事项", valid > 0, valid + " 个事项在办理", "/desk/services/import"));
    }

    @Override
    public List<Missing> missing() {
        return valid() > 0 ? List.of() : List.of(new Missing("窗口办理", "还没有办理事项：群众和窗口都不能申请", "/desk/services/import"));
    }
}
