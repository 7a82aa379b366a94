package org.ganxian.intake.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.ganxian.intake.imports.ImportReport.Line;
import org.ganxian.intake.imports.ImportReport.Outcome;
import org.ganxian.platform.web.Problem.FieldError;

/** The bad rows of a report as a file that can be put right in a spreadsheet program and imported as it is. */
final class BadRows {

    private static final int ROWS_TO_ADD = 200;
    private static final int REASONS_WIDTH = 50;

    private BadRows() {}

    /** A workbook, all of whose cells are texts: nothing in it is changed by being opened and saved. */
    static byte[] xlsx(ImportReport report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "ganxian", null)) {
            Worksheet sheet = workbook.newWorksheet("不合格的行");
            sheet.freezePane(0, 1);
            List<List<String>> rows = rows(report, UnaryOperator.identity());
            for (int r = 0; r < rows.size(); r++) {
                for (int c = 0; c < rows.get(r).size(); c++) {
                    sheet.value(r, c, rows.get(r).get(c));
                }
            }
            // More rows than there are, since people copy others in.
            sheet.range(0, 0, rows.size() + ROWS_TO_ADD, rows.get(0).size() - 1)
                    .style()
                    .format("@")
                    .set();
            sheet.range(0, 0, 0, rows.get(0).size() - 1).style().bold().set();
            sheet.width(1, REASONS_WIDTH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] csv(ImportReport report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                CSVPrinter printer = new CSVPrinter(writer, CSVFormat.EXCEL)) {
            // Without the mark, spreadsheet programs take the file for GBK.
            writer.write('\uFEFF');
            for (List<String> row : rows(report, BadRows::shielded)) {
                printer.printRecord(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The header first. */
    private static List<List<String>> rows(ImportReport report, UnaryOperator<String> cell) {
        List<Line> bad =
                report.rows().stream().filter(l -> l.outcome() == Outcome.BAD).toList();
        List<String> columns = bad.stream()
                .map(Line::cells)
                .filter(Objects::nonNull)
                .findFirst()
                .map(cells -> List.copyOf(cells.keySet()))
                .orElse(List.of());
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("原行号", "不合格的原因"));
        header.addAll(columns);
        rows.add(header);
        bad.forEach(line -> rows.add(record(line, columns, cell)));
        return rows;
    }

    private static List<String> record(Line line, List<String> columns, UnaryOperator<String> cell) {
        List<String> record = new ArrayList<>();
        record.add(String.valueOf(line.line()));
        record.add(Objects.requireNonNull(line.errors()).stream()
                .map(FieldError::message)
                .collect(Collectors.joining("；")));
        Map<String, String> cells = line.cells() == null ? Map.of() : line.cells();
        columns.forEach(column -> record.add(cell.apply(cells.getOrDefault(column, ""))));
        return record;
    }

    /** Texts from outside must not become formulas. */
    private static String shielded(String text) {
        return !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
