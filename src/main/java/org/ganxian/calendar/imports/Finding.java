package org.ganxian.calendar.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something to say about a calendar file.
 *
 * @param line line of the file, from 1; null when it is about the whole
 * @param text zh-CN, without the line
 */
@Schema(name = "日历文件的问题")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Finding(
        @Schema(description = "ERROR 必须改正，WARNING 请核对") Severity severity,
        @Schema(description = "第几行；与具体行无关时没有") @Nullable Integer line,
        @Schema(description = "说明") String text) {

    enum Severity {
        ERROR,
        WARNING
    }

    static Finding error(@Nullable Integer line, String text) {
        return new Finding(Severity.ERROR, line, text);
    }

    static Finding warning(@Nullable Integer line, String text) {
        return new Finding(Severity.WARNING, line, text);
    }

    boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        return line == null ? text : "第 " + line + " 行：" + text;
    }
}
