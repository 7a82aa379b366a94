package org.ganxian.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets the engine's two HTTP doors, /engine-rest and the webapps' own, answer a refusal with its status and its Chinese
 * text, in the engine's error format. Keeps free text out of task comments and attachments, which the engine would
 * store.
 */
class EngineRefusalFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(EngineRefusalFilter.class);
    private static final Pattern FREE_TEXT = Pattern.compile(".*/(comment|attachment)(/.*)?");

    private final ObjectMapper json;

    EngineRefusalFilter(ObjectMapper json) {
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!"GET".equals(request.getMethod())
                && FREE_TEXT.matcher(request.getRequestURI()).matches()) {
            answer(response, HttpStatus.FORBIDDEN, "请在任务表单中填写说明，此处不保存文字和附件");
            return;
        }
        RefusalCodes.take();
        FailureHeldBack held = new FailureHeldBack(response);
        chain.doFilter(request, held);
        Refusal refusal = RefusalCodes.take();
        if (!held.isHeld()) {
            return;
        }
        if (refusal != null) {
            answer(response, refusal.status(), refusal.getMessage());
        } else {
            log.error(
                    "{} {} failed: {}",
                    request.getMethod(),
                    request.getRequestURI(),
                    held.body().toString(StandardCharsets.UTF_8));
            answer(response, HttpStatus.INTERNAL_SERVER_ERROR, "系统繁忙，操作没有完成，请稍后再试");
        }
    }

    private void answer(HttpServletResponse response, HttpStatus status, String message) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "Refusal");
        body.put("message", message);
        byte[] bytes = json.writeValueAsBytes(body);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
        response.flushBuffer();
    }

    /** Passes everything through, except the body of a 500, which it keeps. */
    private static class FailureHeldBack extends HttpServletResponseWrapper {

        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private boolean held;

        FailureHeldBack(HttpServletResponse response) {
            super(response);
        }

        boolean isHeld() {
            return held;
        }

        ByteArrayOutputStream body() {
            return body;
        }

        private boolean hold() {
            held = held || getStatus() == SC_INTERNAL_SERVER_ERROR && !isCommitted();
            return held;
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            if (status == SC_INTERNAL_SERVER_ERROR) {
                held = true;
                super.setStatus(status);
            } else {
                super.sendError(status, message);
            }
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
