package org.ganxian.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

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

    /** As many requests as the pool has connections, each within its transaction, guess at the same moment. */
    @Test
    void guessesAtOnceWaitForNoConnectionThatAnotherGuessHolds() throws Exception {
        int requests = 4;
        HikariConfig few = new HikariConfig();
        few.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=MySQL;DB_CLOSE_DELAY=-1");
        few.setMaximumPoolSize(requests);
        few.setConnectionTimeout(1000);
        try (HikariDataSource pool = new HikariDataSource(few)) {
            SharedBuckets database = BucketsInMemory.in(pool);
            Guesses shared = new Guesses(2, Duration.ofHours(1), database);
            TransactionTemplate request = new TransactionTemplate(new DataSourceTransactionManager(pool));
            request.setReadOnly(true);
            CyclicBarrier allHoldOne = new CyclicBarrier(requests);
            List<Callable<Boolean>> guesses = Collections.nCopies(
                    requests,
                    () -> request.execute(status -> {
                        await(allHoldOne);
                        boolean taken = shared.take("attacker");
                        shared.wasWrong("attacker");
                        return taken;
                    }));
            ExecutorService threads = Executors.newFixedThreadPool(requests);
            try {
                for (Future<Boolean> guess : threads.invokeAll(guesses)) {
                    assertThat(guess.get()).isNotNull();
                }
                assertThat(shared.take("attacker")).isFalse();
            } finally {
                threads.shutdownNow();
                database.close();
            }
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(5, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void exhaust(String guesser) {
        for (int i = 0; i < 3; i++) {
            assertThat(guesses.take(guesser)).isTrue();
        }
    }
}
