package org.ganxian.intake;

import java.time.Duration;
import java.util.function.Supplier;
import org.ganxian.platform.Guesses;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.SharedBuckets;
import org.ganxian.platform.web.Client;
import org.springframework.stereotype.Component;

/** Slows guessing of query codes down. Nobody's wrong codes shut a resident out who asks from elsewhere (decision 017). */
@Component
class WrongCodes {

    private static final Duration PERIOD = Duration.ofHours(1);

    private final Guesses byNumber;
    private final Guesses byAddress;

    WrongCodes(RateLimits limits, SharedBuckets buckets) {
        this.byNumber = new Guesses(limits.wrongCodes(), PERIOD, buckets);
        this.byAddress = new Guesses(limits.wrongCodesOfAddress(), PERIOD, buckets);
    }

    /**
     * Looks up what a code opens.
     *
     * @param number in its one form
     * @throws Refusal 429 after too many wrong codes, and what {@code opening} throws, which then counts as a wrong one
     */
    <T> T guarded(String number, Supplier<T> opening) {
        String address = Client.current();
        String guesser = number + "@" + address;
        take(byNumber, guesser);
        try {
            take(byAddress, address);
        } catch (Refusal tooOften) {
            byNumber.giveBack(guesser);
            throw tooOften;
        }
        T opened;
        try {
            opened = opening.get();
        } catch (RuntimeException wrong) {
            byNumber.wasWrong(guesser);
            byAddress.wasWrong(address);
            throw wrong;
        }
        byNumber.giveBack(guesser);
        byAddress.giveBack(address);
        return opened;
    }

    private static void take(Guesses guesses, String guesser) {
        if (!guesses.take(guesser)) {
            throw Refusal.tooOften("查询码输错次数过多，请过几分钟再试", guesses.wait(guesser).orElse(Duration.ofSeconds(1)));
        }
    }
}
