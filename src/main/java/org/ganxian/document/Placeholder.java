package org.ganxian.document;

import java.util.Arrays;
import java.util.Optional;
import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** What an editor of texts may leave to be filled in, written {@code {事项}}. */
@RequiredArgsConstructor
@Getter
enum Placeholder {
    ITEM("事项", "事项名称", false),
    NUMBER("申请编号", "申请编号", false),
    OFFICE("出具单位", "出具文书的单位", false),
    RECEIVED("收到日期", "收到申请的日期", false),
    BASIS("办理依据", "事项的法律依据", false),
    DEADLINE("期限", "作出决定或者补正的期限", false),
    PROVISIONAL("暂定说明", "期限暂定时的说明", true),
    COUNT("材料项数", "材料有几项", false),
    MATERIALS("材料清单", "收到的或者需要补正的材料，每项一行", true),
    REASON("理由", "经办人填写的理由、内容或者安排", true),
    NOTE("说明", "法定期限和承诺期限", true),
    REVIEW_BODY("复议机关", "受理行政复议的机关", false),
    DAYS("天数", "延长的或者不计入期限的工作日", false),
    HEARING_TIME("听证时间", "听证的时间，可能未定", false),
    HEARING_PLACE("听证地点", "听证的地点，可能未定", false);

    /** zh-CN, as it is written between braces. */
    private final String word;

    /** zh-CN, for the editor. */
    private final String meaning;

    /** Whether it stands for paragraphs of its own, which only the end of a line has room for. */
    private final boolean block;

    public String written() {
        return "{" + word + "}";
    }

    static Optional<Placeholder> of(String word) {
        return Arrays.stream(values()).filter(p -> p.word.equals(word)).findFirst();
    }
}
