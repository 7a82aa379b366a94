package org.ganxian.intake.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ganxian.intake.imports.ColumnProfile.Column;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.table.Row;
import org.ganxian.platform.table.TableFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {

    private static final ColumnProfile PROFILE = new ColumnProfile(
            "热线",
            Map.of(
                    Column.NUMBER, List.of("工单编号"),
                    Column.TEXT, List.of("诉求内容"),
                    Column.CATEGORY, List.of("分类"),
                    Column.PHONE, List.of("来电号码", "Phone (Home)")),
            Set.of(Column.PHONE),
            List.of(),
            PeopleTime.ZONE,
            Set.of(),
            Map.of(),
            null);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "工单编号（必填）,诉求内容(必填),分类【必填】",
                "工单编号：,诉求内容:,分类 *",
                "工单\u200B编号,\uFEFF诉求内容,\u202A分类\u202C",
                "工单编号（18位）*：,诉 求 内 容,分类[一级]",
                "工单编号,诉求内容（不超过 5000 字）,分类（见目录）"
            })
    void remarksColonsAndInvisibleCharactersAreNoPartOfAName(String header) throws Exception {
        assertThat(in(header))
                .hasValueSatisfying(found -> assertThat(found.positions())
                        .containsEntry(Column.NUMBER, 0)
                        .containsEntry(Column.TEXT, 1)
                        .containsEntry(Column.CATEGORY, 2));
    }

    @Test
    void theExactNameIsMeantBesideOneWithARemark() throws Exception {
        assertThat(in("工单编号,诉求内容,分类,来电号码（备用）,来电号码"))
                .hasValueSatisfying(found -> assertThat(found.positions()).containsEntry(Column.PHONE, 4));
        assertThat(in("工单编号,诉求内容,分类,phone (home),Phone (Work)"))
                .hasValueSatisfying(found -> assertThat(found.positions()).containsEntry(Column.PHONE, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"工单编号,诉求内容,分类,分类：", "工单编号,诉求内容,分类,来电号码（1）,来电号码（2）"})
    void ofTwoColumnsWithOneNameNoneIsChosen(String header) {
        assertThatThrownBy(() -> in(header)).hasMessageContaining("出现了两次");
    }

    @ParameterizedTest
    @ValueSource(strings = {"合计：1 件,,,", "总 计,3,,", "制表人：林,,审核人：陈,", ",审核：陈,,", "共 12 条,,,", "说明：以上为当日工单,,,"})
    void aTotalOrASignatureIsNoRecord(String line) throws Exception {
        assertThat(in("工单编号,来电号码,诉求内容,分类").orElseThrow().isBelowTheRecords(row(line)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"B1,13900000001,,", "合计1,,路灯不亮,", "B1,,合计收费不对,城乡建设", "13900000001,,,"})
    void aRecordIsNotTakenForATotal(String line) throws Exception {
        assertThat(in("工单编号,来电号码,诉求内容,分类").orElseThrow().isBelowTheRecords(row(line)))
                .isFalse();
    }

    private Optional<Header> in(String header) throws IOException {
        return Header.in(row(header), Map.of("hotline", PROFILE));
    }

    private Row row(String line) throws IOException {
        Path file = Files.write(folder.resolve("upload"), line.getBytes(StandardCharsets.UTF_8));
        try (TableFile open = TableFile.open(file);
                Stream<Row> rows = open.tables().get(0).rows()) {
            return rows.findFirst().orElseThrow();
        }
    }
}
