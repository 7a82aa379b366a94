package org.ganxian.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.Choice;
import org.ganxian.engine.tables.CityRules;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.rules.Sheet.Column;
import org.ganxian.rules.Sheet.Row;
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

/** One row of a draft as a form: choices where there are few, words where there are many, FEEL where nothing else says it. */
@DeskPage
@RequestMapping("/desk/rules/{decision}/draft/rows")
@RequiredArgsConstructor
class RuleRowPage {

    private static final int FEW = 24;
    private static final int NOTE_LENGTH = 200;
    private static final int FEEL_LENGTH = 1000;
    private static final String SEPARATOR = "、";

    private final RulesAdministrators administrators;
    private final RuleTables tables;
    private final RuleDrafts drafts;

    /**
     * A column in the form.
     *
     * @param id of its field
     * @param few whether the choices are boxes to tick
     * @param values what is ticked or written
     */
    record Field(String id, String label, List<Choice> choices, boolean few, Condition.Kind kind, List<String> values) {

        public String text() {
            return String.join(SEPARATOR, values);
        }

        public boolean isTicked(String value) {
            return kind == Condition.Kind.ONE_OF && values.contains(value);
        }
    }

    static void require(List<Row> rows, int number) {
        if (number < 1 || number > rows.size()) {
            throw Refusal.notFound("没有第 %d 行，请刷新".formatted(number));
        }
    }

    @GetMapping("/{number}")
    String edit(@PathVariable String decision, @PathVariable int number, Model model) {
        administrators.require();
        CityRules rules = tables.get(decision);
        RuleDraft draft = drafts.get(rules);
        Sheet sheet = drafts.sheet(draft);
        require(sheet.rows(), number);
        show(model, rules, draft, sheet, sheet.rows().get(number - 1), number, null);
        model.addAttribute("isNew", false);
        return "desk/rule-row";
    }

    /** A new row, which will stand behind the row of this number; 0 for the first. */
    @GetMapping("/new")
    String add(@PathVariable String decision, @RequestParam(defaultValue = "0") int after, Model model) {
        administrators.require();
        CityRules rules = tables.get(decision);
        RuleDraft draft = drafts.get(rules);
        Sheet sheet = drafts.sheet(draft);
        int place = Math.max(0, Math.min(after, sheet.rows().size()));
        show(model, rules, draft, sheet, empty(sheet, ""), place + 1, null);
        model.addAttribute("isNew", true);
        return "desk/rule-row";
    }

    private static void show(
            Model model, CityRules rules, RuleDraft draft, Sheet sheet, Row row, int number, @Nullable String message) {
        model.addAttribute("decision", rules.decision());
        model.addAttribute("name", sheet.name());
        model.addAttribute("version", draft.seen());
        model.addAttribute("id", row.id());
        model.addAttribute("number", number);
        model.addAttribute("note", row.note());
        model.addAttribute(
                "conditions",
                IntStream.range(0, row.inputs().size())
                        .mapToObj(i -> field(
                                "i" + i,
                                sheet.inputs().get(i),
                                Condition.read(row.inputs().get(i)),
                                rules))
                        .toList());
        model.addAttribute(
                "answers",
                IntStream.range(0, row.outputs().size())
                        .mapToObj(i -> field(
                                "o" + i,
                                sheet.outputs().get(i),
                                new Condition(
                                        Condition.Kind.ONE_OF,
                                        List.of(rules.inWords(
                                                sheet.outputs().get(i).name(),
                                                Condition.value(row.outputs().get(i)),
                                                sheet.answers(row)))),
                                rules))
                        .toList());
        model.addAttribute("kinds", Condition.Kind.values());
        model.addAttribute("message", message);
    }

    private static Field field(String id, Column column, Condition condition, CityRules rules) {
        List<Choice> choices = rules.choices().getOrDefault(column.name(), List.of());
        boolean few = !choices.isEmpty()
                && choices.size() <= FEW
                && condition.kind() != Condition.Kind.FEEL
                && condition.kind() != Condition.Kind.CONTAINS;
        return new Field(id, column.label(), choices, few, condition.kind(), condition.values());
    }

    /**
     * What was typed is shown again when it cannot be kept, be it wrong or overtaken by somebody else's change.
     *
     * @param place of the row from 1; with {@code added}, of the row that comes to stand there
     * @param id of the row that was looked at
     */
    @PostMapping("/{place}")
    ModelAndView save(
            @PathVariable String decision,
            @PathVariable int place,
            @RequestParam String version,
            @RequestParam(defaultValue = "false") boolean added,
            @RequestParam(defaultValue = "") String id,
            @RequestParam MultiValueMap<String, String> form,
            Model model) {
        Actor by = administrators.require();
        CityRules rules = tables.get(decision);
        RuleDraft draft = drafts.get(rules);
        Sheet sheet = drafts.sheet(draft);
        Row before = rowOf(sheet, place, added, id);
        Row typed = before;
        try {
            Row row = read(rules, sheet, before, form);
            typed = row;
            drafts.change(rules, version, rows -> with(rows, row, place, added), by);
        } catch (Refusal refusal) {
            if (refusal.status() == HttpStatus.BAD_REQUEST) {
                return again(model, rules, draft, sheet, typed, place, added, refusal, "");
            } else if (refusal.status() == HttpStatus.CONFLICT && !draft.isScheduled()) {
                return overtaken(model, rules, draft, sheet, typed, place, added, refusal);
            }
            throw refusal;
        }
        return new ModelAndView("redirect:/desk/rules/" + decision + "/draft#row-" + place);
    }

