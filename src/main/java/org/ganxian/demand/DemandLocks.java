package org.ganxian.demand;

import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.data.UnreadRows;
import org.springframework.stereotype.Repository;

/** Keeps demands from others until this transaction is over. Whoever loses a race hears of it as a failed lock. */
@Repository
@RequiredArgsConstructor
class DemandLocks {

    /** A row that this transaction has written is its own, too. */
    private static final Set<LockModeType> NOT_HELD =
            EnumSet.of(LockModeType.NONE, LockModeType.READ, LockModeType.OPTIMISTIC, LockModeType.PESSIMISTIC_READ);

    private final EntityManager entities;
    private final UnreadRows unread;

    /** Locks their rows, always in the order of their ids, and reads them as they stand then. */
    void take(Collection<Demand> some) {
        if (some.stream().noneMatch(this::isNotHeld)) {
            return;
        }
        // What this transaction has changed of them so far is written, not lost.
        entities.flush();
        some.stream()
                .filter(this::isNotHeld)
                .sorted(Comparator.comparing(Demand::id))
                .forEach(demand -> entities.refresh(demand, LockModeType.PESSIMISTIC_WRITE));
    }

    /** As {@link #take}, of the demand and others, which are looked for only if it is not this transaction's already. */
    void takeUnlessHeld(Demand demand, Supplier<List<Demand>> all) {
        if (isNotHeld(demand)) {
            take(all.get());
        }
    }

    private boolean isNotHeld(Demand demand) {
        return NOT_HELD.contains(entities.getLockMode(demand));
    }

    /** As {@link UnreadRows#take}. */
    Optional<Demand> takeUnread(long id) {
        return unread.take(Demand.class, id);
    }

    /** As {@link #takeUnread(long)} for a number whose id is not known. */
    Optional<Demand> takeUnread(String number) {
        return unread.hasRead(Demand.class, d -> number.equals(d.number()))
                ? id(number).flatMap(this::takeUnread)
                : entities.createQuery("from Demand d where d.number = :number", Demand.class)
                        .setParameter("number", number)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultStream()
                        .findFirst();
    }

    /** By itself: a query for the demand might find one that this transaction has read before, as it was then. */
    private Optional<Long> id(String number) {
        return entities.createQuery("select d.id from Demand d where d.number = :number", Long.class)
                .setParameter("number", number)
                // A number never changes, so what is not written yet may wait.
                .setFlushMode(FlushModeType.COMMIT)
                .getResultStream()
                .findFirst();
    }

    /**
     * Counts a change, also one of what belongs to the demand alone; fails when somebody else was faster. The version of a
     * demand that is held rises when it is written, together with what else changes of it.
     */
    void raiseVersion(Demand demand) {
        demand.changed();
        if (isNotHeld(demand)) {
            entities.lock(demand, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
        }
    }
}
