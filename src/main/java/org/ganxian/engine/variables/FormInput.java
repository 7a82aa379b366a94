package org.ganxian.engine.variables;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;

/** What a person typed into a form, read once while the task is completed. Form fields have these names. */
public record FormInput(VariableScope scope) {

    /** Stripped text without what nobody sees, null when empty; a field that is not text is refused. */
    public @Nullable String text(String field) {
        Object value = scope.getVariable(field);
        if (value != null && !(value instanceof String)) {
            throw Refusal.field(field, "字段 " + field + " 应为文字");
        }
        String text = value == null ? null : Texts.visible((String) value).strip();
        if (!Texts.isReadable(text)) {
            throw Refusal.field(field, "文字含有不可见的控制字符，请删除后重试");
        }
        return text == null || text.isEmpty() ? null : text;
    }

    /**
     * Text that must be there.
     *
     * @throws Refusal 400 with this message when it is not
     */
    public String required(String field, String message) {
        String text = text(field);
        if (text == null) {
            throw Refusal.field(field, message);
        }
        return text;
    }

    /**
     * The choice that decides where the case goes on.
     *
     * @throws Refusal 400 when nothing was chosen
     */
    public String decision() {
        return required("decision", "请选择处理意见");
    }

    public static Refusal unknownDecision(String decision) {
        return Refusal.field("decision", "没有这种处理意见：" + decision);
    }
}
