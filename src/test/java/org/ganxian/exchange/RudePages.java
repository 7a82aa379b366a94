package org.ganxian.exchange;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ganxian.exchange.envelope.Envelope;

/** A partner's messages on pages, as partners have them: sometimes half of one, the same again, or none at all. */
final class RudePages {

    /** How it answers the next call. */
    enum Mood {
        WELL,
        /** 500. */
        BROKEN,
        /** The connection ends in the middle. */
        HALF,
        /** No JSON of ours. */
        NONSENSE,
        /** Chinese in another encoding. */
        GBK,
        /** Messages, and the cursor that it was asked with. */
        SAME_CURSOR,
        /** What was there already, once more, and what is new. */
        REPEATS,
        /** More than anybody should read. */
        ENDLESS,
        /** Look there. */
        MOVED
    }

    private final RudePartner partner;
    private final List<Envelope> lying = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> signatures = new CopyOnWriteArrayList<>();

    volatile Mood mood = Mood.WELL;

    /** Messages on a page. */
    volatile int each = 2;

    RudePages(RudePartner partner) {
        this.partner = partner;
    }

    void lies(Envelope... messages) {
        lying.addAll(List.of(messages));
    }

    /** In place of the last one. */
    void puts(Envelope message) {
        lying.set(lying.size() - 1, message);
    }

    /** The cursors that it was asked with. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    List<String> signatures() {
        return List.copyOf(signatures);
    }

    void answer(HttpExchange call) throws IOException {
        String after = call.getRequestURI().getQuery().replaceAll(".*after=", "");
        asked.add(after);
        signatures.add(String.valueOf(call.getRequestHeaders().getFirst("Ganxian-Signature")));
        int from = after.isEmpty() ? 0 : Integer.parseInt(after.substring(1));
        int begins = mood == Mood.REPEATS ? Math.max(0, from - 1) : from;
        int ends = Math.min(lying.size(), from + each);
        String next = mood == Mood.SAME_CURSOR ? after : "p" + ends;
        byte[] page = RudePartner.written(Map.of("messages", lying.subList(begins, ends), "next", next))
                .getBytes(StandardCharsets.UTF_8);
        try (call) {
            switch (mood) {
                case BROKEN -> call.sendResponseHeaders(500, -1);
                case MOVED -> {
                    call.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
                    call.sendResponseHeaders(302, -1);
                }
                case NONSENSE -> sends(call, "<html>请先登录</html>".getBytes(StandardCharsets.UTF_8), 0);
                case GBK ->
                    sends(
                            call,
                            "{\"messages\":[],\"next\":\"下一页\"}".getBytes(java.nio.charset.Charset.forName("GBK")),
                            0);
                case HALF -> sends(call, java.util.Arrays.copyOf(page, page.length / 2), page.length);
                case ENDLESS -> sends(call, new byte[Exchange.HEAVIEST + 1], 0);
                default -> sends(call, page, 0);
            }
        }
    }

    private static void sends(HttpExchange call, byte[] bytes, long length) throws IOException {
        call.sendResponseHeaders(200, length);
        call.getResponseBody().write(bytes);
    }
}
