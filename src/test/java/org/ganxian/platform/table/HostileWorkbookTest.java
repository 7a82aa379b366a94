package org.ganxian.platform.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ganxian.platform.table.RawWorkbook.row;
import static org.ganxian.platform.table.RawWorkbook.text;
import static org.ganxian.platform.table.RawWorkbook.texts;
import static org.ganxian.platform.table.RawWorkbook.utf8;

import java.util.Arrays;
import java.util.List;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.Test;

/** Files that are no workbooks, broken ones, and those that were made to do harm. */
class HostileWorkbookTest extends Workbooks {

    private static final String BROKEN = "已损坏";
    private static final String TOO_MUCH = "内容过大";

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
}
