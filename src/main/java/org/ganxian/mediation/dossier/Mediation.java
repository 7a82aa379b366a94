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
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.casework.FlowVariables;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.platform.OutOfTurn;
import org.ganxian.platform.privacy.Encrypted;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** What a dispute adds to its demand. The demand itself says nothing of what it is about. */
@Entity
@Table(name = "mediation")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class Mediation {

    public interface Repository extends JpaRepository<Mediation, Long> {
        Optional<Mediation> findByNumber(String number);

        default Mediation of(DelegateExecution execution) {
            return findByNumber(FlowVariables.numberOf(execution)).orElseThrow();
        }

        default Mediation of(Demand demand) {
            return findByNumber(demand.number()).orElseThrow();
        }

        /** Those of these committees, and those in which this person mediates. */
        /** @param type of the dispute, empty for all */
        @Query("select m from Mediation m, Demand d where d.number = m.number and d.status in :statuses"
                + " and (:type = '' or m.disputeType = :type) and (m.committee in :committees or m.asked in :committees or exists (select p from PanelMember p"
                + " where p.mediationId = m.id and p.username = :username and p.replacedAt is null))")
        Page<Mediation> shown(
                Collection<String> committees,
                String username,
                Collection<Status> statuses,
                String type,
                Pageable page);

        /** Numbers of those that were said to be of the same dispute as this one. */
        @Query("select m.number from Mediation m where m.linkedTo = :number order by m.id")
        List<String> linkedTo(String number);

        @Query("select m.number from Mediation m, Demand d where d.number = m.number and d.status not in :over"
                + " and (m.committee in :units or m.asked in :units) order by m.id")
        List<String> goingAt(Collection<String> units, Collection<Status> over);
    }

    private static final String ERASED = "（已删除）";

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    /** The demand's number. */
    private String number;

    private String disputeType;
    private String origin;

    /** Whether the request came in writing; else the clerk wrote it down and read it back. */
    private boolean written;

    /** Interrupts the limitation of actions (法释〔2008〕11号第十二条): never changed. */
    @Column(updatable = false)
    private Instant appliedAt;

    private @Nullable Instant acceptedAt;

    /** Code of the committee's unit. */
    private String committee;

    /** Code of the committee that was asked to take it over; null while none is. */
    private @Nullable String asked;

    @Convert(converter = Encrypted.class)
    private String facts;

    @Convert(converter = Encrypted.class)
    private String claim;

    /** Ways that are left, or why it was moved or given back. */
    @Convert(converter = Encrypted.class)
    private @Nullable String note;

    private @Nullable BigDecimal amount;
    private int people;

    @Enumerated(EnumType.STRING)
    private @Nullable RefusalReason refusal;

    /** Who proposed to refuse. */
    private @Nullable String refusedBy;

    @Enumerated(EnumType.STRING)
    private @Nullable Ending ending;

    /** Days of the month that were left when its clock was stopped. */
    private @Nullable Integer monthLeft;

    /** How many days more the parties have been asked for; all have to agree on the same. */
    private @Nullable Integer extensionDays;

    private @Nullable Instant extendedAt;

    /** Whether a court may confirm what was agreed; null for what is usual. */
    @Enumerated(EnumType.STRING)
    private @Nullable ConfirmationScope confirmable;

    /** Null for what no court has sent. */
    @Enumerated(EnumType.STRING)
    private @Nullable Entrusted entrusted;

    private @Nullable LocalDate receiptOn;

    /** Number of the order that it was before; null for what began as a dispute. */
    private @Nullable String fromOrder;

    private int objections;

    /** When the parties of a labour dispute were told that arbitration is open; null before, and for any other. */
    private @Nullable Instant arbitrationToldAt;

    /** Number of another case of the same dispute, said at the examination; null for none. */
    private @Nullable String linkedTo;

    @Version
    @Getter(AccessLevel.NONE)
    private long version;

    public Mediation(String number, NewMediation filed, String committee, Instant appliedAt) {
        this.number = number;
        this.disputeType = filed.disputeType();
        this.origin = filed.origin();
        this.written = filed.written();
        this.appliedAt = appliedAt;
        this.committee = committee;
        this.facts = filed.facts();
        this.claim = filed.claim();
        this.amount = filed.amount();
        this.people = filed.people();
    }

    private void require(boolean possible, String deed) {
        if (!possible) {
            throw new OutOfTurn("Cannot %s mediation %s".formatted(deed, number));
        }
    }

    /** @param scope null for what is usual */
    public void confirmable(@Nullable ConfirmationScope scope) {
        confirmable = scope;
    }

    public ConfirmationScope scopeOfConfirmation() {
        return confirmable == null ? ConfirmationScope.usual(disputeType) : confirmable;
    }

    /** @param signedOn when the committee signed for the court's papers */
    public void entrust(Entrusted how, LocalDate signedOn) {
        require(acceptedAt == null, "entrust");
        entrusted = how;
        receiptOn = signedOn;
    }

    /** 劳动争议, by the code of its type. */
    public boolean isOfLabour() {
        return disputeType.equals("LABOUR");
    }

    public void arbitrationTold(Instant when) {
        arbitrationToldAt = when;
    }

    public void linkTo(String other) {
        linkedTo = other;
    }

    public void cameFrom(String order) {
        fromOrder = order;
    }

    public boolean isAccepted() {
        return acceptedAt != null;
    }

    public void accept(Instant when) {
        require(acceptedAt == null, "accept");
        acceptedAt = when;
    }

    public void proposeRefusal(RefusalReason reason, String ways, String by) {
        require(acceptedAt == null, "refuse");
        refusal = reason;
        note = ways;
        refusedBy = by;
    }

    public void forgetRefusal(String why) {
        refusal = null;
        refusedBy = null;
        note = why;
    }

    public void askToTake(String other, String why) {
        require(acceptedAt == null && !other.equals(committee), "move");
        asked = other;
        note = why;
    }

    /** @param why null when the other committee takes it */
    public void moveAnswered(@Nullable String why) {
        require(asked != null, "answer the move of");
        if (why == null) {
            committee = String.valueOf(asked);
        }
        note = why;
        asked = null;
    }

    /** The first reason stands. */
    public void end(Ending how) {
        if (ending == null) {
            ending = how;
        }
    }

    /** It was over without an agreement, or with one, and begins anew with everybody's consent. */
    public void beginAnew() {
        ending = null;
        objections = 0;
        monthLeft = null;
        extensionDays = null;
        extendedAt = null;
    }

    public void keepMonth(@Nullable Integer daysLeft) {
        monthLeft = daysLeft;
    }

    public void askForDays(int days) {
        require(extendedAt == null, "extend");
        extensionDays = days;
    }

    public void extended(Instant when) {
        extendedAt = when;
    }

    public int objectedTo() {
        return ++objections;
    }

    /** Nothing that was said stays. */
    public void erase() {
        facts = ERASED;
        claim = ERASED;
        note = null;
    }

    public void carryOver(String from, String to) {
        committee = committee.equals(from) ? to : committee;
        asked = from.equals(asked) ? to : asked;
    }
}
