package org.ganxian.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GuessesTest {

    private long nanos;

    private final Guesses guesses = new Guesses(3, Duration.ofHours(1), new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

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

    private void exhaust(String guesser) {
        for (int i = 0; i < 3; i++) {
            assertThat(guesses.take(guesser)).isTrue();
        }
    }
}
