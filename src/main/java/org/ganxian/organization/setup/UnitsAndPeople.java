package org.ganxian.organization.setup;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.StaffedGroups;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Unit.Kind;
import org.ganxian.organization.UnitBook;
import org.ganxian.organization.Units;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PublicAddress;
import org.springframework.stereotype.Component;

/** The password, the tree, the people, and who is missing where. */
@Component
@RequiredArgsConstructor
class UnitsAndPeople implements SetupPart {

    private static final String ORDERS = "群众点单";
    private static final String WINDOW = "窗口办理";
    private static final String SUPERVISION = "督办";

    private final Units units;
    private final UnitBook book;
    private final People people;
    private final StaffedGroups groups;
    private final CurrentActor current;
    private final PublicAddress address;

    @Override
    public List<Step> steps() {
        Map<Kind, Long> there = new EnumMap<>(Kind.class);
        units.open().forEach(unit -> there.merge(unit.kind(), 1L, Long::sum));
        boolean changed = current.username()
                .flatMap(people::account)
                .filter(account -> !account.mustChangePassword())
                .isPresent();
        return List.of(
                new Step(10, "修改初始密码", changed, changed ? "已修改" : "还是初始密码", "/desk/password"),
                new Step(
                        20,
                        "市和区县",
                        has(there, Kind.DISTRICT),
                        "%s，%d 个区县，%d 个街道"
                                .formatted(units.city().name(), count(there, Kind.DISTRICT), count(there, Kind.STREET)),
                        "/desk/units/import"),
                new Step(
                        30,
                        "社区、党支部和部门",
                        has(there, Kind.COMMUNITY) && has(there, Kind.BRANCH) && has(there, Kind.DEPARTMENT),
                        "%d 个社区，%d 个党支部，%d 个部门"
                                .formatted(
                                        count(there, Kind.COMMUNITY),
                                        count(there, Kind.BRANCH),
                                        count(there, Kind.DEPARTMENT)),
                        "/desk/units/import"),
                new Step(
                        40,
                        "人员和职责",
                        !book.hasOnlyAdministrators(),
                        book.hasOnlyAdministrators() ? "还只有管理员" : "已有工作人员",
                        "/desk/people/import"),
                new Step(
                        70,
                        "对外网址",
                        address.opensFromOutside(),
                        address.of("/")
                                + (address.opensFromOutside()
                                        ? ""
                                        : "，群众从外面打不开；请设置 GANXIAN_PUBLIC_URL（ganxian.public-url）后重启"),
                        ""));
    }

    private static boolean has(Map<Kind, Long> there, Kind kind) {
        return count(there, kind) > 0;
    }

    private static long count(Map<Kind, Long> there, Kind kind) {
        return there.getOrDefault(kind, 0L);
    }

    @Override
    public List<Missing> missing() {
        Set<String> staffed = groups.all();
        List<Missing> missing = new ArrayList<>();
        for (Unit unit : units.open()) {
            Lack lack = new Lack(unit, staffed, missing);
            switch (unit.kind()) {
                case CITY -> {
                    lack.of(Duty.TRIAGE, ORDERS, "分派规则分不出去的诉求无人处理");
                    lack.of(Duty.DUTY, ORDERS, "险情无人接");
                    lack.of(Duty.CALLER, ORDERS, "没有区县、街道回访员的差评无人回访");
                    lack.of(Duty.SUPERVISOR, SUPERVISION, "逾期到市一级后由管理者督办");
                    lack.of(Duty.MANAGER, SUPERVISION, "无人查看全市统计");
                }
                case DISTRICT -> lack.of(Duty.SUPERVISOR, SUPERVISION, "逾期将上报市");
                case STREET -> {
                    lack.of(Duty.SUPERVISOR, SUPERVISION, "逾期将上报区县");
                    lack.of(Duty.CLERK, WINDOW, "窗口申请无人受理，逾期视为受理");
                    lack.of(Duty.ISSUER, WINDOW, "办好的结果无人出件");
                }
                case COMMUNITY -> {
                    if (units.branchServing(unit.code()).isEmpty()) {
                        missing.add(new Missing(
                                ORDERS, unit.name() + "没有党支部：该由支部办理的诉求转分拨席", "/desk/units?at=" + unit.code()));
                    }
                }
                case BRANCH -> {
                    lack.of(Duty.DISPATCHER, ORDERS, "分到这里的诉求转分拨席");
                    lack.of(Duty.MEMBER, ORDERS, "派出的诉求无人接单");
                }
                case DEPARTMENT -> {
                    lack.of(Duty.DISPATCHER, ORDERS, "分到这里的诉求转分拨席");
                    lack.of(Duty.MEMBER, ORDERS, "没有经办人，诉求和申请无人办理");
                    lack.of(Duty.REVIEWER, WINDOW, "承办的申请无人审核");
                    lack.of(Duty.HEAD, WINDOW, "由它牵头的申请要由上级的负责人决定");
                }
            }
        }
        if (!address.opensFromOutside()) {
            missing.add(new Missing("通知和文书", "对外网址是 " + address.of("/") + "：通知里的网址和文书上的二维码群众打不开", ""));
        }
        return missing;
    }

    /** Who is missing in one unit. */
    private record Lack(Unit unit, Set<String> staffed, List<Missing> missing) {

        void of(Duty duty, String flow, String then) {
            if (!staffed.contains(duty.groupIn(unit.code()))) {
                missing.add(new Missing(
                        flow,
                        "%s没有%s：%s".formatted(unit.name(), duty.title(), then),
                        "/desk/people?unit=" + unit.code()));
            }
        }
    }
}
