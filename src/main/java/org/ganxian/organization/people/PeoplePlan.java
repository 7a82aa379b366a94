package org.ganxian.organization.people;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Assignment;
import org.ganxian.organization.Duty;
import org.ganxian.organization.Hiring;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Post;
import org.ganxian.organization.Staff;
import org.ganxian.organization.Term;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.organization.people.PeopleAdministrators.Area;
import org.ganxian.organization.people.PeopleFile.Column;
import org.ganxian.organization.people.PeopleFile.Line;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.privacy.Masks;
import org.jspecify.annotations.Nullable;

/**
 * What a file of people would do to what is there now, row by row. Rows of one person belong together, those of others
 * do not matter: a part of the file is planned as the whole is.
 */
class PeoplePlan {

    /** What becomes of a row. */
    @RequiredArgsConstructor
    @Getter
    enum Outcome {
        REFUSED("退回"),
        CHANGED("变更"),
        NEW("新增"),
        SAME("不变");

        /** zh-CN. */
        private final String title;
    }

    /**
     * A row, and what an import does with it.
     *
     * @param notes zh-CN: the changes, or why it is refused
     * @param warnings zh-CN: what is to be confirmed
     * @param untils last days of duties that there are, by their ids
     */
    record Planned(
            Line line,
            Outcome outcome,
            List<String> notes,
            List<String> warnings,
            Staff.@Nullable Details details,
            List<Staff.Task> tasks,
            Map<Long, LocalDate> untils) {

        public String username() {
            return line.cell(Column.USERNAME);
        }

        Planned refused(String why) {
            return new Planned(line, Outcome.REFUSED, List.of(why), List.of(), null, List.of(), Map.of());
        }
    }

    private final Staff staff;
    private final Units tree;
    private final PeopleAdministrators administrators;
    private final Area area;
    private final Hiring.Known now;
    private final UnitFinder finder;
    private final Map<String, Unit> units = new HashMap<>();
    private final Map<String, Line> first = new HashMap<>();
    private final Map<String, List<Staff.Task>> given = new HashMap<>();
    private final List<Planned> rows = new ArrayList<>();

    /** @param now what there is of the {@linkplain #usernames people} of these lines */
    PeoplePlan(
            List<Line> lines,
            Area area,
            Staff staff,
            Hiring.Known now,
            Units tree,
            PeopleAdministrators administrators) {
        this.staff = staff;
        this.tree = tree;
        this.administrators = administrators;
        this.area = area;
        this.now = now;
        this.finder = new UnitFinder(area.units());
        area.units().forEach(unit -> units.put(unit.code(), unit));
        lines.forEach(line -> rows.add(planned(line)));
    }

    static List<String> usernames(List<Line> lines) {
        return lines.stream().map(line -> line.cell(Column.USERNAME)).distinct().toList();
    }

    List<Planned> rows() {
        return rows;
    }

    private Unit unit(String code) {
        return units.computeIfAbsent(code, tree::get);
    }

    private Planned planned(Line line) {
        try {
            return checked(line);
        } catch (Refusal refusal) {
            return new Planned(
                    line, Outcome.REFUSED, List.of(refusal.getMessage()), List.of(), null, List.of(), Map.of());
        }
    }

    private Planned checked(Line line) {
        String username = line.cell(Column.USERNAME);
        Line earlier = first.putIfAbsent(username, line);
        List<Staff.Task> before = given.computeIfAbsent(username, u -> new ArrayList<>());
        if (line.unreadable() != null) {
            throw Refusal.invalid(line.unreadable());
        }
        requireSamePerson(line, earlier);
        Optional<Person> known = now.find(username);
        if (known.isEmpty()) {
            Hiring.requireFree(username, now);
        }
        Staff.Details details = staff.checked(new Staff.Details(
                line.cell(Column.NAME),
                orElse(line.cell(Column.PHONE), known.flatMap(Person::phone)),
                orElse(line.cell(Column.EMAIL), known.flatMap(Person::email)),
                known.map(Person::skills).orElse(null)));
        List<String> notes = new ArrayList<>();
        known.ifPresent(person -> {
            changed(notes, "姓名", person.name(), details.name());
            changed(notes, "手机", Masks.phone(person.phone().orElse("")), Masks.phone(details.phone()));
            if (notes.isEmpty() && !Objects.equals(person.phone().orElse(null), details.phone())) {
                notes.add("手机改了");
            }
            changed(notes, "邮箱", person.email().orElse(""), details.email());
        });
        String unit = finder.code(line.cell(Column.UNIT));
        List<Staff.Task> tasks = new ArrayList<>();
        Map<Long, LocalDate> untils = new LinkedHashMap<>();
        for (Post post : posts(line, unit)) {
            plan(line, known, post, tasks, untils, notes);
        }
        List<String> warnings = warnings(known, before, tasks);
        before.addAll(tasks);
        if (known.isEmpty()) {
            Outcome outcome = earlier == null || !tasks.isEmpty() ? Outcome.NEW : Outcome.SAME;
            return new Planned(line, outcome, notes, warnings, details, tasks, untils);
        } else if (notes.isEmpty()) {
            return new Planned(line, Outcome.SAME, notes, List.of(), details, tasks, untils);
        }
        administrators.whyNot(area, known.get()).ifPresent(why -> {
            throw Refusal.forbidden(why);
        });
        return new Planned(line, Outcome.CHANGED, notes, warnings, details, tasks, untils);
    }

