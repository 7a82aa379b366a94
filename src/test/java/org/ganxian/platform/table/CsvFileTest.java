package org.ganxian.platform.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030"})
    void bothEncodingsAreDetectedFourByteCharactersIncluded(String charset) throws Exception {
        List<Row> rows = read("编号,内容\r\n1,𠮷野家门口🚧积水\r\n".getBytes(charset));

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).cell(0).text()).isEqualTo("编号");
        assertThat(rows.get(1).cell(1).text()).isEqualTo("𠮷野家门口🚧积水");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() throws Exception {
        assertThat(read("\uFEFF\"编号\",内容\n").get(0).cell(0).text()).isEqualTo("编号");
        assertThat(read("\uFEFF").size()).isZero();
    }

    @Test
    void tabsMaySeparateToo() throws Exception {
        assertThat(read("编号\t内容\n1\t有,逗号\n").get(1).cell(1).text()).isEqualTo("有,逗号");
    }

    @Test
    void linesAreCountedAsInTheFileAndAsInASpreadsheet() throws Exception {
        List<Row> rows = read("编号,内容\n1,\"第一行\n第二行,\"\"引号\"\"\"\n\n2,好\n");

        assertThat(rows.stream().map(Row::line)).containsExactly(1, 2, 4, 5);
        assertThat(rows.stream().map(Row::sheetRow)).containsExactly(null, null, 3, 4);
        assertThat(rows.get(1).cell(1).text()).isEqualTo("第一行\n第二行,\"引号\"");
        assertThat(rows.get(2).isBlank()).isTrue();
    }

    @Test
    void brokenQuotesAreRefusedWithTheLineWhereTheyBegin() {
        refused("编号,内容\n1,好\n2,\"没有结束\n3,好\n", "第 3 行起的双引号");
        refused("编号,内容\n1,\"好\"的\n", "第 2 行起的双引号");
    }

    @Test
    void aQuoteInTheMiddleOfATextIsAText() throws Exception {
        assertThat(read("编号,内容\n1,5\"的水管\n").get(1).cell(1).text()).isEqualTo("5\"的水管");
    }

    @Test
    void whatIsNoTextInEitherEncodingIsRefused() {
        refused(new byte[] {'a', ',', (byte) 0xFF, (byte) 0xFF, '\n'}, "既不是 UTF-8 也不是 GB18030");
        refused("编号,内容\n1,a\0b\n", "不是文本文件");
        refused("编号,内容\n".getBytes(StandardCharsets.UTF_16LE), "不是文本文件");
        refused("\uFEFF编号,内容\n".getBytes(StandardCharsets.UTF_16LE), "UTF-16");
        refused("\uFEFF编号,内容\n".getBytes(StandardCharsets.UTF_16BE), "UTF-16");
    }

    @Test
    void oneBadByteIsNamedByItsLine() {
        byte[] bytes = "编号,内容\n1,小区门口路灯坏了三天\n2,井盖x松动\n3,好\n".getBytes(StandardCharsets.UTF_8);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf('x')] = (byte) 0xFF;
        refused(bytes, "UTF-8 编码，但第 3 行有读不出的字节");

        byte[] gbk = "编号,内容\n1,路灯\n2,井盖x松动\n".getBytes(Charset.forName("GB18030"));
        gbk[new String(gbk, StandardCharsets.ISO_8859_1).indexOf('x')] = (byte) 0xFF;
        refused(gbk, "第 3 行有读不出的字节");
    }

    @Test
    void theEuroSignOfWindowsIsOneByte() throws Exception {
        assertThat(read("编号,内容\n1,欠费€元\n".getBytes(Charset.forName("x-mswin-936")))
                        .get(1)
                        .cell(1)
                        .text())
                .isEqualTo("欠费€元");
    }

    @Test
    void theOldEndOfAFileIsNoRow() throws Exception {
        assertThat(read("编号,内容\n1,好\n\u001A").get(2).isBlank()).isTrue();
        assertThat(read("编号,内容\n1,好\u001A").get(1).cell(1).text()).isEqualTo("好");
    }

    @Test
    void aVerticalTabIsALineBreak() throws Exception {
        assertThat(read("编号,内容\n1,第一行\u000B第二行\u2028第三行\n").get(1).cell(1).text())
                .isEqualTo("第一行\n第二行\n第三行");
    }

    @Test
    void aLineOfNothingButSeparatorsIsRefused() {
        refused("编号,内容\n" + ",".repeat(20_001), "第 2 行的列数过多");
    }

    @Test
    void aFileOfNothingButLinesIsRefused() {
        refused("编号,内容\n" + "\n".repeat(1_048_576), "行数过多");
    }

    @Test
    void aPageSavedAsATableIsNamed() throws Exception {
        try (TableFile file = open(
                "<html><body><table><tr><td>编号</td></tr></table></body></html>".getBytes(Charset.forName("GB18030")))) {
            assertThat(file.oddity()).contains("网页（HTML）");
        }
    }

    private void refused(String text, String reason) {
        refused(text.getBytes(StandardCharsets.UTF_8), reason);
    }

    private void refused(byte[] bytes, String reason) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(Refusal.class).hasMessageContaining(reason);
    }

    private List<Row> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<Row> read(byte[] bytes) throws IOException {
        try (TableFile file = open(bytes);
                Stream<Row> rows = file.tables().get(0).rows()) {
            return rows.toList();
        }
    }

    private TableFile open(byte[] bytes) throws IOException {
        return TableFile.open(Files.write(folder.resolve("upload"), bytes));
    }
}
