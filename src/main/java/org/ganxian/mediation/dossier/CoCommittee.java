package org.ganxian.mediation.dossier;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
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

/** 联片 (人民调解工作若干规定第二十七条): a committee that was asked to mediate together with the one whose case it is. */
@Entity
@Table(name = "co_committee")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class CoCommittee {

    @RequiredArgsConstructor
    @Getter
    public enum State {
        ASKED("等它指派"),
        NAMED("已指派调解员"),
        REFUSED("不参加"),
        LAPSED("逾期没有答复"),
        OVER("纠纷已经结束");

        private final String title;
    }

    public interface Repository extends JpaRepository<CoCommittee, Long> {
        List<CoCommittee> findByMediationIdOrderById(Long mediationId);

        Optional<CoCommittee> findFirstByMediationIdAndStateOrderById(Long mediationId, State state);

        List<CoCommittee> findByMediationIdAndStateOrderById(Long mediationId, State state);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Getter(AccessLevel.NONE)
    private Long id;

    @Getter(AccessLevel.NONE)
    private Long mediationId;

    /** Code of its unit. */
    private String committee;

    @Enumerated(EnumType.STRING)
    private State state = State.ASKED;

    private String askedBy;
    private Instant askedAt;

    /** Whom it named; null for nobody. */
    private @Nullable String username;

    private @Nullable String answeredBy;
    private @Nullable Instant answeredAt;

    @Convert(converter = Encrypted.class)
    private @Nullable String reason;

    @Version
    @Getter(AccessLevel.NONE)
    private long version;

    public CoCommittee(Long mediationId, String committee, String askedBy, Instant askedAt) {
        this.mediationId = mediationId;
        this.committee = committee;
        this.askedBy = askedBy;
        this.askedAt = askedAt;
    }

    public void name(String mediator, String by, Instant when) {
        state = State.NAMED;
        username = mediator;
        answeredBy = by;
        answeredAt = when;
    }

    public void refuse(String why, String by, Instant when) {
        state = State.REFUSED;
        reason = why;
        answeredBy = by;
        answeredAt = when;
    }

    /** Without an answer. */
    public void end(State how, Instant when) {
        state = how;
        answeredAt = when;
    }
}
