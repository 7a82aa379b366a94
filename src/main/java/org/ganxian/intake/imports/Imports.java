package org.ganxian.intake.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.demand.Demands;
import org.ganxian.demand.FinishedRecords;
import org.ganxian.order.DangerReports;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.RetriedTransaction;
import org.ganxian.platform.table.Row;
import org.ganxian.platform.table.Table;
import org.ganxian.platform.table.TableFile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Takes in a file of another system's records. The whole file is looked through before its first row goes in; then every
 * row is a transaction of its own, so that an import which breaks off can simply be sent again.
 */
@Service
@RequiredArgsConstructor
class Imports {

    /** Each holds the texts of a workbook in memory. */
    private static final int AT_ONCE = 2;

    private static final Duration WAIT = Duration.ofMinutes(2);
    /** Of which the database is asked together whether they are in already. */
    private static final int ROWS_AT_ONCE = 100;

    private static final int CHARACTERS_AT_ONCE = 1_000_000;

    /** Hears how far an import is. */
    interface Progress {
        Progress UNHEARD = new Progress() {};

        /** @param rows how many hold something */
        default void begins(int rows) {}

        /** @param rows how many have an outcome */
        default void done(int rows) {}
    }

    private final ImportSettings settings;
    private final DangerReports dangerReports;
    private final Demands demands;
    private final FinishedRecords finished;
    private final RowReaders readers;
    private final RetriedTransaction transaction;
    private final CurrentActor currentActor;
    private final Audit audit;
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final LongAdder failed = new LongAdder();

    /** A sheet with its header. */
    private record Found(Table table, Header header, List<String> notices) {}

    /**
     * Imports what is good in a file.
     *
     * @param profile name of a profile of the settings; null: whichever fits the header
     * @throws Refusal when the file as a whole cannot be imported; then nothing of it has been
     */
    ImportReport take(Path file, @Nullable String profile, Progress progress) {
        try {
            if (!places.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Refusal.tooOften("另有文件正在导入，请稍后再试", WAIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        try (TableFile tables = TableFile.open(file)) {
            Found found = find(tables, profilesNamed(profile));
            String hash = hash(file);
            progress.begins(count(found));
            ReportWriter report =
                    new ReportWriter(hash, found.table().name().orElse(null), found.header(), found.notices());
            audit.record(currentActor.get(), "demands-imported", hash);
            takeRows(found, report, progress);
            return report.finish();
        } catch (RuntimeException broken) {
            if (Refusal.behind(broken).isEmpty()) {
                failed.increment();
            }
            throw broken;
        } finally {
            places.release();
        }
    }

    /** How many are under way on this node. */
    int running() {
        return AT_ONCE - places.availablePermits();
    }

    /** How many have broken off on this node since it started, without the files that were refused. */
    long failed() {
        return failed.sum();
    }

    private Map<String, ColumnProfile> profilesNamed(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return settings.profiles();
        } else if (!settings.profiles().containsKey(name)) {
            throw Refusal.field(
                    "profile",
                    "没有这种列名配置，可以用：" + String.join("、", settings.profiles().keySet()));
        }
        return Map.of(name, settings.profiles().get(name));
    }

    private static Found find(TableFile file, Map<String, ColumnProfile> profiles) {
        Found found = null;
        List<String> others = new ArrayList<>();
        List<Row> seen = new ArrayList<>();
        for (Table table : file.tables()) {
            List<Row> first = firstRows(table);
            Optional<Header> header = found != null
                    ? Optional.empty()
                    : first.stream()
                            .flatMap(row -> Header.in(row, profiles).stream())
                            .findFirst();
            if (header.isPresent()) {
                found = new Found(table, header.get(), new ArrayList<>());
            } else if (!first.isEmpty()) {
                others.add("“" + table.name().orElse("") + "”");
            }
            seen.addAll(first);
        }
        if (seen.isEmpty()) {
            throw Refusal.field(TableFile.FIELD, "文件里没有内容，请核对后重新选择");
        } else if (found == null) {
            throw Header.notFoundIn(seen, profiles, file.oddity());
        } else if (!others.isEmpty()) {
            found.notices().add("只导入了一张工作表，没有导入：" + String.join("、", others));
        }
        return found;
    }

    private static List<Row> firstRows(Table table) {
        try (Stream<Row> rows = table.rows()) {
            return rows.filter(r -> !r.isBlank()).limit(Header.ROWS_SEARCHED).toList();
        }
    }

    /** Reads to the end, so that a file which is broken anywhere is refused before anything of it is in. */
    private int count(Found found) {
        int count = 0;
        Oddities oddities = new Oddities();
        try (Stream<Row> rows = below(found)) {
            for (Row row : (Iterable<Row>) rows::iterator) {
                if (found.header().isBelowTheRecords(row)) {
                    oddities.passedOver(row);
                } else if (++count > settings.maxRows()) {
                    throw Refusal.field(TableFile.FIELD, "一次最多导入 %d 行，请分成几个文件".formatted(settings.maxRows()));
                } else if (row.hidden()) {
                    oddities.hidden(row);
                }
            }
        }
        if (count == 0) {
            throw Refusal.field(TableFile.FIELD, "表头下面没有内容，请核对后重新选择");
        }
        found.notices().addAll(oddities.notices());
        return count;
    }

    private static Stream<Row> records(Found found) {
        return below(found).filter(row -> !found.header().isBelowTheRecords(row));
    }

    private static Stream<Row> below(Found found) {
        Header header = found.header();
        return found.table()
                .rows()
                .dropWhile(r -> r.line() != header.line())
                .skip(1)
                .filter(r -> !header.isBlank(r));
    }

    private void takeRows(Found found, ReportWriter report, Progress progress) {
        String username = currentActor.username().orElseThrow();
        RowReader reader = readers.of(found.header(), found.table(), username);
        RowImport rowImport = new RowImport(
                dangerReports, demands, finished, transaction, reader, found.header(), currentActor.get());
        AtomicInteger done = new AtomicInteger();
        List<Row> next = new ArrayList<>();
        int characters = 0;
        try (Stream<Row> rows = records(found)) {
            for (Iterator<Row> each = rows.iterator(); each.hasNext(); ) {
                next.add(each.next());
                characters += next.get(next.size() - 1).characters();
                if (next.size() == ROWS_AT_ONCE || characters > CHARACTERS_AT_ONCE || !each.hasNext()) {
                    rowImport.take(next, result -> {
                        report.add(result);
                        progress.done(done.incrementAndGet());
                    });
                    next.clear();
                    characters = 0;
                }
            }
        }
    }

    private static String hash(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return DigestUtils.sha256Hex(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
