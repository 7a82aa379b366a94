package org.ganxian.message;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.Setter;
import org.ganxian.platform.privacy.Encrypted;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;

/** How the resident of one case wants to be told. */
@Entity
@Table(name = "resident_contact")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class ResidentContact {

    interface Repository extends org.springframework.data.repository.Repository<ResidentContact, Long> {

        ResidentContact save(ResidentContact contact);

        Optional<ResidentContact> findById(Long demandId);

        Optional<ResidentContact> findByToken(String token);

        /** Newest first. */
        @Query(
                "select c.demandId from ResidentContact c where c.phoneKey = :phoneKey order by c.demandId desc limit 200")
        List<Long> casesOf(String phoneKey);
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
}
