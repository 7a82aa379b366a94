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
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.demand.Status;
import org.ganxian.platform.privacy.Encrypted;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** One side of a dispute, and whether it wants mediation. */
@Entity
@Table(name = "mediation_party")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class MediationParty {

    /** What a party has said when it was told its rights. Silence is none of them. */
    public enum Answer {
        AGREED,
        DECLINED
    }

    public interface Repository extends JpaRepository<MediationParty, Long> {
        List<MediationParty> findByMediationIdOrderById(Long mediationId);

        /** Of all disputes that go on, but this one. */
        @Query(
                "select p from MediationParty p, Mediation m, Demand d where m.id = p.mediationId and d.number = m.number"
                        + " and d.status not in :over and m.id <> :mediationId order by p.id")
        List<MediationParty> ofOthers(Long mediationId, Collection<Status> over);
    }

    /** So often, on two days, and nobody answered: not to be reached (法释〔2021〕12号). */
    private static final int TRIES = 3;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private Long mediationId;

    @Enumerated(EnumType.STRING)
    private Side side;

    @Enumerated(EnumType.STRING)
    private NewMediation.PartyKind kind;

    @Convert(converter = Encrypted.class)
    private String name;

    @Convert(converter = Encrypted.class)
    private String phone;

    /** Who answers for a minor or incapable party; null for everybody else. */
    @Convert(converter = Encrypted.class)
    private @Nullable String guardian;

    @Enumerated(EnumType.STRING)
    private @Nullable Answer answer;

    private @Nullable Instant answeredAt;
    private @Nullable String askedBy;
    private @Nullable String channel;

    @Convert(converter = Encrypted.class)
    private @Nullable String note;

    /** With the number, this party's own key to what it may see; null until it is given one. */
    @Convert(converter = Encrypted.class)
    private @Nullable String code;

    private @Nullable Instant codeGivenAt;

    private int tries;
    private @Nullable LocalDate firstTriedOn;
    private @Nullable LocalDate lastTriedOn;

    /** To how many days more it has agreed. */
    private @Nullable Integer extensionDays;

    /** When it agreed in writing that a mediator with a tie may mediate all the same. */
    private @Nullable Instant waivedAt;

    public MediationParty(Long mediationId, Side side, NewMediation.NewParty given) {
        this.mediationId = mediationId;
        this.side = side;
        this.kind = given.kind();
        this.name = given.name();
        this.phone = given.phone();
        this.guardian = given.guardian();
    }

    /** What it had before opens nothing any more. */
    public void giveCode(String fresh, Instant when) {
        code = fresh;
        codeGivenAt = when;
    }

    public boolean agrees() {
        return answer == Answer.AGREED;
    }

    public void answers(Answer given, String by, String how, @Nullable String said, Instant when) {
        answer = given;
        answeredAt = when;
        askedBy = by;
        channel = how;
        note = said;
    }

    /** Nobody answered. */
    public void isSilent(String by, String how, @Nullable String said, LocalDate today) {
        tries++;
        firstTriedOn = firstTriedOn == null ? today : firstTriedOn;
        lastTriedOn = today;
        askedBy = by;
        channel = how;
        note = said;
    }

    public boolean cannotBeReached() {
        return tries >= TRIES && firstTriedOn != null && !firstTriedOn.equals(lastTriedOn);
    }

    /** What it said before counts no more. */
    public void isAskedAnew() {
        answer = null;
        answeredAt = null;
        tries = 0;
        firstTriedOn = null;
        lastTriedOn = null;
        extensionDays = null;
        waivedAt = null;
    }

    public void waives(Instant when) {
        waivedAt = when;
    }

    public void agreesToDays(int days) {
        extensionDays = days;
    }
}
