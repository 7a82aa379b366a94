package org.ganxian.insight.reports;

import java.util.List;

/**
 * Figures as they are written into a file, all words zh-CN.
 *
 * @param issuer whose figures they are
 * @param period which days, and until when they were counted
 * @param notes how they are counted
 */
record Report(String title, String issuer, String period, List<Section> sections, List<String> notes) {

    /**
     * A table.
     *
     * @param sheet its name in a workbook; at most 31 characters
     * @param rows texts and whole numbers, as many as there are heads; empty for nothing to tell
     * @param empty what is said then
     */
    record Section(
            String title, String sheet, String note, List<String> heads, List<List<Object>> rows, String empty) {}
}
