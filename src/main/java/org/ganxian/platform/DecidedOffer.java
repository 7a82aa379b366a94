package org.ganxian.platform;

import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;

/** What of a release the city has looked at and decided on: it is not offered again. */
@MappedSuperclass
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public abstract class DecidedOffer {

    /** SHA-256 of what was offered, in hex. */
    private String hash;

    private String decidedBy;
    private Instant decidedAt;

    protected DecidedOffer(String hash, Actor by, Instant at) {
        this.hash = hash;
        this.decidedBy = by.id();
        this.decidedAt = at;
    }
}
