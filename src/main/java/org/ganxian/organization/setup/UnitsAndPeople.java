package org.ganxian.organization.setup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
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
import org.springframework.stereotype.Component;

/** The password, the tree, the people, and who is missing where. */
@Component
@RequiredArgsConstructor
class UnitsAndPeople implements SetupPart {

    private static final String ORDERS = "群众点单";
    private static final String WINDOW = "窗口办理";
    private static final String SUPERVISION = "督办";
    private static final String HANDOVER = "跨区改派";
    private static final String MEDIATION = "人民调解";
    private static final String UNDISPATCHED = "分到这里的诉求转分拨席，也不能改派到这里";

    private final Units units;
    private final UnitBook book;
    private final People people;
    private final StaffedGroups groups;
    private final CurrentActor current;

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
                        "/desk/people/import"));
    }

    private static boolean has(Map<Kind, Long> there, Kind kind) {
        return count(there, kind) > 0;
    }

    private static long count(Map<Kind, Long> there, Kind kind) {
        return there.getOrDefault(kind, 0L);
    }

    @Override
    public List<Missing> missing() {
        Lacks lacks = new Lacks(units.open(), groups.all());
        for (Unit unit : lacks.open()) {
            switch (unit.kind()) {
                case CITY -> ofTheCity(lacks, unit);
                case DISTRICT -> {
                    lacks.of(unit, Duty.SUPERVISOR, SUPERVISION, "逾期将上报市");
                    lacks.of(unit, Duty.SUPERVISOR, HANDOVER, "街道也没有督办员的，别的区县征求意见由市答复");
                    lacks.ofAll(unit, Duty.HEAD, WINDOW, "联办申请的延期无人决定");
                }
                case STREET -> {
                    lacks.of(unit, Duty.SUPERVISOR, SUPERVISION, "逾期将上报区县");
                    lacks.of(unit, Duty.CLERK, WINDOW, "窗口申请无人受理，逾期视为受理");
                    lacks.of(unit, Duty.ISSUER, WINDOW, "办好的结果由上级的窗口出件", "办好的结果无人出件");
                }
                case COMMUNITY -> {
                    if (units.branchServing(unit.code()).isEmpty()) {
                        lacks.say(ORDERS, unit.name() + "没有党支部：该由支部办理的诉求转分拨席", "/desk/units?at=" + unit.code());
                    }
                }
                case BRANCH -> {
                    lacks.of(unit, Duty.DISPATCHER, ORDERS, UNDISPATCHED);
                    lacks.of(unit, Duty.MEMBER, ORDERS, "派出的诉求无人接单");
                }
                case DEPARTMENT -> {
                    lacks.of(unit, Duty.DISPATCHER, ORDERS, UNDISPATCHED);
                    lacks.of(unit, Duty.MEMBER, ORDERS, "诉求和申请无人办理");
                    lacks.of(unit, Duty.REVIEWER, WINDOW, "承办的申请由上级的审核人审核", "承办的申请无人审核");
                    lacks.of(unit, Duty.HEAD, WINDOW, "由它牵头的申请要由上级的负责人决定", "由它牵头的申请需要负责人时无人决定");
                }
                case COMMITTEE -> {
                    lacks.of(unit, Duty.SECRETARY, MEDIATION, "纠纷无人受理");
                    lacks.of(unit, Duty.DIRECTOR, MEDIATION, "调解员无人指定，协议无人盖章");
                    lacks.of(unit, Duty.MEDIATOR, MEDIATION, "纠纷无人调解");
                    lacks.of(unit, Duty.CALLER, MEDIATION, "由上级的回访员回访", "调解结束以后无人回访");
                }
            }
        }
        return lacks.found();
    }

    private static void ofTheCity(Lacks lacks, Unit city) {
        lacks.of(city, Duty.TRIAGE, ORDERS, "分派规则分不出去的诉求无人处理");
        lacks.of(city, Duty.DUTY, ORDERS, "险情无人接");
        lacks.of(city, Duty.CALLER, ORDERS, "没有区县、街道回访员的差评无人回访");
        boolean managed = lacks.has(city, Duty.MANAGER);
        lacks.of(city, Duty.SUPERVISOR, SUPERVISION, managed ? "逾期到市一级后由管理者督办" : "逾期到市一级后无人督办");
        lacks.of(city, Duty.MANAGER, SUPERVISION, "无人查看全市统计");
        if (!managed) {
            lacks.of(city, Duty.SUPERVISOR, HANDOVER, "到期没有答复的跨区改派无人决定");
        }
    }

    /** Who is missing where. */
    private static final class Lacks {

        private final Map<String, Unit> open = new LinkedHashMap<>();
        private final Set<String> staffed;
        private final List<Missing> found = new ArrayList<>();

        Lacks(List<Unit> open, Set<String> staffed) {
            open.forEach(unit -> this.open.put(unit.code(), unit));
            this.staffed = staffed;
        }

        Collection<Unit> open() {
            return open.values();
        }

        List<Missing> found() {
            return found;
        }

        boolean has(Unit unit, Duty duty) {
            return staffed.contains(duty.groupIn(unit.code()));
        }

        private boolean hasAbove(Unit unit, Duty duty) {
            Unit above = open.get(unit.parent());
            return above != null && (has(above, duty) || hasAbove(above, duty));
        }

        void of(Unit unit, Duty duty, String flow, String then) {
            of(unit, duty, flow, then, then);
        }

        /** @param above what happens when somebody above is on this duty, who does it then */
        void of(Unit unit, Duty duty, String flow, String above, String otherwise) {
            if (!has(unit, duty)) {
                say(
                        flow,
                        "%s没有%s：%s"
                                .formatted(
                                        unit.name(),
                                        People.dutyTitle(unit, duty),
                                        hasAbove(unit, duty) ? above : otherwise),
                        "/desk/people?unit=" + unit.code());
            }
        }

        /** What lacks only when nobody above does it either. */
        void ofAll(Unit unit, Duty duty, String flow, String then) {
            if (!hasAbove(unit, duty)) {
                of(unit, duty, flow, then);
            }
        }

        void say(String flow, String what, String link) {
            found.add(new Missing(flow, what, link));
        }
    }
}
