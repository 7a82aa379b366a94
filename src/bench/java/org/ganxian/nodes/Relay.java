package org.ganxian.nodes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a node and a server: cuts what runs through it, holds it up, or lets nobody in. */
final class Relay implements AutoCloseable {

    /** What happens to those who come. */
    enum Mood {
        THROUGH,
        /** Is let in and never answered. */
        HANGS,
        /** Is thrown out at once. */
        FAILS
    }

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Mood mood = Mood.THROUGH;

    Relay(int target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Of those who come from now on; whoever hung is thrown out. */
    void is(Mood next) {
        mood = next;
        cut();
    }

    /** All that runs through it breaks off; new connections are let in. */
    void cut() {
        open.forEach(Relay::close);
        open.clear();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                treat(door.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void treat(Socket from) {
        switch (mood) {
            case FAILS -> close(from);
            case HANGS -> open.add(from);
            case THROUGH -> connect(from);
        }
    }

    private void connect(Socket from) {
        try {
            Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(from);
            open.add(to);
            daemon(() -> copy(from, to));
            daemon(() -> copy(to, from));
        } catch (IOException away) {
            close(from);
        }
    }

    private void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException cut) {
            // That is what it is for.
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // As wanted.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
