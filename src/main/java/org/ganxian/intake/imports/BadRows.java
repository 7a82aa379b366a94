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
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.ganxian.intake.imports.ImportReport.Line;
import org.ganxian.intake.imports.ImportReport.Outcome;
import org.ganxian.platform.web.Problem.FieldError;

/** The bad rows of a report as a CSV file that can be put right in a spreadsheet program and imported as it is. */
final class BadRows {

    private BadRows() {}

    static byte[] csv(ImportReport report) {
        List<Line> bad =
                report.rows().stream().filter(l -> l.outcome() == Outcome.BAD).toList();
        List<String> columns = bad.stream()
                .map(Line::cells)
                .filter(Objects::nonNull)
                .findFirst()
                .map(cells -> List.copyOf(cells.keySet()))
                .orElse(List.of());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                CSVPrinter printer = new CSVPrinter(writer, CSVFormat.EXCEL)) {
            // Without the mark, spreadsheet programs take the file for GBK.
            writer.write('\uFEFF');
            List<String> header = new ArrayList<>(List.of("原行号", "不合格的原因"));
            header.addAll(columns);
            printer.printRecord(header);
            for (Line line : bad) {
                printer.printRecord(record(line, columns));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static List<String> record(Line line, List<String> columns) {
        List<String> record = new ArrayList<>();
        record.add(String.valueOf(line.line()));
        record.add(Objects.requireNonNull(line.errors()).stream()
                .map(FieldError::message)
                .collect(Collectors.joining("；")));
        Map<String, String> cells = line.cells() == null ? Map.of() : line.cells();
        columns.forEach(column -> record.add(shielded(cells.getOrDefault(column, ""))));
        return record;
    }

    /** Texts from outside must not become formulas. */
    private static String shielded(String text) {
        return !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
