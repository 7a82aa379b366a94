package org.ganxian.notice;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Encrypts before a mail server that cannot: at once, or when STARTTLS is asked for, which GreenMail does not know. */
final class TlsFront implements AutoCloseable {

    private static final char[] WORD = "changeit".toCharArray();

    private final ServerSocket socket;
    private final int behind;
    private final boolean atOnce;
    private final KeyStore certificate;

    /** @param name for which the certificate is made, as keytool writes it: {@code ip:127.0.0.1} */
    TlsFront(int behind, boolean atOnce, String name) throws Exception {
        this.behind = behind;
        this.atOnce = atOnce;
        this.certificate = certificate(name);
        this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        daemon(this::serve);
    }

    private static KeyStore certificate(String name) throws Exception {
        Path folder = Files.createTempDirectory("tls-front");
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "mail",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=mail",
                        "-ext",
                        "san=" + name,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(WORD),
                        "-keystore",
                        file.toString()))
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        keytool.waitFor();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, WORD);
        }
        Files.delete(file);
        Files.delete(folder);
        return keys;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** For clients that trust this certificate alone. */
    SSLContext trusting() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("mail", certificate.getCertificate("mail"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                daemon(() -> talk(client));
            } catch (IOException e) {
                // The test is over.
            }
        }
    }

    private void talk(Socket client) {
        try (client) {
            if (!atOnce && !asksForTls(client)) {
                return;
            }
            SSLSocket encrypted = encrypted(client);
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
                if (!atOnce) {
                    // The greeting was given before.
                    line(server.getInputStream());
                }
                daemon(() -> pass(encrypted, server));
                server.getInputStream().transferTo(encrypted.getOutputStream());
            }
        } catch (Exception e) {
            // The client did not like the certificate, or went away.
        }
    }

    private SSLSocket encrypted(Socket client) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(certificate, WORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        SSLSocket encrypted = (SSLSocket) context.getSocketFactory().createSocket(client, null, client.getPort(), true);
        encrypted.setUseClientMode(false);
        encrypted.startHandshake();
        return encrypted;
    }

    private static boolean asksForTls(Socket client) throws IOException {
        say(client.getOutputStream(), "220 front");
        for (String line = line(client.getInputStream()); !line.isEmpty(); line = line(client.getInputStream())) {
            if (line.startsWith("STARTTLS")) {
                say(client.getOutputStream(), "220 go ahead");
                return true;
            }
            say(client.getOutputStream(), line.startsWith("EHLO") ? "250-front\r\n250 STARTTLS" : "530 STARTTLS first");
        }
        return false;
    }

    /** Reads no further than the line goes: what follows may be encrypted. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side went away.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tls-front");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
