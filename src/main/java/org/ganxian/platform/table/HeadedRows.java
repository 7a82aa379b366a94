package org.ganxian.platform.table;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import org.ganxian.platform.Refusal;

/** Reads sheets whose columns are told by a header, above which a title and notes may stand. */
@NoArgsConstructor(access = AccessLevel.PRIVATE)
public final class HeadedRows {

    private static final int ROWS_SEARCHED = 10;

    /**
     * What the rows of the first table with such a header say; empty for a file without.
     *
     * @param header where each column stands in a row, from 0; empty for a row that is no such header
     * @param line what a row below it says; empty for one that is passed over
     * @param most lines in one file
     * @throws Refusal 413 for more lines than that
     */
    public static <C, L> Optional<List<L>> read(
            TableFile file,
            Function<Row, Map<C, Integer>> header,
            BiFunction<Row, Map<C, Integer>, Optional<L>> line,
            int most) {
        return file.tables().stream()
                .map(table -> read(table, header, line, most))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static <C, L> Optional<List<L>> read(
            Table table,
            Function<Row, Map<C, Integer>> header,
            BiFunction<Row, Map<C, Integer>, Optional<L>> line,
            int most) {
        List<L> lines = new ArrayList<>();
        Map<C, Integer> columns = Map.of();
        try (Stream<Row> rows = table.rows()) {
            int searched = 0;
            for (Row row : (Iterable<Row>) rows::iterator) {
                if (columns.isEmpty()) {
                    columns = header.apply(row);
                    if (columns.isEmpty() && ++searched >= ROWS_SEARCHED) {
                        return Optional.empty();
                    }
                } else {
                    line.apply(row, columns).ifPresent(lines::add);
                    if (lines.size() > most) {
                        throw Refusal.tooLarge("一份文件最多 " + most + " 行，请分成几份");
                    }
                }
            }
        }
        return columns.isEmpty() ? Optional.empty() : Optional.of(lines);
    }

    /** A column's name: people break it over lines, mark the required ones with a star and explain them in brackets. */
    public static String name(Cell cell) {
        return Normalizer.normalize(cell.text(), Normalizer.Form.NFKC)
                .replaceAll("(?<=.)\\(.*\\)", "")
                .replaceAll("[\\s\\p{Z}\\p{Cf}*:]", "");
    }
}
