package org.ganxian.message;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.Setter;
import org.ganxian.platform.data.AssignedId;
import org.ganxian.platform.privacy.Encrypted;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;

/** How the resident of one case wants to be told. */
@Entity
@Table(name = "resident_contact")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class ResidentContact extends AssignedId<Long> {

    interface Repository extends org.springframework.data.repository.Repository<ResidentContact, Long> {

        ResidentContact save(ResidentContact contact);

        Optional<ResidentContact> findById(Long demandId);

        Optional<ResidentContact> findByToken(String token);

        /** Newest first. */
        @Query(
                "select c.demandId from ResidentContact c where c.phoneKey = :phoneKey order by c.demandId desc limit 200")
        List<Long> casesOf(String phoneKey);

        /** Newest first, without those of which {@code Parcels#isHushed} holds. */
        @Query("select new org.ganxian.message.SamePhone$Other(d.number, d.categoryCode, d.status, d.receivedAt)"
                + " from ResidentContact c join Demand d on d.id = c.demandId"
                + " where c.phoneKey = :phoneKey and d.id <> :self and d.receivedAt >= :since"
                + " and (d.priority is null or d.priority <> org.ganxian.sla.Priority.P1)"
                + " and d.status not in (org.ganxian.demand.Status.EMERGENCY, org.ganxian.demand.Status.TRANSFERRED)"
                + " order by d.receivedAt desc")
        List<SamePhone.Other> others(String phoneKey, Long self, Instant since, Limit most);
    }

    @Id
    private Long demandId;

    /** As {@link PhoneKeys#of}; null without a phone. */
    @JdbcTypeCode(SqlTypes.CHAR)
    private @Nullable String phoneKey;

    /** Null for none. */
    @Setter
    @Convert(converter = Encrypted.class)
    private @Nullable String email;

    /** The resident wants to hear nothing. */
    @Setter
    private boolean muted;

    /** Opens the page on which messages are turned off, and nothing else. */
    @JdbcTypeCode(SqlTypes.CHAR)
    private String token;

    ResidentContact(Long demandId, @Nullable String phoneKey) {
        this.demandId = demandId;
        this.phoneKey = phoneKey;
        this.token = UUID.randomUUID().toString();
    }

    @Override
    public Long getId() {
        return demandId;
    }
}
