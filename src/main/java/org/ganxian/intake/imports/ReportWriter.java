package org.ganxian.intake.imports;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.imports.Taken;
import org.ganxian.intake.imports.ImportReport.Line;
import org.ganxian.intake.imports.ImportReport.Lines;
import org.ganxian.intake.imports.ImportReport.Outcome;
import org.ganxian.intake.imports.ImportReport.Tally;
import org.ganxian.intake.imports.RowImport.Result;
import org.ganxian.platform.table.Row;
import org.ganxian.platform.web.Problem.FieldError;
import org.jspecify.annotations.Nullable;

/** Makes the report of some rows. */
@RequiredArgsConstructor
class ReportWriter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy/M/d H:mm:ss");

    private final Header header;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Integer> tally = new HashMap<>();

    Taken of(List<Result> results) {
        results.forEach(this::add);
        boolean fault = results.stream().anyMatch(result -> result instanceof Result.Bad bad && bad.fault());
        return new Taken(new Lines(lines), tally, fault);
    }

    private void add(Result result) {
        if (result instanceof Result.Imported in) {
            count(Tally.IMPORTED, true);
            count(Tally.TRIAGE, in.inTriage());
            count(Tally.DANGER, in.isDanger());
            count(Tally.HISTORY, in.isHistory());
            lines.add(line(result, Outcome.IMPORTED, in.demand().number(), note(in), null, null));
        } else if (result instanceof Result.Repeated again) {
            count(Tally.REPEATED, true);
            String note = again.firstLine() == null ? "此前已导入" : "与第 %d 行编号相同".formatted(again.firstLine());
            lines.add(line(result, Outcome.REPEATED, again.number(), note, null, null));
        } else if (result instanceof Result.Bad wrong) {
            count(Tally.BAD, true);
            lines.add(line(result, Outcome.BAD, null, null, wrong.errors(), cells(wrong.row())));
        }
    }

    private void count(Tally what, boolean counts) {
        if (counts) {
            tally.merge(what.name(), 1, Integer::sum);
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

    private Map<String, String> cells(Row row) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < header.names().size(); i++) {
            if (!header.names().get(i).isEmpty()) {
                cells.putIfAbsent(header.names().get(i), original(row, i));
            }
        }
        return cells;
    }

    /** Text as it was; a real date as a date, not as the number behind it. */
    private String original(Row row, int column) {
        LocalDateTime time = row.cell(column).time();
        boolean isTime = time != null
                && header.positions().entrySet().stream()
                        .anyMatch(e -> e.getKey().isTime() && e.getValue() == column);
        return isTime ? TIME.format(time) : row.cell(column).text();
    }
}
