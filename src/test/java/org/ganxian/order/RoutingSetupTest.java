package org.ganxian.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ganxian.demand.Categories;
import org.ganxian.demand.ManyDemands;
import org.ganxian.engine.tables.ShippedTables;
import org.ganxian.engine.tables.TableEditions;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Unit.Kind;
import org.ganxian.organization.Units;
import org.ganxian.organization.setup.DepartmentGaps;
import org.ganxian.organization.setup.DepartmentGaps.Gap;
import org.ganxian.organization.setup.SetupPart.Missing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The check page has a line for each department that the table of routing names and a district has not. */
class RoutingSetupTest {

    private static final Unit DISTRICT = new Unit("350602", Kind.DISTRICT, "3506", "芗城区", null, false);
    private static final Pattern FUNCTION = Pattern.compile("<text>\"([A-Z_]+)\"</text>");

    private final TableEditions editions = mock(TableEditions.class);
    private final DepartmentGaps gaps = mock(DepartmentGaps.class);
    private final RoutingRules rules = new RoutingRules(
            mock(Categories.class),
            mock(ManyDemands.class),
            mock(Units.class),
            mock(OrderGroups.class),
            mock(ShippedTables.class),
            editions,
            gaps,
            Clock.systemUTC());

    @BeforeEach
    void theShippedTableIsInForce() throws Exception {
        TableEditions.Edition edition = new TableEditions.Edition("1", "1", 1, Instant.EPOCH, true);
        when(editions.inForce(Routing.DECISION)).thenReturn(Optional.of(edition));
        when(editions.content(edition)).thenReturn(Files.readAllBytes(Path.of("processes/routing.dmn")));
    }

    /** All words in capitals of the shipped table that are no target and no grade. */
    static Set<String> functions() throws Exception {
        return FUNCTION.matcher(Files.readString(Path.of("processes/routing.dmn")))
                .results()
                .map(found -> found.group(1))
                .filter(word ->
                        !Set.of("BRANCH", "DEPARTMENT", "TRIAGE", "DUTY_DESK").contains(word))
                .collect(Collectors.toSet());
    }

    private void lacks(Set<String> functions) {
        when(gaps.of(anyCollection())).thenAnswer(asked -> {
            Collection<String> named = asked.getArgument(0);
            return named.stream()
                    .filter(functions::contains)
                    .map(function -> new Gap(DISTRICT, function, "名为" + function + "的部门"))
                    .collect(Collectors.toSet());
        });
    }

    @ParameterizedTest
    @MethodSource("functions")
    void eachDepartmentThatTheTableNamesIsMissedUntilItIsThere(String function) {
        lacks(Set.of(function));
        assertThat(rules.missing())
                .containsExactly(
                        new Missing("群众点单", "芗城区没有“名为" + function + "的部门”：按分派规则该由它承办的诉求转分拨席", "/desk/units?at=350602"));
        lacks(Set.of());
        assertThat(rules.missing()).isEmpty();
    }

    @Test
    void whatNoRowNamesIsNotMissed() throws Exception {
        assertThat(functions()).hasSizeGreaterThan(5);
        lacks(Set.of("OBSERVATORY"));
        assertThat(rules.missing()).isEmpty();
        when(editions.inForce(Routing.DECISION)).thenReturn(Optional.empty());
        lacks(functions());
        assertThat(rules.missing()).as("no table, no row").isEmpty();
    }
}
