package org.ganxian.insight.figures;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An area's figures of a period beside those of the period before and of the year before, and what grows.
 *
 * @param periodName zh-CN
 * @param period what addresses say for it
 */
public record Comparison(
        String periodName,
        Map<String, String> period,
        Past before,
        Past lastYear,
        List<Line> lines,
        Growth categories,
        Growth places) {

    /**
     * @param name zh-CN, what it is to the period
     * @param query what addresses say for it
     * @param known false when nothing was received then: there was no system, or nobody used it
     */
    public record Past(String name, LocalDate from, LocalDate to, Map<String, String> query, boolean known) {}

    /**
     * @param name zh-CN
     * @param show the list behind each number of it, with its flow; null for a length of time
     * @param beforeChange zh-CN, how it is different now
     */
    public record Line(
            String key,
            String name,
            @Nullable String show,
            @Nullable String flow,
            String now,
            String before,
            String beforeChange,
            String lastYear,
            String lastYearChange) {}

    /**
     * What came more often than usual, the most first.
     *
     * @param usualName zh-CN, what usual is measured by
     * @param known false when there is nothing to measure by
     * @param few how many were left out, since fewer than five cases could show a person
     */
    public record Growth(String usualName, boolean known, List<Grown> rows, int few) {}

    /**
     * @param more zh-CN
     * @param usual mean of the time before, for as many days
     */
    public record Grown(String code, String name, int received, BigDecimal usual, String more) {}
}
