package org.ganxian.platform.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.platform.table.RawWorkbook.blank;
import static org.ganxian.platform.table.RawWorkbook.error;
import static org.ganxian.platform.table.RawWorkbook.formula;
import static org.ganxian.platform.table.RawWorkbook.number;
import static org.ganxian.platform.table.RawWorkbook.row;
import static org.ganxian.platform.table.RawWorkbook.text;
import static org.ganxian.platform.table.RawWorkbook.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkbookTest extends Workbooks {

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

    private List<Row> read(RawWorkbook workbook) throws IOException {
        try (TableFile file = open(workbook.bytes())) {
            return rows(file.tables().get(0));
        }
    }
}
