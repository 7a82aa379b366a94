package org.ganxian.insight.reports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import lombok.RequiredArgsConstructor;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.ganxian.document.pdf.PdfWriter;
import org.ganxian.document.pdf.Typeface;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Writes a report as a file. */
@Component
@RequiredArgsConstructor
class ReportFiles {

    private static final int FIRST_WIDTH = 24;
    private static final int WIDTH = 18;

    private final ITemplateEngine templates;
    private final Typeface typeface;
    private final PdfWriter pdf;

    /** For printing on A4. */
    byte[] pdf(Report report, Instant at) {
        Context page = new Context(Locale.SIMPLIFIED_CHINESE);
        page.setVariable("report", printable(report));
        return pdf.write(templates.process("documents/figures", page), report.title(), report.issuer(), at);
    }

    private Report printable(Report report) {
        return new Report(
                printable(report.title()),
                printable(report.issuer()),
                printable(report.period()),
                report.sections().stream()
                        .map(section -> new Report.Section(
                                printable(section.title()),
                                section.sheet(),
                                printable(section.note()),
                                section.heads().stream().map(this::printable).toList(),
                                section.rows().stream().map(this::printable).toList(),
                                printable(section.empty())))
                        .toList(),
                report.notes().stream().map(this::printable).toList());
    }

    private List<Object> printable(List<Object> row) {
        return row.stream().<Object>map(cell -> printable(cell.toString())).toList();
    }

    private String printable(String text) {
        return typeface.printable(text, new TreeSet<>());
    }

    /** One sheet for each table. */
    byte[] xlsx(Report report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "ganxian", null)) {
            for (Report.Section section : report.sections()) {
                sheet(workbook.newWorksheet(section.sheet()), report, section);
            }
            notes(workbook.newWorksheet("口径"), report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void sheet(Worksheet sheet, Report report, Report.Section section) throws IOException {
        int heads = section.heads().size();
        sheet.value(0, 0, report.title() + "：" + section.title());
        sheet.style(0, 0).bold().fontSize(14).set();
        sheet.value(1, 0, report.period() + "。" + section.note());
        for (int column = 0; column < heads; column++) {
            sheet.width(column, column == 0 ? FIRST_WIDTH : WIDTH);
            sheet.value(2, column, section.heads().get(column));
        }
        sheet.range(2, 0, 2, heads - 1).style().bold().set();
        sheet.freezePane(0, 3);
        if (section.rows().isEmpty()) {
            sheet.value(3, 0, section.empty());
        }
        for (int row = 0; row < section.rows().size(); row++) {
            List<Object> cells = section.rows().get(row);
            for (int column = 0; column < cells.size(); column++) {
                if (cells.get(column) instanceof Number number) {
                    sheet.value(3 + row, column, number);
                } else {
                    sheet.value(3 + row, column, cells.get(column).toString());
                }
            }
        }
        sheet.finish();
    }

    private static void notes(Worksheet sheet, Report report) throws IOException {
        for (int i = 0; i < report.notes().size(); i++) {
            sheet.value(i, 0, report.notes().get(i));
        }
        sheet.finish();
    }
}