    /** Several lines of one person are several units, not several persons. */
    private static void requireSamePerson(Line line, @Nullable Line earlier) {
        for (Column column : new Column[] {Column.NAME, Column.PHONE, Column.EMAIL}) {
            if (earlier != null && !earlier.cell(column).equals(line.cell(column))) {
                throw Refusal.invalid("登录名与第 %d 行相同，%s却不同".formatted(earlier.line(), column.title()));
            }
        }
    }

    private static @Nullable String orElse(String typed, Optional<String> kept) {
        return typed.isEmpty() ? kept.orElse(null) : typed;
    }

    private static void changed(List<String> notes, String what, @Nullable String before, @Nullable String after) {
        String was = before == null ? "" : before;
        String is = after == null ? "" : after;
        if (!was.equals(is)) {
            notes.add("%s：%s → %s".formatted(what, was.isEmpty() ? "未填" : was, is.isEmpty() ? "未填" : is));
        }
    }

    private List<Post> posts(Line line, String unit) {
        if (line.duties().isEmpty()) {
            throw Refusal.invalid("请填写职责，多项用、隔开");
        }
        return line.duties().stream()
                .map(title -> new Post(
                        unit,
                        Duty.ofTitle(title)
                                .orElseThrow(() -> Refusal.invalid("没有职责“%s”，可以是：%s".formatted(title, Duty.titles())))))
                .toList();
    }

    private void plan(
            Line line,
            Optional<Person> known,
            Post post,
            List<Staff.Task> tasks,
            Map<Long, LocalDate> untils,
            List<String> notes) {
        LocalDate today = Term.today();
        LocalDate from = line.from() == null ? today : line.from();
        String title = People.title(unit(post.unitCode()), post.duty());
        Optional<Assignment> there = known.stream()
                .flatMap(person -> now.dutiesOf(person.username()).stream())
                .filter(duty -> duty.isOn(post.duty(), post.unitCode()))
                .filter(duty ->
                        !duty.isOverOn(today) || line.to() != null && line.to().equals(duty.validTo()))
                .findFirst();
        if (there.isEmpty()) {
            staff.requireDays(from, line.to());
            tasks.add(new Staff.Task(post, from, line.to()));
            notes.add("%s：%s 起%s".formatted(title, from, line.to() == null ? "" : "，到 " + line.to()));
        } else if (line.to() != null && !line.to().equals(there.get().validTo())) {
            staff.requireDays(
                    there.get().validFrom() == null ? line.to() : there.get().validFrom(), line.to());
            untils.put(there.get().id(), line.to());
            notes.add("%s的止日：%s → %s"
                    .formatted(
                            title,
                            there.get().validTo() == null ? "长期" : there.get().validTo(),
                            line.to()));
        }
    }

    private List<String> warnings(Optional<Person> known, List<Staff.Task> before, List<Staff.Task> tasks) {
        List<Post> others = new ArrayList<>();
        known.ifPresent(person -> now.dutiesOf(person.username()).stream()
                .filter(duty -> !duty.isOverOn(Term.today()))
                .map(Assignment::post)
                .forEach(others::add));
        before.forEach(task -> others.add(task.post()));
        List<String> warnings = new ArrayList<>();
        for (Staff.Task task : tasks) {
            warnings.addAll(DutyConflicts.of(task.post(), others, this::unit));
            others.add(task.post());
        }
        return warnings;
    }
}
