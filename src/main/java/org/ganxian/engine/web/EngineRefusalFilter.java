package org.ganxian.engine.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.inside.RefusalCodes;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.RequestLog;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets the engine's two HTTP doors, /engine-rest and the webapps' own, answer in Chinese, in the engine's error format:
 * a refusal with its status and text, the engine's own errors by their status and with their code.
 */
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class EngineRefusalFilter extends OncePerRequestFilter {

    private final EngineAnswer answer;
    private final ObjectMapper json;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RefusalCodes.take();
        FailureHeldBack held = new FailureHeldBack(response);
        chain.doFilter(request, held);
        Refusal refusal = RefusalCodes.take();
        if (!held.hold()) {
            return;
        }
        if (refusal == null && held.getStatus() >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            refusal = WrongRequests.behind(request.getAttribute(RequestLog.THROWN));
        }
        if (refusal != null) {
            answer.refuse(response, refusal);
        } else if (held.getStatus() >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            answer.refuse(
                    response,
                    held.getStatus(),
                    "Refusal",
                    "系统出错，操作没有完成，请稍后再试；反复出现请告知管理员，错误编号 " + RequestLog.id(),
                    null);
        } else {
            JsonNode said = said(held.text());
            answer.refuse(
                    response,
                    held.getStatus(),
                    said.path("type").asText("Refusal"),
                    reason(held.getStatus()),
                    said.path("code").isInt() ? said.path("code").asInt() : null);
        }
    }

    private JsonNode said(String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String reason(int status) {
        return switch (status) {
            case 401 -> "请先登录";
            case 403 -> "您没有权限做这件事";
            case 404 -> "没有找到，可能已办结，或不在您的经办范围内";
            case 405 -> "这个地址不支持这种请求方法";
            case 406 -> "不能以所要求的类型返回";
            case 409 -> "与当前状态冲突，请刷新后再试";
            case 413 -> "提交的内容过大";
            case 415 -> "不支持的内容类型，请用 application/json";
            case 429 -> "操作过于频繁，请稍后再试";
            default -> "请求有误，请核对后重试";
        };
    }

    /** Passes everything through, except the body of an error, which it keeps. */
    private static class FailureHeldBack extends HttpServletResponseWrapper {

        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private boolean held;

        FailureHeldBack(HttpServletResponse response) {
            super(response);
        }

        String text() {
            return body.toString(StandardCharsets.UTF_8);
        }

        /** True as soon as the answer is an error. */
        boolean hold() {
            held = held || getStatus() >= SC_BAD_REQUEST && !isCommitted();
            return held;
        }

        @Override
        public void sendError(int status) {
            sendError(status, null);
        }

        @Override
        public void sendError(int status, @Nullable String message) {
            held = true;
            super.setStatus(status);
        }

        @Override
        public void flushBuffer() throws IOException {
            if (!hold()) {
                super.flushBuffer();
            }
        }

        @Override
        public PrintWriter getWriter() throws IOException {
            return hold() ? new PrintWriter(body, true, StandardCharsets.UTF_8) : super.getWriter();
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            ServletOutputStream out = super.getOutputStream();
            return new ServletOutputStream() {
                @Override
                public void write(int b) throws IOException {
                    if (hold()) {
                        body.write(b);
                    } else {
                        out.write(b);
                    }
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    if (hold()) {
                        body.write(bytes, offset, length);
                    } else {
                        out.write(bytes, offset, length);
                    }
                }

                @Override
                public void flush() throws IOException {
                    if (!hold()) {
                        out.flush();
                    }
                }

                @Override
                public boolean isReady() {
                    return out.isReady();
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    out.setWriteListener(listener);
                }
            };
        }
    }
}
