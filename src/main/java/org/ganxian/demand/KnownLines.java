package org.ganxian.demand;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.TimelineEntry.Happened;
import org.ganxian.platform.data.PerTransaction;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What happened to a demand, in memory by the version of its row, which each line that is added raises: a step adds its own
 * lines to those before and reads none. Right on any node: where the row has another version, the database is asked. Only
 * in transactions.
 */
final class KnownLines {

    private static final int DEMANDS = 2_000;

    private record Lines(long version, List<Happened> all) {}

    /** What this transaction has added, and the version before it; null for a demand that is new. */
    @RequiredArgsConstructor
    private static final class Added {
        private final @Nullable Long before;
        private final List<Happened> lines = new ArrayList<>();
    }

    private final Cache<Long, Lines> known =
            Caffeine.newBuilder().maximumSize(DEMANDS).build();
    private final PerTransaction<Map<Long, Added>> added = new PerTransaction<>(HashMap::new);

    /** To be called before the first line of a demand. */
    void begin(Demand demand) {
        added.get().put(demand.id(), new Added(null));
    }

    /** To be called before a line raises the version. */
    void goOn(Demand demand) {
        added.get().computeIfAbsent(demand.id(), id -> new Added(demand.version()));
    }

    /** To be called for each line, as it is stored. */
    void add(Demand demand, Happened line) {
        Objects.requireNonNull(added.get().get(demand.id()), "Its version is not known")
                .lines
                .add(line);
    }

    /**
     * All lines, oldest first.
     *
     * @param read reads them from the database
     */
    List<Happened> of(Demand demand, LongFunction<List<Happened>> read) {
        Added here = added.get().get(demand.id());
        List<Happened> before = here == null
                ? before(demand, demand.version())
                : here.before == null ? List.of() : before(demand, here.before);
        List<Happened> all = before == null ? read.apply(demand.id()) : joined(before, here);
        keepOnceItIsSure(demand.id(), new Lines(demand.version(), List.copyOf(all)));
        return all;
    }

    private @Nullable List<Happened> before(Demand demand, long version) {
        Lines lines = known.getIfPresent(demand.id());
        return lines == null || lines.version != version ? null : lines.all;
    }

    private static List<Happened> joined(List<Happened> before, @Nullable Added here) {
        List<Happened> all = new ArrayList<>(before);
        if (here != null) {
            all.addAll(here.lines);
        }
        return all;
    }

    /** A version that was taken back may come again with other lines. One that rises further is asked for by nobody. */
    private void keepOnceItIsSure(Long id, Lines lines) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known.put(id, lines);
            }
        });
    }
}
