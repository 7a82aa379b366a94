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
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.OutOfTurn;
import org.ganxian.platform.privacy.Encrypted;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** 司法确认 of one edition of an agreement: offered, asked for by all parties together, answered by a court. */
@Entity
@Table(name = "court_confirmation")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class CourtConfirmation {

    @RequiredArgsConstructor
    @Getter
    public enum State {
        OFFERED("可以申请"),
        APPLIED("已经申请"),
        FILED("法院已受理"),
        VALID("裁定有效"),
        REJECTED("裁定驳回"),
        NOT_ACCEPTED("法院不予受理"),
        WITHDRAWN("已撤回申请"),
        NOT_WANTED("各方不申请"),
        NOT_NEEDED("已经履行完毕，不用申请"),
        LAPSED("三十天内没有共同申请");

        private final String title;

        public boolean isAtCourt() {
            return this == APPLIED || this == FILED;
        }
    }

    public interface Repository extends JpaRepository<CourtConfirmation, Long> {
        Optional<CourtConfirmation> findByMediationIdAndEdition(Long mediationId, int edition);

        Optional<CourtConfirmation> findFirstByMediationIdOrderByIdDesc(Long mediationId);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Getter(AccessLevel.NONE)
    private Long id;

    @Getter(AccessLevel.NONE)
    private Long mediationId;

    private int edition;

    @Enumerated(EnumType.STRING)
    private ConfirmationScope scope;

    @Enumerated(EnumType.STRING)
    private State state = State.OFFERED;

    private Instant offeredAt;
    private Instant openUntil;

    /** Name of the court, or of the two that were asked. */
    private @Nullable String court;

    private @Nullable Instant appliedAt;

    /** The court's number of the case. */
    private @Nullable String filedNo;

    private @Nullable Instant answeredAt;

    @Convert(converter = Encrypted.class)
    private @Nullable String reason;

    public CourtConfirmation(
            Long mediationId, int edition, ConfirmationScope scope, Instant offeredAt, Instant openUntil) {
        this.mediationId = mediationId;
        this.edition = edition;
        this.scope = scope;
        this.offeredAt = offeredAt;
        this.openUntil = openUntil;
    }

    public void apply(String toCourt, Instant when) {
        require(state == State.OFFERED);
        state = State.APPLIED;
        court = toCourt;
        appliedAt = when;
    }

    public void filed(String number) {
        require(state.isAtCourt());
        state = State.FILED;
        filedNo = number;
    }

    /** Over, by the court or because nobody asks it. */
    public void over(State how, @Nullable String why, Instant when) {
        require(state == State.OFFERED || state.isAtCourt());
        state = how;
        reason = why;
        answeredAt = when;
    }

    private static void require(boolean possible) {
        if (!possible) {
            throw new OutOfTurn("The confirmation is over, or not asked for");
        }
    }
}
