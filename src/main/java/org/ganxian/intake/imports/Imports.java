package org.ganxian.intake.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.imports.FileImport;
import org.ganxian.imports.FileImportRuns;
import org.ganxian.imports.FileImports;
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
 * Begins the import of a file of another system's records. The whole file is looked through before its first row goes in.
 */
@Service
@RequiredArgsConstructor
class Imports {

    /** Each holds the texts of a workbook in memory. */
    private static final int AT_ONCE = 2;

    private static final Duration WAIT = Duration.ofMinutes(2);
    /** In one transaction. */
    private static final int ROWS_AT_ONCE = 50;

    private static final int CHARACTERS_AT_ONCE = 500_000;

    /** How long a call may take; what it leaves is gone on with then. */
    private static final Duration ATTENDED = Duration.ofMinutes(30);

    private final ImportSettings settings;
    private final RecordImport kind;
    private final FileImports imports;
    private final FileImportRuns runs;
    private final RetriedTransaction transaction;
    private final CurrentActor currentActor;
    private final Audit audit;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /** A sheet with its header. */
    private record Found(Table table, Header header, List<String> notices) {}

    /**
     * A file that somebody has sent.
     *
     * @param id of the import, a new one
     * @param name as they called it
     * @param profile name of a profile of the settings; null: whichever fits the header
     * @param attended whether the caller takes it in part by part; the engine does otherwise
     */
    record Sent(String id, Path file, String name, @Nullable String profile, boolean attended) {}

    /**
     * Begins to import what is good in a file.
     *
     * @throws Refusal when the file as a whole cannot be imported; then nothing of it will be
     */
    FileImport begin(Sent sent) {
        return begin(sent, ROWS_AT_ONCE);
    }

    FileImport begin(Sent sent, int rowsAtOnce) {
        try {
            if (!places.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Refusal.tooOften("另有文件正在导入，请稍后再试", WAIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        try (TableFile tables = TableFile.open(sent.file())) {
            Found found = find(tables, profilesNamed(sent.profile()));
            check(found);
            String hash = hash(sent.file());
            Header header = found.header();
            Layout layout = new Layout(
                    hash,
                    header.profileName(),
                    header.line(),
                    header.names(),
                    found.table().name().orElse(null),
                    found.table().isSeparated(),
                    found.notices());
            Instant attended = sent.attended() ? clock.instant().plus(ATTENDED) : null;
            return transaction.run(() -> {
                try (Stream<Row> rows = records(found)) {
                    FileImport begun = imports.begin(
                            sent.id(),
                            kind,
                            sent.name(),
                            layout,
                            currentActor.get(),
                            new Parts(rows.iterator(), rowsAtOnce),
                            attended);
                    audit.record(currentActor.get(), "demands-imported", hash);
                    runs.start(begun);
                    return begun;
                }
            });
        } finally {
            places.release();
        }
    }

    /**
     * Forgets the report of one's own; the records that went in stay.
     *
     * @throws Refusal 409 while it goes on
     */
    void delete(FileImport run) {
        if (run.isRunning() && !runs.isStuck(run)) {
            throw Refusal.conflict("还在导入，完成以后才能删除");
        }
        transaction.run(() -> {
            audit.record(currentActor.get(), "import-deleted", run.id());
            runs.delete(run);
            return run;
        });
    }

    /** Cuts a file into parts that are taken in together. */
    @RequiredArgsConstructor
    private static class Parts implements Iterator<List<Row>> {

        private final Iterator<Row> rows;
        private final int most;

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public List<Row> next() {
            List<Row> part = new ArrayList<>();
            int characters = 0;
            while (rows.hasNext() && part.size() < most && characters < CHARACTERS_AT_ONCE) {
                Row row = rows.next();
                part.add(row);
                characters += row.characters();
            }
            return part;
        }
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
    private void check(Found found) {
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

    private static String hash(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return DigestUtils.sha256Hex(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
