package org.ganxian.platform.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.ganxian.platform.Refusal;

/** A text file with commas (or tabs) between cells, in UTF-8 or GB18030. */
@RequiredArgsConstructor(access = AccessLevel.PRIVATE)
final class CsvFile implements TableFile, Table {

    private static final Charset GB18030 = Charset.forName("GB18030");
    /** As Windows writes GBK: with € as one byte, which the standard does not know. */
    private static final Charset CP936 = Charset.forName("x-mswin-936");

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    /** Its mark in either order of bytes: the first two, or the last two. */
    private static final byte[] UTF_16 = {(byte) 0xFF, (byte) 0xFE, (byte) 0xFF};
    /** More separators in one line than any list has columns: somebody wants the memory, not the import. */
    private static final int SEPARATORS_A_LINE = 20_000;
    /** So many bytes that are text in UTF-8 alone are no chance: what follows is meant to be, too. */
    private static final int BYTES_OF_UTF_8 = 24;
    /** As many as a sheet has. */
    private static final int LINES = 1_048_576;

    private final Path file;
    private final Charset charset;
    private final int mark;
    private final char separator;
    private final String reallyIs;

    static CsvFile open(Path file, String reallyIs) throws IOException {
        byte[] start = start(file);
        if (Arrays.equals(start, 0, 2, UTF_16, 0, 2) || Arrays.equals(start, 0, 2, UTF_16, 1, 3)) {
            throw Refusal.field(FIELD, "文件是 UTF-16（Unicode 文本）编码，请另存为“CSV UTF-8”或 .xlsx 后再导入");
        }
        int mark = Arrays.equals(start, MARK) ? MARK.length : 0;
        for (Charset charset : List.of(StandardCharsets.UTF_8, GB18030, CP936)) {
            Optional<Character> separator = check(file, charset, mark, reallyIs);
            if (separator.isPresent()) {
                return new CsvFile(file, charset, mark, separator.get(), reallyIs);
            } else if (charset.equals(StandardCharsets.UTF_8)) {
                UnreadableByte bad = UnreadableByte.firstIn(file, charset);
                if (mark > 0 || bad.foreignBytesBefore() >= BYTES_OF_UTF_8) {
                    throw Refusal.field(
                            FIELD, "文件是 UTF-8 编码，但第 %d 行有读不出的字节，可能在传输中损坏。请改好这一行，或者重新导出".formatted(bad.line()));
                }
            }
        }
        throw notATable(
                reallyIs,
                "文字编码既不是 UTF-8 也不是 GB18030：第 %d 行有读不出的字节"
                        .formatted(UnreadableByte.firstIn(file, GB18030).line()));
    }

    private static Refusal notATable(String reallyIs, String otherwise) {
        return Refusal.field(FIELD, "只能导入 CSV 或 XLSX 文件，该文件" + (reallyIs.isEmpty() ? otherwise : "实际是" + reallyIs));
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.copyOf(in.readNBytes(MARK.length), MARK.length);
        }
    }

    /** The separator if all of the file is text in this charset; empty if it is not. */
    private static Optional<Character> check(Path file, Charset charset, int mark, String reallyIs) throws IOException {
        boolean firstLine = true;
        boolean commas = false;
        boolean tabs = false;
        int line = 1;
        int separators = 0;
        char[] buffer = new char[8192];
        try (Reader reader = reader(file, charset, mark)) {
            for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    char c = buffer[i];
                    if (c == 0) {
                        throw notATable(reallyIs, "不是文本文件");
                    } else if (c == '\n') {
                        firstLine = false;
                        if (++line > LINES) {
                            throw Refusal.field(FIELD, "文件的行数过多，请删除空行后再导入");
                        }
                        separators = 0;
                    } else if (c == ',' || c == '\t') {
                        commas |= firstLine && c == ',';
                        tabs |= firstLine && c == '\t';
                        if (++separators > SEPARATORS_A_LINE) {
                            throw Refusal.field(FIELD, "第 %d 行的列数过多，请核对文件".formatted(line));
                        }
                    }
                }
            }
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
        return Optional.of(tabs && !commas ? '\t' : ',');
    }

    /** Stops at whatever is no text in this charset. */
    private static Reader reader(Path file, Charset charset, int mark) throws IOException {
        InputStream in = Files.newInputStream(file);
        in.skipNBytes(mark);
        return new InputStreamReader(
                new BufferedInputStream(in),
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    @Override
    public List<Table> tables() {
        return List.of(this);
    }

    @Override
    public Optional<String> name() {
        return Optional.empty();
    }

    @Override
    public boolean isSeparated() {
        return true;
    }

    @Override
    public String oddity() {
        return reallyIs.isEmpty()
                ? charset.equals(StandardCharsets.UTF_8) ? "" : "（文件按 GB18030 编码读取）"
                : "（该文件实际是" + reallyIs + "，请用表格软件打开后另存为 .xlsx）";
    }

    @Override
    public Stream<Row> rows() {
        try {
            CSVParser parser = CSVFormat.DEFAULT
                    .builder()
                    .setDelimiter(separator)
                    .setIgnoreEmptyLines(false)
                    .get()
                    .parse(reader(file, charset, mark));
            return StreamSupport.stream(
                            Spliterators.spliteratorUnknownSize(
                                    new Rows(parser), Spliterator.ORDERED | Spliterator.NONNULL),
                            false)
                    .onClose(() -> closed(parser));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void closed(CSVParser parser) {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // Every stream of rows closes what it opened.
    }

    private static class Rows implements Iterator<Row> {

        private final CSVParser parser;
        private final Iterator<CSVRecord> records;
        private int line;

        Rows(CSVParser parser) {
            this.parser = parser;
            this.records = parser.iterator();
        }

        @Override
        public boolean hasNext() {
            if (line > 0) {
                return true;
            }
            int next = (int) parser.getCurrentLineNumber() + 1;
            try {
                line = records.hasNext() ? next : 0;
            } catch (UncheckedIOException | IllegalStateException e) {
                throw Refusal.field(FIELD, "第 %d 行起的双引号没有成对，后面的行无法辨认。请核对文件，整份没有导入".formatted(next));
            }
            return line > 0;
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            CSVRecord record = records.next();
            int sheetRow = (int) record.getRecordNumber();
            Row row = new Row(
                    line,
                    sheetRow == line ? null : sheetRow,
                    record.stream().map(Cell::text).toList(),
                    false);
            line = 0;
            return row;
        }
    }
}
