package org.ganxian.engine.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Writes a refusal in the error format of the engine's REST API, which Tasklist shows to people. */
@RequiredArgsConstructor
class EngineAnswer {

    private final ObjectMapper json;

    void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
        refusal.retryAfter().ifPresent(wait -> response.setHeader(HttpHeaders.RETRY_AFTER, Problem.seconds(wait)));
        refuse(response, refusal.status().value(), "Refusal", refusal.getMessage(), null);
    }

    /** An empty list, or a count of zero. */
    void nothing(HttpServletResponse response, boolean count) throws IOException {
        write(response, HttpStatus.OK.value(), count ? Map.of("count", 0) : List.of());
    }

    /**
     * @param type kind of error, as a program reads it
     * @param message zh-CN
     * @param code of the engine's error; null when it has none
     */
    void refuse(HttpServletResponse response, int status, String type, @Nullable String message, @Nullable Integer code)
            throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type);
        body.put("message", message);
        if (code != null) {
            body.put("code", code);
        }
        write(response, status, body);
    }

    private void write(HttpServletResponse response, int status, Object body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
        response.flushBuffer();
    }
}
