package org.ganxian.insight.cases;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.privacy.Masks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A list as a spreadsheet, written while it is read: what is in memory does not grow with it. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class CaseExport {

    private static final int AT_ONCE = 500;

    /** A sheet of the format has no more rows than this. */
    private static final int ROWS = 1_048_575;

    private record Column(String name, int width, Function<CaseLine, @Nullable Object> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("编号", 20, CaseLine::number),
            new Column("标题", 40, line -> Masks.inText(line.title())),
            new Column("业务", 12, CaseLine::flow),
            new Column("分类", 30, CaseLine::category),
            new Column("地点", 30, CaseLine::place),
            new Column("承办单位", 24, CaseLine::unit),
            new Column("状态", 16, CaseLine::status),
            new Column("紧急程度", 10, CaseLine::priority),
            new Column("收到时间", 18, line -> time(line.receivedAt())),
            new Column("当前时限", 12, CaseLine::dueName),
            new Column("期限", 18, line -> time(line.due())),
            new Column(
                    "剩余或超时",
                    20,
                    line -> line.left() == null ? null : line.left().inWords()),
            new Column("超时分钟", 10, CaseLine::lateMinutes),
            new Column("暂停计时", 10, line -> line.paused() ? "是" : ""),
            new Column("办结时间", 18, line -> time(line.completedAt())),
            new Column("评价", 12, CaseLine::grade));

    private final Cases cases;
    private final CaseLines lines;

    public void write(CaseFilter filter, OutputStream out) throws IOException {
        try (Workbook workbook = new Workbook(out, "ganxian", null)) {
            Sheets sheets = new Sheets(workbook);
            List<String> numbers = new ArrayList<>(AT_ONCE);
            cases.each(filter, number -> {
                numbers.add(number);
                if (numbers.size() == AT_ONCE) {
                    sheets.write(lines.of(numbers));
                    numbers.clear();
                }
            });
            sheets.write(lines.of(numbers));
            sheets.finish();
        }
    }

    private static @Nullable LocalDateTime time(@Nullable Instant instant) {
        return instant == null ? null : LocalDateTime.ofInstant(instant, PeopleTime.ZONE);
    }

    /** One sheet after the other, each with its head. */
    private static class Sheets {

        private final Workbook workbook;
        private Worksheet sheet;
        private int number;
        private int row;

        Sheets(Workbook workbook) throws IOException {
            this.workbook = workbook;
            begin();
        }

        private void begin() throws IOException {
            number++;
            row = 1;
            sheet = workbook.newWorksheet("诉求" + (number == 1 ? "" : number));
            sheet.freezePane(0, 1);
            for (int i = 0; i < COLUMNS.size(); i++) {
                sheet.width(i, COLUMNS.get(i).width());
                sheet.value(0, i, COLUMNS.get(i).name());
            }
            sheet.range(0, 0, 0, COLUMNS.size() - 1).style().bold().set();
        }

        public void write(List<CaseLine> some) {
            try {
                for (CaseLine line : some) {
                    if (row > ROWS) {
                        sheet.finish();
                        begin();
                    }
                    write(line);
                }
                sheet.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void write(CaseLine line) {
            for (int i = 0; i < COLUMNS.size(); i++) {
                Object value = COLUMNS.get(i).value().apply(line);
                if (value instanceof LocalDateTime time) {
                    sheet.value(row, i, time);
                    sheet.style(row, i).format("yyyy-mm-dd hh:mm").set();
                } else if (value instanceof Number number) {
                    sheet.value(row, i, number);
                } else if (value != null) {
                    sheet.value(row, i, value.toString());
                }
            }
            row++;
        }

        void finish() throws IOException {
            sheet.finish();
        }
    }
}
