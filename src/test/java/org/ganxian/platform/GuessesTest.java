package org.ganxian.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuessesTest {

    private long nanos;

    private final Guesses guesses = new Guesses(
            3,
            Duration.ofHours(1),
            new TimeMeter() {
                @Override
                public long currentTimeNanos() {
                    return nanos;
                }

                @Override
                public boolean isWallClockBased() {
                    return false;
                }
            },
            null);

    @Test
    void wrongGuessesOfOneNeverCountForAnother() {
        exhaust("attacker");
        assertThat(guesses.take("attacker")).isFalse();
        assertThat(guesses.take("owner")).isTrue();
    }

    @Test
    void triesComeBackOneByOne() {
        exhaust("a");
        assertThat(guesses.wait("a")).hasValue(Duration.ofMinutes(20));
        nanos += Duration.ofMinutes(20).toNanos();
        assertThat(guesses.wait("a")).isEmpty();
        assertThat(guesses.take("a")).isTrue();
        assertThat(guesses.take("a")).isFalse();
    }

    @Test
    void aRightOneCostsNothing() {
        for (int i = 0; i < 50; i++) {
            assertThat(guesses.take("a")).isTrue();
            guesses.giveBack("a");
        }
    }

    @Test
    void wrongOnesCountOverAllNodes() {
        SharedBuckets database = BucketsInMemory.make();
        Guesses one = new Guesses(4, Duration.ofHours(1), database);
        Guesses other = new Guesses(4, Duration.ofHours(1), database);
        for (Guesses node : List.of(one, other, one, other)) {
            assertThat(node.take("attacker")).isTrue();
            node.wasWrong("attacker");
        }
        assertThat(one.take("attacker")).isFalse();
        assertThat(other.take("attacker")).isFalse();
        assertThat(other.wait("attacker"))
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15)));
        assertThat(other.take("owner")).isTrue();
    }

    private void exhaust(String guesser) {
        for (int i = 0; i < 3; i++) {
            assertThat(guesses.take(guesser)).isTrue();
        }
    }
}
