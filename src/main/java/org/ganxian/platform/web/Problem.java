package org.ganxian.platform.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Makes {@code application/problem+json} (RFC 9457) in Chinese. The extension {@code errors} lists what is wrong field
 * by field.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Problem {

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "请求有误"),
            Map.entry(401, "请先登录"),
            Map.entry(403, "没有权限"),
            Map.entry(404, "没有找到"),
            Map.entry(405, "不支持的请求方法"),
            Map.entry(406, "不支持的返回类型"),
            Map.entry(409, "与当前状态冲突"),
            Map.entry(413, "内容过大"),
            Map.entry(415, "不支持的内容类型"),
            Map.entry(422, "与此前的请求矛盾"),
            Map.entry(429, "操作过于频繁"),
            Map.entry(500, "系统出错"),
            Map.entry(503, "系统繁忙"));

    /**
     * One wrong field.
     *
     * @param field JSON path, for example {@code contact.phone}
     * @param message zh-CN
     */
    public record FieldError(String field, String message) {}

    private final ObjectMapper json;

    /** Writes the refusal as the whole answer; for filters, which stand before any controller. */
    public void write(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        ProblemDetail body = of(refusal);
        asked(request).ifPresent(body::setInstance);
        response.setStatus(body.getStatus());
        refusal.retryAfter().ifPresent(wait -> response.setHeader(HttpHeaders.RETRY_AFTER, seconds(wait)));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        json.writeValue(response.getOutputStream(), body);
        response.flushBuffer();
    }

    /** Empty for what the server takes for a path, and Java for no address: {@code //}. */
    private static Optional<URI> asked(HttpServletRequest request) {
        try {
            return Optional.of(new URI(request.getRequestURI()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    public static ResponseEntity<Object> answer(Refusal refusal) {
        ResponseEntity.BodyBuilder builder = ResponseEntity.status(refusal.status());
        refusal.retryAfter().ifPresent(wait -> builder.header(HttpHeaders.RETRY_AFTER, seconds(wait)));
        return builder.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(of(refusal));
    }

    public static ResponseEntity<Object> answer(ProblemDetail body) {
        return ResponseEntity.status(body.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    public static ProblemDetail of(Refusal refusal) {
        ProblemDetail body = of(refusal.status(), refusal.getMessage());
        if (!refusal.fields().isEmpty()) {
            body.setProperty(
                    "errors",
                    refusal.fields().entrySet().stream()
                            .map(e -> new FieldError(e.getKey(), e.getValue()))
                            .toList());
        }
        return body;
    }

    public static ProblemDetail of(HttpStatusCode status, @Nullable String detail) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setTitle(title(status));
        return body;
    }

    /** 400 with all wrong fields; {@code detail} is their messages. */
    public static ProblemDetail of(List<FieldError> errors) {
        ProblemDetail body = of(
                HttpStatus.BAD_REQUEST,
                String.join("；", errors.stream().map(FieldError::message).toList()));
        body.setProperty("errors", errors);
        return body;
    }

    static String title(HttpStatusCode status) {
        return TITLES.getOrDefault(status.value(), status.is5xxServerError() ? "系统出错" : "请求有误");
    }

    /** As the header Retry-After has it: whole seconds, at least one. */
    public static String seconds(Duration wait) {
        return String.valueOf(Math.max(1, wait.plusMillis(999).toSeconds()));
    }
}
