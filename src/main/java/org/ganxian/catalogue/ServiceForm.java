package org.ganxian.catalogue;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;
import org.ganxian.platform.web.TypedDay;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * The sheet on which a version is written, as it was typed: nothing is lost of what cannot be read.
 *
 * @param values by name of the field
 * @param functions what the chosen departments do, the leading one first
 * @param materials with a few blank rows to go on in
 */
record ServiceForm(Map<String, String> values, List<String> functions, List<Row> materials) {

    private static final int BLANK_ROWS = 2;

    /** Digits of a number, before it is read as one. */
    private static final int LONGEST_NUMBER = 20;

    /** A row of the materials, as typed. */
    record Row(String code, String name, boolean required, String heldBy, String note) {

        static final Row BLANK = new Row("", "", true, "", "");

        boolean isBlank() {
            return StringUtils.isAllBlank(code, name, heldBy, note);
        }

        /** @param position from 1, of which a code is made where none was given */
        Material material(int position) {
            String given = FileItem.oneLine(code);
            return new Material(
                    given == null ? "m" + position : given,
                    FileItem.oneLine(name),
                    required,
                    FileItem.oneLine(heldBy),
                    FileItem.oneLine(note));
        }
    }

    /** What was read, and what could not be, by field. */
    record Reading(ServiceDraft draft, Map<String, String> unreadable) {}

    static ServiceForm blank(LocalDate validFrom) {
        return new ServiceForm(Map.of("validFrom", validFrom.toString(), "seen", "0"), List.of(), List.of())
                .withBlankRows();
    }

