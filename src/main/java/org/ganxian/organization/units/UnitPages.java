package org.ganxian.organization.units;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.apache.commons.lang3.StringUtils;
import org.ganxian.engine.Choice;
import org.ganxian.organization.Unit;
import org.ganxian.organization.UnitBook;
import org.ganxian.organization.UnitBook.NewUnit;
import org.ganxian.organization.UnitRules;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 单位: the tree level by level, a search, one unit's page, adding and renaming. */
@DeskPage
@RequestMapping("/desk/units")
@RequiredArgsConstructor
class UnitPages {

    private static final int PAGE = 50;
    private static final String OPEN = "open";
    private static final String BY_NAME = "name";
    private static final List<Choice> KINDS = List.of(Unit.Kind.values()).stream()
            .map(kind -> new Choice(kind.title(), kind.name()))
            .toList();
    private static final List<Choice> STATES = List.of(new Choice("在用", OPEN), new Choice("撤销", "closed"));
    private static final List<Choice> SORTS = List.of(new Choice("按名称", BY_NAME));

    private final Units units;
    private final UnitBook book;
    private final UnitChanges changes;
    private final UnitWork work;
    private final UnitAdministrators administrators;

    /** @param below how many open units are right below */
    record Line(Unit unit, String path, long below) {}

    /**
     * What the list is narrowed and sorted by; empty for all, and as they stand in the tree.
     *
     * @param state {@code open} or {@code closed}
     * @param sort {@code name}
     */
    record Asked(String at, String q, String kind, String state, String sort) {

        static Asked right(String below) {
            return new Asked(below, "", "", "", "");
        }

        boolean keeps(Unit unit) {
            return (kind.isEmpty() || unit.kind().name().equals(kind))
                    && (state.isEmpty() || OPEN.equals(state) == (unit.closedFrom() == null));
        }
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        NewUnit nothing = new NewUnit("", Unit.Kind.COMMUNITY, at, "", "");
        showList(new Asked(at, q, kind, state, sort), page, model, Map.of(), nothing);
        return "desk/units";
    }

    private void showList(Asked asked, int page, Model model, Map<String, String> wrong, NewUnit typed) {
        List<Unit> tops = administrators.requireTops();
        String at = asked.at();
        Unit here = at.isBlank() ? tops.get(0) : units.find(at).orElseThrow(() -> Refusal.notFound("没有这个单位"));
        administrators.require(here.code());
        String wanted = StringUtils.left(asked.q().strip(), 64);
        Stream<Unit> found = wanted.isEmpty()
                ? units.below(here.code()).stream()
                : units.all().stream()
                        .filter(unit -> matches(unit, wanted))
                        .filter(unit -> tops.stream().anyMatch(top -> units.isWithin(unit.code(), top.code())));
        found = found.filter(asked::keeps);
        if (BY_NAME.equals(asked.sort())) {
            found = found.sorted(Comparator.comparing(Unit::name).thenComparing(Unit::code));
        }
        Page<Line> lines = Paging.cut(found.toList(), page, PAGE)
                .map(unit -> new Line(
                        unit,
                        units.path(unit.parent()),
                        units.below(unit.code()).stream().filter(Unit::isOpen).count()));
        Paging.tell(model, lines);
        model.addAttribute("asked", asked);
        model.addAttribute("allKinds", KINDS);
        model.addAttribute("states", STATES);
        model.addAttribute("sorts", SORTS);
        model.addAttribute("here", here);
        model.addAttribute("tops", tops);
        model.addAttribute("trail", trail(here, tops));
        model.addAttribute("q", wanted);
        model.addAttribute("lines", lines.getContent());
        model.addAttribute("kinds", kindsBelow(here));
        model.addAttribute("functions", units.functions());
        model.addAttribute("wrong", wrong);
        model.addAttribute("typed", typed);
        model.addAttribute("ofTheCity", administrators.isOfTheCity());
    }

    private static boolean matches(Unit unit, String wanted) {
        return unit.name().contains(wanted)
                || unit.code().equals(wanted)
                || unit.formerNames().stream().anyMatch(name -> name.contains(wanted));
    }

    private static List<Unit.Kind> kindsBelow(Unit here) {
        return List.of(Unit.Kind.values()).stream()
                .filter(kind -> UnitRules.above(kind).contains(here.kind()))
                .toList();
    }

