package org.ganxian.intake.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.ganxian.platform.web.Problem.FieldError;
import org.jspecify.annotations.Nullable;

/** What became of a file, row by row. Blank rows are left out. */
@Schema(name = "导入报告", description = "逐行的结果，行号与文件中的相同；空行不列")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportReport(
        @Schema(description = "文件的 SHA-256") String fileHash,

        @Schema(description = "按哪一种列名读取", example = "hotline")
        String profile,

        @Schema(description = "来自哪个系统", example = "12345 热线")
        String system,

        @Schema(description = "读取的工作表；CSV 没有") @Nullable String sheet,
        @Schema(description = "有内容的行数，不含表头") int total,
        @Schema(description = "这次入库的行数") int imported,
        @Schema(description = "此前已入库、或文件中重复的行数") int repeated,

        @Schema(description = "不合格、没有入库的行数，含编号与别的记录相同而内容不同的")
        int bad,

        @Schema(description = "这次入库的行中，地点不明、转分拨席的") int triage,
        @Schema(description = "这次入库的行中，涉及危险、转值班席的") int danger,
        @Schema(description = "这次入库的行中，原系统已经办结、只作历史记录的") int history,
        @Schema(description = "需要留意的事") List<String> notices,
        @Schema(description = "逐行的结果") List<Line> rows) {

    /** Of the texts of all bad rows together: a file of nothing but bad rows must not be held in memory. */
    private static final int CHARACTERS_RETURNED = 2_000_000;

    static ImportReport of(Layout layout, String system, ToIntFunction<Tally> count, List<Line> lines) {
        List<String> notices = new ArrayList<>(layout.notices());
        List<Line> rows = bounded(lines, notices);
        return new ImportReport(
                layout.hash(),
                layout.profile(),
                system,
                layout.sheet(),
                rows.size(),
                count.applyAsInt(Tally.IMPORTED),
                count.applyAsInt(Tally.REPEATED),
                count.applyAsInt(Tally.BAD),
                count.applyAsInt(Tally.TRIAGE),
                count.applyAsInt(Tally.DANGER),
                count.applyAsInt(Tally.HISTORY),
                List.copyOf(notices),
                rows);
    }

    private static List<Line> bounded(List<Line> lines, List<String> notices) {
        List<Line> rows = new ArrayList<>();
        long characters = 0;
        boolean full = false;
        for (Line line : lines) {
            if (line.cells() != null) {
                long more =
                        line.cells().values().stream().mapToInt(String::length).sum();
                full |= characters + more > CHARACTERS_RETURNED;
                characters += full ? 0 : more;
            }
            rows.add(full ? line.withoutCells() : line);
        }
        if (full) {
            notices.add("不合格的行过多，只附前面一部分的原文，其余请按行号在原文件中查找");
        }
        return List.copyOf(rows);
    }

    /** What is counted. */
    enum Tally {
        IMPORTED,
        REPEATED,
        BAD,
        TRIAGE,
        DANGER,
        HISTORY
    }

    /** Of one part of the file. */
    record Lines(List<Line> lines) {}

    /** What became of a row. */
    enum Outcome {
        IMPORTED,
        REPEATED,
        BAD
    }

    /** A row of the file that holds something. */
    @Schema(name = "一行的结果")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            @Schema(description = "行号；多行文字的 CSV 记录以它开始的那一行为准")
            int line,

            @Schema(description = "用表格软件打开 CSV 时显示的行号，与 line 不同时才有") @Nullable
            Integer sheetRow,

            @Schema(description = "IMPORTED 已入库，REPEATED 重复，BAD 不合格")
            Outcome outcome,

            @Schema(description = "原系统的编号") @Nullable String externalNumber,

            @Schema(description = "诉求编号；不合格的行没有", example = "ZZ20261123-000017") @Nullable
            String number,

            @Schema(description = "说明") @Nullable String note,

            @Schema(description = "不合格的原因，field 是列名") @Nullable
            List<FieldError> errors,

            @Schema(description = "不合格的行的原文，按列名；不合格的行太多时后面的没有") @Nullable
            Map<String, String> cells) {

        private Line withoutCells() {
            return new Line(line, sheetRow, outcome, externalNumber, number, note, errors, null);
        }
    }
}