    static ServiceForm of(ServiceItem item, LocalDate validFrom) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("code", item.code());
        values.put("name", item.name());
        values.put("legalBasis", item.legalBasis());
        values.put("statutoryDays", String.valueOf(item.statutoryDays()));
        values.put("promisedDays", String.valueOf(item.promisedDays()));
        values.put("fee", item.fee().map(BigDecimal::toPlainString).orElse(""));
        values.put("feeNote", StringUtils.defaultString(item.feeNote()));
        values.put("resultType", item.resultType());
        values.put("permit", String.valueOf(item.isPermit()));
        values.put("needsIdNumber", String.valueOf(item.needsIdNumber()));
        values.put("answeredOnTheSpot", String.valueOf(item.isAnsweredOnTheSpot()));
        values.put("guide", StringUtils.defaultString(item.guide()));
        values.put("validFrom", validFrom.toString());
        values.put("seen", String.valueOf(item.version()));
        List<Row> rows = item.materials().stream()
                .map(m -> new Row(
                        m.code(),
                        m.name(),
                        m.required(),
                        StringUtils.defaultString(m.heldBy()),
                        StringUtils.defaultString(m.note())))
                .toList();
        return new ServiceForm(values, item.functions(), rows).withBlankRows();
    }

    /** What a browser sends: each row of the materials names all its fields. */
    static ServiceForm of(MultiValueMap<String, String> sent) {
        Map<String, String> values = new LinkedHashMap<>(sent.toSingleValueMap());
        Set<String> functions = new LinkedHashSet<>();
        Stream.concat(all(sent, "lead").stream().limit(1), all(sent, "function").stream())
                .filter(StringUtils::isNotBlank)
                .forEach(functions::add);
        List<Row> rows = new ArrayList<>();
        int count = all(sent, "materialName").size();
        // One more than there may be, so that too many are noticed and not cut off.
        for (int i = 0; i < Math.min(count, DraftRules.MOST_MATERIALS + BLANK_ROWS + 1); i++) {
            rows.add(new Row(
                    at(sent, "materialCode", i),
                    at(sent, "materialName", i),
                    !"false".equals(at(sent, "materialRequired", i)),
                    at(sent, "materialHeldBy", i),
                    at(sent, "materialNote", i)));
        }
        return new ServiceForm(values, List.copyOf(functions), rows);
    }

    private static List<String> all(MultiValueMap<String, String> sent, String name) {
        return new LinkedMultiValueMap<>(sent).getOrDefault(name, List.of());
    }

    private static String at(MultiValueMap<String, String> sent, String name, int index) {
        List<String> values = all(sent, name);
        return index < values.size() ? values.get(index) : "";
    }

    /** As typed; empty text for what was not. */
    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    public boolean isSet(String field) {
        return "true".equals(value(field));
    }

    /** What the leading department does; empty text when none is chosen. */
    public String lead() {
        return functions.isEmpty() ? "" : functions.get(0);
    }

    /** Version that was the newest when its writer began; 0 for a new item, -1 for what is no number. */
    int seen() {
        return value("seen").matches("\\d{1,6}") ? Integer.parseInt(value("seen")) : -1;
    }

    /** With a few blank rows more; those between others are gone. */
    ServiceForm withBlankRows() {
        List<Row> rows = new ArrayList<>(written());
        for (int i = 0; i < BLANK_ROWS && rows.size() < DraftRules.MOST_MATERIALS; i++) {
            rows.add(Row.BLANK);
        }
        return new ServiceForm(values, functions, rows);
    }

    /** @param index of the row, from 0; anything else takes none away */
    ServiceForm withoutRow(String index) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < materials.size(); i++) {
            if (!String.valueOf(i).equals(index)) {
                rows.add(materials.get(i));
            }
        }
        return new ServiceForm(values, functions, rows).withBlankRows();
    }

    private List<Row> written() {
        return materials.stream().filter(r -> !r.isBlank()).toList();
    }

    /** @param newest version of the item that it is about; null for a new one, which brings its own code */
    Reading read(@Nullable ServiceItem newest) {
        Map<String, String> unreadable = new LinkedHashMap<>();
        List<Material> read = new ArrayList<>();
        for (Row row : written()) {
            read.add(row.material(read.size() + 1));
        }
        String result = FileItem.oneLine(value("resultType"));
        ServiceDraft draft = new ServiceDraft(
                newest == null ? FileItem.oneLine(value("code")) : newest.code(),
                FileItem.oneLine(value("name")),
                FileItem.oneLine(value("legalBasis")),
                newest == null ? functions : inOrderOf(newest.functions()),
                read,
                days("statutoryDays", "法定时限", unreadable),
                days("promisedDays", "承诺时限", unreadable),
                fee(unreadable),
                FileItem.oneLine(value("feeNote")),
                result,
                isSet("permit"),
                isSet("needsIdNumber"),
                isSet("answeredOnTheSpot"),
                FileItem.lines(value("guide")),
                day(unreadable));
        return new Reading(draft, unreadable);
    }

    /** A list of boxes has no order: behind the leading one, departments stand as before, new ones last. */
    private List<String> inOrderOf(List<String> before) {
        return Stream.concat(
                        functions.stream().limit(1),
                        Stream.concat(before.stream().filter(functions::contains), functions.stream()))
                .distinct()
                .toList();
    }

    private @Nullable Integer days(String field, String title, Map<String, String> unreadable) {
        String text = value(field).strip();
        if (text.isEmpty()) {
            return null;
        } else if (!text.matches("[0-9]{1,6}")) {
            unreadable.put(field, title + "应为整数（工作日）");
            return null;
        }
        return Integer.valueOf(text);
    }

    private @Nullable BigDecimal fee(Map<String, String> unreadable) {
        String text = value("fee").strip();
        if (text.isEmpty()) {
            return null;
        } else if (text.length() > LONGEST_NUMBER || !text.matches("[0-9]+(\\.[0-9]+)?")) {
            unreadable.put("fee", "收费应为数字（元），不收费请留空");
            return null;
        }
        return FileItem.money(new BigDecimal(text));
    }

    private @Nullable LocalDate day(Map<String, String> unreadable) {
        String text = value("validFrom").strip();
        try {
            return text.isEmpty() ? null : TypedDay.parse(text);
        } catch (DateTimeException e) {
            unreadable.put("validFrom", "日期应写成 2027-01-01 的样子，并且真有这一天");
            return null;
        }
    }
}
