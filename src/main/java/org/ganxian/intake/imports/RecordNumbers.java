package org.ganxian.intake.imports;

import java.util.Optional;
import java.util.regex.Pattern;

/** Sees that a spreadsheet has changed the number of a record. */
final class RecordNumbers {

    /** Spreadsheets keep so many digits of a number and make the rest zeros. */
    private static final int DIGITS_KEPT = 15;

    private static final Pattern SCIENTIFIC =
            Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?[Ee]\\+\\d{1,3}|\\d+\\.\\d*[Ee]-?\\d{1,3})");
    private static final Pattern ROUNDED = Pattern.compile("[1-9]\\d{14}0+");

    private static final String AS_TEXT = "请在原系统重新导出，用表格软件的“数据－从文本/CSV”打开，把这一列设为文本，再另存为 .xlsx 导入；已经打开过的表格找不回原来的编号";

    private RecordNumbers() {}

    /**
     * What has been done to it, zh-CN to follow the column's name; empty for one that can be trusted.
     *
     * @param isNumber true when the cell holds a number, not a text
     */
    static Optional<String> changed(String number, boolean isNumber) {
        if (SCIENTIFIC.matcher(number).matches()) {
            return Optional.of("“%s”被表格软件改写成了科学计数法，后面的数字已经丢失。%s".formatted(number, AS_TEXT));
        } else if (isNumber && number.length() > DIGITS_KEPT) {
            return Optional.of("超过 %d 位，表格软件已把末尾改成 0。%s".formatted(DIGITS_KEPT, AS_TEXT.replace("设为文本，", "设为文本格式，")));
        }
        return Optional.empty();
    }

    /** True for a text that looks like a number of a spreadsheet, and may be one of the other system after all. */
    static boolean mayBeRounded(String number) {
        return ROUNDED.matcher(number).matches();
    }
}
