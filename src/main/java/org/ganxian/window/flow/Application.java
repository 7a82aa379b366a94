package org.ganxian.window.flow;

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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.ganxian.window.filed.Delivery;
import org.ganxian.window.filed.NewApplication;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.modulith.NamedInterface;

/**
 * What an application for a service item adds to its demand: the item's version, the desk, the decision and its
 * delivery. Number, applicant's contact, timeline and rating are the demand's.
 */
@Entity
@Table(name = "application")
@NamedInterface("application")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
public class Application {

    public interface Repository extends JpaRepository<Application, Long> {
        Optional<Application> findByNumber(String number);

        /** The one that a step of {@code window-service} is about. */
        default Application of(DelegateExecution execution) {
            return findByNumber(FlowVariables.numberOf(execution)).orElseThrow();
        }

        /** The one that a demand came with. */
        default Application of(Demand demand) {
            return findByNumber(demand.number()).orElseThrow();
        }

        String GOING =
                "select a.number from Application a, Demand d where d.number = a.number and d.status not in :over";
        String OF_DEPARTMENT = " in (select o.unit from DepartmentOpinion o where o.applicationId = a.id)";

        @Query(GOING + " and (a.desk in :units"
                + " or exists (select o from DepartmentOpinion o where o.applicationId = a.id and o.unit in :units))"
                + " order by a.id")
        List<String> goingAt(Collection<String> units, Collection<Status> over);

        /** Those that both departments decide together. */
        @Query(GOING + " and :one" + OF_DEPARTMENT + " and :other" + OF_DEPARTMENT + " order by a.id")
        List<String> goingAtBoth(String one, String other, Collection<Status> over);

        @Query(
                "select a from Application a, Demand d where d.number = a.number and a.desk in :desks and d.status in :statuses")
        Page<Application> received(Collection<String> desks, Collection<Status> statuses, Pageable page);
    }

    /** Where an application ends up; gateways read it. */
    enum Result {
        OPEN,
        REJECTED,
        ANSWERED,
        TERMINATED,
        DECIDED
    }

    @Getter
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    /** The demand's number. */
    @Getter
    private String number;

    /** The version of the service item that it was filed under. */
    @Getter
    private Long itemId;

    /** The applicant's name, of a person or an organisation. */
    @Getter
    private String applicant;

    @Convert(converter = Encrypted.class)
    private @Nullable String idNumber;

    /** Code of the street whose window takes the application and issues the result. */
    @Getter
    private String desk;

    @Getter
    @Enumerated(EnumType.STRING)
    private Delivery delivery;

    @Convert(converter = Encrypted.class)
    private @Nullable String postAddress;

    /** When it was received, or what was missing of it. */
    @Getter(AccessLevel.PACKAGE)
    private Instant receivedAt;

    private @Nullable Instant acceptedAt;
    private boolean deemed;
    private boolean supplementAsked;

    /** zh-CN: what the one notice named beyond the list of materials. */
    @Getter(AccessLevel.PACKAGE)
    private @Nullable String missing;

    @Getter(AccessLevel.PACKAGE)
    @Enumerated(EnumType.STRING)
    private Result result = Result.OPEN;

    private @Nullable Boolean granted;

    /** zh-CN: grounds of the decision, or why it was not accepted or was terminated. */
    @Getter(AccessLevel.PACKAGE)
    private @Nullable String reason;

    /** zh-CN: where else to go with what is not accepted here. */
    @Getter(AccessLevel.PACKAGE)
    private @Nullable String whereInstead;

    private @Nullable Instant decidedAt;
    private @Nullable Integer extensionDays;

    @Getter(AccessLevel.PACKAGE)
    private @Nullable String extensionReason;

    @Convert(converter = Encrypted.class)
    private @Nullable String pickupCode;

    private @Nullable String parcel;
    private @Nullable Instant issuedAt;
    private @Nullable Instant deliveredAt;
    private @Nullable Instant archivedAt;

    @Version
    private long version;

    public Application(String number, Long itemId, NewApplication filed, String desk, Instant receivedAt) {
        this.number = number;
        this.itemId = itemId;
        this.applicant = Objects.requireNonNull(filed.applicant(), "checked before");
        this.idNumber = filed.idNumber();
        this.desk = desk;
        this.delivery = Objects.requireNonNull(filed.delivery(), "checked before");
        this.postAddress = filed.postAddress();
        this.receivedAt = receivedAt;
    }

