package org.ganxian.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Buckets of tries or calls that all nodes take from, in the table {@code bucket}. Whose they are is kept as a hash. A
 * change is one compare and swap: no lock is held, on either database.
 */
@Component
public class SharedBuckets {

    /** By then any bucket here is full again, unless somebody goes on; times are milliseconds since 1970. */
    private static final long KEPT_MILLIS = Duration.ofHours(3).toMillis();

    /** Every so many new buckets, those that nobody needs any more are deleted. */
    private static final int SWEEP = 200;

    /** Each is held for a millisecond. */
    private static final int CONNECTIONS = 3;

    /** @param nextIn how long until there is one; empty when one was taken */
    public record Taken(long left, Optional<Duration> nextIn) {}

    private final @Nullable HikariDataSource beside;
    private final JdbcTemplate jdbc;
    private final Rows rows = new Rows();

    /**
     * A try counts whatever becomes of the transaction that is open, and though that one may only read. Its connections are
     * of a small pool of their own: of one pool, twenty requests that each hold a connection and want another would stand
     * still.
     */
    SharedBuckets(DataSource database) throws SQLException {
        this.beside =
                database.isWrapperFor(HikariDataSource.class) ? beside(database.unwrap(HikariDataSource.class)) : null;
        // Wrapped, so that no transaction's connection is taken for it.
        this.jdbc = new JdbcTemplate(new DelegatingDataSource(beside == null ? database : beside));
    }

    private static HikariDataSource beside(HikariDataSource database) {
        HikariConfig small = new HikariConfig();
        database.copyStateTo(small);
        small.setPoolName("beside");
        small.setMinimumIdle(1);
        small.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(small);
    }

    @PreDestroy
    void close() {
        if (beside != null) {
            beside.close();
        }
    }

    /**
     * Takes one, if there is one.
     *
     * @param capacity how many a {@code period}, and how many at once
     * @return how long until there is one; empty when it was taken
     */
    public Optional<Duration> tryTake(String whose, int capacity, Duration period) {
        return take(whose, capacity, period).nextIn();
    }

    /** As {@link #tryTake}, for whoever wants to know how many are left. */
    public Taken take(String whose, int capacity, Duration period) {
        ConsumptionProbe probe = bucket(whose, capacity, period).tryConsumeAndReturnRemaining(1);
        return new Taken(
                probe.getRemainingTokens(),
                probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill())));
    }

    /** Takes one even where there is none: it is then owed. */
    public void owe(String whose, int capacity, Duration period) {
        bucket(whose, capacity, period).consumeIgnoringRateLimits(1);
    }

    /** Whether none is left. Reads one row, and writes nothing: of most people there is none. */
    public boolean isEmpty(String whose) {
        return wait(whose).isPresent();
    }

    /** How long until there is one; empty when there is. */
    public Optional<Duration> wait(String whose) {
        String key = key(whose);
        if (rows.read(key) == null) {
            return Optional.empty();
        }
        return rows.getProxyConfiguration(key)
                .map(kept -> rows.builder().build(key, () -> kept))
                .map(bucket -> bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill())
                .filter(nanos -> nanos > 0)
                .map(Duration::ofNanos);
    }

    private BucketProxy bucket(String whose, int capacity, Duration period) {
        return rows.builder()
                .build(
                        key(whose),
                        () -> BucketConfiguration.builder()
                                .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, period))
                                .build());
    }

    private static String key(String whose) {
        return DigestUtils.sha256Hex(whose.getBytes(StandardCharsets.UTF_8));
    }

    private class Rows extends AbstractCompareAndSwapBasedProxyManager<String> {

        Rows() {
            super(ClientSideConfig.getDefault());
        }

        byte @Nullable [] read(String key) {
            return jdbc.query(
                    "select state from bucket where id = ?", found -> found.next() ? found.getBytes(1) : null, key);
        }

        @Override
        protected CompareAndSwapOperation beginCompareAndSwapOperation(String key) {
            return new CompareAndSwapOperation() {
                @Override
                public Optional<byte[]> getStateData(Optional<Long> timeout) {
                    return Optional.ofNullable(read(key));
                }

                @Override
                public boolean compareAndSwap(
                        byte @Nullable [] before, byte[] after, RemoteBucketState state, Optional<Long> timeout) {
                    return swap(key, before, after);
                }
            };
        }

        private boolean swap(String key, byte @Nullable [] before, byte[] after) {
            long now = System.currentTimeMillis();
            if (before != null) {
                return jdbc.update(
                                "update bucket set state = ?, expires_at = ? where id = ? and state = ?",
                                after,
                                now + KEPT_MILLIS,
                                key,
                                before)
                        == 1;
            }
            if (ThreadLocalRandom.current().nextInt(SWEEP) == 0) {
                jdbc.update("delete from bucket where expires_at < ?", now);
            }
            return jdbc.update(
                            "insert ignore into bucket (id, state, expires_at) values (?, ?, ?)",
                            key,
                            after,
                            now + KEPT_MILLIS)
                    == 1;
        }

        @Override
        protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected CompletableFuture<Void> removeAsync(String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isAsyncModeSupported() {
            return false;
        }

        @Override
        public void removeProxy(String key) {
            jdbc.update("delete from bucket where id = ?", key);
        }
    }
}
