package org.ganxian.calendar.hours;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.calendar.CalendarAdministrators;
import org.ganxian.calendar.DeadlinePreview;
import org.ganxian.calendar.OfficeRules;
import org.ganxian.calendar.SpecialHours;
import org.ganxian.calendar.hours.OfficeHoursApi.SeasonItem;
import org.ganxian.calendar.hours.OfficeHoursApi.SpecialItem;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OwnDuties;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 办公时间、停办和增开 of a unit. Every change is shown with the deadlines that would move before it takes effect. */
@DeskPage
@RequestMapping("/desk/hours")
@RequiredArgsConstructor
class HoursPages {

    private static final int MOST_PERIODS = 40;

    /** A closure or an extra opening as the form sends it; blank times are whole days. */
    record SpecialForm(
            OfficeRules.@Nullable Kind kind,

            @Nullable LocalDate first,

            @Nullable LocalDate last,

            @Nullable String opens,
            @Nullable String closes,
            @Nullable Boolean withSubunits,
            @Nullable String reason) {

        /** A box that is not ticked is not sent. */
        boolean reachesDown() {
            return Boolean.TRUE.equals(withSubunits);
        }
    }

    /** A closure or an extra opening, in words. */
    record Line(long id, String kind, String days, String times, String reason, String unit, boolean own) {}

    /**
     * A change that was made, in words.
     *
     * @param was lines; {@code became} likewise, empty for nothing of its own
     */
    record Made(
            long id,
            String what,
            List<String> was,
            List<String> became,
            String by,
            String at,
            boolean undoable,
            @Nullable String undone) {}

    private final OfficeHoursBook book;
    private final DeadlinePreview deadlines;
    private final CalendarAdministrators administrators;
    private final Units units;
    private final OwnDuties ownDuties;
    private final CurrentActor current;
    private final Validator validator;

    @GetMapping
    String show(@RequestParam(defaultValue = "") String unit, Model model) {
        Set<String> own = ownDuties.unitsWith(Set.of(Duty.ADMIN));
        List<Unit> choices = units.open().stream()
                .filter(u -> own.stream().anyMatch(o -> units.isWithin(u.code(), o)))
                .toList();
        if (choices.isEmpty()) {
            throw Refusal.forbidden("只有系统管理员可以改动办公时间");
        }
        Unit shown = known(unit.isEmpty() ? choices.get(0).code() : unit);
        administrators.forUnit(shown.code());
        OfficeHoursBook.Entry entry = book.of(shown);
        model.addAttribute("unit", shown);
        model.addAttribute("choices", choices);
        model.addAttribute("from", entry.from());
        model.addAttribute("periods", HoursChange.text(entry.seasons()));
        model.addAttribute(
                "lines", entry.specials().stream().map(s -> line(s, shown)).toList());
        model.addAttribute(
                "made", book.changesOf(shown).stream().map(this::made).toList());
        return "desk/hours";
    }

    @PostMapping("/{unit}/specials")
    String add(
            @PathVariable String unit,
            @ModelAttribute SpecialForm form,
            @RequestParam(defaultValue = "false") boolean confirmed,
            Model model) {
        Unit known = known(unit);
        Actor by = administrators.forUnit(unit);
        OfficeRules.Special special = special(form);
        String what = (special.kind() == OfficeRules.Kind.CLOSED ? "停办：" : "增开：") + special.reason();
        Map<String, String> sent = new LinkedHashMap<>();
        sent.put("kind", special.kind().name());
        sent.put("first", special.first().toString());
        sent.put("last", special.last().toString());
        sent.put("opens", Objects.requireNonNullElse(form.opens(), ""));
        sent.put("closes", Objects.requireNonNullElse(form.closes(), ""));
        sent.put("withSubunits", String.valueOf(form.reachesDown()));
        sent.put("reason", special.reason());
        return change(
                known,
                "/specials",
                what,
                sent,
                confirmed,
                () -> book.add(known, form.reachesDown(), special, by),
                model);
    }

    @PostMapping("/{unit}/specials/{id}/removal")
    String remove(
            @PathVariable String unit,
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean confirmed,
            Model model) {
        Unit known = known(unit);
        Actor by = administrators.forUnit(unit);
        return change(
                known,
                "/specials/" + id + "/removal",
                "取消一条停办或增开",
                Map.of(),
                confirmed,
                () -> book.remove(known, id, by),
                model);
    }

    /** @param periods one a line: {@code 06-01 09-30 08:00 12:00}; none to follow the unit above */
    @PostMapping("/{unit}/periods")
    String replace(
            @PathVariable String unit,
            @RequestParam(defaultValue = "") String periods,
            @RequestParam(defaultValue = "false") boolean confirmed,
            Model model) {
        Unit known = known(unit);
        Actor by = administrators.forUnit(unit);
        List<OfficeRules.Season> seasons = seasons(periods);
        String what = seasons.isEmpty() ? "沿用上级单位的办公时间" : "改动办公时间";
        return change(
                known,
                "/periods",
                what,
                Map.of("periods", periods),
                confirmed,
                () -> book.replace(known, seasons, by),
                model);
    }