    /** Says no to what only a mistake of ours, or whoever comes second, can ask for. */
    private void require(boolean possible, String deed) {
        if (!possible) {
            throw new OutOfTurn("Cannot %s application %s, which is %s".formatted(deed, number, result));
        }
    }

    private boolean isAtTheDesk() {
        return result == Result.OPEN && acceptedAt == null;
    }

    private boolean isInTheOffice() {
        return result == Result.OPEN && acceptedAt != null;
    }

    /** Names once all that is missing (行政许可法第三十二条). */
    void askForSupplement(@Nullable String missing) {
        require(isAtTheDesk(), "ask to supplement");
        this.supplementAsked = true;
        this.missing = missing;
    }

    /** What was missing came in: the five working days count from here. */
    void receivedAgain(Instant when) {
        require(isAtTheDesk() && supplementAsked, "receive again");
        receivedAt = when;
    }

    /** @param deemed true when nobody answered within the time */
    void accept(Instant when, boolean deemed) {
        require(isAtTheDesk(), "accept");
        this.acceptedAt = when;
        this.deemed = deemed;
    }

    /**
     * Ends without a decision: not accepted, answered at once or terminated.
     *
     * @param whereInstead who else is to be asked
     */
    void endAs(Result result, @Nullable String reason, @Nullable String whereInstead) {
        require(result == Result.TERMINATED ? isInTheOffice() : isAtTheDesk(), "end without decision");
        this.result = result;
        this.reason = reason;
        this.whereInstead = whereInstead;
        this.granted = result == Result.ANSWERED;
    }

    /** The departments agree, or their lead has settled it. */
    void agreeOn(boolean granted, @Nullable String reason) {
        require(isInTheOffice(), "agree on");
        this.granted = granted;
        this.reason = reason;
    }

    void decide(Instant when) {
        require(isInTheOffice(), "decide");
        result = Result.DECIDED;
        decidedAt = when;
    }

    void askForExtension(int workingDays, String reason) {
        require(isInTheOffice() && extensionDays == null, "extend");
        this.extensionDays = workingDays;
        this.extensionReason = reason;
    }

    void forgetExtension() {
        require(isInTheOffice() && extensionDays != null, "refuse to extend");
        extensionDays = null;
        extensionReason = null;
    }

    /** @param code for the collector to say, null when posted; {@code parcel} the parcel's number, null when collected */
    void issue(Instant when, Delivery how, @Nullable String code, @Nullable String parcel) {
        require(result == Result.DECIDED && issuedAt == null, "issue");
        this.issuedAt = when;
        this.delivery = how;
        this.pickupCode = code;
        this.parcel = parcel;
    }

    void deliver(Instant when) {
        require(issuedAt != null && deliveredAt == null, "deliver");
        deliveredAt = when;
    }

    void archive(Instant when) {
        require((deliveredAt != null || result == Result.ANSWERED) && archivedAt == null, "archive");
        archivedAt = when;
    }

    public Optional<String> idNumber() {
        return Optional.ofNullable(idNumber);
    }

    public Optional<String> postAddress() {
        return Optional.ofNullable(postAddress);
    }

    Optional<Instant> acceptedAt() {
        return Optional.ofNullable(acceptedAt);
    }

    boolean isDeemed() {
        return deemed;
    }

    boolean wasSupplementAsked() {
        return supplementAsked;
    }

    boolean isGranted() {
        return Boolean.TRUE.equals(granted);
    }

    /** zh-CN: whether it is granted, and the grounds. */
    String decisionInWords() {
        return (isGranted() ? "准予。" : "不予许可（办理）。") + reason;
    }

    /** Working days that were asked for and not refused; empty when none. */
    Optional<Integer> extensionDays() {
        return Optional.ofNullable(extensionDays);
    }

    /** What the collector says at the window; empty before the issue and for what is posted. */
    public Optional<String> pickupCode() {
        return Optional.ofNullable(pickupCode);
    }

    Optional<String> parcel() {
        return Optional.ofNullable(parcel);
    }

    public Optional<Instant> issuedAt() {
        return Optional.ofNullable(issuedAt);
    }

    Optional<Instant> archivedAt() {
        return Optional.ofNullable(archivedAt);
    }

    void carryOver(Map<String, String> successors) {
        desk = successors.getOrDefault(desk, desk);
    }
}
