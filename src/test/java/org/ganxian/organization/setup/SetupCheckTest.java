package org.ganxian.organization.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ganxian.engine.StaffedGroups;
import org.ganxian.organization.Duty;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Unit.Kind;
import org.ganxian.organization.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check page has a line for each piece that a flow lacks, and it goes once the piece is there. */
class SetupCheckTest {

    private static final Unit CITY = unit("3506", Kind.CITY, null, "漳州市");
    private static final Unit DISTRICT = unit("350602", Kind.DISTRICT, "3506", "芗城区");
    private static final Unit STREET = unit("350602004", Kind.STREET, "350602", "巷口街道");
    private static final Unit COMMUNITY = unit("350602004001", Kind.COMMUNITY, "350602004", "融印社区");
    private static final Unit BRANCH = unit("350602004001B1", Kind.BRANCH, "350602004001", "融印社区党支部");
    private static final Unit DEPARTMENT = new Unit("350602D01", Kind.DEPARTMENT, "350602", "芗城区城市管理局", "URBAN", false);
    private static final List<Unit> ALL = List.of(CITY, DISTRICT, STREET, COMMUNITY, BRANCH, DEPARTMENT);

    private final Units units = mock(Units.class);
    private final StaffedGroups groups = mock(StaffedGroups.class);
    private final UnitsAndPeople check = new UnitsAndPeople(units, null, null, groups, null);

    private static Unit unit(String code, Kind kind, String parent, String name) {
        return new Unit(code, kind, parent, name, null, false);
    }

    private List<SetupPart.Missing> missing(Set<String> staffed) {
        when(units.open()).thenReturn(ALL);
        when(units.branchServing(any())).thenReturn(Optional.of(BRANCH));
        when(groups.all()).thenReturn(staffed);
        return check.missing();
    }

    private static Set<String> everybodyBut(Predicate<String> group) {
        Set<String> staffed = new HashSet<>();
        ALL.forEach(unit -> Set.of(Duty.values()).forEach(duty -> staffed.add(duty.groupIn(unit.code()))));
        staffed.removeIf(group);
        return staffed;
    }

    @Test
    void whereEverybodyIsNothingLacks() {
        assertThat(missing(everybodyBut(group -> false))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "3506,           TRIAGE,     群众点单, 漳州市没有分拨员：分派规则分不出去的诉求无人处理",
        "3506,           DUTY,       群众点单, 漳州市没有值班员：险情无人接",
        "3506,           CALLER,     群众点单, 漳州市没有回访员：没有区县、街道回访员的差评无人回访",
        "3506,           SUPERVISOR, 督办,     漳州市没有督办员：逾期到市一级后由管理者督办",
        "3506,           MANAGER,    督办,     漳州市没有管理者：无人查看全市统计",
        "350602,         SUPERVISOR, 督办,     芗城区没有督办员：逾期将上报市",
        "350602,         SUPERVISOR, 跨区改派, 芗城区没有督办员：街道也没有督办员的，别的区县征求意见由市答复",
        "350602004,      SUPERVISOR, 督办,     巷口街道没有督办员：逾期将上报区县",
        "350602004,      CLERK,      窗口办理, 巷口街道没有前台受理员：窗口申请无人受理，逾期视为受理",
        "350602004,      ISSUER,     窗口办理, 巷口街道没有窗口出件员：办好的结果由上级的窗口出件",
        "350602004001B1, DISPATCHER, 群众点单, 融印社区党支部没有派单员：分到这里的诉求转分拨席，也不能改派到这里",
        "350602004001B1, MEMBER,     群众点单, 融印社区党支部没有党员：派出的诉求无人接单",
        "350602D01,      DISPATCHER, 群众点单, 芗城区城市管理局没有派单员：分到这里的诉求转分拨席，也不能改派到这里",
        "350602D01,      MEMBER,     群众点单, 芗城区城市管理局没有经办人：诉求和申请无人办理",
        "350602D01,      REVIEWER,   窗口办理, 芗城区城市管理局没有审核人：承办的申请由上级的审核人审核",
        "350602D01,      HEAD,       窗口办理, 芗城区城市管理局没有负责人：由它牵头的申请要由上级的负责人决定"
    })
    void whoIsMissingIsSaidWithWhatHappensThenUntilThereIsSomebody(String unit, Duty duty, String flow, String line) {
        String group = duty.groupIn(unit);
        assertThat(missing(everybodyBut(group::equals)))
                .contains(new SetupPart.Missing(flow, line, "/desk/people?unit=" + unit))
                .allMatch(one -> one.link().equals("/desk/people?unit=" + unit));
        assertThat(missing(everybodyBut(other -> false))).isEmpty();
    }

