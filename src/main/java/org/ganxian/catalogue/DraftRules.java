package org.ganxian.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ganxian.catalogue.ServiceTerms.Terms;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;

/** What a version of a service item must fulfil, field by field. Keys are the names of the import file's fields. */
final class DraftRules {

    static final int MOST_MATERIALS = 40;

    /** More than any fee that a window takes; keeps out slips of the pen. */
    static final BigDecimal HIGHEST_FEE = new BigDecimal("1000000");

    private static final int MOST_DEPARTMENTS = 10;
    private static final int LONGEST_LIMIT = 365;
    private static final int YEARS_AHEAD = 10;
    /** Codes that are pages of their own. */
    private static final Set<String> TAKEN = Set.of("new", "import");

    private final Map<String, String> wrong;
    private final Terms terms;
    private final LocalDate today;

    private DraftRules(Map<String, String> unreadable, Terms terms, LocalDate today) {
        this.wrong = new LinkedHashMap<>(unreadable);
        this.terms = terms;
        this.today = today;
    }

    /**
     * Everything that is wrong, zh-CN by field; empty when it may become a version.
     *
     * @param unreadable fields that could not be read, with the reason: nothing more is said about them
     * @param terms which departments there are, and what can be chosen
     */
    static Map<String, String> check(ServiceDraft draft, Map<String, String> unreadable, Terms terms, LocalDate today) {
        DraftRules rules = new DraftRules(unreadable, terms, today);
        rules.code(draft.code());
        rules.text("name", "名称", draft.name(), 60, true);
        rules.text("legalBasis", "法律依据", draft.legalBasis(), 500, true);
        rules.functions(draft.functions());
        rules.days(draft);
        rules.fee(draft.fee());
        rules.text("feeNote", "收费说明", draft.feeNote(), 100, false);
        rules.result(draft.resultType());
        rules.text("guide", "办理说明", draft.guide(), 2000, false);
        rules.materials(draft.materials());
        rules.validFrom(draft.validFrom());
        return rules.wrong;
    }

    /** Why a version cannot begin on this day after the newest one that there is; empty when it can. */
    static Optional<String> timing(LocalDate from, @Nullable ServiceItem newest, LocalDate today) {
        if (newest == null || from.isAfter(newest.validFrom())) {
            return Optional.empty();
        }
        String begins = "第 %d 版%s"
                .formatted(newest.version(), newest.hasBegunOn(today) ? "今天刚生效" : "将于 " + newest.validFrom() + " 生效");
        return Optional.of(begins + "，新版本的生效日期要在这之后"
                + (newest.hasBegunOn(today) ? "，最早是明天" : "；也可以先撤回第 " + newest.version() + " 版"));
    }

    private void result(String code) {
        if (code == null) {
            say("resultType", "请选择办理结果");
        } else if (!terms.results().containsKey(code)) {
            say(
                    "resultType",
                    "办理结果应为 "
                            + terms.results().entrySet().stream()
                                    .map(result -> result.getKey() + "（" + result.getValue() + "）")
                                    .collect(Collectors.joining("、"))
                            + " 之一");
        }
    }

    private void code(String code) {
        if (code == null) {
            say("code", "请填写编码");
        } else if (!ServiceDraft.isCode(code)) {
            say("code", "编码用小写字母和数字，以字母开头，单词之间用一个连字符，不超过 " + ServiceDraft.CODE_LENGTH + " 个字符");
        } else if (TAKEN.contains(code)) {
            say("code", "“" + code + "”是系统用的，请换一个编码");
        }
    }

    private void text(String field, String title, @Nullable String text, int length, boolean needed) {
        if (text == null) {
            if (needed) {
                say(field, "请填写" + title);
            }
        } else if (Texts.length(text) > length) {
            say(field, title + "不能超过 " + length + " 字，现在是 " + Texts.length(text) + " 字");
        } else if (!Texts.isReadable(text)) {
            say(field, title + "含有不可见的控制字符，请删除后重试");
        }
    }

    private void functions(List<String> functions) {
        if (functions.isEmpty()) {
            say("functions", "请至少选择一个承办部门");
        } else if (functions.size() > MOST_DEPARTMENTS) {
            say("functions", "承办部门不能超过 " + MOST_DEPARTMENTS + " 个");
        } else if (new HashSet<>(functions).size() < functions.size()) {
            say("functions", "同一个部门出现了两次");
        }
        functions.stream()
                .filter(f -> !terms.departments().containsKey(f))
                .findFirst()
                .ifPresent(unknown -> say(
                        "functions",
                        "本市没有职能为 " + Texts.shorten(unknown.replaceAll("\\p{C}", "?"), 24) + " 的部门，可以是："
                                + (terms.departments().isEmpty()
                                        ? "（还没有登记任何部门）"
                                        : String.join("、", terms.departments().keySet()))));
    }

    private void days(ServiceDraft draft) {
        days("statutoryDays", "法定时限", draft.statutoryDays());
        days("promisedDays", "承诺时限", draft.promisedDays());
        if (draft.statutoryDays() != null
                && draft.promisedDays() != null
                && draft.promisedDays() > draft.statutoryDays()) {
            say(
                    "promisedDays",
                    "承诺时限（%d 个工作日）不能长于法定时限（%d 个工作日）".formatted(draft.promisedDays(), draft.statutoryDays()));
        }
    }

    private void days(String field, String title, @Nullable Integer days) {
        if (days == null) {
            say(field, "请填写" + title + "（工作日）");
        } else if (days < 1 || days > LONGEST_LIMIT) {
            say(field, title + "应在 1 到 " + LONGEST_LIMIT + " 个工作日之间");
        }
    }

    private void fee(@Nullable BigDecimal fee) {
        if (fee != null && (fee.signum() < 0 || fee.compareTo(HIGHEST_FEE) > 0 || fee.scale() > 2)) {
            say("fee", "收费为 0 到 " + HIGHEST_FEE.toPlainString() + " 元，最多两位小数");
        }
    }

    private void materials(List<Material> materials) {
        if (materials.size() > MOST_MATERIALS) {
            say("materials", "材料不能超过 " + MOST_MATERIALS + " 项");
            return;
        }
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < materials.size(); i++) {
            Material material = materials.get(i);
            String path = "materials[" + i + "].";
            if (material.code() == null) {
                say(path + "code", "请填写材料编码");
            } else if (!ServiceDraft.isCode(material.code())) {
                say(path + "code", "材料编码用小写字母和数字，以字母开头，单词之间用一个连字符，不超过 " + ServiceDraft.CODE_LENGTH + " 个字符");
            } else if (!codes.add(material.code())) {
                say(path + "code", "材料编码 " + material.code() + " 重复");
            }
            text(path + "name", "材料名称", material.name(), 100, true);
            text(path + "heldBy", "持有单位", material.heldBy(), 60, false);
            text(path + "note", "材料说明", material.note(), 200, false);
        }
    }

    private void validFrom(@Nullable LocalDate from) {
        if (from == null) {
            say("validFrom", "请填写生效日期");
        } else if (from.isBefore(today)) {
            say("validFrom", "生效日期不能早于今天（" + today + "）");
        } else if (from.isAfter(today.plusYears(YEARS_AHEAD))) {
            say("validFrom", "生效日期不能晚于 " + today.plusYears(YEARS_AHEAD));
        }
    }

    private void say(String field, String message) {
        wrong.putIfAbsent(field, message);
    }
}
