package org.ganxian.reply;

import java.util.Arrays;
import java.util.Optional;
import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** What of a case is filled in, written {@code {编号}}. Never what names a person or leads to one. */
@RequiredArgsConstructor
@Getter
enum Placeholder {
    NUMBER("编号", "诉求或申请的编号", "ZZ20260608-000017"),
    TITLE("标题", "诉求标题，其中的电话和证件号码遮住", "楼道路灯不亮"),
    CATEGORY("分类", "最末一级分类", "社会服务"),
    PLACE("地点", "所在的社区或街道，没有门牌", "芗城区 / 巷口街道 / 榕荫社区"),
    UNIT("承办单位", "正在办理的单位", "榕荫社区党支部"),
    TODAY("今天", "套用那一天的日期", "2026年6月8日"),
    RECEIVED("收到日期", "收到诉求或申请的日期", "2026年6月8日"),
    DEADLINE("期限", "现在这一步的期限", "2026年6月15日");

    /** zh-CN, as it is written between braces. */
    private final String word;

    /** zh-CN, for the editor. */
    private final String meaning;

    /** Of an invented case. */
    private final String sample;

    public String written() {
        return "{" + word + "}";
    }

    static Optional<Placeholder> of(String word) {
        return Arrays.stream(values()).filter(p -> p.word.equals(word)).findFirst();
    }
}
