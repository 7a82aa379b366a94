package org.ganxian.fuzz;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Sends what no decent client sends, byte by byte, each over a connection of its own. */
record RawHttp(int port) {

    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int PATIENCE_MILLIS = 60_000;

    /**
     * What came back.
     *
     * @param status 0 when the server closed the connection without an answer
     * @param head with the status line, as sent
     */
    record Answer(int status, String head, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** Empty when there is none. */
        String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    Answer send(String head, byte[] body) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            byte[] answer;
            try {
                OutputStream out = socket.getOutputStream();
                out.write(head.getBytes(StandardCharsets.ISO_8859_1));
                out.write(body);
                out.flush();
            } catch (SocketException refusedWhileStillSending) {
                // Its answer may be there all the same.
            }
            try {
                answer = socket.getInputStream().readAllBytes();
            } catch (SocketException closed) {
                answer = new byte[0];
            }
            return parsed(answer);
        } catch (IOException e) {
            throw new AssertionError("No answer to " + head, e);
        }
    }

    private static Answer parsed(byte[] answer) {
        int end = indexOf(answer, END_OF_HEAD);
        if (end < 0) {
            return new Answer(0, "", answer);
        }
        String head = new String(answer, 0, end, StandardCharsets.ISO_8859_1);
        return new Answer(
                Integer.parseInt(head.substring(9, 12)), head, Arrays.copyOfRange(answer, end + 4, answer.length));
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int i = 0; i <= all.length - part.length; i++) {
            if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }
}
