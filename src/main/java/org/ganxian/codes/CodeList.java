package org.ganxian.codes;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** The lists that the city keeps. What a law or a diagram knows by name is none of them (decision 031). */
@RequiredArgsConstructor
@Getter
public enum CodeList {
    CONTACT_CHANNEL("联系方式", "党员、前台记录怎样联系了群众时选用", CodeList.NAMED, CodeList.IN_CAPITALS),
    SERVICE_RESULT("办理结果", "事项办成以后申请人拿到什么；编辑和导入事项时选用", CodeList.NAMED, CodeList.IN_CAPITALS),
    DISPUTE_TYPE("纠纷类型", "登记人民调解的纠纷时选用，统计口径", CodeList.NAMED, CodeList.IN_CAPITALS),
    DISPUTE_SOURCE("纠纷来源", "登记人民调解的纠纷时选用：当事人申请、移送的机关", CodeList.NAMED, CodeList.IN_CAPITALS),
    GRACE("督办延时", "上级同意延时可以选的时长；不能超过时限规则里的督办宽限", "P[1-9]\\d?D|PT[1-9]\\d?H", "编码就是时长：P3D 为 3 天，PT4H 为 4 小时");

    private static final String NAMED = "[A-Z][A-Z0-9_]{0,31}";
    private static final String IN_CAPITALS = "编码用大写字母、数字和下划线，以字母开头，最多 32 个字符";

    /** zh-CN. */
    private final String title;

    /** zh-CN, where it is chosen from. */
    private final String use;

    @Getter(AccessLevel.NONE)
    private final String pattern;

    /** zh-CN, what a code looks like. */
    private final String rule;

    boolean isCode(String code) {
        return Pattern.matches(pattern, code);
    }

    /** As in the path of its page. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<CodeList> ofId(String id) {
        return Arrays.stream(values()).filter(list -> list.id().equals(id)).findFirst();
    }
}
