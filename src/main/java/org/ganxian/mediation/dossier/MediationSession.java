package org.ganxian.mediation.dossier;

import jakarta.persistence.Column;
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
import org.hibernate.annotations.Immutable;
import org.springframework.data.jpa.repository.JpaRepository;

/** The record of one meeting. Written once, never changed. */
@Entity
@Immutable
@Table(name = "mediation_session")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class MediationSession {

    /** Who sat together. A separate talk is never shown to another side. */
    @RequiredArgsConstructor
    @Getter
    public enum Mode {
        JOINT("各方一起"),
        SEPARATE_A("单独谈：甲方"),
        SEPARATE_B("单独谈：乙方"),
        SEPARATE_C("单独谈：第三人"),
        INQUIRY("调查");

        private final String title;

        /** With this side alone. */
        public static Mode separate(Side side) {
            return switch (side) {
                case A -> SEPARATE_A;
                case B -> SEPARATE_B;
                case C -> SEPARATE_C;
            };
        }
    }

    /** What came of it. */
    @RequiredArgsConstructor
    @Getter
    public enum Result {
        GOES_ON("还要继续"),
        AGREED("达成协议"),
        PARTIAL("部分达成"),
        FAILED("调解不成"),
        SUSPENDED("中止");

        private final String title;
    }

    /** What was typed of it. */
    public record Typed(Mode mode, boolean open, String place, String present, String record, Result result) {}

    public interface Repository extends JpaRepository<MediationSession, Long> {
        List<MediationSession> findByMediationIdOrderById(Long mediationId);

        int countByMediationId(Long mediationId);

        Optional<MediationSession> findFirstByMediationIdOrderByIdDesc(Long mediationId);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Getter(AccessLevel.NONE)
    private Long id;

    @Getter(AccessLevel.NONE)
    private Long mediationId;

    @Column(name = "session_no")
    private int no;

    private Instant heldAt;

    @Enumerated(EnumType.STRING)
    private Mode mode;

    private boolean openToAll;

    @Convert(converter = Encrypted.class)
    private String place;

    @Convert(converter = Encrypted.class)
    private String present;

    @Convert(converter = Encrypted.class)
    private String record;

    @Enumerated(EnumType.STRING)
    private Result result;

    private String recordedBy;

    public MediationSession(Long mediationId, int no, Typed typed, String by, Instant heldAt) {
        this.mediationId = mediationId;
        this.no = no;
        this.heldAt = heldAt;
        this.mode = typed.mode();
        this.openToAll = typed.open();
        this.place = typed.place();
        this.present = typed.present();
        this.record = typed.record();
        this.result = typed.result();
        this.recordedBy = by;
    }
}
