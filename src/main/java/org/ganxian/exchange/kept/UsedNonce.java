package org.ganxian.exchange.kept;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import org.springframework.data.domain.Persistable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** What a partner has used once in an envelope; kept for as long as the envelope's time would still be believed. */
@Entity(name = "ExchangeNonce")
@Table(name = "exchange_nonce")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
public class UsedNonce implements Persistable<String> {

    public interface Repository extends JpaRepository<UsedNonce, String> {
        @Modifying
        @Query("delete from ExchangeNonce n where n.usedAt < :time")
        void forgetBefore(Instant time);
    }

    @Id
    private String id;

    private Instant usedAt;

    public UsedNonce(String id, Instant usedAt) {
        this.id = id;
        this.usedAt = usedAt;
    }

    @Override
    public String getId() {
        return id;
    }

    /** Always a new one: {@code save} inserts, and fails on one that was used. */
    @Override
    public boolean isNew() {
        return true;
    }
}
