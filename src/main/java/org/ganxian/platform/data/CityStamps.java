package org.ganxian.platform.data;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.web.OncePerPage;
import org.hibernate.annotations.DynamicUpdate;
import org.springframework.stereotype.Component;

/**
 * Stamps by which every node keeps in memory what the city seldom changes. Whoever changes it writes a new, random stamp
 * in the same transaction, and what is kept is kept by stamp. All stamps stand in one row, read once a transaction
 * (Hibernate's session remembers it) and once a page: a transaction that begins after a change has been committed anywhere sees it, the
 * changing transaction sees its own change, and a change rolled back leaves a stamp that nobody will ask for again.
 */
@Component
@RequiredArgsConstructor
public class CityStamps {

    private static final int ONLY_ROW = 1;

    /**
     * What is in force now, to be compared later: another value means that something has changed since.
     *
     * @param unitsChangeHere whether this very transaction has changed units
     */
    public record Now(String calendar, String units, boolean unitsChangeHere) {}

    /** Written stamp by stamp: a change of one thing must not put the other's old stamp back. */
    @Entity(name = "CityStamps")
    @DynamicUpdate
    @Table(name = "calendar_version")
    @NoArgsConstructor(access = AccessLevel.PROTECTED)
    static class Row {
        @Id
        private int id;

        @Column(name = "stamp")
        private String calendar;

        private String units;

        @Transient
        private boolean unitsChangeHere;
    }

    private final EntityManager entities;

    public Now now() {
        return OncePerPage.read("city stamps", Now.class, () -> {
            Row row = row();
            return new Now(row.calendar, row.units, row.unitsChangeHere);
        });
    }

    /** Makes every node read calendars anew; to be called in the transaction that has changed them. */
    public void calendarChanged() {
        row().calendar = UUID.randomUUID().toString();
        entities.flush();
    }

    /** As {@link #calendarChanged}, for the tree of units, after each change. */
    public void unitsChanged() {
        Row row = row();
        row.units = UUID.randomUUID().toString();
        row.unitsChangeHere = true;
        entities.flush();
    }

    /** As {@link #lock}, unless this transaction has changed units before, and so holds the row. */
    public void alone() {
        if (!row().unitsChangeHere) {
            lock();
        }
    }

    /** Waits until nobody else changes what has a stamp; to be called before reading what is going to be changed. */
    public void lock() {
        entities.refresh(row(), LockModeType.PESSIMISTIC_WRITE);
    }

    private Row row() {
        return entities.find(Row.class, ONLY_ROW);
    }
}
