package org.ganxian.exchange.polled;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.exchange.Exchange;
import org.ganxian.exchange.envelope.Sealing;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.PartnerKey;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.notice.NotSent;
import org.ganxian.notice.SignedCalls;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fetches a partner's pages, one after the other: {@code {"messages": [...], "next": "..."}}. No transaction is open meanwhile. */
@Component
@RequiredArgsConstructor
class PageReader {

    static final String NO_PAGE = "NoPage";
    static final String NO_KEY = "NoValidKey";

    /** The most in one round; the next comes in five minutes. */
    private static final int MOST = 10;

    /** The most messages of a page, and about the most of a round, which one job takes. */
    private static final int MESSAGES = 2_000;

    /** Characters that a cursor may have. */
    private static final int CURSOR = 200;

    /**
     * One page.
     *
     * @param messages envelopes as JSON in UTF-8
     * @param next from where the next one begins; null for what leaves the cursor where it is
     */
    record Page(List<byte[]> messages, @Nullable String next) {}

    /**
     * What lay there.
     *
     * @param broken why no more was read, as {@link NotSent} says it; null when all was
     */
    record Round(List<Page> pages, @Nullable String broken) {}

    private final SignedCalls calls;
    private final ObjectMapper json;
    private final Partners partners;
    private final Clock clock;

    /**
     * What comes after the cursor: pages until there is nothing new, ten at most and 10 MB in all.
     *
     * @param after empty for the beginning
     */
    Round read(Partner partner, String after) {
        List<Page> pages = new ArrayList<>();
        String at = after;
        int left = Exchange.HEAVIEST;
        int taken = 0;
        try {
            while (pages.size() < MOST && left > 0 && taken < MESSAGES) {
                byte[] bytes = fetched(partner, at, pages.isEmpty() ? Exchange.HEAVIEST : left);
                Page page = page(bytes);
                pages.add(page);
                left -= bytes.length;
                taken += page.messages().size();
                if (page.messages().isEmpty()
                        || page.next() == null
                        || page.next().equals(at)) {
                    break;
                }
                at = page.next();
            }
            return new Round(pages, null);
        } catch (NotSent broken) {
            // What no longer fits into this round is not broken: it is read in the next.
            boolean full = !pages.isEmpty() && SignedCalls.TOO_LARGE.equals(broken.getMessage());
            return new Round(pages, full ? null : broken.getMessage());
        }
    }

    /** With a signature by the partner's key, so that a page need not be open to everybody. */
    private byte[] fetched(Partner partner, String after, int most) {
        String address = partner.address();
        URI base = address == null ? null : SignedCalls.address(address);
        if (base == null) {
            throw new NotSent("NoAddress");
        }
        URI url = URI.create(base + (base.getRawQuery() == null ? "?" : "&") + "after="
                + URLEncoder.encode(after, StandardCharsets.UTF_8));
        PartnerKey key = partners.sendingKey(partner).orElseThrow(() -> new NotSent(NO_KEY));
        Sealing sealing = partners.sealing(partner, key);
        String time = String.valueOf(clock.instant().getEpochSecond());
        String signature = sealing.sign("GET\n" + url.getRawPath() + "?" + url.getRawQuery() + "\n" + time);
        return calls.get(
                url,
                Map.of(
                        "Ganxian-Key-Id",
                        key.keyId(),
                        "Ganxian-Timestamp",
                        time,
                        "Ganxian-Signature",
                        "v1=" + signature),
                most);
    }

    /** A page is whole or nothing: half of one is no JSON. */
    private Page page(byte[] bytes) {
        try {
            JsonNode read = json.readTree(bytes);
            JsonNode messages = read == null ? null : read.get("messages");
            if (messages == null || !messages.isArray() || messages.size() > MESSAGES) {
                throw new NotSent(NO_PAGE);
            }
            List<byte[]> all = new ArrayList<>();
            for (JsonNode message : messages) {
                all.add(json.writeValueAsBytes(message));
            }
            String next = read.path("next").asText("");
            if (next.length() > CURSOR || next.chars().anyMatch(Character::isISOControl)) {
                throw new NotSent(NO_PAGE);
            }
            return new Page(all, next.isEmpty() ? null : next);
        } catch (IOException e) {
            // No JSON, or no UTF-8.
            throw new NotSent(NO_PAGE);
        }
    }
}
