package org.ganxian.platform.data;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lines that belong to a row and are only ever added, in memory by the version of that row, which each line that is added
 * raises: a step adds its own lines to those before and reads none. Right on any node: where the row has another version,
 * the database is asked. Only in transactions; outside of one to ask is an IllegalStateException.
 *
 * @param <T> what is kept of a line
 */
public final class KnownLines<T> {

    private static final int ROWS = 2_000;

    private record Lines<T>(long version, List<T> all) {}

    /** What this transaction has added, and the version before it; null for a row that is new. */
    @RequiredArgsConstructor
    private static final class Added<T> {
        private final @Nullable Long before;
        private final List<T> lines = new ArrayList<>();
    }

    private final Cache<Long, Lines<T>> known =
            Caffeine.newBuilder().maximumSize(ROWS).build();
    private final PerTransaction<Map<Long, Added<T>>> added = new PerTransaction<>(HashMap::new);
    /** What this transaction has read, without what it has added. */
    private final PerTransaction<Map<Long, Lines<T>>> read = new PerTransaction<>(HashMap::new);

    /** To be called before the first line of a row that is new. */
    public void begin(long row) {
        added.get().put(row, new Added<>(null));
    }

    /** To be called before a line raises the version. */
    public void goOn(long row, long version) {
        added.get().computeIfAbsent(row, id -> new Added<>(version));
    }

    /** To be called for each line, as it is stored, after one of the two above. */
    public void add(long row, T line) {
        Objects.requireNonNull(added.get().get(row), "Its version is not known")
                .lines
                .add(line);
    }

    /**
     * All lines, oldest first.
     *
     * @param version of the row as this transaction has it
     * @param from reads them from the database
     */
    public List<T> of(long row, long version, LongFunction<List<T>> from) {
        Added<T> here = added.get().get(row);
        List<T> own = here == null ? List.of() : here.lines;
        Long first = here == null ? Long.valueOf(version) : here.before;
        List<T> all = new ArrayList<>(first == null ? List.of() : before(row, first, own.size(), from));
        all.addAll(own);
        keepOnceItIsSure(row, new Lines<>(version, List.copyOf(all)));
        return all;
    }

    /** @param own so many lines at the end of those in the database are this transaction's own */
    private List<T> before(long row, long version, int own, LongFunction<List<T>> from) {
        Lines<T> lines = read.get().get(row);
        if (lines == null || lines.version != version) {
            lines = known.getIfPresent(row);
        }
        if (lines == null || lines.version != version) {
            List<T> all = from.apply(row);
            lines = new Lines<>(version, List.copyOf(all.subList(0, all.size() - own)));
            read.get().put(row, lines);
        }
        return lines.all;
    }

    /** A version that was taken back may come again with other lines. One that rises further is asked for by nobody. */
    private void keepOnceItIsSure(long row, Lines<T> lines) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known.put(row, lines);
            }
        });
    }
}
