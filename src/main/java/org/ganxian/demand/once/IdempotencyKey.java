package org.ganxian.demand.once;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.data.AssignedId;

/** Remembers which request a client's key stood for. Only hashes are kept: of the key and of the request. */
@Entity
@Table(name = "idempotency_key")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class IdempotencyKey extends AssignedId<String> {

    @Id
    private String id;

    private String requestHash;

    @Getter(AccessLevel.PACKAGE)
    private Long demandId;

    private Instant createdAt;

    /** Not yet of any demand: the key is claimed before the work, so that a twin request waits instead of working. */
    IdempotencyKey(String id, String requestHash, Instant createdAt) {
        this.id = id;
        this.requestHash = requestHash;
        this.demandId = 0L;
        this.createdAt = createdAt;
    }

    @Override
    public String getId() {
        return id;
    }

    boolean isOf(String requestHash) {
        return this.requestHash.equals(requestHash);
    }

    void standsFor(Long demandId) {
        this.demandId = demandId;
    }
}