    /** From what the caller administers down to the unit. */
    private List<Unit> trail(Unit here, List<Unit> tops) {
        List<Unit> trail = new ArrayList<>();
        for (Unit unit : units.upwards(here.code())) {
            trail.add(unit);
            if (tops.stream().anyMatch(top -> top.code().equals(unit.code()))) {
                break;
            }
        }
        Collections.reverse(trail);
        return trail;
    }

    @PostMapping
    ModelAndView add(
            @RequestParam(defaultValue = "") String parent,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String function,
            Model model) {
        Actor by = administrators.require(parent);
        Unit.Kind wanted = kind(kind);
        NewUnit typed = new NewUnit(code, wanted, parent, name, function);
        try {
            Unit added = book.add(typed, by);
            return new ModelAndView("redirect:/desk/units", Map.of("at", parent, "added", added.code()));
        } catch (Refusal refusal) {
            showList(Asked.right(parent), 1, model, wrong(refusal, "name"), typed);
            return new ModelAndView("desk/units", model.asMap(), refusal.status());
        }
    }

    private static Unit.Kind kind(String name) {
        return List.of(Unit.Kind.values()).stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("请选择单位的类别"));
    }

    /** What is said beside a field; beside {@code otherwise} when it concerns none. */
    static Map<String, String> wrong(Refusal refusal, String otherwise) {
        return refusal.fields().isEmpty() ? Map.of(otherwise, refusal.getMessage()) : refusal.fields();
    }

    @GetMapping("/{code}")
    String unit(@PathVariable String code, Model model) {
        administrators.require(code);
        show(units.get(code), Map.of(), model);
        return "desk/unit";
    }

    private void show(Unit unit, Map<String, String> wrong, Model model) {
        model.addAttribute("unit", unit);
        model.addAttribute("path", units.path(unit.parent()));
        model.addAttribute("open", work.count(changes.closing(unit)));
        model.addAttribute("below", units.below(unit.code()));
        model.addAttribute("staff", changes.staffOf(List.of(unit.code())));
        model.addAttribute("successor", units.find(unit.successor()).orElse(null));
        model.addAttribute("last", changes.lastOf(unit.code()).orElse(null));
        model.addAttribute(
                "progress", changes.lastOf(unit.code()).map(changes::progress).orElse(null));
        model.addAttribute("functions", units.functions());
        model.addAttribute("today", Unit.today());
        model.addAttribute("successors", ofSameKind(unit));
        model.addAttribute("parents", parents(unit));
        model.addAttribute("wrong", wrong);
    }

    /** Whoever may go on with its work: the same kind, in its district. */
    List<Unit> ofSameKind(Unit unit) {
        return inDistrict(unit).stream()
                .filter(other -> other.kind() == unit.kind() && !other.code().equals(unit.code()))
                .toList();
    }

    private List<Unit> parents(Unit unit) {
        return inDistrict(unit).stream()
                .filter(other -> UnitRules.above(unit.kind()).contains(other.kind())
                        && !other.code().equals(unit.parent()))
                .toList();
    }

    private List<Unit> inDistrict(Unit unit) {
        if (!List.of(Unit.Kind.STREET, Unit.Kind.COMMUNITY, Unit.Kind.BRANCH, Unit.Kind.DEPARTMENT, Unit.Kind.COMMITTEE)
                .contains(unit.kind())) {
            return List.of();
        }
        String district = units.district(unit.code()).code();
        List<Unit> tops = administrators.requireTops();
        return units.open().stream()
                .filter(other -> other.closedFrom() == null)
                .filter(other -> units.isWithin(other.code(), district))
                .filter(other -> tops.stream().anyMatch(top -> units.isWithin(other.code(), top.code())))
                .toList();
    }

    @PostMapping("/{code}/name")
    ModelAndView rename(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable String function,
            Model model) {
        Actor by = administrators.require(code);
        try {
            book.rename(code, name, by);
            if (function != null) {
                book.doWhat(code, function, by);
            }
            return new ModelAndView("redirect:/desk/units/" + code, Map.of("changed", ""));
        } catch (Refusal refusal) {
            return shown(code, refusal, "name", model);
        }
    }

    private ModelAndView shown(String code, Refusal refusal, String otherwise, Model model) {
        show(units.get(code), wrong(refusal, otherwise), model);
        HttpStatus status = refusal.status();
        return new ModelAndView("desk/unit", model.asMap(), status);
    }
}
