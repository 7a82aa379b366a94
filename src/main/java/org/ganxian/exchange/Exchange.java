package org.ganxian.exchange;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.exchange.envelope.Envelope;
import org.ganxian.exchange.kept.StoredEnvelope.Way;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Service;

/** What doors call: a message in, by whichever way it came. */
@Service
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Exchange {

    /** Bytes that a message may have: one photo of 5 MB, twice as Base64; a statement of 20,000 orders has less. */
    public static final int HEAVIEST = 10 * 1024 * 1024;

    private final Receiving receiving;

    /**
     * Takes a message that came over HTTPS.
     *
     * @param from code of the partner
     * @throws NotSigned for who does not prove to be a partner; nothing is kept then
     * @throws Refusal 400 for what cannot be read, 409 for other content under a number that was used
     */
    public Receipt receive(String from, byte[] bytes) {
        return receiving.receive(from, bytes, Way.HTTP);
    }

    /**
     * Takes what a door has made a message of, which has found out itself who sends it. The same again, by its number and
     * its content, is answered the same.
     *
     * @param envelope without key and signature; without {@code seq} it is the next of its order, once by its id
     * @param body of its type, as {@link org.ganxian.exchange.envelope.Bodies} has it
     * @param raw what the door wants to read again
     * @throws Refusal 400 for a body that cannot be, 409 for other content under an id or a number that was used
     */
    public Receipt take(Partner partner, Envelope envelope, Object body, String raw) {
        return receiving.known(partner, envelope, body, raw);
    }

    /** As {@link #receive}, of a file, which may be days old and come twice. */
    public Receipt receiveFile(String from, byte[] bytes) {
        return receiving.receive(from, bytes, Way.FILE);
    }
}
