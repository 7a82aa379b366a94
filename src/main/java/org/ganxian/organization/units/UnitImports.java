package org.ganxian.organization.units;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.organization.Unit;
import org.ganxian.organization.UnitBook;
import org.ganxian.organization.UnitBook.NewUnit;
import org.ganxian.organization.UnitRules;
import org.ganxian.organization.Units;
import org.ganxian.organization.units.UnitFile.Column;
import org.ganxian.organization.units.UnitFile.Line;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a file of units over: what is new is added, what has another name or does something else is changed. What the file
 * does not name stays, and nothing is moved or closed: open cases would go with it.
 */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
class UnitImports {

    private final Units units;
    private final UnitBook book;
    private final UnitWork work;
    private final Audit audit;

    /** What becomes of a row. */
    @RequiredArgsConstructor
    @Getter
    enum Outcome {
        REFUSED("退回"),
        NEW("新增"),
        CHANGED("修改"),
        SAME("相同");

        private final String title;
    }

    /** @param note zh-CN: why it is refused, or what changes; empty else */
    record Planned(Line line, Outcome outcome, String note) {

        public String name() {
            return line.cell(Column.NAME);
        }

        public String code() {
            return line.code();
        }
    }

    /**
     * What a file would do.
     *
     * @param stamp differs when the file or the tree does
     * @param replaces name of the city that goes; null when it stays
     */
    record Preview(
            List<Planned> rows, String stamp, @Nullable String replaces) {

        public long count(Outcome outcome) {
            return rows.stream().filter(row -> row.outcome() == outcome).count();
        }

        public boolean isAcceptable() {
            return count(Outcome.NEW) + count(Outcome.CHANGED) > 0;
        }
    }

    @Transactional(readOnly = true)
    public Preview preview(byte[] content) {
        List<Line> lines = UnitFile.read(content);
        Plan plan = new Plan(lines);
        List<Planned> rows = new ArrayList<>();
        // Parents first, whatever the order of the file.
        lines.stream()
                .sorted(Comparator.comparing(
                        line -> line.kind() == null ? 99 : line.kind().ordinal()))
                .forEach(line -> rows.add(plan.planned(line)));
        rows.sort(Comparator.comparing(row -> row.line().line()));
        String stamp = DigestUtils.sha256Hex(DigestUtils.sha256Hex(content)
                + rows.stream().map(row -> row.outcome() + row.note()).toList());
        return new Preview(rows, stamp, plan.replaced);
    }

    /**
     * Does what the preview showed.
     *
     * @throws Refusal 409 when the tree is not as it was then
     */
    public Preview apply(byte[] content, String previewed, Actor by) {
        Preview preview = preview(content);
        if (!preview.stamp().equals(previewed)) {
            throw Refusal.conflict("单位刚刚有改动，与预览时不同。请再看一遍下面的差别，然后重新确认");
        }
        preview.rows().stream()
                .filter(row -> row.outcome() == Outcome.NEW || row.outcome() == Outcome.CHANGED)
                .sorted(Comparator.comparing(
                        row -> Objects.requireNonNull(row.line().kind()).ordinal()))
                .forEach(row -> take(row, by));
        audit.record(by, "units-imported", DigestUtils.sha256Hex(content));
        return preview;
    }

    private void take(Planned row, Actor by) {
        Line line = row.line();
        Unit.Kind kind = Objects.requireNonNull(line.kind());
        if (row.outcome() == Outcome.CHANGED) {
            book.rename(line.code(), line.cell(Column.NAME), by);
            book.doWhat(line.code(), line.cell(Column.FUNCTION), by);
        } else if (kind == Unit.Kind.CITY) {
            book.replaceCity(line.code(), line.cell(Column.NAME), by);
        } else {
            book.add(
                    new NewUnit(line.code(), kind, line.parent(), line.cell(Column.NAME), line.cell(Column.FUNCTION)),
                    by);
        }
    }

    /** The tree as it will be, row by row. */
    private class Plan {

        private record Node(
                Unit.Kind kind,
                @Nullable String parent,
                String name,
                @Nullable String function) {}

        private final Map<String, Node> tree = new LinkedHashMap<>();
        private final Set<String> names = new HashSet<>();
        private final Set<String> read = new HashSet<>();
        private final Map<String, Unit> closed = new HashMap<>();
        private @Nullable String replaced;

