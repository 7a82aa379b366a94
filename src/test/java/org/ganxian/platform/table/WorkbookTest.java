package org.ganxian.platform.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ganxian.platform.table.RawWorkbook.blank;
import static org.ganxian.platform.table.RawWorkbook.error;
import static org.ganxian.platform.table.RawWorkbook.formula;
import static org.ganxian.platform.table.RawWorkbook.number;
import static org.ganxian.platform.table.RawWorkbook.row;
import static org.ganxian.platform.table.RawWorkbook.text;
import static org.ganxian.platform.table.RawWorkbook.texts;
import static org.ganxian.platform.table.RawWorkbook.utf8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbookTest {

    private static final String BROKEN = "已损坏";
    private static final String TOO_MUCH = "内容过大";

    @TempDir
    Path folder;

    // What is read

    @Test
    void textsComeAsPeopleSeeThem() throws Exception {
        RawWorkbook workbook = new RawWorkbook();
        String shared = workbook.sharedText("A1", "\t\r\n  \u00A0路灯\r\n不亮\u3000\n");
        List<Row> rows = read(workbook.sheet(
                "Sheet1",
                row(1, shared, text("C1", "𠮷野家🚧 &amp; _x0041_")),
                row(2, blank("A2"), text("B2", " \n\u3000"))));

        assertThat(rows.get(0).cell(0).text()).isEqualTo("路灯\n不亮");
        assertThat(rows.get(0).cell(1).text()).isEmpty();
        assertThat(rows.get(0).cell(2).text()).isEqualTo("𠮷野家🚧 &amp; A");
        assertThat(rows.get(0).cell(99).isBlank()).isTrue();
        assertThat(rows.get(1).isBlank()).isTrue();
    }

    @Test
    void aNumberIsItsDigits() throws Exception {
        Row row = read(new RawWorkbook()
                        .sheet(
                                "Sheet1",
                                row(
                                        1,
                                        number("A1", "193091"),
                                        number("B1", "193091.0"),
                                        number("C1", "1.3900000001E10"),
                                        number("D1", "0.5"),
                                        number("E1", "100"),
                                        number("F1", "1E400"))))
                .get(0);

        assertThat(row.cells().subList(0, 5).stream().map(Cell::text).toList())
                .containsExactly("193091", "193091", "13900000001", "0.5", "100");
        assertThat(row.cell(0).kind()).isEqualTo(Cell.Kind.NUMBER);
        assertThat(row.cell(5).kind()).isEqualTo(Cell.Kind.ERROR);
    }

    @Test
    void aRealDateIsALocalTime() throws Exception {
        String cell = number("A1", "43836.506689814814");
        LocalDateTime noon = LocalDateTime.of(2020, 1, 6, 12, 9, 38);

        assertThat(read(new RawWorkbook().sheet("Sheet1", row(1, cell)))
                        .get(0)
                        .cell(0)
                        .time())
                .isEqualTo(noon);
        assertThat(read(new RawWorkbook().sheet("Sheet1", row(1, cell)).since1904())
                        .get(0)
                        .cell(0)
                        .time())
                .isEqualTo(noon.plusDays(1462));
    }

    @Test
    void formulasAndErrorsAreToldApart() throws Exception {
        Row row = read(new RawWorkbook()
                        .sheet("Sheet1", row(1, formula("A1", "B1&\"x\"", "旧值"), error("B1", "#DIV/0!"))))
                .get(0);

        assertThat(row.cell(0)).isEqualTo(new Cell(Cell.Kind.FORMULA, "旧值", null));
        assertThat(row.cell(1)).isEqualTo(new Cell(Cell.Kind.ERROR, "#DIV/0!", null));
    }

    @Test
    void rowsKeepTheNumbersOfTheSheet() throws Exception {
        List<Row> rows = read(new RawWorkbook().sheet("Sheet1", texts(3, "甲"), texts(65_202, "乙")));

        assertThat(rows.stream().map(Row::line)).containsExactly(3, 65_202);
    }

    @Test
    void rowsWithoutNumbersFollowTheOneBefore() throws Exception {
        String cell = "<c t=\"inlineStr\"><is><t>甲</t></is></c>";
        List<Row> rows = read(new RawWorkbook()
                .sheetOf(
                        "Sheet1",
                        "",
                        "<row>" + cell + "</row><row>" + cell + "</row><row r=\"7\">" + cell
                                + "</row><row hidden=\"1\">" + cell + "</row>"));

        assertThat(rows.stream().map(Row::line)).containsExactly(1, 2, 7, 8);
        assertThat(rows.stream().map(Row::hidden)).containsExactly(false, false, false, true);
    }

    @Test
    void aTextThatIsNoFormulaIsAText() throws Exception {
        assertThat(read(new RawWorkbook().sheetOf("Sheet1", "", "<row><c t=\"str\"><v>路灯</v></c></row>"))
                        .get(0)
                        .cell(0))
                .isEqualTo(new Cell(Cell.Kind.TEXT, "路灯", null));
    }

    @Test
    void aMergedCellIsSeenInAllOfItsRows() throws Exception {
        List<Row> rows = read(new RawWorkbook()
                .sheet("Sheet1", texts(1, "甲", "乙"), texts(2, null, "丙"), row(3, blank("A3")), texts(4, null, "丁"))
                .merged("A1:A3", "B1:C1"));

        assertThat(rows.stream().map(r -> r.cell(0).text())).containsExactly("甲", "甲", "", "");
        assertThat(rows.get(0).cell(2).text()).isEmpty();
    }

    @Test
    void isoDatesAndStrictNamesAreRead() throws Exception {
        byte[] usual = new RawWorkbook()
                .sheetOf(
                        "Sheet1",
                        "",
                        "<row r=\"1\"><c r=\"A1\" t=\"d\"><v>2026-01-06T12:09:38</v></c>" + text("B1", "乙") + "</row>")
                .bytes();
        for (byte[] bytes : List.of(usual, RawWorkbook.strict(usual))) {
            try (TableFile file = open(bytes)) {
                Row row = rows(file.tables().get(0)).get(0);
                assertThat(row.cell(0).text()).isEqualTo("2026-01-06T12:09:38");
                assertThat(row.cell(1).text()).isEqualTo("乙");
            }
        }
    }

    @Test
    void aPlainCopyOfAWorkbookIsDeletedWithIt() throws Exception {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        byte[] file = new RawWorkbook()
                .sheetOf("Sheet1", "", "<row><c t=\"d\"><v>2026-01-06</v></c></row>")
                .bytes();
        open(file).close();
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.map(p -> p.getFileName().toString())).noneMatch(n -> n.startsWith("ganxian-plain"));
        }
    }

    @Test
    void sheetsAreReadAsOftenAsWanted() throws Exception {
        try (TableFile file = open(new RawWorkbook()
                .sheet("一", texts(1, "甲"))
                .sheet("二", texts(1, "乙"))
                .bytes())) {
            assertThat(file.tables().stream().map(t -> t.name().orElseThrow())).containsExactly("一", "二");
            for (int i = 0; i < 2; i++) {
                assertThat(rows(file.tables().get(1)).get(0).cell(0).text()).isEqualTo("乙");
            }
        }
    }

    // What is refused

    @Test
    void otherFilesAreToldByTheirBytes() {
        refused(new byte[0], "文件是空的");
        refused(
                new byte[] {
                    (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1, 0, 0
                },
                "旧版 Excel");
        refused(utf8("%PDF-1.7\n%\u00e2\u00e3\n1 0 obj\n\0"), "实际是 PDF");
        refused(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13}, "实际是图片");
    }

    @Test
    void aPlainArchiveIsNoWorkbook() throws Exception {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        try (java.util.zip.ZipOutputStream zip = new java.util.zip.ZipOutputStream(out)) {
            zip.putNextEntry(new java.util.zip.ZipEntry("说明.txt"));
            zip.write(utf8("你好"));
        }
        refused(out.toByteArray(), "不是 Excel 工作簿");
    }

    @Test
    void aWorkbookThatWasCutOffIsBroken() {
        byte[] whole = new RawWorkbook().sheet("Sheet1", texts(1, "甲")).bytes();
        refused(Arrays.copyOf(whole, whole.length / 2), BROKEN);
        refused(Arrays.copyOf(whole, whole.length - 30), BROKEN);
    }

    @Test
    void aWorkbookWithAChangedByteIsNeverReadAsIfItWereWhole() throws Exception {
        String text = "甲乙丙丁戊己庚辛壬癸".repeat(20);
        byte[] bytes = new RawWorkbook().sheet("Sheet1", texts(1, text)).bytes();
        int refused = 0;
        for (int i = 0; i < bytes.length; i += 17) {
            byte[] spoilt = bytes.clone();
            spoilt[i] ^= 0x10;
            try (TableFile file = open(spoilt)) {
                // What is left are bytes that say nothing: times, attributes.
                assertThat(rows(file.tables().get(0)).get(0).cell(0).text()).isEqualTo(text);
            } catch (Refusal e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(bytes.length / 17 / 2);
    }

    @Test
    void aZipBombIsRefusedBeforeItBlowsUp() {
        byte[] zeros = new byte[8 << 20];
        RawWorkbook bomb = new RawWorkbook().sheet("Sheet1", texts(1, "甲"));
        for (int i = 0; i < 20; i++) {
            bomb.part("xl/media/image" + i + ".bin", zeros);
        }
        refused(bomb.bytes(), TOO_MUCH);
        refused(
                new RawWorkbook()
                        .sheetOf("Sheet1", "", ("<row><c><v>1</v></c></row>").repeat(1_000_000))
                        .bytes(),
                TOO_MUCH);
    }

    @Test
    void anArchiveOfCountlessPartsIsRefused() {
        RawWorkbook many = new RawWorkbook().sheet("Sheet1", texts(1, "甲"));
        for (int i = 0; i < 2_100; i++) {
            many.part("xl/p" + i, new byte[0]);
        }
        refused(many.bytes(), TOO_MUCH);
    }

    @Test
    void xmlThatWouldFillTheMemoryIsRefused() {
        refusedSheet("<row r=\"1\"><c r=\"ZZZ1\"><v>1</v></c></row>", "列数过多");
        refusedSheet("<row r=\"1\">" + "<c/>".repeat(1_001) + "</row>", "列数过多");
        refusedSheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>200000000</v></c></row>", BROKEN);
        refusedSheet("<row r=\"1\"><c r=\"A1\"><v>" + "9".repeat(41) + "</v></c></row>", BROKEN);
        refusedSheet("<row r=\"99999999999\"><c><v>1</v></c></row>", BROKEN);
        refusedSheet("<row r=\"1\"><c r=\"AAAAAAAA1\"><v>1</v></c></row>", BROKEN);
        refusedSheet(row(1, text("A1", "字".repeat(230_000))), TOO_MUCH);
        refusedSheet(
                "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is>" + "<t>字字字字字字字字</t>".repeat(30_000) + "</is></c></row>",
                TOO_MUCH);
        String longCell = "<c t=\"inlineStr\"><is><t>" + "字".repeat(200_000) + "</t></is></c>";
        refusedSheet("<row>" + longCell.repeat(6) + "</row>", TOO_MUCH);
        refusedSheet("<a>".repeat(101) + "</a>".repeat(101), TOO_MUCH);
        refusedSheet("<row r=\"" + " ".repeat(1 << 20) + "\"/>", TOO_MUCH);
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 2_001; i++) {
            names.append("<n").append(i).append("/>");
        }
        refusedSheet(names.toString(), TOO_MUCH);
    }

    @Test
    void aTableOfSharedTextsThatWouldFillTheMemoryIsRefused() {
        RawWorkbook workbook = new RawWorkbook();
        String cell = "";
        for (int i = 0; i < 101; i++) {
            cell = workbook.sharedText("A1", "甲乙丙丁".repeat(50_000) + i);
        }
        refused(workbook.sheet("Sheet1", row(1, cell)).bytes(), TOO_MUCH);
    }

    @Test
    void formulasThatWouldTakeForeverAreRefused() {
        String array = "<c><f t=\"array\" ref=\"A1:B2\">1</f><v>1</v></c>";
        refusedSheet("<row>" + array.repeat(101) + "</row>", TOO_MUCH);
        String base = "<c><f t=\"shared\" si=\"0\" ref=\"A1:A9\">" + "A1+".repeat(1_000) + "1</f><v>1</v></c>";
        String use = "<row><c><f t=\"shared\" si=\"0\"/><v>1</v></c></row>";
        refusedSheet("<row>" + base + "</row>" + use.repeat(300) + "<row>" + base + "</row>", TOO_MUCH);
    }

    @Test
    void entitiesCommentsAndOtherEncodingsAreRefused() {
        String part = "xl/worksheets/sheet1.xml";
        for (String xml : List.of(
                "<!DOCTYPE a [<!ENTITY b \"bb\">]><worksheet><sheetData>&b;</sheetData></worksheet>",
                "<worksheet><sheetData><![CDATA[<<<<]]></sheetData></worksheet>",
                "<worksheet><!-- <<<< --><sheetData/></worksheet>",
                "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><worksheet><sheetData/></worksheet>")) {
            refused(new RawWorkbook().sheet("Sheet1").part(part, utf8(xml)).bytes(), BROKEN);
        }
        refused(
                new RawWorkbook()
                        .sheet("Sheet1")
                        .part(part, "<worksheet/>".getBytes(java.nio.charset.StandardCharsets.UTF_16))
                        .bytes(),
                BROKEN);
    }

    @Test
    void partsThatAreMissingOrOddAreRefused() {
        refused(
                new RawWorkbook()
                        .sheet("Sheet1")
                        .part("[content_types].xml", utf8("<Types/>"))
                        .bytes(),
                BROKEN);
        refused(
                new RawWorkbook()
                        .sheet("Sheet1")
                        .part("xl/_rels/workbook.xml.rels", utf8("<R/>"))
                        .bytes(),
                BROKEN);
        refusedSheet("<row><c s=\"-1\" t=\"b\"><v>maybe</v></c></row", BROKEN);
    }

    private void refusedSheet(String rows, String reason) {
        refused(new RawWorkbook().sheetOf("Sheet1", "", rows).bytes(), reason);
    }

    private void refused(byte[] bytes, String reason) {
        assertThatThrownBy(() -> {
                    try (TableFile file = open(bytes)) {
                        file.tables().forEach(WorkbookTest::rows);
                    }
                })
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(reason);
    }

    private List<Row> read(RawWorkbook workbook) throws IOException {
        try (TableFile file = open(workbook.bytes())) {
            return rows(file.tables().get(0));
        }
    }

    private static List<Row> rows(Table table) {
        try (Stream<Row> rows = table.rows()) {
            return rows.toList();
        }
    }

    private TableFile open(byte[] bytes) throws IOException {
        return TableFile.open(Files.write(folder.resolve("upload"), bytes));
    }
}
