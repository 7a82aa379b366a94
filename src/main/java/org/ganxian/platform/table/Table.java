package org.ganxian.platform.table;

import java.util.Optional;
import java.util.stream.Stream;
import org.ganxian.platform.Refusal;

/** One sheet of a workbook, or a whole text file. */
public interface Table {

    /** The sheet's name; empty for a text file. */
    Optional<String> name();

    /** True when cells are told apart by separators alone, so that one too many shifts the rest of its row. */
    boolean isSeparated();

    /**
     * All rows in order, read as the stream advances; to be closed. May be called again.
     *
     * @throws Refusal from the stream, when the file turns out to be broken
     */
    Stream<Row> rows();
}
