package org.ganxian.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong guesses by whatever names the guesser. Each takes one of a few tries, which come back one by one; a right
 * one costs nothing. Wrong ones count over all nodes where {@link SharedBuckets} are given; what is under way, and what is
 * counted for the record alone, each node counts for itself.
 */
public final class Guesses {

    private static final int WATCHED = 100_000;

    private final Cache<String, Bucket> guessers;
    private final int tries;
    private final Duration period;
    private final TimeMeter time;
    private final @Nullable SharedBuckets shared;

    /** @param tries how many a {@code period}, and how many at once */
    public Guesses(int tries, Duration period) {
        this(tries, period, TimeMeter.SYSTEM_MILLISECONDS, null);
    }

    public Guesses(int tries, Duration period, SharedBuckets shared) {
        this(tries, period, TimeMeter.SYSTEM_MILLISECONDS, shared);
    }

    Guesses(int tries, Duration period, TimeMeter time, @Nullable SharedBuckets shared) {
        this.shared = shared;
        this.tries = tries;
        this.period = period;
        this.time = time;
        this.guessers = Caffeine.newBuilder()
                .expireAfterAccess(period)
                .maximumSize(WATCHED)
                .build();
    }

    /** Takes a try before it is known whether it is right, so that guesses at the same moment count, too. */
    public boolean take(String guesser) {
        if (!bucket(guesser).tryConsume(1)) {
            return false;
        }
        if (shared != null && shared.isEmpty(name(guesser))) {
            bucket(guesser).addTokens(1);
            return false;
        }
        return true;
    }

    /** It was wrong: the other nodes learn of it before the guesser does. */
    public void wasWrong(String guesser) {
        if (shared != null) {
            shared.owe(name(guesser), tries, period);
        }
    }

    /** It was right, or not counted in the end: the try is given back. */
    public void giveBack(String guesser) {
        bucket(guesser).addTokens(1);
    }

    /** How long until there is another try; empty when there is one. */
    public Optional<Duration> wait(String guesser) {
        long nanos = bucket(guesser).estimateAbilityToConsume(1).getNanosToWaitForRefill();
        Optional<Duration> here = nanos == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
        return here.or(() -> Optional.ofNullable(shared).flatMap(all -> all.wait(name(guesser))));
    }

    /** Tries of another kind by the same guesser are others. */
    private String name(String guesser) {
        return "guess " + tries + "/" + period + " " + guesser;
    }

    private Bucket bucket(String guesser) {
        return guessers.get(
                guesser,
                g -> Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(limit -> limit.capacity(tries).refillGreedy(tries, period))
                        .build());
    }
}
