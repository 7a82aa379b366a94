package org.ganxian.organization.people;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.organization.Assignment;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Post;
import org.ganxian.organization.Staff;
import org.ganxian.organization.Term;
import org.ganxian.organization.Units;
import org.ganxian.organization.people.PeopleAdministrators.Area;
import org.ganxian.organization.people.PeopleFile.Column;
import org.ganxian.organization.people.PeopleFile.Line;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.RetriedTransaction;
import org.ganxian.platform.privacy.Masks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Imports of a file of people: previewed row by row, then the good rows are applied, person by person, and the others
 * returned. What the file does not say stays as it is, so that the same file changes nothing the second time.
 */
@Service
@RequiredArgsConstructor
class PeopleImports {

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

    /** A duty that there is gets another last day. */
    private record Until(long assignment, LocalDate last) {}

    /**
     * A row, and what an import does with it.
     *
     * @param notes zh-CN: the changes, or why it is refused
     * @param warnings zh-CN: what is to be confirmed
     */
    record Planned(
            Line line,
            Outcome outcome,
            List<String> notes,
            List<String> warnings,
            Staff.@Nullable Details details,
            List<Staff.Task> tasks,
            List<Until> untils) {

        public String username() {
            return line.cell(Column.USERNAME);
        }

        private Planned refused(String why) {
            return new Planned(line, Outcome.REFUSED, List.of(why), List.of(), null, List.of(), List.of());
        }
    }

    /** @param stamp of what was previewed: another one means that the import would do something else by now */
    record Preview(List<Planned> rows, String stamp) {

        public long count(Outcome outcome) {
            return rows.stream().filter(row -> row.outcome() == outcome).count();
        }

        public List<String> warnings() {
            return rows.stream()
                    .flatMap(row -> row.warnings().stream()
                            .map(warning -> "第 " + row.line().line() + " 行：" + warning))
                    .toList();
        }

        public boolean isAcceptable() {
            return count(Outcome.NEW) + count(Outcome.CHANGED) > 0;
        }
    }

    /** A first password, for the file that the administrator takes away. */
    record FirstPassword(String username, String name, String unit, String password) {}

    /** @param rows as they were done, those refused in the last moment among them */
    record Done(List<Planned> rows, List<FirstPassword> passwords) {}

    private final PeopleAdministrators administrators;
    private final People people;
    private final Staff staff;
    private final Units units;
    private final RetriedTransaction transaction;
    private final Audit audit;

    /**
     * Nothing is changed. In no transaction of its own: a row that is refused must not spoil the others.
     *
     * @throws Refusal 400 for what is no sheet of people as a whole
     */
    public Preview preview(byte[] content, Area area) {
        UnitFinder finder = new UnitFinder(area.units());
        Map<String, Line> first = new LinkedHashMap<>();
        Map<String, List<Staff.Task>> before = new LinkedHashMap<>();
        List<Planned> rows = new ArrayList<>();
        for (Line line : PeopleFile.read(content)) {
            Planned planned;
            try {
                Line earlier = first.putIfAbsent(line.cell(Column.USERNAME), line);
                planned = planned(
                        line,
                        earlier,
                        before.computeIfAbsent(line.cell(Column.USERNAME), u -> new ArrayList<>()),
                        finder,
                        area);
            } catch (Refusal refusal) {
                planned = new Planned(
                        line, Outcome.REFUSED, List.of(refusal.getMessage()), List.of(), null, List.of(), List.of());
            }
            rows.add(planned);
        }
        String all = rows.stream()
                .map(row -> row.line() + "\n" + row.outcome() + row.notes())
                .collect(Collectors.joining("\n"));
        return new Preview(rows, DigestUtils.sha256Hex(all));
    }

