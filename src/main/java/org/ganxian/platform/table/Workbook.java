package org.ganxian.platform.table;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;

/** An XLSX file that its {@link WorkbookGuard} has let pass. */
@RequiredArgsConstructor(access = AccessLevel.PRIVATE)
final class Workbook implements TableFile {

    /** As the format writes characters that XML would change: {@code _x000D_}. */
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");
    /** Before or behind the point; written out, a number of a billion digits is a billion characters. */
    private static final int DIGITS = 40;
    /** The last day that spreadsheets know is 9999-12-31. */
    private static final BigDecimal DAYS = BigDecimal.valueOf(2_958_466);

    private final ReadableWorkbook workbook;
    private final Layout layout;
    /** A plain one of ours; null when the file could be read as it is. */
    private final @Nullable Path copy;

    static Workbook open(Path file) throws IOException {
        Layout layout = WorkbookGuard.check(file);
        Path copy = layout.isUnknownToTheLibrary() ? PlainCopy.of(file) : null;
        try {
            return new Workbook(open(copy == null ? file.toFile() : copy.toFile()), layout, copy);
        } catch (Refusal e) {
            delete(copy);
            throw e;
        }
    }

    private static ReadableWorkbook open(File file) {
        return readable(() -> {
            try {
                return new ReadableWorkbook(file, new ReadingOptions(false, true));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void delete(@Nullable Path copy) throws IOException {
        if (copy != null) {
            Files.deleteIfExists(copy);
        }
    }

    /** The library reports what it cannot read by exceptions of many kinds. */
    private static <T> T readable(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Refusal e) {
            throw e;
        } catch (RuntimeException e) {
            throw WorkbookGuard.broken();
        }
    }

    @Override
    public List<Table> tables() {
        return workbook.getSheets()
                .filter(s -> s.getVisibility() == SheetVisibility.VISIBLE)
                .<Table>map(s -> new OfSheet(s, layout.mergedIn(s.getId())))
                .toList();
    }

    @Override
    public String oddity() {
        return "";
    }

    @Override
    public void close() {
        try {
            workbook.close();
            delete(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record OfSheet(Sheet sheet, List<Layout.Merged> merged) implements Table {

        @Override
        public Optional<String> name() {
            return Optional.of(sheet.getName());
        }

        @Override
        public boolean isSeparated() {
            return false;
        }

        @Override
        public Stream<Row> rows() {
            Stream<org.dhatim.fastexcel.reader.Row> rows = readable(() -> {
                try {
                    return sheet.openStream();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return StreamSupport.stream(new Rows(rows.spliterator(), merged), false)
                    .onClose(rows::close);
        }
    }

    private static class Rows extends Spliterators.AbstractSpliterator<Row> {

        private final Spliterator<org.dhatim.fastexcel.reader.Row> rows;
        private final Map<Integer, List<Layout.Merged>> mergedFrom;
        /** What the areas show that reach down to the rows to come. */
        private final Map<Layout.Merged, Cell> shown = new HashMap<>();

        private int read;
        private int line;

        Rows(Spliterator<org.dhatim.fastexcel.reader.Row> rows, List<Layout.Merged> merged) {
            super(Long.MAX_VALUE, ORDERED | NONNULL);
            this.rows = rows;
            this.mergedFrom = merged.stream().collect(Collectors.groupingBy(Layout.Merged::first));
        }

        @Override
        public boolean tryAdvance(Consumer<? super Row> action) {
            List<Row> next = new ArrayList<>(1);
            readable(() -> rows.tryAdvance(row -> next.add(row(row))));
            next.forEach(action);
            return !next.isEmpty();
        }

        private Row row(org.dhatim.fastexcel.reader.Row row) {
            List<Cell> cells = new ArrayList<>(row.getCellCount());
            for (int i = 0; i < row.getCellCount(); i++) {
                org.dhatim.fastexcel.reader.Cell cell = row.getCell(i);
                cells.add(cell == null ? Cell.EMPTY : cell(cell));
            }
            // The library counts from 0 where a row does not say its number, which then follows the one before.
            line = row.getRowNum() == read ? line + 1 : row.getRowNum();
            read++;
            fill(cells);
            return new Row(line, null, cells, row.isHidden());
        }

        /** An area shows its first cell in all of its rows; one that holds nothing else stays blank. */
        private void fill(List<Cell> cells) {
            shown.keySet().removeIf(area -> area.last() < line);
            if (cells.stream().anyMatch(c -> !c.isBlank())) {
                shown.forEach((area, cell) -> {
                    while (cells.size() <= area.column()) {
                        cells.add(Cell.EMPTY);
                    }
                    if (cells.get(area.column()).isBlank()) {
                        cells.set(area.column(), cell);
                    }
                });
            }
            mergedFrom.getOrDefault(line, List.of()).stream()
                    .filter(area -> area.column() < cells.size())
                    .forEach(area -> shown.put(area, cells.get(area.column())));
        }
    }

    private static Cell cell(org.dhatim.fastexcel.reader.Cell cell) {
        CellType type = cell.getType();
        if (type == CellType.NUMBER && cell.getValue() instanceof BigDecimal number) {
            return Math.abs(number.scale()) > DIGITS
                    ? new Cell(Cell.Kind.ERROR, cell.getRawValue(), null)
                    : new Cell(
                            Cell.Kind.NUMBER,
                            number.stripTrailingZeros().toPlainString(),
                            number.signum() > 0 && number.compareTo(DAYS) < 0 ? cell.asDate() : null);
        }
        Cell text = Cell.text(unescaped(cell.getText()));
        return switch (type) {
            // The library takes every text of type str for a formula's.
            case FORMULA -> cell.getFormula() == null ? text : new Cell(Cell.Kind.FORMULA, text.text(), null);
            case ERROR -> new Cell(Cell.Kind.ERROR, text.text(), null);
            default -> text;
        };
    }

    private static String unescaped(String text) {
        return text.contains("_x")
                ? ESCAPED.matcher(text)
                        .replaceAll(
                                m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))))
                : text;
    }
}
