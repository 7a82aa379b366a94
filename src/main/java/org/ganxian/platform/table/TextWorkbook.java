package org.ganxian.platform.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.Worksheet;

/** A workbook to be filled in or put right, all of whose cells are texts: nothing in it is changed by being opened and saved. */
public final class TextWorkbook {

    public static final String MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final int ROWS_TO_ADD = 200;
    private static final int WIDTH = 18;
    private static final int LONG_WIDTH = 50;
    private static final int LONG_TEXT = 30;

    private TextWorkbook() {}

    /** @param rows the header first */
    public static byte[] of(String sheetName, List<List<String>> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (org.dhatim.fastexcel.Workbook workbook = new org.dhatim.fastexcel.Workbook(out, "ganxian", null)) {
            Worksheet sheet = workbook.newWorksheet(sheetName);
            sheet.freezePane(0, 1);
            int columns = rows.get(0).size();
            for (int r = 0; r < rows.size(); r++) {
                for (int c = 0; c < rows.get(r).size(); c++) {
                    sheet.value(r, c, rows.get(r).get(c));
                }
            }
            // More rows than there are, since people copy others in.
            sheet.range(0, 0, rows.size() + ROWS_TO_ADD, columns - 1)
                    .style()
                    .format("@")
                    .set();
            sheet.range(0, 0, 0, columns - 1).style().bold().set();
            for (int c = 0; c < columns; c++) {
                int column = c;
                boolean isLong = rows.stream().anyMatch(row -> row.get(column).length() > LONG_TEXT);
                sheet.width(c, isLong ? LONG_WIDTH : WIDTH);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
