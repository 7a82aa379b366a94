package org.ganxian.catalogue;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.setup.DepartmentGaps;
import org.ganxian.organization.setup.SetupPart;
import org.ganxian.platform.PeopleTime;
import org.springframework.stereotype.Component;

/** What can be applied for at the window. */
@Component
@RequiredArgsConstructor
class ServiceSetup implements SetupPart {

    private static final String WINDOW = "窗口办理";

    private final ServiceItem.Repository items;
    private final DepartmentGaps gaps;
    private final Clock clock;

    private List<ServiceItem> valid() {
        return items.validOn(LocalDate.now(clock.withZone(PeopleTime.ZONE)));
    }

    @Override
    public List<Step> steps() {
        int valid = valid().size();
        return List.of(new Step(50, "办理事项", valid > 0, valid + " 个事项在办理", "/desk/services/import"));
    }

    @Override
    public List<Missing> missing() {
        Map<String, Long> byFunction = valid().stream()
                .flatMap(item -> item.functions().stream())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return byFunction.isEmpty()
                ? List.of(new Missing(WINDOW, "还没有办理事项：群众和窗口都不能申请", "/desk/services/import"))
                : gaps.of(byFunction.keySet()).stream()
                        .map(gap -> new Missing(
                                WINDOW,
                                "%s没有承办“%s”的部门：%d 个事项在那里不能申请"
                                        .formatted(gap.district().name(), gap.name(), byFunction.get(gap.function())),
                                gap.link()))
                        .toList();
    }
}
