package org.ganxian.mobile;

import java.util.Arrays;
import java.util.Map;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;

/** What a member does with an order on the phone. */
enum StepKind {
    CONTACT("记录联系", "联系情况", 500, "已记录联系"),
    REPORT("办理结果", "办理情况", 2_000, "已上报，等待支部审核"),
    RELEASE("退单", "退单的理由", 500, "已退单，支部会另行安排");

    private final String title;
    private final String asks;
    private final int longest;
    private final String done;

    StepKind(String title, String asks, int longest, String done) {
        this.title = title;
        this.asks = asks;
        this.longest = longest;
        this.done = done;
    }

    static StepKind of(String code) {
        return Arrays.stream(values())
                .filter(k -> k.name().equals(code))
                .findFirst()
                .orElseThrow(() -> Refusal.field("kind", "没有这种操作，请刷新页面后重试"));
    }

    public String title() {
        return title;
    }

    /** zh-CN: what the text is about. */
    public String asks() {
        return asks;
    }

    public int longest() {
        return longest;
    }

    /** zh-CN: what has happened once it is done. */
    String done() {
        return done;
    }

    /** @throws Refusal 400 when the text is missing, too long or unreadable */
    String checked(String text) {
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
    Map<String, Object> form(String text, String channel) {
        return switch (this) {
            case CONTACT -> Map.of("decision", "contacted", "channel", channel, "note", text);
            case REPORT -> Map.of("decision", "report", "report", text);
            case RELEASE -> Map.of("decision", "release", "reason", text);
        };
    }
}