        Plan(List<Line> lines) {
            boolean another = lines.stream()
                            .anyMatch(line -> line.kind() == Unit.Kind.CITY
                                    && !line.code().equals(units.city().code()))
                    && isUntouched();
            for (Unit unit : units.all()) {
                if (unit.isOpen() && !another) {
                    put(unit.code(), new Node(unit.kind(), unit.parent(), unit.name(), unit.function()));
                } else {
                    closed.put(unit.code(), unit);
                }
            }
            replaced = another ? units.city().name() : null;
        }

        private void put(String code, Node node) {
            tree.put(code, node);
            names.add(node.parent() + node.kind() + node.name());
        }

        Planned planned(Line line) {
            try {
                return checked(line);
            } catch (Refusal refusal) {
                return new Planned(line, Outcome.REFUSED, refusal.getMessage());
            }
        }

        private Planned checked(Line line) {
            Unit.Kind kind = line.kind();
            if (kind == null) {
                throw Refusal.invalid("类别应是市、区县、街道、社区、党支部、部门之一，现在是“" + line.cell(Column.KIND) + "”");
            }
            String code = UnitRules.code(kind, line.code(), () -> {
                throw Refusal.invalid("请填写代码，再次导入时才认得出是同一个单位");
            });
            String name = UnitRules.name(line.cell(Column.NAME));
            String function = UnitRules.function(kind, line.cell(Column.FUNCTION));
            if (!read.add(code)) {
                throw Refusal.invalid("代码 " + code + " 在文件里出现了两次");
            } else if (closed.containsKey(code)) {
                throw Refusal.invalid(
                        "代码 " + code + " 是已经撤销的“" + closed.get(code).name() + "”，不能再用");
            }
            Node known = tree.get(code);
            return known == null
                    ? added(line, code, new Node(kind, kind == Unit.Kind.CITY ? null : line.parent(), name, function))
                    : compared(line, known, new Node(kind, line.parent(), name, function));
        }

        private Planned added(Line line, String code, Node node) {
            if (node.kind() == Unit.Kind.CITY) {
                if (replaced == null || tree.values().stream().anyMatch(n -> n.kind() == Unit.Kind.CITY)) {
                    throw Refusal.invalid("已经有市“" + units.city().name() + "”。只有还没有诉求和其他人员时，才能换成另一个市");
                }
            } else {
                Node parent = tree.get(node.parent());
                if (parent == null) {
                    throw Refusal.invalid("没有上级代码 " + line.cell(Column.PARENT) + "，它不在系统里，也不在文件里（或者那一行被退回）");
                } else if (!UnitRules.above(node.kind()).contains(parent.kind())) {
                    throw Refusal.invalid("%s不能建在%s下面"
                            .formatted(node.kind().title(), parent.kind().title()));
                } else if (names.contains(node.parent() + node.kind() + node.name())) {
                    throw Refusal.invalid("“" + parent.name() + "”下面已经有“" + node.name() + "”");
                }
            }
            put(code, node);
            return new Planned(line, Outcome.NEW, "");
        }

        private Planned compared(Line line, Node known, Node wanted) {
            if (known.kind() != wanted.kind()) {
                throw Refusal.invalid("代码 %s 现在是%s“%s”，不能改成%s"
                        .formatted(
                                line.code(),
                                known.kind().title(),
                                known.name(),
                                wanted.kind().title()));
            } else if (known.parent() != null && !known.parent().equals(wanted.parent())) {
                throw Refusal.invalid("现在的上级是 " + known.parent() + "。调整隶属要移交在办诉求，请在单位页面办理");
            }
            List<String> changes = new ArrayList<>();
            if (!known.name().equals(wanted.name())) {
                if (!names.add(known.parent() + known.kind() + wanted.name())) {
                    throw Refusal.invalid("同一上级下面已经有“" + wanted.name() + "”");
                }
                changes.add("名称：" + known.name() + " → " + wanted.name());
            }
            if (!Objects.equals(known.function(), wanted.function())) {
                changes.add("职能：" + known.function() + " → " + wanted.function());
            }
            return new Planned(line, changes.isEmpty() ? Outcome.SAME : Outcome.CHANGED, String.join("；", changes));
        }
    }

    /** Nothing has happened here yet: no case, and nobody but the city's administrators. */
    private boolean isUntouched() {
        return work.hasNever() && book.hasOnlyAdministrators();
    }
}
