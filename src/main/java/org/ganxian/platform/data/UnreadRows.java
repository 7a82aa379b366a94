package org.ganxian.platform.data;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.springframework.stereotype.Component;

/** Reads a row and keeps it from others in one statement instead of two. */
@Component
@RequiredArgsConstructor
public class UnreadRows {

    private static final Set<LockModeType> HELD =
            EnumSet.of(LockModeType.PESSIMISTIC_READ, LockModeType.PESSIMISTIC_WRITE);

    private final EntityManager entities;

    /**
     * The row of this id, which stays this transaction's. Empty for one that this transaction has read before, which must
     * be locked and read anew by the caller, and where there is none.
     */
    public <T> Optional<T> take(Class<T> type, Object id) {
        return read(type, id, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * As {@link #take}, of a row that others may hold at the same time, but nobody may change until all of them are over.
     * On H2, which knows no such lock, one after the other. A row that this transaction holds like that before is told
     * as it was read then.
     */
    public <T> Optional<T> share(Class<T> type, Object id) {
        SharedSessionContractImplementor session = entities.unwrap(SharedSessionContractImplementor.class);
        Object known = session.getPersistenceContext().getEntity(key(session, type, id));
        return known != null && HELD.contains(entities.getLockMode(known))
                ? Optional.of(type.cast(known))
                : read(type, id, LockModeType.PESSIMISTIC_READ);
    }

    /** Whether this transaction has read such a row, so that one found by another key than its id may be it. */
    public <T> boolean hasRead(Class<T> type, Predicate<T> such) {
        return Stream.of(entities.unwrap(SharedSessionContractImplementor.class)
                        .getPersistenceContext()
                        .reentrantSafeEntityEntries())
                .map(Map.Entry::getKey)
                .filter(type::isInstance)
                .map(type::cast)
                .anyMatch(such);
    }

    private <T> Optional<T> read(Class<T> type, Object id, LockModeType how) {
        SharedSessionContractImplementor session = entities.unwrap(SharedSessionContractImplementor.class);
        return session.getPersistenceContext().containsEntity(key(session, type, id))
                ? Optional.empty()
                : Optional.ofNullable(entities.find(type, id, how));
    }

    private static EntityKey key(SharedSessionContractImplementor session, Class<?> type, Object id) {
        return session.generateEntityKey(
                id, session.getFactory().getMappingMetamodel().getEntityDescriptor(type));
    }
}