    private Planned planned(Line line, @Nullable Line earlier, List<Staff.Task> before, UnitFinder finder, Area area) {
        String username = line.cell(Column.USERNAME);
        if (line.unreadable() != null) {
            throw Refusal.invalid(line.unreadable());
        }
        requireSamePerson(line, earlier);
        Optional<Person> known = people.find(username);
        if (known.isEmpty()) {
            staff.requireFree(username);
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
        List<Until> untils = new ArrayList<>();
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
            List<Until> untils,
            List<String> notes) {
        LocalDate today = Term.today();
        LocalDate from = line.from() == null ? today : line.from();
        String title = People.title(units.get(post.unitCode()), post.duty());
        Optional<Assignment> there = known.stream()
                .flatMap(person -> staff.dutiesOf(person.username()).stream())
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
            untils.add(new Until(there.get().id(), line.to()));
            notes.add("%s的止日：%s → %s"
                    .formatted(
                            title,
                            there.get().validTo() == null ? "长期" : there.get().validTo(),
                            line.to()));
        }
    }

    private List<String> warnings(Optional<Person> known, List<Staff.Task> before, List<Staff.Task> tasks) {
        List<Post> others = new ArrayList<>();
        known.ifPresent(person -> staff.dutiesOf(person.username()).stream()
                .filter(duty -> !duty.isOverOn(Term.today()))
                .map(Assignment::post)
                .forEach(others::add));
        before.forEach(task -> others.add(task.post()));
        List<String> warnings = new ArrayList<>();
        for (Staff.Task task : tasks) {
            warnings.addAll(DutyConflicts.of(task.post(), others, units::get));
            others.add(task.post());
        }
        return warnings;
    }

    /**
     * Does what the preview said, each person in a transaction of their own.
     *
     * @param previewed stamp of the preview that was looked at
     * @param confirmed whether the warnings were read
     * @throws Refusal 409 for a file that would do something else than the preview, or whose warnings nobody has read
     */
    Done apply(byte[] content, String previewed, boolean confirmed, Area area) {
        Preview preview = preview(content, area);
        if (!previewed.equals(preview.stamp())) {
            throw Refusal.conflict("预览之后人员又有变动，或者文件不是预览的那一份，请重新预览");
        } else if (!confirmed && !preview.warnings().isEmpty()) {
            throw Refusal.conflict("请先看过提醒，并勾选“已经知道”");
        }
        Map<String, List<Planned>> byPerson = preview.rows().stream()
                .filter(row -> row.outcome() == Outcome.NEW || row.outcome() == Outcome.CHANGED)
                .collect(Collectors.groupingBy(Planned::username, LinkedHashMap::new, Collectors.toList()));
        Map<String, String> refused = new LinkedHashMap<>();
        List<FirstPassword> passwords = new ArrayList<>();
        byPerson.forEach((username, rows) -> {
            try {
                Optional.ofNullable(transaction.run(() -> applied(username, rows, area)))
                        .ifPresent(passwords::add);
            } catch (Refusal refusal) {
                refused.put(username, refusal.getMessage());
            }
        });
        audit.record(area.by(), "people-imported", DigestUtils.sha256Hex(content));
        List<Planned> rows = preview.rows().stream()
                .map(row -> refused.containsKey(row.username()) && row.outcome() != Outcome.SAME
                        ? row.refused(Objects.requireNonNull(refused.get(row.username())))
                        : row)
                .toList();
        return new Done(rows, passwords);
    }

    /** One person, in one transaction; null for somebody who has a password. */
    private @Nullable FirstPassword applied(String username, List<Planned> rows, Area area) {
        Staff.Details details = Objects.requireNonNull(rows.get(0).details());
        List<Staff.Task> tasks = new ArrayList<>(
                rows.stream().flatMap(row -> row.tasks().stream()).toList());
        FirstPassword first = null;
        Optional<Person> known = people.find(username);
        if (known.isEmpty()) {
            Staff.Task task = tasks.remove(0);
            String password = staff.hire(username, details, task, area.by());
            first = new FirstPassword(
                    username, details.name(), units.path(task.post().unitCode()), password);
        } else if (!details.equals(staff.detailsOf(known.get()))) {
            staff.describe(username, details, area.by());
        }
        tasks.forEach(task -> staff.assign(username, task, area.by()));
        rows.stream()
                .flatMap(row -> row.untils().stream())
                .forEach(until -> staff.lastUntil(username, until.assignment(), until.last(), area.by()));
        return first;
    }
}