    /** The row may stand elsewhere by now, or be gone: then it would be added again. */
    private static ModelAndView overtaken(
            Model model,
            CityRules rules,
            RuleDraft draft,
            Sheet sheet,
            Row typed,
            int place,
            boolean added,
            Refusal refusal) {
        int now = IntStream.range(0, sheet.rows().size())
                .filter(i -> sheet.rows().get(i).id().equals(typed.id()))
                .findFirst()
                .orElse(-1);
        boolean gone = now < 0;
        int number = gone ? Math.min(place, sheet.rows().size() + 1) : now + 1;
        String what = gone && !added ? "这一行已被删除，保存会重新加上；" : "";
        return again(
                model, rules, draft, sheet, typed, number, gone, refusal, "。%s下面是您填写的，还没有保存，核对后再保存".formatted(what));
    }

    private static ModelAndView again(
            Model model,
            CityRules rules,
            RuleDraft draft,
            Sheet sheet,
            Row row,
            int number,
            boolean added,
            Refusal refusal,
            String more) {
        show(model, rules, draft, sheet, row, number, refusal.getMessage() + more);
        model.addAttribute("isNew", added);
        return new ModelAndView("desk/rule-row", model.asMap(), refusal.status());
    }

    private static Row rowOf(Sheet sheet, int place, boolean added, String id) {
        Optional<Row> known =
                sheet.rows().stream().filter(row -> row.id().equals(id)).findFirst();
        if (!added && known.isPresent()) {
            return known.get();
        } else if (!added && id.isEmpty()) {
            require(sheet.rows(), place);
            return sheet.rows().get(place - 1);
        } else if (place < 1 || place > sheet.rows().size() + 1 || sheet.rows().size() >= Sheet.MOST_ROWS) {
            throw Refusal.conflict("不能在第 %d 行处增加，请刷新；一张表最多 %d 行".formatted(place, Sheet.MOST_ROWS));
        }
        return empty(sheet, id.isEmpty() || known.isPresent() ? Sheet.newId() : id);
    }

    private static Row empty(Sheet sheet, String id) {
        return new Row(
                id,
                "",
                sheet.inputs().stream().map(column -> "").toList(),
                sheet.outputs().stream().map(column -> "").toList());
    }

    private static List<Row> with(List<Row> rows, Row row, int place, boolean added) {
        if (added) {
            rows.add(place - 1, row);
        } else {
            require(rows, place);
            rows.set(place - 1, row);
        }
        return rows;
    }

    private static Row read(CityRules rules, Sheet sheet, Row before, MultiValueMap<String, String> form) {
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < sheet.inputs().size(); i++) {
            inputs.add(condition(form, "i" + i, sheet.inputs().get(i)));
        }
        Map<String, String> typed = new LinkedHashMap<>();
        for (int i = 0; i < sheet.outputs().size(); i++) {
            typed.put(
                    sheet.outputs().get(i).name(),
                    form.getOrDefault("o" + i, List.of("")).get(0).strip());
        }
        List<String> outputs = sheet.outputs().stream()
                .map(column -> answer(rules, column, typed))
                .toList();
        String note = form.getOrDefault("note", List.of("")).get(0).strip();
        if (note.length() > NOTE_LENGTH || !Texts.isReadable(note)) {
            throw Refusal.invalid("说明最多 %d 字".formatted(NOTE_LENGTH));
        }
        return new Row(before.id(), note, inputs, outputs);
    }

    private static String answer(CityRules rules, Column column, Map<String, String> typed) {
        String text = typed.getOrDefault(column.name(), "");
        try {
            return Condition.literal(rules.typed(column.name(), text, typed), column.type());
        } catch (Refusal refusal) {
            throw Refusal.invalid(Words.shortened(column.label()) + "：" + refusal.getMessage());
        }
    }

    private static String condition(MultiValueMap<String, String> form, String id, Column column) {
        List<String> ticked = form.getOrDefault(id, List.of()).stream()
                .filter(value -> !value.isBlank())
                .toList();
        String kind = form.getOrDefault(id + "-kind", List.of("")).get(0);
        String text = form.getOrDefault(id + "-text", List.of("")).get(0).strip();
        try {
            if (kind.isEmpty()) {
                return ticked.isEmpty() ? "" : new Condition(Condition.Kind.ONE_OF, ticked).feel(column.type());
            }
            Condition.Kind chosen = Arrays.stream(Condition.Kind.values())
                    .filter(known -> known.name().equals(kind))
                    .findFirst()
                    .orElseThrow(() -> Refusal.invalid("请选择条件的种类"));
            return chosen(chosen, text).feel(column.type());
        } catch (Refusal refusal) {
            throw Refusal.invalid(column.label() + "：" + refusal.getMessage());
        }
    }

    private static Condition chosen(Condition.Kind kind, String text) {
        if (kind == Condition.Kind.ANY) {
            return new Condition(kind, List.of());
        } else if (text.isEmpty()) {
            throw Refusal.invalid("请填写内容，或选“任意”");
        } else if (kind == Condition.Kind.FEEL) {
            if (text.length() > FEEL_LENGTH || !Texts.isReadable(text)) {
                throw Refusal.invalid("FEEL 条件最多 %d 字".formatted(FEEL_LENGTH));
            }
            return new Condition(kind, List.of(text));
        }
        List<String> values = kind == Condition.Kind.CONTAINS
                ? List.of(text)
                : Arrays.stream(text.split("[、,，\\n]"))
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .toList();
        if (values.isEmpty()) {
            throw Refusal.invalid("请填写内容，或选“任意”");
        }
        return new Condition(kind, values);
    }
}
