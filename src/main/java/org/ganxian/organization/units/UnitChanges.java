package org.ganxian.organization.units;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.ganxian.engine.EngineClock;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Post;
import org.ganxian.organization.Unit;
import org.ganxian.organization.UnitBook;
import org.ganxian.organization.Units;
import org.ganxian.organization.units.UnitWork.Move;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Closes, merges, splits and moves units that have work in hand. {@code processes/unit-change.bpmn} carries it over. */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
class UnitChanges {

    private static final String PROCESS = "unit-change";

    // Nine: a unit changes together with its people, its work and its open cases.
    private final Units units;
    private final UnitBook book;
    private final UnitWork work;
    private final People people;
    private final org.ganxian.organization.Staff duties;
    private final UnitChange.Repository changes;
    private final ChangedCases cases;
    private final RuntimeService runtime;
    private final CurrentActor current;

    /** Somebody who works in a unit that is changed. */
    record Staff(String username, String name, Unit unit, Duty duty) {}

    /**
     * Closes a unit; what is open there goes to its successor on that day.
     *
     * @param successor null when nothing is open there
     * @throws Refusal 409 when something is open and nobody goes on with it
     */
    void close(String code, LocalDate from, @Nullable String successor, Actor by) {
        Unit unit = units.get(code);
        if (successor == null || successor.isBlank()) {
            long open = work.count(closing(unit));
            if (open > 0) {
                throw Refusal.conflict("“%s”还有 %d 件在办诉求，请选择接续的单位".formatted(unit.name(), open));
            }
            bodiesOf(unit).forEach(body -> book.close(body.code(), from, null, by));
            book.close(code, from, null, by);
            return;
        }
        requireIdle(code);
        Unit next = requireSuccessor(unit, successor);
        Map<String, String> successors = successors(unit, next);
        work.requireCarried(successors);
        bodiesOf(unit).forEach(body -> book.close(body.code(), from, successors.get(body.code()), by));
        book.close(code, from, next.code(), by);
        begin(new UnitChange(UnitChange.Kind.MERGE, code, next.code(), from, by.id(), EngineClock.now()));
    }

    /**
     * Gives some of a community's open cases to another one.
     *
     * @param numbers of those that are chosen
     */
    void split(String code, String to, Collection<String> numbers, Actor by) {
        Unit unit = units.get(code);
        requireIdle(code);
        Unit next = requireSuccessor(unit, to);
        Set<String> here = new LinkedHashSet<>(work.numbersAt(closing(unit), ""));
        here.retainAll(new HashSet<>(numbers));
        if (here.isEmpty()) {
            throw Refusal.field("numbers", "请选择要划出的诉求");
        }
        successors(unit, next);
        UnitChange split = begin(
                new UnitChange(UnitChange.Kind.SPLIT, code, next.code(), Unit.today(), by.id(), EngineClock.now()));
        cases.add(split.id(), here);
    }

    /** Puts a unit below another one, with all that is open there. */
    void move(String code, @Nullable String to, Actor by) {
        Unit unit = units.get(code);
        requireIdle(code);
        String before = String.valueOf(unit.parent());
        book.move(code, to, by);
        begin(new UnitChange(UnitChange.Kind.MOVE, code, before, Unit.today(), by.id(), EngineClock.now()));
    }

    private UnitChange begin(UnitChange asked) {
        UnitChange begun = changes.save(asked);
        current.asSystem(
                () -> runtime.startProcessInstanceByKey(PROCESS, begun.id().toString()));
        return begun;
    }

    private void requireIdle(String code) {
        if (!changes.findByUnitCodeAndFinishedAtIsNull(code).isEmpty()) {
            throw Refusal.conflict("“" + units.get(code).name() + "”的上一次调整还没有完成，请稍后再试");
        }
    }

    private Unit requireSuccessor(Unit unit, String code) {
        if (unit.kind() == Unit.Kind.DISTRICT) {
            // Figures of closed cases are kept by district, and its departments have their powers from the law.
            throw Refusal.field("successor", "区县不能连同在办诉求撤并：以前的统计按区县保存，法定职权也不能自动转移。请逐个调整下面的单位");
        }
        Unit next = units.find(code)
                .filter(u -> u.isOpen() && u.closedFrom() == null)
                .filter(u -> u.kind() == unit.kind() && !u.code().equals(unit.code()))
                .orElseThrow(
                        () -> Refusal.field("successor", "请选择另一个" + unit.kind().title() + "，它不能也要撤销"));
        boolean farAway = !units.district(next.code()).equals(units.district(unit.code()));
        if (farAway && (unit.kind() == Unit.Kind.STREET || unit.kind() == Unit.Kind.DEPARTMENT)) {
            throw Refusal.field(
                    "successor", unit.kind().title() + "只能由本区县的" + unit.kind().title() + "接续");
        }
        if (unit.kind() == Unit.Kind.COMMUNITY
                && bodiesOf(unit).stream().anyMatch(body -> body.kind() == Unit.Kind.BRANCH)) {
            branchOf(next);
        }
        return next;
    }

