package org.ganxian.platform.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row that a file holds, blank ones included.
 *
 * @param line number of the sheet's row, or of the text file's line with which the row begins; from 1
 * @param sheetRow the number that a spreadsheet program shows when it opens the text file, which differs from
 *     {@code line} after cells with line breaks; null where it does not
 * @param hidden true for a row that a spreadsheet program does not show: filtered out, or hidden by hand
 */
public record Row(int line, @Nullable Integer sheetRow, List<Cell> cells, boolean hidden) {

    /** The cell of a column, from 0; an empty one beyond the row's end. */
    public Cell cell(int column) {
        return column < cells.size() ? cells.get(column) : Cell.EMPTY;
    }

    /** The number by which people find the row, as a spreadsheet program counts. */
    public int shownLine() {
        return sheetRow == null ? line : sheetRow;
    }

    /** How much there is to hold in memory. */
    public int characters() {
        return cells.stream().mapToInt(c -> c.text().length()).sum();
    }

    public boolean isBlank() {
        return cells.stream().allMatch(Cell::isBlank);
    }
}
