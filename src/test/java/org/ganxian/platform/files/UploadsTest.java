package org.ganxian.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.Test;

/** Uploads are looked at before they are kept: by type, by size, by the scanner that the city names. */
class UploadsTest {

    private static final byte[] PDF = "%PDF-1.7\n1 0 obj\nendobj\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final Uploads.Kind KIND = new Uploads.Kind("材料", 1024 * 1024, Set.of("application/pdf"), "PDF");

    private static Uploads.Upload check(FileScanner scanner, String filename, byte[] content) {
        return new Uploads(scanner).check("file", filename, content, KIND);
    }

    @Test
    void theNameLosesItsPathAndTheTypeIsToldByTheBytes() {
        Uploads.Upload upload = check(content -> true, "../../etc/pass\\wd\r\n.pdf", PDF);
        assertThat(upload.name()).doesNotContain("/", "\\", "\r", "\n");
        assertThat(upload.mediaType()).isEqualTo("application/pdf");
        assertThat(upload.sha256()).hasSize(64);
        assertThat(check(content -> true, null, PDF).name()).isEqualTo("材料");
        assertThatThrownBy(() -> check(content -> true, "a.pdf", "#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("只能上传材料（PDF）");
    }

    @Test
    void whatTheScannerFindsIsNotKept() {
        try (Clamd clamd = new Clamd()) {
            FileScanner scanner = new FileScanners().fileScanner(clamd.address());
            clamd.answers("stream: OK");
            assertThat(check(scanner, "a.pdf", PDF).mediaType()).isEqualTo("application/pdf");
            clamd.answers("stream: Eicar-Test-Signature FOUND");
            assertThatThrownBy(() -> check(scanner, "a.pdf", PDF)).hasMessageContaining("没有通过病毒检查");
        }
    }

    @Test
    void whileTheScannerDoesNotAnswerNothingIsTaken() {
        String closed;
        try (Clamd clamd = new Clamd()) {
            closed = clamd.address();
        }
        FileScanner scanner = new FileScanners().fileScanner(closed);
        assertThatThrownBy(() -> check(scanner, "a.pdf", PDF))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("没有保存")
                .extracting(e -> ((Refusal) e).status().value())
                .isEqualTo(503);
    }

    /** Speaks enough of clamd's protocol: its version, and INSTREAM with chunks that end with an empty one. */
    private static final class Clamd implements AutoCloseable {

        private final ServerSocket server;
        private volatile String answer = "stream: OK";

        Clamd() {
            try {
                server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread thread = new Thread(this::serve, "clamd");
            thread.setDaemon(true);
            thread.start();
        }

        String address() {
            return "127.0.0.1:" + server.getLocalPort();
        }

        void answers(String answer) {
            this.answer = answer;
        }

        private void serve() {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    talk(socket);
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private void talk(Socket socket) throws IOException {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            StringBuilder command = new StringBuilder();
            char end = in.readByte() == 'z' ? '\0' : '\n';
            for (int c = in.readByte(); c != end; c = in.readByte()) {
                command.append((char) c);
            }
            String said;
            if (command.toString().contains("INSTREAM")) {
                for (int size = in.readInt(); size > 0; size = in.readInt()) {
                    in.readNBytes(size);
                }
                said = answer;
            } else if (command.toString().contains("VERSIONCOMMANDS")) {
                said = "ClamAV 1.0.0/1/x| COMMANDS: SCAN QUIT RELOAD PING CONTSCAN VERSIONCOMMANDS VERSION INSTREAM";
            } else {
                said = command.toString().contains("PING") ? "PONG" : "ClamAV 1.0.0";
            }
            socket.getOutputStream().write((said + end).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