    /** What somebody above does as well lacks only where nobody above is on that duty. */
    @ParameterizedTest
    @CsvSource({
        "SUPERVISOR, MANAGER,  漳州市没有督办员：逾期到市一级后无人督办",
        "SUPERVISOR, MANAGER,  漳州市没有督办员：到期没有答复的跨区改派无人决定",
        "ISSUER,     ISSUER,   巷口街道没有窗口出件员：办好的结果无人出件",
        "REVIEWER,   REVIEWER, 芗城区城市管理局没有审核人：承办的申请无人审核",
        "HEAD,       HEAD,     芗城区城市管理局没有负责人：由它牵头的申请需要负责人时无人决定",
        "HEAD,       HEAD,     芗城区没有负责人：联办申请的延期无人决定"
    })
    void whereNobodyAboveDoesItEitherThatIsSaid(Duty one, Duty other, String line) {
        Set<String> staffed =
                everybodyBut(group -> group.endsWith("-" + one.code()) || group.endsWith("-" + other.code()));
        assertThat(missing(staffed)).extracting(SetupPart.Missing::what).contains(line);
        assertThat(missing(everybodyBut(group -> false))).isEmpty();
    }

    @Test
    void aCommunityWithoutABranchIsSaidUntilThereIsOne() {
        when(units.open()).thenReturn(ALL);
        when(groups.all()).thenReturn(everybodyBut(group -> false));
        when(units.branchServing(any())).thenReturn(Optional.empty());
        assertThat(check.missing())
                .containsExactly(
                        new SetupPart.Missing("群众点单", "融印社区没有党支部：该由支部办理的诉求转分拨席", "/desk/units?at=350602004001"));
        when(units.branchServing(any())).thenReturn(Optional.of(BRANCH));
        assertThat(check.missing()).isEmpty();
    }

    @Test
    void aDistrictWithoutADepartmentThatIsNeededIsNamedUntilThereIsOne() {
        when(units.open()).thenReturn(ALL);
        when(units.functions()).thenReturn(Map.of("URBAN", "城市管理局"));
        when(units.departmentFor(anyString(), anyString())).thenReturn(Optional.empty());
        DepartmentGaps gaps = new DepartmentGaps(units);
        assertThat(gaps.of(List.of("URBAN"))).isEmpty();
        assertThat(gaps.of(List.of("URBAN", "HEALTH"))).singleElement().satisfies(gap -> {
            assertThat(gap.district().name()).isEqualTo("芗城区");
            assertThat(gap.name()).isEqualTo("HEALTH");
            assertThat(gap.link()).isEqualTo("/desk/units?at=350602");
        });
        when(units.departmentFor("HEALTH", "350602004")).thenReturn(Optional.of(DEPARTMENT));
        assertThat(gaps.of(List.of("URBAN", "HEALTH"))).isEmpty();
    }

    /** A flow that asks another duty for something is caught here. */
    @Test
    void everyDutyThatAFlowAsksForIsLookedAt() {
        JavaClasses all = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages(
                        "org.ganxian.order",
                        "org.ganxian.window.flow",
                        "org.ganxian.escalation",
                        "org.ganxian.organization.setup");
        Set<String> asked = duties(all, "org.ganxian.order", "org.ganxian.window", "org.ganxian.escalation");
        assertThat(asked).contains("DISPATCHER", "SUPERVISOR", "ISSUER");
        assertThat(duties(all, "org.ganxian.organization.setup")).containsAll(asked);
    }

    private static Set<String> duties(JavaClasses classes, String... packages) {
        return classes.stream()
                .filter(one -> List.of(packages).stream().anyMatch(one.getPackageName()::startsWith))
                .flatMap(one -> one.getFieldAccessesFromSelf().stream())
                .map(JavaFieldAccess::getTarget)
                .filter(field -> field.getOwner().isEquivalentTo(Duty.class)
                        && field.getRawType().isEquivalentTo(Duty.class))
                .map(field -> field.getName())
                .collect(Collectors.toSet());
    }
}
