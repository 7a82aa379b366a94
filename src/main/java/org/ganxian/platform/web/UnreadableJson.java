package org.ganxian.platform.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;

/** Says in Chinese why a JSON body could not be read, by the field's path where one is to blame. */
public final class UnreadableJson {

    private static final Set<Class<?>> WHOLE_NUMBERS =
            Set.of(int.class, Integer.class, long.class, Long.class, short.class, Short.class);
    private static final int ECHO_LENGTH = 60;

    private UnreadableJson() {}

    /** @param cause what the converter met; null when there was no body at all */
    public static Refusal explain(@Nullable Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof StreamConstraintsException) {
                return Refusal.invalid("请求内容的层次过深，或者某一项过长");
            } else if (t instanceof JsonEOFException) {
                return Refusal.invalid("请求内容不完整：JSON 没有结束");
            }
        }
        if (cause == null) {
            return Refusal.invalid("缺少请求内容，请提交 JSON");
        } else if (cause instanceof UnrecognizedPropertyException unknown) {
            return Refusal.field(path(unknown), "没有这个字段：" + echo(path(unknown)));
        } else if (cause instanceof MismatchedInputException mismatch) {
            return explain(mismatch);
        } else if (cause instanceof JsonMappingException mapping
                && mapping.getCause() instanceof JsonProcessingException within) {
            return explain(within);
        } else if (cause instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return Refusal.field(path(mapping), "无法识别的内容" + at(mapping));
        } else if (cause instanceof JsonProcessingException syntax) {
            return Refusal.invalid(syntaxError(String.valueOf(syntax.getOriginalMessage())) + at(syntax));
        }
        return Refusal.invalid("请求内容不完整或无法读取");
    }

    private static String syntaxError(String message) {
        if (message.startsWith("Duplicate field")) {
            return "同一个字段出现了两次";
        } else if (message.contains("CTRL-CHAR")) {
            return "文字中的换行和控制字符要按 JSON 的规则转义";
        }
        return "请求内容不是正确的 JSON（UTF-8 编码）";
    }

    private static Refusal explain(MismatchedInputException mismatch) {
        String message = String.valueOf(mismatch.getOriginalMessage());
        if (message.startsWith("Trailing token")) {
            return Refusal.invalid("JSON 结束之后还有多余的内容" + at(mismatch));
        } else if (message.startsWith("No content to map")) {
            return Refusal.invalid("缺少请求内容，请提交 JSON");
        } else if (mismatch.getPath().isEmpty()) {
            return Refusal.invalid("请求内容应为 JSON 对象");
        }
        return Refusal.field(path(mismatch), path(mismatch) + " " + expected(mismatch.getTargetType()));
    }

    /** What a field of this type must be; the end of a sentence. */
    public static String expected(Class<?> type) {
        if (type == null) {
            return "类型不正确";
        } else if (WHOLE_NUMBERS.contains(type)) {
            return "应为整数";
        } else if (Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class) {
            return "应为数字";
        } else if (CharSequence.class.isAssignableFrom(type)) {
            return "应为文字";
        } else if (type == Boolean.class || type == boolean.class) {
            return "应为 true 或 false";
        } else if (type.isEnum()) {
            return "应为 "
                    + Arrays.stream(type.getEnumConstants())
                            .map(c -> ((Enum<?>) c).name())
                            .collect(Collectors.joining("、"))
                    + " 之一";
        } else if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "应为列表";
        } else if (Temporal.class.isAssignableFrom(type)) {
            return "应为 ISO 8601 格式的时间";
        }
        return "应为对象";
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : "." + r.getFieldName())
                .collect(Collectors.joining());
        return echo(path.startsWith(".") ? path.substring(1) : path);
    }

    /** Names from outside, short and without control characters. */
    private static String echo(String name) {
        return Texts.shorten(name.replaceAll("\\p{C}", "?"), ECHO_LENGTH);
    }

    private static String at(JsonProcessingException e) {
        JsonLocation where = e.getLocation();
        return where == null || where.getLineNr() < 1
                ? ""
                : "，位置：第 %d 行第 %d 列附近".formatted(where.getLineNr(), where.getColumnNr());
    }
}