    @PostMapping("/{unit}/changes/{id}/undoing")
    String undo(
            @PathVariable String unit,
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean confirmed,
            Model model) {
        Unit known = known(unit);
        Actor by = administrators.forUnit(unit);
        return change(
                known,
                "/changes/" + id + "/undoing",
                "撤销改动",
                Map.of(),
                confirmed,
                () -> book.undo(known, id, by),
                model);
    }

    private String change(
            Unit unit,
            String door,
            String what,
            Map<String, String> sent,
            boolean confirmed,
            Runnable change,
            Model model) {
        if (confirmed) {
            change.run();
            return "redirect:/desk/hours?saved&unit=" + unit.code();
        }
        model.addAttribute("unit", unit);
        model.addAttribute("door", "/desk/hours/" + unit.code() + door);
        model.addAttribute("what", what);
        model.addAttribute("sent", sent);
        model.addAttribute("effect", deadlines.of(change));
        return "desk/hours-preview";
    }

    private OfficeRules.Special special(SpecialForm form) {
        // The form's fields may be missing; what is missing is refused by the same rules as at the API.
        SpecialItem item = item(form);
        Map<String, String> wrong = new LinkedHashMap<>();
        refused(validator.validate(item), "", wrong);
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
        return OfficeHoursApi.special(item);
    }

    @SuppressWarnings("NullAway") // validated before anybody reads it
    private static SpecialItem item(SpecialForm form) {
        return new SpecialItem(
                null,
                form.kind(),
                form.first(),
                form.last(),
                blank(form.opens()),
                blank(form.closes()),
                form.reachesDown(),
                form.reason());
    }

    private List<OfficeRules.Season> seasons(String text) {
        List<OfficeRules.Season> seasons = new ArrayList<>();
        Map<String, String> wrong = new LinkedHashMap<>();
        List<String> lines =
                text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        if (lines.size() > MOST_PERIODS) {
            throw Refusal.invalid("办公时段不能超过 " + MOST_PERIODS + " 个");
        }
        for (int i = 0; i < lines.size(); i++) {
            String[] parts = lines.get(i).split("\\s+");
            String place = "第 " + (i + 1) + " 行";
            if (parts.length != 4) {
                wrong.put(place, place + "应为“01-01 12-31 08:00 12:00”这样的四项");
                continue;
            }
            SeasonItem item = new SeasonItem(parts[0], parts[1], parts[2], parts[3]);
            Map<String, String> found = new LinkedHashMap<>();
            refused(validator.validate(item), "", found);
            if (found.isEmpty()) {
                OfficeHoursApi.season(item, "", seasons, found);
            }
            found.values().forEach(message -> wrong.merge(place, place + "：" + message, (a, b) -> a));
        }
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
        return seasons;
    }

    private static <T> void refused(Set<ConstraintViolation<T>> found, String path, Map<String, String> wrong) {
        found.forEach(v -> wrong.put(path + v.getPropertyPath(), v.getMessage()));
    }

    private Made made(HoursChange change) {
        boolean periods = change.what() == HoursChange.What.PERIODS;
        OfficeRules.Special gone = periods ? null : change.removed();
        return new Made(
                change.id(),
                gone == null ? "改动办公时间" : "取消" + kind(gone),
                gone == null ? change.was().lines().toList() : List.of(days(gone) + " " + gone.reason()),
                change.became().lines().toList(),
                current.ofId(change.changedBy()).title(),
                PeopleTime.of(change.changedAt()),
                book.isUndoable(change),
                change.undoneBy() == null
                        ? null
                        : current.ofId(change.undoneBy()).title() + " 已撤销");
    }

    private static String kind(OfficeRules.Special special) {
        return special.kind() == OfficeRules.Kind.CLOSED ? "停办" : "增开";
    }

    private static String days(OfficeRules.Special special) {
        return special.first() + (special.first().equals(special.last()) ? "" : " 至 " + special.last());
    }

    private Line line(SpecialHours hours, Unit shown) {
        OfficeRules.Special special = hours.special();
        return new Line(
                hours.id(),
                kind(special),
                days(special),
                hours.opens() == null ? "全天" : special.period().toString(),
                special.reason(),
                units.get(hours.unitCode()).name(),
                hours.unitCode().equals(shown.code()));
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private Unit known(String code) {
        return units.find(code).orElseThrow(() -> Refusal.notFound("没有这个单位，请从列表中选择"));
    }
}