    private Unit branchOf(Unit community) {
        return units.branchServing(community.code())
                .orElseThrow(() -> Refusal.field("successor", "“" + community.name() + "”还没有党支部，请先添加"));
    }

    /** The unit and the bodies that close with it. */
    List<String> closing(Unit unit) {
        List<String> codes = new ArrayList<>(List.of(unit.code()));
        bodiesOf(unit).forEach(body -> codes.add(body.code()));
        return codes;
    }

    private List<Unit> bodiesOf(Unit unit) {
        return units.below(unit.code()).stream()
                .filter(body -> !body.kind().isPlace() && body.isOpen() && body.closedFrom() == null)
                .toList();
    }

    private Map<String, String> successors(Unit unit, Unit next) {
        Map<String, String> successors = new LinkedHashMap<>();
        successors.put(unit.code(), next.code());
        if (unit.kind().isPlace()) {
            units.below(unit.code()).stream()
                    .filter(body -> !body.kind().isPlace())
                    // One that was closed before, without a successor, has nothing to be carried.
                    .filter(body -> body.isOpen() || body.successor() != null)
                    .forEach(body ->
                            successors.put(body.code(), bodyFor(body, next).code()));
        }
        return successors;
    }

    private Unit bodyFor(Unit body, Unit next) {
        return switch (body.kind()) {
            case BRANCH -> branchOf(next);
            case COMMITTEE ->
                units.committeeServing(next.code())
                        .filter(other -> !other.code().equals(body.code()))
                        .orElseThrow(() -> Refusal.field("successor", "“%s”没有人民调解委员会，请先添加".formatted(next.name())));
            default ->
                units.departmentFor(body.function(), next.code())
                        .orElseThrow(() -> Refusal.field(
                                "successor", "“%s”没有部门承担“%s”的职能，请先添加".formatted(next.name(), body.name())));
        };
    }

    /** All who work in these units now. */
    @Transactional(readOnly = true)
    public List<Staff> staffOf(Collection<String> codes) {
        List<Staff> staff = new ArrayList<>();
        Set<Post> posts = people.postsIn(codes);
        for (String code : codes) {
            Unit unit = units.get(code);
            for (Duty duty : Duty.values()) {
                List<Person> some = posts.contains(new Post(code, duty)) ? people.on(duty, code) : List.of();
                for (Person person : some) {
                    staff.add(new Staff(person.username(), person.name(), unit, duty));
                }
            }
        }
        return staff;
    }

    /** How the cases of this change go on. */
    Move moveOf(UnitChange change) {
        Unit unit = units.get(change.unitCode());
        Unit target = units.get(change.target());
        return switch (change.kind()) {
            case MERGE ->
                new Move(
                        successors(unit, target),
                        left(unit.code(), target.code()),
                        "“%s”撤并，由“%s”接续".formatted(unit.name(), target.name()));
            case SPLIT ->
                new Move(
                        successors(unit, target),
                        left(unit.code(), target.code()),
                        "由“%s”划入“%s”".formatted(unit.name(), target.name()));
            case MOVE ->
                new Move(
                        Map.of(),
                        left(change.target(), unit.code()),
                        "“%s”由“%s”改为“%s”管辖"
                                .formatted(
                                        unit.name(),
                                        target.name(),
                                        units.parentOf(unit.code()).name()));
        };
    }

    /** Units above the first that are not above the second. */
    private Set<String> left(String before, String now) {
        Set<String> left = new HashSet<>();
        units.upwards(before).forEach(unit -> left.add(unit.code()));
        units.upwards(now).forEach(unit -> left.remove(unit.code()));
        return left;
    }

    /** Whoever works in a unit that is closed goes on in its successor on the same duty. */
    void carryStaff(Move move) {
        duties.carryOver(move.successors());
    }

    Optional<UnitChange> find(long id) {
        return changes.findById(id);
    }

    Optional<UnitChange> lastOf(String code) {
        return changes.findFirstByUnitCodeOrderByIdDesc(code);
    }

    ChangedCases.Progress progress(UnitChange change) {
        return cases.progress(change.id());
    }
}
