package org.ganxian.mediation.dossier;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.privacy.Encrypted;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** Whoever is invited to help in one session (人民调解法第二十条). They have no login: all they get is the invitation. */
@Entity
@Table(name = "mediation_guest")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class MediationGuest {

    @RequiredArgsConstructor
    @Getter
    public enum Capacity {
        RELATIVE("当事人的亲属"),
        NEIGHBOUR("邻里、同事"),
        EXPERT("有专门知识的人"),
        LAWYER("律师"),
        DEPUTY("人大代表、政协委员"),
        OTHER("其他社会组织的人");

        private final String title;
    }

    public interface Repository extends JpaRepository<MediationGuest, Long> {
        List<MediationGuest> findByMediationIdAndCancelledAtIsNullOrderById(Long mediationId);

        Optional<MediationGuest> findByIdAndMediationIdAndCancelledAtIsNull(Long id, Long mediationId);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Getter(AccessLevel.NONE)
    private Long mediationId;

    private Long appointmentId;

    @Enumerated(EnumType.STRING)
    private Capacity capacity;

    @Convert(converter = Encrypted.class)
    private String name;

    private String invitedBy;
    private Instant invitedAt;

    /** When they signed that they keep it secret; null before. */
    private @Nullable Instant secrecyAt;

    private @Nullable Instant cancelledAt;

    public MediationGuest(
            Long mediationId, Long appointmentId, Capacity capacity, String name, String invitedBy, Instant invitedAt) {
        this.mediationId = mediationId;
        this.appointmentId = appointmentId;
        this.capacity = capacity;
        this.name = name;
        this.invitedBy = invitedBy;
        this.invitedAt = invitedAt;
    }

    public void signsSecrecy(Instant when) {
        secrecyAt = secrecyAt == null ? when : secrecyAt;
    }

    public void cancel(Instant when) {
        cancelledAt = when;
    }
}
