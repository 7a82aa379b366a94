package org.ganxian.rules;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;
import org.springframework.data.jpa.repository.JpaRepository;

/** What is to become of a table: one at a time, which changes nothing until it is put into force. */
@Entity
@Table(name = "rule_draft")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class RuleDraft implements Persistable<String> {

    interface Repository extends JpaRepository<RuleDraft, String> {}

    enum State {
        OPEN,
        /** Waits for its day. */
        SCHEDULED,
        /** Its day came, and it could not be put into force. */
        REFUSED
    }

    @Id
    private String decision;

    @Lob
    private byte[] content;

    private String changedBy;
    private Instant changedAt;

    @Enumerated(EnumType.STRING)
    private State state = State.OPEN;

    /** In the city's time, from 00:00; only when scheduled. */
    private @Nullable LocalDate effectiveOn;

    /** Why; only when scheduled. */
    private @Nullable String reason;

    /** Edition that it was compared with when it was scheduled. */
    private @Nullable String against;

    /** zh-CN; only when refused. */
    private @Nullable String refusal;

    @Version
    private @Nullable Long version;

    RuleDraft(String decision, byte[] file, Actor by, Instant at) {
        this.decision = decision;
        this.content = file;
        this.changedBy = by.id();
        this.changedAt = at;
    }

    void write(byte[] file, Actor by, Instant at) {
        content = file;
        changedBy = by.id();
        changedAt = at;
        reopen();
    }

    void schedule(LocalDate day, String why, String comparedWith, Actor by, Instant at) {
        state = State.SCHEDULED;
        effectiveOn = day;
        reason = why;
        against = comparedWith;
        refusal = null;
        changedBy = by.id();
        changedAt = at;
    }

    void reopen() {
        state = State.OPEN;
        effectiveOn = null;
        refusal = null;
    }

    void refuse(String why) {
        state = State.REFUSED;
        refusal = why.length() > 1000 ? why.substring(0, 1000) : why;
    }

    /** Says which state of which draft somebody looked at: another draft may have come in the place of one. */
    public String seen() {
        return version + "-" + changedAt.toEpochMilli();
    }

    public boolean isScheduled() {
        return state == State.SCHEDULED;
    }

    @Override
    public String getId() {
        return decision;
    }

    @Override
    public boolean isNew() {
        return version == null;
    }
}
