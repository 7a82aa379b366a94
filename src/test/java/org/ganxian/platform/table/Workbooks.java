package org.ganxian.platform.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Reads workbooks from a folder of the test's own. */
abstract class Workbooks {

    @TempDir
    Path folder;

    static List<Row> rows(Table table) {
        try (Stream<Row> rows = table.rows()) {
            return rows.toList();
        }
    }

    TableFile open(byte[] bytes) throws IOException {
        return TableFile.open(Files.write(folder.resolve("upload"), bytes));
    }
}
