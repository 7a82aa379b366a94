package org.ganxian.platform.data;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** One change of a list of words after the other, on all nodes, so that each sees what the one before has made. */
@Component
@RequiredArgsConstructor
public class WordListLock {

    /** Which list. */
    public enum Of {
        DANGER,
        /** The categories, and the words that suggest them. */
        CATEGORY
    }

    @Entity(name = "WordListLock")
    @Table(name = "word_list_lock")
    @NoArgsConstructor(access = AccessLevel.PROTECTED)
    static class Row {
        @Id
        @Enumerated(EnumType.STRING)
        private Of name;
    }

    private final EntityManager entities;

    /** Waits for whoever changes the list; to be called before reading what is going to be changed. */
    public void take(Of list) {
        entities.refresh(entities.find(Row.class, list), LockModeType.PESSIMISTIC_WRITE);
    }
}
