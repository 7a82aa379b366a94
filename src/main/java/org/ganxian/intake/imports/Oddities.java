package org.ganxian.intake.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ganxian.platform.Texts;
import org.ganxian.platform.table.Cell;
import org.ganxian.platform.table.Row;

/** What whoever imports a file should know of its rows, though nothing is wrong with them. */
class Oddities {

    private static final int NAMED = 10;
    private static final int ECHO_LENGTH = 20;

    private final List<Row> hidden = new ArrayList<>();
    private final List<Row> passedOver = new ArrayList<>();

    void hidden(Row row) {
        hidden.add(row);
    }

    void passedOver(Row row) {
        passedOver.add(row);
    }

    /** zh-CN. */
    List<String> notices() {
        List<String> notices = new ArrayList<>();
        if (!hidden.isEmpty()) {
            notices.add("有 %d 行在表格软件中是隐藏的（筛选或手工隐藏），也一并导入：第 %s 行%s"
                    .formatted(
                            hidden.size(),
                            hidden.stream()
                                    .limit(NAMED)
                                    .map(row -> String.valueOf(row.line()))
                                    .collect(Collectors.joining("、")),
                            hidden.size() > NAMED ? "等" : ""));
        }
        passedOver.stream()
                .limit(NAMED)
                .forEach(row -> notices.add("第 %d 行“%s”是合计或落款，没有当作记录".formatted(row.line(), words(row))));
        if (passedOver.size() > NAMED) {
            notices.add("另有 %d 行合计或落款，没有当作记录".formatted(passedOver.size() - NAMED));
        }
        return notices;
    }

    private static String words(Row row) {
        return row.cells().stream()
                .map(Cell::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .map(text -> Texts.shorten(text, ECHO_LENGTH))
                .orElse("");
    }
}
