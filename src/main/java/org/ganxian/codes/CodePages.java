package org.ganxian.codes;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.TypedDay;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 代码表: which lists there are, one as a table, its editions, and what a release has changed. */
@DeskPage
@RequestMapping("/desk/codes")
@RequiredArgsConstructor
class CodePages {

    private static final int BLANK_ROWS = 2;

    record Line(CodeList list, String choices, int version, boolean offered) {}

    /** A row of the form; what was typed, right or wrong. */
    record Row(String position, String code, String name, String from, String to, boolean known) {}

    record Version(int number, String since, String by, List<CodeEntry> entries) {}

    private final CodeAdministrators administrators;
    private final CodeEditions editions;
    private final CodeTables tables;
    private final CurrentActor actors;

    @GetMapping
    String lists(Model model) {
        administrators.require();
        model.addAttribute(
                "lines",
                Arrays.stream(CodeList.values())
                        .map(list -> new Line(
                                list,
                                String.join(
                                        "、",
                                        tables.choices(list).stream()
                                                .map(CodeEntry::name)
                                                .toList()),
                                editions.versions(list).get(0).version(),
                                editions.offer(list).isPresent()))
                        .toList());
        return "desk/codes";
    }

    private static CodeList list(String id) {
        return CodeList.ofId(id).orElseThrow(() -> Refusal.notFound("没有这张代码表，请从列表中打开"));
    }

    @GetMapping("/{id}")
    ModelAndView edit(@PathVariable String id) {
        administrators.require();
        CodeList list = list(id);
        CodeEdition newest = editions.versions(list).get(0);
        return page(list, rows(newest.all()), newest.version(), tables.today().toString(), Map.of(), HttpStatus.OK);
    }

    /** An earlier edition, or the city's with what the release changed, to be looked at and kept as the next one. */
    @GetMapping("/{id}/from/{what}")
    ModelAndView begin(@PathVariable String id, @PathVariable String what) {
        administrators.require();
        CodeList list = list(id);
        CodeEdition newest = editions.versions(list).get(0);
        List<CodeEntry> entries = "offer".equals(what)
                ? editions.offer(list)
                        .orElseThrow(() -> Refusal.conflict("新版已处理过，请刷新"))
                        .merged()
                : restored(newest.all(), edition(list, what).all());
        return page(list, rows(entries), newest.version(), tables.today().toString(), Map.of(), HttpStatus.OK);
    }

