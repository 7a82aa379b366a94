package org.ganxian.demand;

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
import java.util.Map;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.OutOfTurn;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.privacy.Encrypted;
import org.ganxian.sla.Deadlines;
import org.ganxian.sla.Priority;
import org.jspecify.annotations.Nullable;

/** A resident's demand (诉求). Personal data lives here and nowhere in the engine. */
@Entity
@Table(name = "demand")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class Demand {

    static final int TITLE_LENGTH = 120;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    /** For example {@code ZZ20261123-000017}; also the business key of its process. */
    @SuppressWarnings("NullAway.Init") // by assignNumber, as soon as the row has an id
    private String number;

    private String title;
    private String description;
    private String categoryCode;

    /** Where it is. */
    private @Nullable String placeCode;

    private @Nullable String address;
    private @Nullable BigDecimal longitude;
    private @Nullable BigDecimal latitude;
    private @Nullable String contactName;

    @Convert(converter = Encrypted.class)
    private @Nullable String contactPhone;

    /** What else was written for a telephone number: a second one, or what is none. */
    @Convert(converter = Encrypted.class)
    private @Nullable String phoneNote;

    /** With the number, the resident's key to this demand. */
    @Convert(converter = Encrypted.class)
    private String queryCode;

    /** When the resident took another code than the one that staff may have seen. */
    @Getter(AccessLevel.NONE)
    private @Nullable Instant codeChangedAt;

    @Enumerated(EnumType.STRING)
    private Source source;

    private @Nullable String externalSystem;

    /** The unit that a secret report is about: nobody of it works on the case or sees it. */
    private @Nullable String reportedUnit;

    private @Nullable String externalNumber;

    /** By which it is told apart from other numbers of that system. */
    private @Nullable String externalKey;

    private @Nullable Instant occurredAt;
    private Instant receivedAt;
    private @Nullable String registeredBy;

    @Enumerated(EnumType.STRING)
    private Status status = Status.REGISTERED;

    /** Missing until routed. */
    @Enumerated(EnumType.STRING)
    private @Nullable Priority priority;

    /** Code of the branch or department; missing while nobody serves it. */
    private @Nullable String servingUnit;

    private @Nullable String handler;
    private @Nullable String takenOverBy;
    private @Nullable Long masterId;
    private int reworks;
    private @Nullable Instant firstResponseDue;
    private @Nullable Instant completionDue;
    private @Nullable Instant firstResponseAt;
    private @Nullable Instant completedAt;
    private @Nullable Instant pausedAt;

    /** Whether what is said of it stays with those who work on it: nothing that people type is written beside it. */
    private boolean confidential;

    /** How often something happened to it: written with the rest, so that the version rises whatever a step changes. */
    @Getter(AccessLevel.NONE)
    private int changes;

    @Getter(AccessLevel.PACKAGE)
    @Version
    @Column(name = "version")
    private long version;

    Demand(NewDemand order, String queryCode, Instant receivedAt) {
        this.title = Texts.shorten(order.title() == null ? order.description() : order.title(), TITLE_LENGTH);
        this.description = order.description();
        this.categoryCode = order.category();
        this.placeCode = order.place();
        this.address = order.address();
        this.longitude = order.longitude();
        this.latitude = order.latitude();
        this.contactName = order.name();
        this.contactPhone = order.phone();
        this.phoneNote = order.phoneNote();
        this.queryCode = queryCode;
        this.source = order.source();
        if (order.external() != null) {
            this.externalSystem = order.external().system();
            this.externalNumber = order.external().number();
            this.externalKey = order.external().key();
        }
        this.occurredAt = order.occurredAt();
        this.receivedAt = receivedAt;
        this.registeredBy = order.registeredBy();
    }

    /** Called once the row has an id. */
    void assignNumber(String prefix) {
        number = CaseNumbers.of(prefix, receivedAt, id);
    }

    /**
     * Goes where a step leads; the only way to another status.
     *
     * @throws Refusal 409 when this step cannot be taken from here
     */
    void move(Step step) {
        if (!Lifecycle.allows(status, step)) {
            throw Refusal.conflict("诉求 %s 现在是“%s”，不能再“%s”，请刷新后查看".formatted(number, status.title(), step.title()));
        }
        step.leadsTo().ifPresent(next -> status = next);
    }

    void changed() {
        changes++;
    }

    /** Says no to what only a mistake of ours, or whoever comes second, can ask for. */
    private void require(boolean possible, String deed) {
        if (!possible) {
            throw new OutOfTurn("Cannot %s %s, which is %s".formatted(deed, number, status));
        }
    }

    /** While it is open. */
    public void prioritise(Priority priority) {
        require(status.isOpen(), "prioritise");
        this.priority = priority;
    }

    /** For good: its texts are kept elsewhere, for few to read. */
    public void keepConfidential() {
        confidential = true;
    }

    void changeCode(String another, Instant when) {
        queryCode = another;
        codeChangedAt = when;
    }

    /**
     * Nothing personal stays, and nobody opens it any more.
     *
     * @param words in place of its title and text; neither can be empty
     * @param code that nobody was told
     */
    public void erase(String words, String code) {
        title = words;
        description = words;
        contactName = null;
        contactPhone = null;
        phoneNote = null;
        address = null;
        longitude = null;
        latitude = null;
        queryCode = code;
    }

    /** Whether only the resident can know the code: staff did not register the case, or its code is another one since. */
    public boolean isCodeTheResidentsAlone() {
        return registeredBy == null || codeChangedAt != null;
    }

    /** Says what it is about. */
    public void keepFrom(String unit) {
        reportedUnit = unit;
    }

    public void classify(String category) {
        require(status.isOpen(), "classify");
        categoryCode = category;
    }

    /** Gives the demand its deadlines; those of a rework replace the first ones. */
    public void schedule(Deadlines deadlines) {
        require(!status.isFinal(), "schedule");
        this.firstResponseDue = deadlines.firstResponse();
        this.completionDue = deadlines.completion();
    }

    /** Hands the demand to the branch or department that serves it; null takes it away again. */
    public void serveBy(@Nullable String unitCode) {
        require(status.isOpen(), "give to a unit");
        servingUnit = unitCode;
    }

    /**
     * What was of one unit is of another: where it is, and who serves it. Not for what is over: history stays where it was.
     *
     * @param successors codes by the code of the unit that they follow
     */
    public void carryOver(Map<String, String> successors) {
        require(!status.isFinal(), "carry over");
        placeCode = placeCode == null ? null : successors.getOrDefault(placeCode, placeCode);
        servingUnit = servingUnit == null ? null : successors.getOrDefault(servingUnit, servingUnit);
    }

    /** Engine user id of the member who has it; null when nobody has. */
    public void handBy(@Nullable String username) {
        require(status.isOpen(), "give to a member");
        handler = username;
    }

    /** Gives the unit's decisions to a superior; null gives them back. */
    public void takeOver(@Nullable String username) {
        require(status.isOpen(), "take over");
        takenOverBy = username;
    }

    /** Keeps the first real contact with the resident; later ones change nothing. */
    public void firstRespondedAt(Instant when) {
        if (firstResponseAt == null) {
            firstResponseAt = when;
        }
    }

    /** Done with, in whatever way; once, until a rework. */
    public void completeAt(Instant when) {
        require(completedAt == null, "complete");
        completedAt = when;
    }

    /** Starts a rework: counted, with a first response of its own. A dispute's agreement may fall while it is performed. */
    public void rework() {
        require(status == Status.CALL_BACK || status == Status.REVISITING || status == Status.PERFORMING, "rework");
        reworks++;
        firstResponseAt = null;
        completedAt = null;
        handler = null;
        takenOverBy = null;
    }

    /** Stops the clock while the resident has the next move. */
    public void pauseAt(Instant when) {
        require(status.isOpen() && pausedAt == null, "pause");
        pausedAt = when;
    }

    /** Lets the clock go on, if it stands still. */
    public void resume() {
        pausedAt = null;
    }

    void follow(Demand master) {
        require(status == Status.MERGED, "let follow");
        master.require(master.status.isOpen() && master.masterId == null, "follow");
        masterId = master.id;
    }

    void leaveMaster() {
        require(masterId != null && status != Status.MERGED, "unmerge");
        masterId = null;
    }

    /** The number it had in the system it came from, if it did. */
    public Optional<String> externalNumber() {
        return Optional.ofNullable(externalNumber);
    }

    /** By which door it came in, zh-CN, with its number in the other system if it has one. */
    public String origin() {
        return externalNumber == null
                ? source.title()
                : "%s：%s，编号 %s".formatted(source.title(), externalSystem, externalNumber);
    }

    public Optional<Instant> occurredAt() {
        return Optional.ofNullable(occurredAt);
    }

    public Optional<String> registeredBy() {
        return Optional.ofNullable(registeredBy);
    }

    public Optional<String> handler() {
        return Optional.ofNullable(handler);
    }

    /** Engine user id of the superior who decides in place of the unit; empty while the unit does. */
    public Optional<String> takenOverBy() {
        return Optional.ofNullable(takenOverBy);
    }

    public Optional<Long> masterId() {
        return Optional.ofNullable(masterId);
    }

    public Optional<Instant> firstResponseAt() {
        return Optional.ofNullable(firstResponseAt);
    }

    public Optional<Instant> completedAt() {
        return Optional.ofNullable(completedAt);
    }

    public Optional<Instant> pausedAt() {
        return Optional.ofNullable(pausedAt);
    }
}
