package org.ganxian.organization;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** What a person does in a unit. A unit's code and a duty together name an engine group. */
@RequiredArgsConstructor
@Getter
public enum Duty {
    CLERK("前台受理员"),
    DISPATCHER("派单员"),
    MEMBER("党员"),
    CALLER("回访员"),
    SUPERVISOR("督办员"),
    TRIAGE("分拨员"),
    REVIEWER("审核人"),
    HEAD("负责人"),
    ISSUER("窗口出件员"),
    DUTY("值班员"),
    MANAGER("管理者"),
    ADMIN("系统管理员"),
    AUDITOR("审计员"),
    DIRECTOR("调委会主任"),
    SECRETARY("调委会秘书"),
    MEDIATOR("调解员"),
    /** Looks after the systems that cases are exchanged with: keys, lists, mappings; not what is said in a case. */
    EXCHANGE("对接管理员");

    /** Of their unit and of all below. */
    public static final Set<Duty> LOOKING_AFTER_CASES = Collections.unmodifiableSet(EnumSet.of(SUPERVISOR, MANAGER));

    private final String title;

    /** Lower-case code as in files and group ids. */
    public String code() {
        return name().toLowerCase();
    }

    /** The engine group of this duty in a unit, for example {@code 350602004001B1-member}. */
    public String groupIn(String unitCode) {
        return unitCode + "-" + code();
    }

    /** As files write it; 经办人 is a department's member. */
    public static Optional<Duty> ofTitle(String title) {
        return title.equals("经办人")
                ? Optional.of(MEMBER)
                : Arrays.stream(values()).filter(d -> d.title.equals(title)).findFirst();
    }

    /** All that {@link #ofTitle} knows, in a row. */
    public static String titles() {
        return Arrays.stream(values()).map(Duty::title).collect(Collectors.joining("、")) + "、经办人";
    }

    /** By its name as a form sends it. */
    public static Optional<Duty> ofName(String name) {
        return Arrays.stream(values()).filter(d -> d.name().equals(name)).findFirst();
    }

    public static Optional<Duty> ofCode(String code) {
        return Arrays.stream(values()).filter(d -> d.code().equals(code)).findFirst();
    }
}
