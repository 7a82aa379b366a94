package org.ganxian.document;

import jakarta.persistence.EntityManager;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts the documents of each organ, kind and year, over all nodes and without gaps: a number is taken when its document
 * is. Organ and kind are the series, which is what the numbers have in front: the same words never count twice.
 */
@Component
@RequiredArgsConstructor
class RunningNumbers {

    private final EntityManager counters;

    /** Waits until nobody else numbers a document of this series and year, and keeps others waiting to the transaction's end. */
    @Transactional(propagation = Propagation.MANDATORY)
    void hold(String series, int year) {
        // One statement that makes the row or locks it for writing. A read lock first would let two of them deadlock.
        counters.createNativeQuery("insert into document_series (series, of_year, latest) values (:series, :year, 0)"
                        + " on duplicate key update latest = latest")
                .setParameter("series", series)
                .setParameter("year", year)
                .executeUpdate();
    }

    /** The next number; only after {@link #hold}. */
    @Transactional(propagation = Propagation.MANDATORY)
    int next(String series, int year) {
        counters.createNativeQuery(
                        "update document_series set latest = latest + 1 where series = :series and of_year = :year")
                .setParameter("series", series)
                .setParameter("year", year)
                .executeUpdate();
        return ((Number) counters.createNativeQuery(
                                "select latest from document_series where series = :series and of_year = :year")
                        .setParameter("series", series)
                        .setParameter("year", year)
                        .getSingleResult())
                .intValue();
    }
}
