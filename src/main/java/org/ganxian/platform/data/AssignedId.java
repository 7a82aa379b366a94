package org.ganxian.platform.data;

import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Transient;
import org.springframework.data.domain.Persistable;

/**
 * A row whose id is given to it: {@code save} inserts a new one, and fails on an id that exists, instead of looking first
 * whether it is there, or of overwriting it.
 */
@MappedSuperclass
public abstract class AssignedId<I> implements Persistable<I> {

    @Transient
    private boolean fresh = true;

    @Override
    public boolean isNew() {
        return fresh;
    }

    @PostLoad
    @PostPersist
    void kept() {
        fresh = false;
    }
}