    private CodeEdition edition(CodeList list, String number) {
        return editions.versions(list).stream()
                .filter(edition -> String.valueOf(edition.version()).equals(number))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("没有这一版，请从版本列表中选择"));
    }

    /** As it was; what has come since ends today, since it may have been used. */
    private List<CodeEntry> restored(List<CodeEntry> now, List<CodeEntry> then) {
        List<CodeEntry> entries = new ArrayList<>(then);
        now.stream()
                .filter(entry -> then.stream().noneMatch(old -> old.code().equals(entry.code())))
                .map(entry -> new CodeEntry(
                        entry.code(), entry.name(), null, tables.today().minusDays(1)))
                .forEach(entries::add);
        return entries;
    }

    @PostMapping("/{id}")
    ModelAndView save(
            @PathVariable String id,
            @RequestParam(defaultValue = "0") int seen,
            @RequestParam(defaultValue = "") String day,
            @RequestParam MultiValueMap<String, String> form) {
        Actor by = administrators.require();
        CodeList list = list(id);
        List<Row> rows = typed(form);
        try {
            editions.add(list, entries(rows), required(day), seen, by);
        } catch (Refusal refusal) {
            Map<String, String> wrong = refusal.fields().isEmpty()
                    ? Map.of("entries", Objects.requireNonNullElse(refusal.getMessage(), ""))
                    : refusal.fields();
            // Whoever was overtaken sees the newest editions below, and decides.
            int now = refusal.status() == HttpStatus.CONFLICT
                    ? editions.versions(list).get(0).version()
                    : seen;
            return page(list, rows, now, day, wrong, refusal.status());
        }
        return new ModelAndView("redirect:/desk/codes/" + id + "?saved");
    }

    @PostMapping("/{id}/offer")
    String decide(@PathVariable String id, @RequestParam String hash) {
        Actor by = administrators.require();
        CodeList list = list(id);
        editions.offer(list)
                .filter(offer -> offer.hash().equals(hash))
                .orElseThrow(() -> Refusal.conflict("新版已处理过，请刷新"));
        editions.decided(list, hash, by);
        return "redirect:/desk/codes/" + id;
    }

    private static List<Row> typed(MultiValueMap<String, String> form) {
        List<Row> rows = new ArrayList<>();
        int count = form.getOrDefault("code", List.of()).size();
        for (int i = 0; i < count; i++) {
            Row row = new Row(
                    cell(form, "position", i),
                    cell(form, "code", i),
                    cell(form, "name", i),
                    cell(form, "first", i),
                    cell(form, "last", i),
                    "true".equals(cell(form, "known", i)));
            if (row.known() || !(row.code() + row.name()).isEmpty()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static String cell(MultiValueMap<String, String> form, String name, int row) {
        List<String> cells = form.getOrDefault(name, List.of());
        return row < cells.size() ? Texts.visible(cells.get(row)).strip() : "";
    }

    /** In the order of their numbers; one without stands where it was typed. */
    private static List<CodeEntry> entries(List<Row> rows) {
        List<Row> ordered = new ArrayList<>(rows);
        ordered.sort(Comparator.comparingInt(row -> position(row, rows)));
        return ordered.stream()
                .map(row -> new CodeEntry(row.code(), row.name(), day(row.from()), day(row.to())))
                .toList();
    }

    private static int position(Row row, List<Row> rows) {
        if (row.position().isEmpty()) {
            return 10 * (rows.indexOf(row) + 1);
        } else if (!row.position().matches("\\d{1,4}")) {
            throw Refusal.invalid("顺序应为数字：" + row.position());
        }
        return Integer.parseInt(row.position());
    }

    private static @Nullable LocalDate day(String text) {
        return text.isEmpty() ? null : required(text);
    }

    private static LocalDate required(String text) {
        try {
            return TypedDay.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.invalid("日期应写成 2027-01-01 的样子，并且真有这一天");
        }
    }

    private static List<Row> rows(List<CodeEntry> entries) {
        List<Row> rows = new ArrayList<>();
        for (CodeEntry entry : entries) {
            rows.add(new Row(
                    String.valueOf(10 * (rows.size() + 1)),
                    entry.code(),
                    entry.name(),
                    Objects.toString(entry.from(), ""),
                    Objects.toString(entry.to(), ""),
                    true));
        }
        return rows;
    }

    private ModelAndView page(
            CodeList list, List<Row> rows, int seen, String day, Map<String, String> wrong, HttpStatus status) {
        List<Row> shown = new ArrayList<>(rows);
        for (int i = 0; i < BLANK_ROWS; i++) {
            shown.add(new Row("", "", "", "", "", false));
        }
        LocalDate today = tables.today();
        List<CodeEdition> versions = editions.versions(list);
        int current = versions.stream()
                .filter(edition -> edition.hasBegunOn(today))
                .findFirst()
                .orElseThrow()
                .version();
        return new ModelAndView("desk/code", status)
                .addObject("list", list)
                .addObject("rows", shown)
                .addObject("seen", seen)
                .addObject("day", day)
                .addObject("wrong", wrong)
                .addObject("current", current)
                .addObject("offer", editions.offer(list).orElse(null))
                .addObject("versions", versions.stream().map(this::version).toList());
    }

    private Version version(CodeEdition edition) {
        String who = edition.editedBy();
        return new Version(
                edition.version(),
                edition.version() == 1 && edition.isShipped() ? "一直" : edition.validFrom() + " 起",
                (who == null ? "随系统" : actors.ofId(who).title()) + "，" + PeopleTime.of(edition.editedAt()),
                edition.all());
    }
}
