package org.ganxian.catalogue;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/**
 * One version of a service item (政务服务事项). What it says never changes; only its last day is set when another version
 * follows or the item ends. Dates go to the driver as they are, not by way of the JVM's zone.
 */
@Entity
@Table(name = "service_item")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class ServiceItem {

    interface Repository extends JpaRepository<ServiceItem, Long> {

        @Query("select i from ServiceItem i where i.validFrom <= :day"
                + " and (i.validUntil is null or i.validUntil >= :day) order by i.code")
        List<ServiceItem> validOn(LocalDate day);

        @Query("select i from ServiceItem i where i.code = :code and i.validFrom <= :day"
                + " and (i.validUntil is null or i.validUntil >= :day)")
        Optional<ServiceItem> validOn(String code, LocalDate day);

        /** Newest first. */
        List<ServiceItem> findByCodeOrderByVersionDesc(String code);

        /** The newest version of every code. */
        @Query("select i from ServiceItem i where i.version ="
                + " (select max(o.version) from ServiceItem o where o.code = i.code) order by i.code")
        List<ServiceItem> newest();
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    /** What all versions of the item have in common, for example {@code hygiene-permit}. */
    @Column(updatable = false)
    private String code;

    /** From 1. */
    @Column(updatable = false)
    private int version;

    @Column(updatable = false)
    private String name;

    /** Law and article. */
    @Column(updatable = false)
    private String legalBasis;

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "service_item_department", joinColumns = @JoinColumn(name = "item_id"))
    @OrderColumn(name = "position")
    @Column(name = "function_key")
    private List<String> functions = new ArrayList<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "service_item_material", joinColumns = @JoinColumn(name = "item_id"))
    @OrderColumn(name = "position")
    private List<Material> materials = new ArrayList<>();

    /** Working days that the law gives. */
    @Column(updatable = false)
    private int statutoryDays;

    /** Working days that are promised; at most the statutory ones. */
    @Column(updatable = false)
    private int promisedDays;

    @Column(updatable = false)
    private @Nullable BigDecimal fee;

    /** By what the fee is charged, or for whom it is less. */
    @Column(updatable = false)
    private @Nullable String feeNote;

    /** Of the list of results. */
    @Column(updatable = false)
    private String resultType;

    @Getter(AccessLevel.NONE)
    @Column(updatable = false)
    private boolean permit;

    /** Whether the applicant's ID number is needed; otherwise it must not be asked for (PIPL, article 6). */
    @Column(updatable = false)
    private boolean needsIdNumber;

    @Getter(AccessLevel.NONE)
    @Column(updatable = false)
    private boolean answeredOnTheSpot;

    /** Who may apply and what to know, shown to applicants. */
    @Column(updatable = false)
    private @Nullable String guide;

    /** The first day. */
    @Column(updatable = false)
    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    private LocalDate validFrom;

    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    private @Nullable LocalDate validUntil;

    /** Where the version before would have ended, had this one not come. */
    @Getter(AccessLevel.PACKAGE)
    @Column(updatable = false)
    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    private @Nullable LocalDate replacedUntil;

    @Getter(AccessLevel.PACKAGE)
    @Column(updatable = false)
    private String createdBy;

    @Getter(AccessLevel.PACKAGE)
    @Column(updatable = false)
    private Instant createdAt;

    /** @param before the version that this one follows; missing for the first */
    ServiceItem(ServiceDraft draft, @Nullable ServiceItem before, String by, Instant at) {
        this.code = draft.code();
        this.version = before == null ? 1 : before.version + 1;
        this.name = draft.name();
        this.legalBasis = draft.legalBasis();
        this.functions.addAll(draft.functions());
        this.materials.addAll(draft.materials());
        this.statutoryDays = Objects.requireNonNull(draft.statutoryDays());
        this.promisedDays = Objects.requireNonNull(draft.promisedDays());
        this.fee = draft.fee();
        this.feeNote = draft.feeNote();
        this.resultType = draft.resultType();
        this.permit = draft.permit();
        this.needsIdNumber = draft.needsIdNumber();
        this.answeredOnTheSpot = draft.answeredOnTheSpot();
        this.guide = draft.guide();
        this.validFrom = Objects.requireNonNull(draft.validFrom());
        this.replacedUntil = before == null ? null : before.validUntil;
        this.createdBy = by;
        this.createdAt = at;
    }

    /** What the department does that leads, as {@link org.ganxian.organization.Unit#function} names it. */
    public String leadFunction() {
        return functions.get(0);
    }

    /** What the departments do that decide, the leading one first; never empty. */
    public List<String> functions() {
        return List.copyOf(functions);
    }

    /** Whether more than one department decides (联办). */
    public boolean isJoint() {
        return functions.size() > 1;
    }

    public List<Material> materials() {
        return List.copyOf(materials);
    }

    /** In yuan, with two decimals; empty when it costs nothing. */
    public Optional<BigDecimal> fee() {
        return Optional.ofNullable(fee);
    }

    /** Whether it is an administrative permit (行政许可), to which the permit law's words apply. */
    public boolean isPermit() {
        return permit;
    }

    /** Whether the desk may answer it at once (即办). */
    public boolean isAnsweredOnTheSpot() {
        return answeredOnTheSpot;
    }

    /** The last day; empty when none is set. */
    public Optional<LocalDate> validUntil() {
        return Optional.ofNullable(validUntil);
    }

    boolean isValidOn(LocalDate day) {
        return hasBegunOn(day) && !hasEndedOn(day);
    }

    boolean hasBegunOn(LocalDate day) {
        return !validFrom.isAfter(day);
    }

    boolean hasEndedOn(@Nullable LocalDate day) {
        return validUntil != null && validUntil.isBefore(day);
    }

    /** @param lastDay null for none */
    void setValidUntil(@Nullable LocalDate lastDay) {
        this.validUntil = lastDay;
    }
}
