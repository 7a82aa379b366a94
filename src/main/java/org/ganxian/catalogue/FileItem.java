package org.ganxian.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.lang3.StringUtils;
import org.ganxian.platform.Texts;
import org.ganxian.platform.web.TypedDay;
import org.jspecify.annotations.Nullable;

/** One object of a file of service items: every field is looked at, whatever is wrong with another. */
final class FileItem {

    private static final Set<String> FIELDS = Set.of(
            "code",
            "name",
            "legalBasis",
            "functions",
            "materials",
            "statutoryDays",
            "promisedDays",
            "fee",
            "feeNote",
            "resultType",
            "permit",
            "needsIdNumber",
            "answeredOnTheSpot",
            "guide",
            "validFrom");
    private static final Set<String> MATERIAL_FIELDS = Set.of("code", "name", "required", "heldBy", "note");
    private static final int ECHO_LENGTH = 40;
    /** Digits of a fee, before they are compared with anything: 1e999999999 is a number, too. */
    private static final int MOST_DIGITS = 30;

    private final Map<String, String> wrong = new LinkedHashMap<>();

    private FileItem() {}

    static ServiceFile.Row read(int line, JsonNode node) {
        FileItem item = new FileItem();
        ServiceDraft draft = item.draft(node);
        return new ServiceFile.Row(line, draft, item.wrong);
    }

    private ServiceDraft draft(JsonNode node) {
        if (!node.isObject()) {
            wrong.put("", "事项应为 JSON 对象");
        }
        refuseOthers(node, "", FIELDS);
        return new ServiceDraft(
                line(node, "", "code"),
                line(node, "", "name"),
                line(node, "", "legalBasis"),
                functions(node.path("functions")),
                materials(node.path("materials")),
                days(node, "statutoryDays"),
                days(node, "promisedDays"),
                fee(node.path("fee")),
                line(node, "", "feeNote"),
                line(node, "", "resultType"),
                flag(node, "", "permit", false),
                flag(node, "", "needsIdNumber", false),
                flag(node, "", "answeredOnTheSpot", false),
                text(node, "", "guide"),
                day(node, "validFrom"));
    }

    private void refuseOthers(JsonNode node, String path, Set<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                String shown = Texts.shorten(name.replaceAll("\\p{C}", "?"), ECHO_LENGTH);
                wrong.put(path + shown, "没有这个字段：" + shown);
            }
        });
    }

    private List<String> functions(JsonNode node) {
        List<String> functions = new ArrayList<>();
        if (!isGiven(node)) {
            return functions;
        }
        boolean texts = node.isArray();
        for (JsonNode one : node) {
            texts &= one.isTextual();
            functions.add(one.asText().strip());
        }
        if (!texts) {
            wrong.put("functions", "承办部门应为文字的列表，例如 [\"HEALTH\"]");
        }
        return functions;
    }

    private List<Material> materials(JsonNode node) {
        List<Material> materials = new ArrayList<>();
        if (isGiven(node) && !node.isArray()) {
            wrong.put("materials", "材料应为列表");
            return materials;
        }
        for (JsonNode one : node) {
            String path = "materials[" + materials.size() + "].";
            if (!one.isObject()) {
                wrong.put("materials[" + materials.size() + "]", "材料应为 JSON 对象");
            }
            refuseOthers(one, path, MATERIAL_FIELDS);
            materials.add(new Material(
                    line(one, path, "code"),
                    line(one, path, "name"),
                    flag(one, path, "required", true),
                    line(one, path, "heldBy"),
                    line(one, path, "note")));
        }
        return materials;
    }

    private @Nullable Integer days(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!isGiven(value)) {
            return null;
        } else if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            wrong.put(field, (field.equals("statutoryDays") ? "法定时限" : "承诺时限") + "应为整数（工作日）");
            return null;
        }
        return value.intValue();
    }

    private @Nullable BigDecimal fee(JsonNode value) {
        if (!isGiven(value)) {
            return null;
        } else if (!value.isNumber()) {
            wrong.put("fee", "收费应为数字（元）");
            return null;
        }
        BigDecimal fee = value.decimalValue();
        if (fee.precision() > MOST_DIGITS || Math.abs((long) fee.scale()) > MOST_DIGITS) {
            wrong.put("fee", "收费的数字过大或过长");
            return null;
        }
        return money(fee);
    }

    /** Two decimals where they suffice; nothing for zero. */
    static @Nullable BigDecimal money(BigDecimal amount) {
        if (amount == null || amount.signum() == 0) {
            return null;
        }
        BigDecimal shortest = amount.stripTrailingZeros();
        return shortest.scale() > 2 ? shortest : shortest.setScale(2);
    }

    private boolean flag(JsonNode node, String path, String field, boolean otherwise) {
        JsonNode value = node.path(field);
        if (isGiven(value) && !value.isBoolean()) {
            wrong.put(path + field, field + " 应为 true 或 false");
        }
        return value.asBoolean(otherwise);
    }

    private @Nullable LocalDate day(JsonNode node, String field) {
        String text = line(node, "", field);
        if (text == null) {
            return null;
        }
        try {
            return TypedDay.parse(text);
        } catch (DateTimeException e) {
            wrong.put(field, "日期应写成 2027-01-01 的样子，并且真有这一天");
            return null;
        }
    }

    private String line(JsonNode node, String path, String field) {
        return oneLine(text(node, path, field));
    }

    private @Nullable String text(JsonNode node, String path, String field) {
        JsonNode value = node.path(field);
        if (!isGiven(value)) {
            return null;
        } else if (!value.isTextual()) {
            wrong.put(path + field, field + " 应为文字");
            return null;
        }
        return lines(value.textValue());
    }

    /** Line breaks are those of the file, whatever a browser makes of them; null and nothing but blanks are null. */
    static String lines(String text) {
        return StringUtils.stripToNull(text == null ? null : text.replaceAll("\\R", "\n"));
    }

    /** Line breaks and runs of blanks are one blank; null and nothing but blanks are null. */
    static String oneLine(@Nullable String text) {
        return StringUtils.stripToNull(text == null ? null : text.replaceAll("\\s+", " "));
    }

    private static boolean isGiven(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }
}
