package org.ganxian.message;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.ganxian.notice.Forgetting;
import org.ganxian.platform.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What is to be told to residents. Each row has one instance of the process {@code resident-message}. */
@Component
@RequiredArgsConstructor
class Outgoing implements Forgetting {

    static final String PROCESS = "resident-message";

    /** A code is of no use any more long before. */
    private static final Duration CODES = Duration.ofDays(1);

    private final EntityManager rows;
    private final RuntimeService runtime;
    private final CurrentActor actors;
    private final Clock clock;

    /** As precise as the columns. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void put(Message message) {
        rows.persist(message);
        rows.flush();
        actors.asSystem(() -> runtime.startProcessInstanceByKey(PROCESS, message.id()));
    }

    /** When the timer of a message's process is due. */
    Date due(@Nullable String id) {
        return Date.from(Optional.ofNullable(id)
                .map(key -> rows.find(Message.class, key))
                .map(Message::sendAt)
                .orElseGet(this::now));
    }

    /** The row, held until the transaction ends, so that nobody else sends it meanwhile. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Message> hold(String id) {
        return Optional.ofNullable(rows.find(Message.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Counts an attempt whose own transaction was rolled back. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void countFailedAttempt(String id, @Nullable String error) {
        rows.createQuery("update ResidentMessage set attempts = attempts + 1, lastError = :error where id = :id")
                .setParameter("error", error)
                .setParameter("id", id)
                .executeUpdate();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void change(String id, Message.State from, Message.State to) {
        rows.createQuery("update ResidentMessage set state = :to where id = :id and state = :from")
                .setParameter("to", to)
                .setParameter("id", id)
                .setParameter("from", from)
                .executeUpdate();
    }

    /** What waits of this kind is of no use any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    void drop(Long demandId, Occasion kind) {
        rows.createQuery("update ResidentMessage set state = :dropped"
                        + " where demandId = :demand and kind = :kind and state = :waiting")
                .setParameter("dropped", Message.State.DROPPED)
                .setParameter("waiting", Message.State.WAITING)
                .setParameter("demand", demandId)
                .setParameter("kind", kind)
                .executeUpdate();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void forgetSentBefore(Instant time) {
        rows.createQuery("delete from ResidentMessage where state in (:done) and madeAt < :time")
                .setParameter("done", List.of(Message.State.SENT, Message.State.DROPPED))
                .setParameter("time", time)
                .executeUpdate();
        rows.createQuery("delete from OneTimeCode where expiresAt < :time")
                .setParameter("time", now().minus(CODES))
                .executeUpdate();
    }
}
