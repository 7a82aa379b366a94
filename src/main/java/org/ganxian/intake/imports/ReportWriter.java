package org.ganxian.intake.imports;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.intake.imports.ImportReport.Line;
import org.ganxian.intake.imports.ImportReport.Outcome;
import org.ganxian.intake.imports.RowImport.Result;
import org.ganxian.platform.table.Row;
import org.ganxian.platform.web.Problem.FieldError;
import org.jspecify.annotations.Nullable;

/** Makes the report while the rows go in. */
@RequiredArgsConstructor
class ReportWriter {

    /** Of all bad rows together; a file of nothing but bad rows must not be held in memory. */
    private static final int CHARACTERS_RETURNED = 2_000_000;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy/M/d H:mm:ss");

    private final String hash;
    private final @Nullable String sheet;
    private final Header header;
    private final List<String> notices;
    private final List<Line> lines = new ArrayList<>();
    private int imported;
    private int repeated;
    private int bad;
    private int triage;
    private int danger;
    private int history;
    private int charactersReturned;
    private boolean full;

    void add(Result result) {
        if (result instanceof Result.Imported in) {
            imported++;
            triage += in.inTriage() ? 1 : 0;
            danger += in.isDanger() ? 1 : 0;
            history += in.isHistory() ? 1 : 0;
            lines.add(line(result, Outcome.IMPORTED, in.demand().number(), note(in), null, null));
        } else if (result instanceof Result.Repeated again) {
            repeated++;
            String note = again.firstLine() == null ? "此前已导入" : "与第 %d 行编号相同".formatted(again.firstLine());
            lines.add(line(result, Outcome.REPEATED, again.number(), note, null, null));
        } else if (result instanceof Result.Bad wrong) {
            bad++;
            lines.add(line(result, Outcome.BAD, null, null, wrong.errors(), cells(wrong.row())));
        }
    }

    private static Line line(
            Result result,
            Outcome outcome,
            @Nullable String number,
            @Nullable String note,
            @Nullable List<FieldError> errors,
            @Nullable Map<String, String> cells) {
        Row row = result.row();
        return new Line(row.line(), row.sheetRow(), outcome, result.reading().number(), number, note, errors, cells);
    }

    private static @Nullable String note(Result.Imported in) {
        List<String> notes = new ArrayList<>();
        if (in.isDanger()) {
            notes.add("涉及危险，已转值班席");
        } else if (in.isHistory()) {
            notes.add("原系统已办结，作为历史记录入库，不再办理");
        } else if (in.reading().unknownPlace() != null) {
            notes.add("单位目录中没有“%s”，已记入地址".formatted(in.reading().unknownPlace()));
        }
        notes.addAll(in.reading().hints());
        return notes.isEmpty() ? null : String.join("；", notes);
    }

    private @Nullable Map<String, String> cells(Row row) {
        Map<String, String> cells = new LinkedHashMap<>();
        int characters = 0;
        for (int i = 0; i < header.names().size(); i++) {
            if (!header.names().get(i).isEmpty()) {
                String text = original(row, i);
                cells.putIfAbsent(header.names().get(i), text);
                characters += text.length();
            }
        }
        full |= charactersReturned + characters > CHARACTERS_RETURNED;
        charactersReturned += full ? 0 : characters;
        return full ? null : cells;
    }

    /** Text as it was; a real date as a date, not as the number behind it. */
    private String original(Row row, int column) {
        LocalDateTime time = row.cell(column).time();
        boolean isTime = time != null
                && header.positions().entrySet().stream()
                        .anyMatch(e -> e.getKey().isTime() && e.getValue() == column);
        return isTime ? TIME.format(time) : row.cell(column).text();
    }

    ImportReport finish() {
        if (full) {
            notices.add("不合格的行过多，只附前面一部分的原文，其余请按行号在原文件中查找");
        }
        return new ImportReport(
                hash,
                header.profileName(),
                header.profile().system(),
                sheet,
                lines.size(),
                imported,
                repeated,
                bad,
                triage,
                danger,
                history,
                List.copyOf(notices),
                List.copyOf(lines));
    }
}
