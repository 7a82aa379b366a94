package org.ganxian.nodes;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** The city's mail server and the other system that is called for every notice, each behind a relay that can hang or fail. */
final class Outside implements AutoCloseable {

    private static final String SECRET = "a-secret-of-both-sides";

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final HttpServer hook;
    private final Relay toMail;
    private final Relay toHook;

    Outside() throws IOException {
        mail.start();
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        hook.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "hook");
            thread.setDaemon(true);
            return thread;
        }));
        hook.start();
        toMail = new Relay(mail.getSmtp().getPort());
        toHook = new Relay(hook.getAddress().getPort());
    }

    /** What a node is told of them. */
    String[] settings() {
        return new String[] {
            "--spring.mail.host=127.0.0.1",
            "--spring.mail.port=" + toMail.port(),
            "--ganxian.notice.mail.from=ganxian@example.org",
            "--ganxian.notice.webhook.url=http://127.0.0.1:" + toHook.port() + "/ganxian",
            "--ganxian.notice.webhook.secret=" + SECRET
        };
    }

    void are(Relay.Mood mood) {
        toMail.is(mood);
        toHook.is(mood);
    }

    int mails() {
        return mail.getReceivedMessages().length;
    }

    @Override
    public void close() throws IOException {
        toMail.close();
        toHook.close();
        hook.stop(0);
        mail.stop();
    }
}
