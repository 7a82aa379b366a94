package org.ganxian.platform;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import lombok.RequiredArgsConstructor;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who looked at or did what beyond the timeline: contact details shown, files imported, accounts made. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Audit {

    interface Entries extends Repository<Entry, Long> {
        Entry save(Entry entry);

        long countByActorIdAndActionAndSubject(String actorId, String action, String subject);

        boolean existsByAction(String action);

        boolean existsByActionAndSubject(String action, String subject);
    }

    private static final int SUBJECT = 120;

    private final Entries entries;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    /**
     * Appends a line.
     *
     * @param action what, as a short code, for example {@code contact-shown}
     * @param subject on what: a demand number, a file's hash; no personal data
     */
    @Transactional
    public void record(Actor actor, String action, String subject) {
        entries.save(new Entry(actor, action, Texts.fitting(subject, SUBJECT), clock.instant()));
    }

    /** Appends a line for each subject, as {@link #record(Actor, String, String)} does. */
    @Transactional
    public void record(Actor actor, String action, Collection<String> subjects) {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        jdbc.batchUpdate(
                "insert into audit_entry (actor_id, actor_title, action, subject, happened_at) values (?, ?, ?, ?, ?)",
                subjects.stream()
                        .map(subject ->
                                new Object[] {actor.id(), actor.title(), action, Texts.fitting(subject, SUBJECT), now})
                        .toList());
    }

    /** How often this person did this to this subject. */
    public long count(Actor actor, String action, String subject) {
        return entries.countByActorIdAndActionAndSubject(actor.id(), action, subject);
    }

    /** Whether anybody ever did this. */
    public boolean has(String action) {
        return entries.existsByAction(action);
    }

    /** Whether anybody ever did this to this subject. */
    public boolean has(String action, String subject) {
        return entries.existsByActionAndSubject(action, Texts.fitting(subject, SUBJECT));
    }

    @Entity(name = "AuditEntry")
    @Immutable
    @Table(name = "audit_entry")
    @NoArgsConstructor(access = AccessLevel.PROTECTED)
    static class Entry {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        private Long id;

        private String actorId;
        /** zh-CN, unit and duty at that time; null in lines of older versions. */
        private @Nullable String actorTitle;

        private String action;
        private String subject;
        private Instant happenedAt;

        Entry(Actor actor, String action, String subject, Instant happenedAt) {
            this.actorId = actor.id();
            this.actorTitle = actor.title();
            this.action = action;
            this.subject = subject;
            this.happenedAt = happenedAt;
        }
    }
}
