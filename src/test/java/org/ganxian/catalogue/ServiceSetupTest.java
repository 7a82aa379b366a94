package org.ganxian.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Unit.Kind;
import org.ganxian.organization.setup.DepartmentGaps;
import org.ganxian.organization.setup.DepartmentGaps.Gap;
import org.ganxian.organization.setup.SetupPart.Missing;
import org.junit.jupiter.api.Test;

/** The check page has a line for each department that a service item needs and a district has not. */
class ServiceSetupTest {

    private static final Unit DISTRICT = new Unit("350602", Kind.DISTRICT, "3506", "芗城区", null, false);

    private final ServiceItem.Repository items = mock(ServiceItem.Repository.class);
    private final DepartmentGaps gaps = mock(DepartmentGaps.class);
    private final ServiceSetup setup = new ServiceSetup(items, gaps, Clock.systemUTC());

    private void thereAre(ServiceItem... some) {
        when(items.validOn(any())).thenReturn(List.of(some));
    }

    private static ServiceItem needing(String... functions) {
        ServiceItem item = mock(ServiceItem.class);
        when(item.functions()).thenReturn(Arrays.asList(functions));
        return item;
    }

    private void lacks(Set<String> functions) {
        when(gaps.of(anyCollection())).thenAnswer(asked -> {
            Collection<String> named = asked.getArgument(0);
            return named.stream()
                    .filter(functions::contains)
                    .map(function -> new Gap(DISTRICT, function, "某局"))
                    .collect(Collectors.toSet());
        });
    }

    @Test
    void withoutAnyItemThatIsTheLineUntilThereIsOne() {
        ServiceItem permit = needing("HEALTH");
        thereAre();
        lacks(Set.of());
        assertThat(setup.missing()).containsExactly(new Missing("窗口办理", "还没有办理事项：群众和窗口都不能申请", "/desk/services/import"));
        assertThat(setup.steps()).noneMatch(step -> step.done());
        thereAre(permit);
        assertThat(setup.missing()).isEmpty();
        assertThat(setup.steps()).allMatch(step -> step.done());
    }

    @Test
    void aDepartmentThatItemsNeedIsMissedWithTheirNumberUntilItIsThere() {
        ServiceItem permit = needing("HEALTH");
        ServiceItem joint = needing("FIRE", "HEALTH");
        thereAre(permit, joint);
        lacks(Set.of("HEALTH"));
        assertThat(setup.missing())
                .containsExactly(new Missing("窗口办理", "芗城区没有承办“某局”的部门：2 个事项在那里不能申请", "/desk/units?at=350602"));
        lacks(Set.of("FIRE", "SPORT"));
        assertThat(setup.missing()).extracting(Missing::what).containsExactly("芗城区没有承办“某局”的部门：1 个事项在那里不能申请");
        lacks(Set.of());
        assertThat(setup.missing()).isEmpty();
    }
}
