package org.ganxian.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ganxian.engine.tables.DecisionTable;
import org.ganxian.platform.Refusal;
import org.ganxian.rules.Sheet.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table of rules is changed as a table, and stays the same file otherwise. */
class SheetTest {

    private static String file(String decision) throws IOException {
        return Files.readString(Path.of("processes", decision + ".dmn"));
    }

    private static Sheet sheet(String decision, String content) {
        return Sheet.read(decision, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Row changed(Row row, String note) {
        return new Row(row.id(), note, row.inputs(), row.outputs());
    }

    private static Row withOutput(Row row, int column, String feel) {
        List<String> outputs = new ArrayList<>(row.outputs());
        outputs.set(column, feel);
        return new Row(row.id(), row.note(), row.inputs(), outputs);
    }

    @Test
    void aChangedTableKeepsIdsNamesAndThePictureOfItsFile() throws IOException {
        Sheet shipped = sheet("routing", file("routing"));
        List<Row> rows = new ArrayList<>(shipped.rows());
        rows.remove(2);
        rows.add(0, new Row("rule-new", "新规则", List.of("", "\"民政\"", "", ""), List.of("\"P2\"", "\"TRIAGE\"", "")));
        rows.set(3, changed(rows.get(3), ""));
        Sheet changed = Sheet.read("routing", shipped.with(rows));

        assertThat(changed.rows()).isEqualTo(rows);
        assertThat(changed.name()).isEqualTo("诉求分派规则");
        assertThat(new String(changed.file(), StandardCharsets.UTF_8))
                .contains("routing-shape", "id=\"rule-22-target\"", "historyTimeToLive=\"P1095D\"")
                .doesNotContain("rule-03");
        assertThat(new DecisionTable("routing", changed.file()).answer(Map.of("placeKnown", true, "category1", "民政")))
                .hasValueSatisfying(answer -> assertThat(answer).containsEntry("target", "TRIAGE"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                      | ANY      | ``",
                "-                     | ANY      | ``",
                "\"P3\",\"P4\"         | ONE_OF   | P3;P4",
                "\"P3\" , \"P4\"       | ONE_OF   | P3;P4",
                "false                 | ONE_OF   | false",
                "contains(?, \"咨询\") | CONTAINS | 咨询",
                "not(\"P1\")           | FEEL     | not(\"P1\")",
            })
    void conditionsAreReadAsPeopleChooseThem(String feel, Condition.Kind kind, String values) {
        Condition read = Condition.read(feel == null ? "" : feel);
        assertThat(read.kind()).isEqualTo(kind);
        assertThat(String.join(";", read.values())).isEqualTo(values);
        assertThat(Condition.read(read.feel(values.equals("false") ? "boolean" : "string")))
                .isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"P\"1,string", "maybe,boolean", "three,double", "1.5,integer"})
    void whatIsNoValueOfItsColumnIsRefused(String value, String type) {
        assertThatThrownBy(() -> Condition.literal(value, type)).isInstanceOf(Refusal.class);
    }

    @Test
    void aFileThatIsNoSuchTableIsRefusedWithItsReason() throws IOException {
        String routing = file("routing");
        assertThatThrownBy(() -> sheet("routing", "no file")).hasMessageContaining("不是能够读懂的规则表");
        assertThatThrownBy(() -> sheet("sla-policy", routing)).hasMessageContaining("没有编号（id）为 sla-policy");
        assertThatThrownBy(() -> sheet("routing", routing.replace("hitPolicy=\"FIRST\"", "hitPolicy=\"COLLECT\"")))
                .hasMessageContaining("命中策略");
        assertThatThrownBy(() -> sheet("routing", routing.replaceAll("(?s)<rule id=.*</rule>", "")))
                .hasMessageContaining("1 到 500 行");
        Sheet other = sheet("routing", routing.replace("name=\"target\"", "name=\"goal\""));
        assertThatThrownBy(() -> other.requireColumnsOf(sheet("routing", routing)))
                .hasMessageContaining("列应与现行规则表相同");
        assertThatThrownBy(() -> sheet(
                        "routing",
                        routing.replace(
                                "<definitions",
                                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><definitions")))
                .isInstanceOf(Refusal.class);
    }

    /** Rows that both have changed stay the city's; everything else of the release comes in, in its place. */
    @Test
    void whatAReleaseChangedIsMergedIntoTheCitysTable() throws IOException {
        Sheet before = sheet("routing", file("routing"));
        List<Row> citys = new ArrayList<>(before.rows());
        citys.set(0, changed(citys.get(0), "市里改过"));
        citys.set(1, changed(citys.get(1), "市里改过"));
        citys.remove(21 - 1);
        List<Row> releases = new ArrayList<>(before.rows());
        releases.set(1, withOutput(releases.get(1), 0, "\"P1\""));
        releases.set(4, withOutput(releases.get(4), 0, "\"P1\""));
        releases.remove(9);
        Row added = new Row(
                "rule-15a", "", releases.get(3).inputs(), releases.get(3).outputs());
        releases.add(14, added);

        Merge merge = Merge.of(
                before, Sheet.read("routing", before.with(releases)), Sheet.read("routing", before.with(citys)));
        assertThat(merge.kept()).containsExactly("rule-02");
        assertThat(merge.rows())
                .extracting(Row::id)
                .doesNotContain("rule-10", "rule-21")
                .hasSize(21);
        assertThat(merge.rows().get(0).note()).isEqualTo("市里改过");
        assertThat(merge.rows().get(1).outputs().get(0)).isEqualTo("\"P2\"");
        assertThat(merge.rows().get(4).outputs().get(0)).isEqualTo("\"P1\"");
        assertThat(merge.rows().indexOf(added)).isEqualTo(14);
    }

    /** The routing as it would be if an earlier release had known neither the third level nor the department's function. */
    static String withoutTwoColumns(String routing) {
        return routing.replaceFirst("(?s)<input id=\"input-category3\".*?</input>", "")
                .replaceFirst("<output id=\"output-function\"[^>]*/>", "")
                .replaceAll("(?s)<inputEntry id=\"[^\"]*-three\">.*?</inputEntry>", "")
                .replaceAll("(?s)<outputEntry id=\"[^\"]*-function\">.*?</outputEntry>", "");
    }

    @Test
    void rowsAreCarriedOverToTheColumnsOfAnotherReleaseByTheNamesOfTheColumns() throws IOException {
        Sheet now = sheet("routing", file("routing"));
        Sheet before = sheet("routing", withoutTwoColumns(file("routing")));
        List<Row> citys = new ArrayList<>(before.rows());
        citys.set(0, changed(citys.get(0), "市里改过"));
        citys.add(1, new Row("rule-own", "", List.of("", "\"民政\"", "\"养老\""), List.of("\"P2\"", "\"TRIAGE\"")));
        Sheet own = Sheet.read("routing", before.with(citys));

        Sheet carried = own.inColumnsOf(now);
        assertThat(carried.inputs()).isEqualTo(now.inputs());
        assertThat(carried.rows())
                .extracting(Row::id)
                .isEqualTo(own.rows().stream().map(Row::id).toList());
        assertThat(carried.rows().get(0).note()).isEqualTo("市里改过");
        assertThat(carried.rows().get(1).inputs()).containsExactly("", "\"民政\"", "\"养老\"", "");
        assertThat(carried.rows().get(1).outputs()).containsExactly("\"P2\"", "\"TRIAGE\"", "");
        assertThat(carried.rows().get(5).outputs())
                .as("answers of the release")
                .isEqualTo(now.rows().get(4).outputs());

        assertThat(now.columnsAgainst(before)).containsExactly("新增条件“三级分类”，原有的行适用于它的任何取值", "新增结果“部门职能”，本市自己的行要逐行填写");
        assertThat(before.columnsAgainst(now))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).matches("取消条件“三级分类”，原有 \\d+ 行用到，将适用于更多情形，请逐行核对"))
                .contains("取消结果“部门职能”");
        assertThat(now.inColumnsOf(now)).isSameAs(now);
    }

    @Test
    void gapsAndRowsThatDecideNothingAreFound() throws IOException {
        DecisionTable routing = new DecisionTable(
                "routing",
                file("routing")
                        // The last row answers no more than what the one before it does.
                        .replaceFirst("(?s)(rule-22-one\">\\s*<text>)", "$1\"交通运输\"")
                        .getBytes(StandardCharsets.UTF_8));
        DecisionTable.Coverage coverage = routing.coverage(Stream.of(
                Map.of("placeKnown", true, "category1", "交通运输"),
                Map.of("placeKnown", true, "category1", "农村农业"),
                Map.of("placeKnown", false, "category1", "农村农业")));
        assertThat(coverage.gaps()).containsExactly(Map.of("placeKnown", true, "category1", "农村农业"));
        assertThat(coverage.idle()).contains(21, 0).doesNotContain(20, 3);
        assertThat(routing.named("category1")).contains("交通运输", "民政");
    }
}
