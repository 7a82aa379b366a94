package org.ganxian.intake.imports;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.intake.imports.ImportReport.Outcome;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Imports that were begun at the desk of this node, for their progress and report to be shown. Kept in memory for half
 * an hour, so the balancer before several nodes must be sticky; what is lost with a node is a report, never a record.
 */
@Component
class ImportRuns {

    private static final Duration KEPT = Duration.ofMinutes(30);
    /** Of all reports together. */
    private static final int LINES_KEPT = 50_000;

    /** One import, written by its request and read by others. */
    @RequiredArgsConstructor(access = AccessLevel.PRIVATE)
    static final class Run implements Imports.Progress {

        private final String username;
        private volatile int total;
        private volatile int done;
        private volatile @Nullable ImportReport report;
        private volatile @Nullable String refusal;

        @Override
        public void begins(int rows) {
            total = rows;
        }

        @Override
        public void done(int rows) {
            done = rows;
        }

        /** 0 until the file has been looked through. */
        int total() {
            return total;
        }

        int done() {
            return done;
        }

        /** Without the lines of rows that went in; empty until the end, and after a refusal. */
        Optional<ImportReport> report() {
            return Optional.ofNullable(report);
        }

        /** Why the file was not imported; empty when it was, or still is. */
        Optional<String> refusal() {
            return Optional.ofNullable(refusal);
        }

        boolean isOver() {
            return report != null || refusal != null;
        }

        private int lines() {
            return report == null ? 1 : 1 + report.rows().size();
        }
    }

    private final Cache<String, Run> runs = Caffeine.newBuilder()
            .expireAfterAccess(KEPT)
            .maximumWeight(LINES_KEPT)
            .weigher((String id, Run run) -> run.lines())
            .build();

    /**
     * Begins a run under the id that the form was given; empty when that form has been sent before and still runs.
     *
     * @throws Refusal 400 for an id that no form was given
     */
    Optional<Run> begin(String id, String username) {
        try {
            UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("页面已失效，请刷新后重试");
        }
        Run run = new Run(username);
        Run kept = runs.asMap().merge(key(id, username), run, (old, next) -> old.isOver() ? next : old);
        return kept == run ? Optional.of(run) : Optional.empty();
    }

    void end(String id, Run run, ImportReport report) {
        List<ImportReport.Line> lines = report.rows().stream()
                .filter(l -> l.outcome() != Outcome.IMPORTED)
                .toList();
        run.report = report.with(lines);
        runs.put(key(id, run.username), run);
    }

    void refuse(Run run, String message) {
        run.refusal = message;
    }

    /** This person's run; empty for an unknown or forgotten one, and for another's. */
    Optional<Run> find(String id, String username) {
        return Optional.ofNullable(runs.getIfPresent(key(id, username)));
    }

    private static String key(String id, String username) {
        return username + "/" + id;
    }
}
