package org.ganxian.document;

import jakarta.persistence.EntityManager;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Counts the documents of each kind and year, over all nodes and without gaps: a number is taken when its document is. */
@Component
@RequiredArgsConstructor
class RunningNumbers {

    private final EntityManager counters;

    /** Waits until nobody else numbers a document of this kind and year, and keeps others waiting to the transaction's end. */
    @Transactional(propagation = Propagation.MANDATORY)
    void hold(DocumentKind kind, int year) {
        // One statement that makes the row or locks it for writing. A read lock first would let two of them deadlock.
        counters.createNativeQuery("insert into document_counter (kind, of_year, latest) values (:kind, :year, 0)"
                        + " on duplicate key update latest = latest")
                .setParameter("kind", kind.name())
                .setParameter("year", year)
                .executeUpdate();
    }

    /** The next number; only after {@link #hold}. */
    @Transactional(propagation = Propagation.MANDATORY)
    int next(DocumentKind kind, int year) {
        counters.createNativeQuery(
                        "update document_counter set latest = latest + 1 where kind = :kind and of_year = :year")
                .setParameter("kind", kind.name())
                .setParameter("year", year)
                .executeUpdate();
        return ((Number) counters.createNativeQuery(
                                "select latest from document_counter where kind = :kind and of_year = :year")
                        .setParameter("kind", kind.name())
                        .setParameter("year", year)
                        .getSingleResult())
                .intValue();
    }
}
