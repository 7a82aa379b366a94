package org.ganxian.platform.data;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.springframework.stereotype.Component;

/** Reads a row and keeps it from others in one statement instead of two. */
@Component
@RequiredArgsConstructor
public class UnreadRows {

    private final EntityManager entities;

    /**
     * The row of this id, which stays this transaction's. Empty for one that this transaction has read before, which must
     * be locked and read anew by the caller, and where there is none.
     */
    public <T> Optional<T> take(Class<T> type, Object id) {
        SharedSessionContractImplementor session = entities.unwrap(SharedSessionContractImplementor.class);
        EntityKey key = session.generateEntityKey(
                id, session.getFactory().getMappingMetamodel().getEntityDescriptor(type));
        return session.getPersistenceContext().containsEntity(key)
                ? Optional.empty()
                : Optional.ofNullable(entities.find(type, id, LockModeType.PESSIMISTIC_WRITE));
    }
}
