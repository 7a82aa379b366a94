package org.ganxian.mobile;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;

/** What a member does with an order on the phone. */
@RequiredArgsConstructor
@Getter
enum StepKind {
    CONTACT("记录联系", "联系情况", 500, "已记录联系"),
    REPORT("办理结果", "办理情况", 2_000, "已上报，等待支部审核"),
    RELEASE("退单", "退单的理由", 500, "已退单，支部会另行安排");

    private final String title;

    /** zh-CN: what the text is about. */
    private final String asks;

    private final int longest;

    /** zh-CN: what has happened once it is done. */
    @Getter(AccessLevel.PACKAGE)
    private final String done;

    static StepKind of(String code) {
        return Arrays.stream(values())
                .filter(k -> k.name().equals(code))
                .findFirst()
                .orElseThrow(() -> Refusal.field("kind", "没有这种操作，请刷新页面后重试"));
    }

    /** @throws Refusal 400 when the text is missing, too long or unreadable */
    String checked(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw Refusal.field("text", "请填写" + asks);
        } else if (Texts.length(text) > longest) {
            throw Refusal.field("text", "%s不能超过 %d 字，现有 %d 字".formatted(asks, longest, Texts.length(text)));
        } else if (!Texts.isReadable(text)) {
            throw Refusal.field("text", asks + "含有不可见的控制字符，请删除后重试");
        }
        return text.strip();
    }

    /** The fields of the form that completes a step of this kind. */
    Map<String, Object> form(String text, @Nullable String channel) {
        return switch (this) {
            case CONTACT -> Map.of("decision", "contacted", "channel", Objects.requireNonNull(channel), "note", text);
            case REPORT -> Map.of("decision", "report", "report", text);
            case RELEASE -> Map.of("decision", "release", "reason", text);
        };
    }
}
