package org.ganxian.engine.tables;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RepositoryService;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.OncePerPage;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The editions of a table of rules, and the one that comes with this release. A release replaces only its own: what the
 * city has put into force stays until the city changes it.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class TableEditions {

    /** Who deployed what a release brought. */
    public static final String OF_RELEASES = "ganxian";

    private static final String OF_THE_CITY = "city";

    /**
     * @param id the engine's, of this edition alone
     * @param number from 1
     * @param shipped whether it came with a release
     */
    public record Edition(String id, String deployment, int number, Instant since, boolean shipped) {}

    private final RepositoryService repository;
    private final CurrentActor actors;
    private final ShippedTables shipped;
    private final JdbcTemplate jdbc;
    private final LatestEditions newest;

    /**
     * Which edition is in force, and no more of it: asked with each limit of each case.
     *
     * @param id the engine's, of this edition alone
     * @param number from 1
     */
    public record Latest(String id, int number) {}

    /** As {@link #inForce}, in one plain question, once in a transaction: each clock of a case asks it. */
    public Optional<Latest> latest(String decision) {
        return newest.of(decision);
    }

    /** The edition by which is decided now; empty for a decision that is none. */
    public Optional<Edition> inForce(String decision) {
        return all(decision).stream().findFirst();
    }

    /** Newest first. */
    public List<Edition> all(String decision) {
        return OncePerPage.read("editions of " + decision, List.class, () -> read(decision));
    }

    private List<Edition> read(String decision) {
        // The engine tells of one deployment at a time.
        return jdbc.query(
                "select d.ID_, p.ID_, d.VERSION_, p.DEPLOY_TIME_, p.SOURCE_ from ACT_RE_DECISION_DEF d"
                        + " join ACT_RE_DEPLOYMENT p on p.ID_ = d.DEPLOYMENT_ID_ where d.KEY_ = ? order by d.VERSION_ desc",
                (row, i) -> new Edition(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getTimestamp(4).toInstant(),
                        OF_RELEASES.equals(row.getString(5))),
                decision);
    }

    /** The file of an edition. */
    public byte[] content(Edition edition) {
        return actors.asSystem(() -> read(repository.getDecisionModel(edition.id())));
    }

    /** The file that comes with this release; empty for a table that none brings. */
    public Optional<byte[]> shipped(String decision) {
        return shipped.file(decision);
    }

    /** Whether a release may put this file into force: there is none yet, or another one of a release. */
    public boolean isReleases(String decision, byte[] file) {
        return inForce(decision)
                .map(now -> now.shipped() && !Arrays.equals(content(now), file))
                .orElse(true);
    }

    /**
     * Puts a file into force, for the city.
     *
     * @throws Refusal 400 for a table that makes no sense
     */
    public Edition putIntoForce(String decision, byte[] file) {
        return actors.asSystem(() -> {
            repository
                    .createDeployment()
                    .name(decision)
                    .source(OF_THE_CITY)
                    .addInputStream(decision + ".dmn", new ByteArrayInputStream(file))
                    .deploy();
            return inForce(decision).orElseThrow();
        });
    }

    private static byte[] read(InputStream file) {
        try (file) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
