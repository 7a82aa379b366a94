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
import org.ganxian.intake.imports.ImportReport.Line;
import org.ganxian.intake.imports.ImportReport.Outcome;
import org.ganxian.platform.table.TextWorkbook;
import org.ganxian.platform.web.Problem.FieldError;

/** The bad rows of a report as a file that can be put right in a spreadsheet program and imported as it is. */
final class BadRows {

    private BadRows() {}

    /** A workbook, all of whose cells are texts: nothing in it is changed by being opened and saved. */
    static byte[] xlsx(ImportReport report) {
        return TextWorkbook.of("不合格的行", rows(report, UnaryOperator.identity()));
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
