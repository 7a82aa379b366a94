package org.ganxian.intake;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds what a body may weigh before anybody reads it: 64 KB, files 21 MB with their envelope, forms of the portal 512
 * KB, so that an overlong text still gets its answer beside its field. A body that names its length is refused unread,
 * any other as soon as it has grown too long. Of the residents' files the server itself may refuse to make parts, and
 * what it does not read looks like a form without its token: hence they are taken apart here.
 */
@RequiredArgsConstructor
class BodyLimit extends OncePerRequestFilter {

    /** The longest order there can be, with every character of it escaped, is just below. */
    private static final DataSize JSON = DataSize.ofKilobytes(64);

    private static final DataSize FILE = DataSize.ofMegabytes(21);

    /** Forms, each of which is answered with itself and a message. */
    private static final Set<String> DESK =
            Set.of("/desk/import", "/desk/services/import", "/desk/people/import", "/desk/units/import");

    /** Forms with files on the page of a case. */
    private static final List<String> OF_A_CASE = List.of("/supplement", PhotoParts.PATH);

    private static final DataSize FORM = DataSize.ofKilobytes(512);

    private static final Supplier<Refusal> TOO_MUCH =
            () -> Refusal.tooLarge("文件太大或者太多：每个不能超过 10 MB，一次提交合计不能超过 20 MB，最多 40 个");

    private final Problem problem;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isResidentsForm(request) && MaterialParts.areIn(request)) {
            Optional<Refusal> refused = request.getContentLengthLong() > FILE.toBytes()
                    ? Optional.of(TOO_MUCH.get())
                    : partsRefused(request);
            if (refused.isEmpty()) {
                chain.doFilter(request, response);
            } else if (isPortal(request) && refused.get().status() == HttpStatus.PAYLOAD_TOO_LARGE) {
                response.sendRedirect(pageOf(request) + "?tooLarge=true");
            } else if (isPortal(request)) {
                response.sendError(refused.get().status().value());
            } else {
                problem.write(request, response, refused.get());
            }
            return;
        }
        if (isPortal(request)) {
            if (request.getContentLengthLong() > FORM.toBytes()) {
                response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            } else {
                // Tomcat itself bounds a form that does not name its length.
                chain.doFilter(request, response);
            }
            return;
        }
        boolean file = takesFiles(request.getRequestURI());
        long limit = (file ? FILE : JSON).toBytes();
        if (request.getContentLengthLong() > limit && isDesk(request.getRequestURI())) {
            response.sendRedirect(request.getRequestURI() + "?tooLarge=true");
        } else if (request.getContentLengthLong() > limit) {
            problem.write(request, response, tooLarge(file));
        } else if (request.getContentLengthLong() >= 0) {
            chain.doFilter(request, response);
        } else {
            chain.doFilter(new Bounded(request, limit, file), response);
        }
    }

    private static boolean isPortal(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + "/portal");
    }

    /** An application or what is supplied to it, by page or by API. */
    private static boolean isResidentsForm(HttpServletRequest request) {
        String path = request.getRequestURI();
        return isPortal(request)
                ? path.endsWith("/apply") || OF_A_CASE.stream().anyMatch(path::endsWith)
                : path.startsWith(request.getContextPath() + "/api/applications");
    }

    private static String pageOf(HttpServletRequest request) {
        String path = request.getRequestURI();
        return OF_A_CASE.stream()
                .filter(path::endsWith)
                .findFirst()
                .map(end -> path.substring(0, path.length() - end.length()))
                .orElse(path);
    }

    /** Why the server cannot make parts of this body. */
    private static Optional<Refusal> partsRefused(HttpServletRequest request) {
        try {
            request.getParts();
            return Optional.empty();
        } catch (IllegalStateException tooLargeOrTooMany) {
            return Optional.of(TOO_MUCH.get());
        } catch (IOException | ServletException e) {
            return Optional.of(Refusal.invalid("上传的内容不完整，或者不是 multipart/form-data"));
        }
    }

    private static boolean takesFiles(String path) {
        return path.endsWith("/demands/import")
                || path.endsWith("/attachments")
                || path.endsWith("/materials")
                || path.endsWith("/services/import")
                || path.endsWith("/steps")
                || isDesk(path);
    }

    private static boolean isDesk(String path) {
        return DESK.stream().anyMatch(path::endsWith);
    }

    private static Refusal tooLarge(boolean file) {
        return Refusal.tooLarge(file ? "文件过大，单个文件不能超过 20 MB" : "提交的内容过大，不能超过 64 KB");
    }

    private static class Bounded extends HttpServletRequestWrapper {
        private final long limit;
        private final boolean file;
        private @Nullable ServletInputStream stream;
        private @Nullable BufferedReader reader;

        Bounded(HttpServletRequest request, long limit, boolean file) {
            super(request);
            this.limit = limit;
            this.file = file;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (stream == null) {
                stream = new Counted(super.getInputStream());
            }
            return stream;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            if (reader == null) {
                String encoding = getCharacterEncoding();
                reader = new BufferedReader(new InputStreamReader(
                        getInputStream(), encoding == null ? StandardCharsets.UTF_8.name() : encoding));
            }
            return reader;
        }

        @RequiredArgsConstructor
        private class Counted extends ServletInputStream {
            private final ServletInputStream in;
            private long count;

            private int counted(int read) {
                count += Math.max(read, 0);
                if (count > limit) {
                    throw tooLarge(file);
                }
                return read;
            }

            @Override
            public int read() throws IOException {
                int one = in.read();
                counted(one < 0 ? -1 : 1);
                return one;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return counted(in.read(bytes, offset, length));
            }

            @Override
            public boolean isFinished() {
                return in.isFinished();
            }

            @Override
            public boolean isReady() {
                return in.isReady();
            }

            @Override
            public void setReadListener(ReadListener listener) {
                in.setReadListener(listener);
            }
        }
    }
}
