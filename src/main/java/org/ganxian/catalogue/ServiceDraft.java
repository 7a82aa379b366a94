package org.ganxian.catalogue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ganxian.catalogue.ServiceTerms.Terms;
import org.ganxian.platform.Actor;
import org.jspecify.annotations.Nullable;

/**
 * What a version of a service item is going to say, as a form or a file gave it. Null where nothing was given or nothing
 * could be read; {@link DraftRules} says what is missing.
 *
 * @param functions the leading one first
 * @param fee in yuan, two decimals; missing for none
 * @param validFrom the first day
 */
record ServiceDraft(
        String code,
        String name,
        String legalBasis,
        List<String> functions,
        List<Material> materials,
        @Nullable Integer statutoryDays,
        @Nullable Integer promisedDays,
        @Nullable BigDecimal fee,
        @Nullable String feeNote,
        String resultType,
        boolean permit,
        boolean needsIdNumber,
        boolean answeredOnTheSpot,
        @Nullable String guide,
        @Nullable LocalDate validFrom) {

    static final int CODE_LENGTH = 40;

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** Something that a new version says differently, in words. */
    record Change(String field, @Nullable String before, String after) {}

    /** Whether it is small letters and digits with hyphens between, for example {@code hygiene-permit}; null is not. */
    static boolean isCode(@Nullable String text) {
        return text != null
                && text.length() <= CODE_LENGTH
                && CODE.matcher(text).matches();
    }

    /** What this version says, to be changed into the next one. */
    static ServiceDraft of(ServiceItem item, @Nullable LocalDate validFrom) {
        return new ServiceDraft(
                item.code(),
                item.name(),
                item.legalBasis(),
                item.functions(),
                item.materials(),
                item.statutoryDays(),
                item.promisedDays(),
                item.fee().orElse(null),
                item.feeNote(),
                item.resultType(),
                item.isPermit(),
                item.needsIdNumber(),
                item.isAnsweredOnTheSpot(),
                item.guide(),
                validFrom);
    }

    ServiceDraft withValidFrom(LocalDate day) {
        return new ServiceDraft(
                code,
                name,
                legalBasis,
                functions,
                materials,
                statutoryDays,
                promisedDays,
                fee,
                feeNote,
                resultType,
                permit,
                needsIdNumber,
                answeredOnTheSpot,
                guide,
                day);
    }

    ServiceItem toItem(@Nullable ServiceItem before, Actor by, Instant at) {
        return new ServiceItem(this, before, by.id(), at);
    }

    /**
     * What it says differently from a version; the days of validity are left out.
     *
     * @param terms what the codes stand for
     */
    List<Change> changesFrom(ServiceItem item, Terms terms) {
        Map<String, String> before = of(item, null).inWords(terms);
        List<Change> changes = new ArrayList<>();
        inWords(terms).forEach((field, after) -> {
            if (!Objects.equals(before.get(field), after)) {
                changes.add(new Change(field, before.get(field), after));
            }
        });
        return changes;
    }

    private Map<String, String> inWords(Terms terms) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("名称", name);
        words.put("法律依据", legalBasis);
        words.put(
                "承办部门",
                functions.stream()
                        .map(f -> terms.departments().getOrDefault(f, f))
                        .collect(Collectors.joining("、")));
        words.put("法定时限", statutoryDays + " 个工作日");
        words.put("承诺时限", promisedDays + " 个工作日");
        words.put("收费", ServiceGuide.fee(fee));
        words.put("收费说明", orNothing(feeNote));
        words.put("办理结果", terms.result(resultType));
        words.put("行政许可", yesOrNo(permit));
        words.put("需要身份证号", yesOrNo(needsIdNumber));
        words.put("窗口可即办", yesOrNo(answeredOnTheSpot));
        words.put("办理说明", orNothing(guide));
        words.put("材料", materials.stream().map(ServiceDraft::inWords).collect(Collectors.joining("\n")));
        return words;
    }

    private static String inWords(Material m) {
        return m.name() + "（" + m.code() + "）" + (m.required() ? "，必需" : "，可后补")
                + (m.isBrought() ? "" : "，免提交：" + m.heldBy()) + (m.note() == null ? "" : "，" + m.note());
    }

    private static String orNothing(@Nullable String text) {
        return text == null ? "无" : text;
    }

    private static String yesOrNo(boolean value) {
        return value ? "是" : "否";
    }
}
