package org.ganxian.reply;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.engine.Choice;
import org.ganxian.organization.Units;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Paging;
import org.ganxian.reply.ReplyAdministrators.Area;
import org.ganxian.reply.ReplyTemplate.Content;
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

/** 答复模板: which there are, one with its versions, and what it says of a sample case before it is kept. */
@DeskPage
@RequestMapping("/desk/replies")
@RequiredArgsConstructor
class ReplyPages {

    private static final int ON_A_PAGE = 50;
    private static final String OFFERED = "offered";
    private static final String BY_TITLE = "title";
    private static final List<Choice> STATES = List.of(new Choice("在用", OFFERED), new Choice("不在用", "not"));
    private static final List<Choice> SORTS = List.of(new Choice("按名称", BY_TITLE));

    /** @param state zh-CN, whether it is offered */
    record Line(
            String code,
            String title,
            String step,
            String category,
            String unit,
            String state,
            boolean offered,
            boolean mine) {}

    /** A version of a template. */
    record Version(int number, String title, String words, String days, String by) {}

    private final ReplyAdministrators administrators;
    private final ReplyTemplates templates;
    private final ReplyFields fields;
    private final Categories categories;
    private final Units units;
    private final CurrentActor actors;

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String step,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        Area area = administrators.area();
        List<Line> lines = templates.all().values().stream()
                .filter(versions ->
                        administrators.concerns(area, versions.get(0).unit()))
                .map(versions -> line(area, versions))
                .filter(line -> step.isEmpty() || line.step().equals(step))
                .filter(line -> state.isEmpty() || OFFERED.equals(state) == line.offered())
                .sorted(
                        BY_TITLE.equals(sort)
                                ? Comparator.comparing(Line::title)
                                : Comparator.comparing(Line::step).thenComparing(Line::title))
                .toList();
        Page<Line> some = Paging.cut(lines, page, ON_A_PAGE);
        model.addAttribute("lines", some.getContent());
        model.addAttribute("step", step);
        model.addAttribute(
                "steps",
                fields.all().stream()
                        .map(field -> new Choice(field.title(), field.title()))
                        .toList());
        model.addAttribute("states", STATES);
        model.addAttribute("state", state);
        model.addAttribute("sorts", SORTS);
        model.addAttribute("sort", sort);
        Paging.tell(model, some);
        return "desk/replies";
    }

    private Line line(Area area, List<ReplyTemplate> versions) {
        LocalDate today = templates.today();
        ReplyTemplate now = ReplyTemplates.on(today, versions);
        ReplyTemplate newest = versions.get(0);
        ReplyTemplate shown = now == null ? newest : now;
        return new Line(
                shown.code(),
                shown.title(),
                stepOf(shown),
                shown.category() == null ? "全部" : String.join(" / ", categories.path(shown.category())),
                units.find(shown.unit()).map(u -> u.name()).orElse(shown.unit()),
                state(now, newest, today),
                now != null && !now.isOverOn(today),
                administrators.mayChange(area, newest.unit()));
    }

    private String stepOf(ReplyTemplate template) {
        return fields.find(template.form() + "/" + template.field())
                .map(ReplyFields.Field::title)
                .orElse("已没有这一栏");
    }

    private static String state(@Nullable ReplyTemplate now, ReplyTemplate newest, LocalDate today) {
        String coming = newest == now ? "" : "第 %d 版 %s 起".formatted(newest.version(), newest.validFrom());
        if (now == null) {
            return coming;
        }
        String current = now.isOverOn(today) ? "已停用" : now.validTo() == null ? "在用" : "用到 " + now.validTo();
        return coming.isEmpty() ? current : current + "，" + coming;
    }

    @GetMapping("/new")
    ModelAndView begin() {
        Area area = administrators.area();
        String unit = area.units().isEmpty() ? "" : area.units().get(0).code();
        ReplyForm empty = new ReplyForm(unit, "", "", "", "", templates.today().toString(), "");
        return page(area, null, List.of(), empty, 0, Map.of(), null, HttpStatus.OK);
    }

    @PostMapping("/new")
    ModelAndView add(@RequestParam Map<String, String> typed) {
        Area area = administrators.area();
        ReplyForm form = ReplyForm.read(typed);
        try {
            Content content = templates.checked(form, templates.today());
            administrators.require(area, content.unit());
            return saved(templates.add(content, area.by()));
        } catch (Refusal refusal) {
            return again(area, null, form, 0, refusal);
        }
    }

    @GetMapping("/{code}")
    ModelAndView edit(@PathVariable String code) {
        Area area = administrators.area();
        List<ReplyTemplate> versions = concerned(area, code);
        ReplyTemplate newest = versions.get(0);
        ReplyForm form = ReplyForm.of(newest.content());
        return page(area, code, versions, form, newest.version(), Map.of(), null, HttpStatus.OK);
    }

    /** @throws Refusal 404 for one that is no matter of the caller's area */
    private List<ReplyTemplate> concerned(Area area, String code) {
        List<ReplyTemplate> versions = templates.versions(code);
        if (!administrators.concerns(area, versions.get(0).unit())) {
            throw Refusal.notFound("没有这个答复模板，请从列表中打开");
        }
        return versions;
    }

    @PostMapping("/{code}")
    ModelAndView change(
            @PathVariable String code,
            @RequestParam(defaultValue = "0") int seen,
            @RequestParam Map<String, String> typed) {
        Area area = administrators.area();
        ReplyTemplate newest = concerned(area, code).get(0);
        administrators.require(area, newest.unit());
        ReplyForm form = ReplyForm.read(typed);
        try {
            boolean begun = form.from().equals(newest.validFrom().toString());
            Content content = templates.checked(form, begun ? null : templates.today());
            administrators.require(area, content.unit());
            templates.change(code, content, seen, area.by());
        } catch (Refusal refusal) {
            return again(area, code, form, seen, refusal);
        }
        return saved(code);
    }

    /** What it would say of a sample case; nothing is kept. */
    @PostMapping({"/new/preview", "/{code}/preview"})
    ModelAndView preview(
            @PathVariable(required = false) @Nullable String code,
            @RequestParam(defaultValue = "0") int seen,
            @RequestParam Map<String, String> typed) {
        Area area = administrators.area();
        ReplyForm form = ReplyForm.read(typed);
        try {
            String words = templates.checked(form, null).words();
            return page(area, code, known(area, code), form, seen, Map.of(), ReplyWords.sample(words), HttpStatus.OK);
        } catch (Refusal refusal) {
            return again(area, code, form, seen, refusal);
        }
    }

    /** The words of an earlier version, to be looked at and kept as the next one. */
    @GetMapping("/{code}/versions/{number}")
    ModelAndView earlier(@PathVariable String code, @PathVariable int number) {
        Area area = administrators.area();
        List<ReplyTemplate> versions = concerned(area, code);
        Content then = versions.stream()
                .filter(version -> version.version() == number)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("没有第 %d 版，请从版本列表中选择".formatted(number)))
                .content();
        ReplyForm was = ReplyForm.of(then);
        ReplyForm form = new ReplyForm(
                was.unit(),
                was.step(),
                was.category(),
                was.title(),
                was.words(),
                templates.today().toString(),
                "");
        return page(area, code, versions, form, versions.get(0).version(), Map.of(), null, HttpStatus.OK);
    }

    private List<ReplyTemplate> known(Area area, @Nullable String code) {
        return code == null ? List.of() : concerned(area, code);
    }

    private static ModelAndView saved(String code) {
        return new ModelAndView("redirect:/desk/replies/" + code + "?saved");
    }

    /** What was typed is not lost, whatever is wrong with it. */
    private ModelAndView again(Area area, @Nullable String code, ReplyForm form, int seen, Refusal refusal) {
        List<ReplyTemplate> versions = known(area, code);
        Map<String, String> wrong = refusal.fields().isEmpty()
                ? Map.of("words", Objects.requireNonNullElse(refusal.getMessage(), ""))
                : refusal.fields();
        // Whoever was overtaken has the newest version before them now, and decides.
        int now = refusal.status() == HttpStatus.CONFLICT && !versions.isEmpty()
                ? versions.get(0).version()
                : seen;
        return page(area, code, versions, form, now, wrong, null, refusal.status());
    }

    private ModelAndView page(
            Area area,
            @Nullable String code,
            List<ReplyTemplate> versions,
            ReplyForm form,
            int seen,
            Map<String, String> wrong,
            @Nullable String sample,
            HttpStatus status) {
        boolean mine = versions.isEmpty()
                || administrators.mayChange(area, versions.get(0).unit());
        return new ModelAndView("desk/reply", status)
                .addObject("code", code == null ? "" : code)
                .addObject("form", form)
                .addObject("seen", seen)
                .addObject("wrong", wrong)
                .addObject("sample", sample)
                .addObject("mine", mine)
                .addObject("fields", fields.all())
                .addObject("categories", categories.all())
                .addObject("paths", categories)
                .addObject("units", area.units())
                .addObject("placeholders", Placeholder.values())
                .addObject("versions", versions.stream().map(this::version).toList());
    }

    private Version version(ReplyTemplate one) {
        return new Version(
                one.version(),
                one.title(),
                one.words(),
                one.validFrom() + " 起" + (one.validTo() == null ? "" : "，到 " + one.validTo()),
                actors.ofId(one.editedBy()).title() + "，" + PeopleTime.of(one.editedAt()));
    }
}
