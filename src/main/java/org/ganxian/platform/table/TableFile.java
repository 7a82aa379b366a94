package org.ganxian.platform.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.ganxian.platform.Refusal;

/** An uploaded file that holds tables. What it is, is told by its bytes, never by its name. */
public interface TableFile extends AutoCloseable {

    /** Field name under which a file is uploaded, and under which it is refused. */
    String FIELD = "file";

    /** Visible sheets in order, or the one table of a text file. */
    List<Table> tables();

    /** Why a header might not be found, in brackets after the sentence that says so; empty text when nothing is odd. */
    String oddity();

    @Override
    void close();

    /**
     * Lets work read what was uploaded, for no longer than the work takes.
     *
     * @throws Refusal as {@link #open}
     */
    static <T> T read(byte[] content, Function<TableFile, T> work) {
        try {
            Path file = Files.createTempFile("ganxian-table", null);
            try {
                Files.write(file, content);
                try (TableFile table = open(file)) {
                    return work.apply(table);
                }
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Opens the file after checking that reading it is safe.
     *
     * @throws Refusal when it is neither CSV nor XLSX, broken, encrypted, or made to blow up
     */
    static TableFile open(Path file) {
        try {
            if (Files.size(file) == 0) {
                throw Refusal.field(FIELD, "文件是空的，请重新选择");
            }
            FileType type = FileType.of(file);
            return switch (type.kind()) {
                case WORKBOOK -> Workbook.open(file);
                case OLD_WORKBOOK -> throw Refusal.field(FIELD, "这是旧版 Excel 文件（.xls），或者设了打开密码。请取消密码，另存为 .xlsx 后再导入");
                case TEXT -> CsvFile.open(file, type.name());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
