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
import java.util.Collection;
import java.util.List;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.privacy.Encrypted;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** A mediator of a case: named by the parties or the committee's head, free of ties by their own word. */
@Entity
@Table(name = "panel_member")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class PanelMember {

    /** What makes a mediator step back. */
    @RequiredArgsConstructor
    @Getter
    public enum Conflict {
        KIN("是当事人或其代理人的近亲属"),
        INTEREST("与纠纷有利害关系"),
        OTHER("有其他可能影响公正的关系");

        private final String title;
    }

    /** Who mediates which case. */
    public record Seat(Long mediationId, String username) {}

    public interface Repository extends JpaRepository<PanelMember, Long> {

        /** Of those who mediate now, whoever presides first. */
        @Query("select new org.ganxian.mediation.dossier.PanelMember$Seat(p.mediationId, p.username) from PanelMember p"
                + " where p.mediationId in :mediationIds and p.replacedAt is null order by p.id")
        List<Seat> ofCases(Collection<Long> mediationIds);

        List<PanelMember> findByMediationIdAndReplacedAtIsNullOrderById(Long mediationId);

        boolean existsByMediationIdAndUsernameAndReplacedAtIsNull(Long mediationId, String username);

        boolean existsByMediationId(Long mediationId);

        boolean existsByMediationIdAndUsername(Long mediationId, String username);

        /** Whoever has stepped back, or was objected to: not to be named again. */
        @Query("select count(p) > 0 from PanelMember p where p.mediationId = :mediationId and p.username = :username"
                + " and (p.conflict is not null and p.disclosed = false or p.replacedWhy is not null)")
        boolean isBarred(Long mediationId, String username);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Getter(AccessLevel.NONE)
    private Long mediationId;

    private String username;
    private boolean presiding;

    /** By all parties; else the committee's head has named them. */
    private boolean chosen;

    @Getter(AccessLevel.NONE)
    private String namedBy;

    @Getter(AccessLevel.NONE)
    private Instant namedAt;

    private @Nullable Instant declaredAt;

    @Enumerated(EnumType.STRING)
    private @Nullable Conflict conflict;

    /** Whether the parties are asked to waive the tie; else whoever has one steps back. */
    private boolean disclosed;

    private @Nullable Instant replacedAt;

    @Convert(converter = Encrypted.class)
    private @Nullable String replacedWhy;

    public PanelMember(
            Long mediationId, String username, boolean presiding, boolean chosen, String namedBy, Instant namedAt) {
        this.mediationId = mediationId;
        this.username = username;
        this.presiding = presiding;
        this.chosen = chosen;
        this.namedBy = namedBy;
        this.namedAt = namedAt;
    }

    /** In the place of whoever presided and left. */
    public void preside() {
        presiding = true;
    }

    /** @param tie null when there is none */
    public void declare(@Nullable Conflict tie, Instant when) {
        conflict = tie;
        declaredAt = when;
    }

    /** A tie that the parties may waive together, each in writing. */
    public void disclose(Conflict tie, Instant when) {
        declare(tie, when);
        disclosed = true;
    }

    public boolean stepsBack() {
        return conflict != null && !disclosed;
    }

    /** zh-CN, what was disclosed; null for nothing. */
    public @Nullable String disclosure() {
        return conflict == null || !disclosed ? null : "已披露：" + conflict.title();
    }

    public void replace(@Nullable String why, Instant when) {
        replacedWhy = why;
        replacedAt = when;
    }
}
