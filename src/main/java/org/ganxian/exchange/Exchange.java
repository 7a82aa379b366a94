package org.ganxian.exchange;

import lombok.RequiredArgsConstructor;
import org.ganxian.exchange.StoredEnvelope.Way;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Service;

/** What doors call: a message in, by whichever way it came. */
@Service
@RequiredArgsConstructor
public class Exchange {

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

    /** As {@link #receive}, of a file, which may be days old and come twice. */
    public Receipt receiveFile(String from, byte[] bytes) {
        return receiving.receive(from, bytes, Way.FILE);
    }
}
