package org.ganxian.organization;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.ganxian.organization.Unit.Kind;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;

/** What a unit can be: below what, under which code and name. Codes of places are those of GB/T 2260 and GB/T 10114. */
public final class UnitRules {

    private static final int NAME_LENGTH = 40;
    private static final Map<Kind, Set<Kind>> BELOW = Map.of(
            Kind.CITY, EnumSet.noneOf(Kind.class),
            Kind.DISTRICT, EnumSet.of(Kind.CITY),
            Kind.STREET, EnumSet.of(Kind.DISTRICT),
            Kind.COMMUNITY, EnumSet.of(Kind.STREET),
            Kind.BRANCH, EnumSet.of(Kind.CITY, Kind.DISTRICT, Kind.STREET, Kind.COMMUNITY),
            Kind.DEPARTMENT, EnumSet.of(Kind.CITY, Kind.DISTRICT, Kind.STREET),
            Kind.COMMITTEE, EnumSet.of(Kind.CITY, Kind.DISTRICT, Kind.STREET, Kind.COMMUNITY));
    private static final Map<Kind, Pattern> CODES = Map.of(
            Kind.CITY, Pattern.compile("\\d{6}"),
            Kind.DISTRICT, Pattern.compile("\\d{6}"),
            Kind.STREET, Pattern.compile("\\d{9}"),
            Kind.COMMUNITY, Pattern.compile("\\d{12}"),
            Kind.BRANCH, Pattern.compile("[0-9A-Z]{4,24}"),
            Kind.DEPARTMENT, Pattern.compile("[0-9A-Z]{4,24}"),
            Kind.COMMITTEE, Pattern.compile("[0-9A-Z]{4,24}"));
    private static final Map<Kind, String> CODE_HINTS = Map.of(
            Kind.CITY, "市的代码是 6 位数字",
            Kind.DISTRICT, "区县的代码是 6 位数字",
            Kind.STREET, "街道的代码是 9 位数字",
            Kind.COMMUNITY, "社区的代码是 12 位数字",
            Kind.BRANCH, "代码是 4 到 24 位数字和大写字母",
            Kind.DEPARTMENT, "代码是 4 到 24 位数字和大写字母",
            Kind.COMMITTEE, "代码是 4 到 24 位数字和大写字母");
    private static final Pattern FUNCTION = Pattern.compile("[A-Z][A-Z_]{1,23}");

    private UnitRules() {}

    /** Kinds of units that one of this kind can be right below; none for the city. */
    public static Set<Kind> above(Kind kind) {
        return BELOW.getOrDefault(kind, Set.of());
    }

    static void requireBelow(Kind kind, @Nullable Unit parent) {
        if (parent == null && kind == Kind.CITY) {
            throw Refusal.field("kind", "已经有市了");
        } else if (parent == null) {
            throw Refusal.field("parent", "没有这个上级单位，或者它已经撤销");
        } else if (!above(kind).contains(parent.kind())) {
            throw Refusal.field(
                    "parent", "%s不能建在%s下面".formatted(kind.title(), parent.kind().title()));
        }
    }

    static void requireMovable(Unit unit) {
        if (!Set.of(Kind.COMMUNITY, Kind.BRANCH, Kind.DEPARTMENT, Kind.COMMITTEE)
                .contains(unit.kind())) {
            throw Refusal.field("parent", unit.kind().title() + "不能调整隶属");
        } else if (!unit.isOpen()) {
            throw Refusal.conflict("“" + unit.name() + "”已经撤销");
        }
    }

    /** The name as it is kept. */
    public static String name(@Nullable String typed) {
        String name = typed == null ? "" : typed.strip();
        if (name.isEmpty()) {
            throw Refusal.field("name", "请填写名称");
        } else if (Texts.length(name) > NAME_LENGTH) {
            throw Refusal.field("name", "名称不超过 " + NAME_LENGTH + " 个字");
        } else if (!Texts.isReadable(name) || name.contains("|") || name.contains("\n")) {
            throw Refusal.field("name", "名称里有不能使用的字符");
        }
        return name;
    }

    /**
     * The code as it is kept.
     *
     * @param next gives one to a body for which none was typed
     */
    public static String code(Kind kind, @Nullable String typed, Supplier<String> next) {
        String code = typed == null ? "" : typed.strip();
        if (code.isEmpty() && !kind.isPlace()) {
            return next.get();
        } else if (code.isEmpty()) {
            throw Refusal.field("code", "请填写民政部门的区划代码，" + CODE_HINTS.get(kind));
        } else if (!CODES.getOrDefault(kind, FUNCTION).matcher(code).matches()) {
            throw Refusal.field("code", String.valueOf(CODE_HINTS.get(kind)));
        }
        return code;
    }

    /** What a department does; null for all other kinds. */
    public static @Nullable String function(Kind kind, @Nullable String typed) {
        String function = typed == null ? "" : typed.strip();
        if (kind != Kind.DEPARTMENT) {
            if (!function.isEmpty()) {
                throw Refusal.field("function", "只有部门有职能");
            }
            return null;
        } else if (function.isEmpty()) {
            throw Refusal.field("function", "请填写部门的职能，与分派规则中的写法一致，例如 WATER");
        } else if (!FUNCTION.matcher(function).matches()) {
            throw Refusal.field("function", "职能是大写字母，与分派规则中的写法一致，例如 WATER");
        }
        return function;
    }
}
