package org.ganxian.notice;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.ganxian.platform.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What is to leave the house. Each row has one instance of the process {@code notice}, which sends it. */
@Component
@RequiredArgsConstructor
class Outbox {

    static final String PROCESS = "notice";

    private final EntityManager rows;
    private final RuntimeService runtimeService;
    private final CurrentActor currentActor;
    private final Clock clock;

    @Transactional(propagation = Propagation.MANDATORY)
    void put(OutboxEntry.Channel channel, @Nullable String recipient, Notice notice) {
        // As precise as the column, so that every attempt says the same.
        OutboxEntry entry =
                new OutboxEntry(channel, recipient, notice, clock.instant().truncatedTo(ChronoUnit.MICROS));
        rows.persist(entry);
        currentActor.asSystem(() -> runtimeService.startProcessInstanceByKey(PROCESS, entry.id()));
    }

    /** The row, held until the transaction ends, so that nobody else sends it meanwhile. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<OutboxEntry> hold(String id) {
        return Optional.ofNullable(rows.find(OutboxEntry.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** The row as it stands, held by nobody. */
    @Transactional(propagation = Propagation.REQUIRES_NEW, readOnly = true)
    Optional<OutboxEntry> look(String id) {
        return Optional.ofNullable(rows.find(OutboxEntry.class, id));
    }

    /** Counts an attempt whose own transaction was rolled back. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void countFailedAttempt(String id, @Nullable String error) {
        rows.createQuery("update OutboxEntry set attempts = attempts + 1, lastError = :error where id = :id")
                .setParameter("error", error)
                .setParameter("id", id)
                .executeUpdate();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void giveUp(String id) {
        change(id, OutboxEntry.State.WAITING, OutboxEntry.State.FAILED);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void tryAgain(String id) {
        change(id, OutboxEntry.State.FAILED, OutboxEntry.State.WAITING);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void forgetSentBefore(Instant time) {
        rows.createQuery("delete from OutboxEntry where state = :sent and sentAt < :time"
                        + " or state = :dropped and toldAt < :time")
                .setParameter("sent", OutboxEntry.State.SENT)
                .setParameter("dropped", OutboxEntry.State.DROPPED)
                .setParameter("time", time)
                .executeUpdate();
    }

    private void change(String id, OutboxEntry.State from, OutboxEntry.State to) {
        rows.createQuery("update OutboxEntry set state = :to where id = :id and state = :from")
                .setParameter("to", to)
                .setParameter("id", id)
                .setParameter("from", from)
                .executeUpdate();
    }
}
