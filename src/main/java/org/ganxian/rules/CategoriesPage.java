package org.ganxian.rules;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.apache.commons.lang3.StringUtils;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Category;
import org.ganxian.demand.CategoryChanges;
import org.ganxian.engine.tables.CityRules;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.TypedDay;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 分类: the city's tree of categories, a level at a time. */
@DeskPage
@RequestMapping("/desk/categories")
@RequiredArgsConstructor
class CategoriesPage {

    private static final int SHOWN = 50;

    private final RulesAdministrators administrators;
    private final Categories categories;
    private final CategoryChanges changes;
    private final RuleTables tables;

    /** @param table its name */
    record Tried(String table, CityRules.Trial trial) {

        /** The first of them, for the page. */
        public List<CityRules.Move> some() {
            return trial.moves().subList(0, Math.min(SHOWN, trial.moves().size()));
        }
    }

    /** @param state zh-CN; empty for one that can be chosen */
    record Line(String code, String name, String state, long below) {}

    @GetMapping
    String top(Model model) {
        administrators.require();
        model.addAttribute("lines", below(null));
        model.addAttribute("code", "");
        return "desk/categories";
    }

    private List<Line> below(@Nullable String parent) {
        List<Category> ever = categories.ever();
        return ever.stream()
                .filter(c -> Objects.equals(c.parent(), parent))
                .map(c -> new Line(
                        c.code(),
                        c.name(),
                        state(c),
                        ever.stream()
                                .filter(child -> c.code().equals(child.parent()))
                                .count()))
                .toList();
    }

    private String state(Category category) {
        if (category.successor() != null) {
            return "已并入 " + category.successor() + " " + String.join(" / ", categories.path(category.successor()));
        }
        return categories.isChoice(category.code())
                ? (category.validTo() == null ? "" : "用到 " + category.validTo())
                : category.validFrom() != null ? "停用，启用日期 " + category.validFrom() : "停用";
    }

    @GetMapping("/{code}")
    String category(@PathVariable String code, Model model) {
        administrators.require();
        Category category = get(code);
        model.addAttribute("category", category);
        model.addAttribute("code", code);
        model.addAttribute("path", String.join(" / ", categories.path(code)));
        model.addAttribute("state", state(category));
        model.addAttribute("lines", below(code));
        model.addAttribute("uses", uses(category.name()));
        model.addAttribute(
                "others",
                categories.all().stream()
                        .filter(c -> !c.code().equals(code))
                        .map(c -> new Line(c.code(), String.join(" / ", categories.path(c.code())), "", 0))
                        .toList());
        return "desk/category";
    }

    private Category get(String code) {
        return categories
                .find(code)
                .filter(c -> !c.code().equals(Categories.UNSORTED))
                .orElseThrow(() -> Refusal.notFound("没有这个分类"));
    }

    /** Rows of tables that name it: they go on naming the former name. */
    private List<String> uses(String name) {
        List<String> uses = new ArrayList<>();
        for (CityRules rules : tables.all()) {
            Sheet sheet = tables.sheet(rules);
            for (int row = 0; row < sheet.rows().size(); row++) {
                if (sheet.rows().get(row).inputs().stream().anyMatch(cell -> cell.contains('"' + name + '"'))) {
                    uses.add("%s第 %d 行".formatted(sheet.name(), row + 1));
                }
            }
        }
        return uses;
    }

    @PostMapping
    String add(@RequestParam(defaultValue = "") String parent, @RequestParam(defaultValue = "") String name) {
        Actor by = administrators.require();
        return saved(changes.add(StringUtils.trimToNull(parent), name, by));
    }

    @PostMapping("/{code}/name")
    String rename(@PathVariable String code, @RequestParam(defaultValue = "") String name) {
        changes.rename(code, name, administrators.require());
        return saved(code);
    }

    /** What another name, or going into another category, would have made of the last month's cases; changes nothing. */
    @GetMapping("/{code}/trial")
    String trial(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String into,
            Model model) {
        administrators.require();
        Category category = get(code);
        List<String> from = categories.path(code);
        List<String> to = into.isBlank()
                ? renamed(from, name.strip())
                : categories.path(get(into).code());
        model.addAttribute("category", category);
        model.addAttribute("code", code);
        model.addAttribute("path", String.join(" / ", from));
        model.addAttribute("becomes", String.join(" / ", to));
        model.addAttribute("name", name.strip());
        model.addAttribute("into", into);
        model.addAttribute(
                "trials",
                tables.all().stream()
                        .map(rules -> new Tried(tables.sheet(rules).name(), tables.regrouped(rules, from, to)))
                        .toList());
        return "desk/category-trial";
    }

    private static List<String> renamed(List<String> path, String name) {
        if (name.isEmpty()) {
            throw Refusal.invalid("请填写名称，或选择并入哪个分类");
        }
        List<String> renamed = new ArrayList<>(path);
        renamed.set(path.size() - 1, name);
        return renamed;
    }

    @PostMapping("/{code}/validity")
    String limit(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to) {
        Actor by = administrators.require();
        changes.limit(code, day(from), day(to), by);
        return saved(code);
    }

    @PostMapping("/{code}/merger")
    String merge(@PathVariable String code, @RequestParam(defaultValue = "") String into) {
        changes.merge(code, into, administrators.require());
        return saved(code);
    }

    @PostMapping("/{code}/merger/undoing")
    String unmerge(@PathVariable String code) {
        changes.unmerge(code, administrators.require());
        return saved(code);
    }

    private static String saved(String code) {
        return "redirect:/desk/categories/" + code + "?saved";
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return text.isBlank() ? null : TypedDay.parse(text);
        } catch (DateTimeParseException none) {
            throw Refusal.invalid("请按 2026-01-31 这样填写日期");
        }
    }
}
