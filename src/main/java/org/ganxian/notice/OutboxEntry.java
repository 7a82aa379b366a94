package org.ganxian.notice;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One notice on its way out by one channel. The receiver knows it by its id, whatever number of times it is sent. */
@Entity
@Table(name = "notice_outbox")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class OutboxEntry {

    enum Channel {
        MAIL,
        WEBHOOK
    }

    enum State {
        /** A job of the engine will send it. */
        WAITING,
        SENT,
        /** All retries are used up; there is an incident in Cockpit. */
        FAILED,
        /** Whoever it was for has left or has no address any more. */
        DROPPED
    }

    @Getter(AccessLevel.PACKAGE)
    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    private String id;

    @Getter(AccessLevel.PACKAGE)
    @Enumerated(EnumType.STRING)
    private Channel channel;

    /** User name; missing for the webhook. */
    @Getter(AccessLevel.PACKAGE)
    private @Nullable String recipient;

    @Getter(AccessLevel.PACKAGE)
    @Embedded
    private Notice notice;

    @Getter(AccessLevel.PACKAGE)
    private Instant toldAt;

    @Enumerated(EnumType.STRING)
    private State state = State.WAITING;

    private int attempts;
    private @Nullable String lastError;
    private @Nullable Instant sentAt;

    OutboxEntry(Channel channel, @Nullable String recipient, Notice notice, Instant toldAt) {
        this.id = UUID.randomUUID().toString();
        this.channel = channel;
        this.recipient = recipient;
        this.notice = notice;
        this.toldAt = toldAt;
    }

    boolean isDone() {
        return state == State.SENT || state == State.DROPPED;
    }

    void sent(Instant at) {
        state = State.SENT;
        attempts++;
        sentAt = at;
        lastError = null;
    }

    void dropped() {
        state = State.DROPPED;
    }
}
