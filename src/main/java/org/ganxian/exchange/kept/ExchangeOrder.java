package org.ganxian.exchange.kept;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.exchange.envelope.Bodies;
import org.ganxian.exchange.envelope.EnvelopeReader;
import org.ganxian.exchange.ledger.OrderState;
import org.ganxian.exchange.ledger.Sequence;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.privacy.Encrypted;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** An order of a partner's that came to us. It has no demand until it is ours. */
@Entity
@Table(name = "exchange_order")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class ExchangeOrder {

    public interface Repository extends JpaRepository<ExchangeOrder, Long> {

        String READABLE = "select o from ExchangeOrder o where o.partner in :partners and o.created = true"
                + " and o.secret = false"
                + " and not exists (select d.id from Demand d where d.id = o.demandId and d.confidential = true)";

        Optional<ExchangeOrder> findByPartnerAndSourceNo(String partner, String sourceNo);

        Optional<ExchangeOrder> findByNumber(String number);

        List<ExchangeOrder> findByNumberIn(Collection<String> numbers);

        /** Where a case came from. */
        Optional<ExchangeOrder> findByDemandNumberAndOutgoingFalse(String number);

        /** Where it went, the last first. */
        List<ExchangeOrder> findByDemandNumberAndOutgoingTrueOrderByIdDesc(String number);

        /** Held until the transaction ends: what comes for one order comes one after the other. */
        @Lock(LockModeType.PESSIMISTIC_WRITE)
        @Query("select o from ExchangeOrder o where o.id = :id")
        Optional<ExchangeOrder> take(Long id);

        /** Those of this demand, and of the demands that follow it. */
        @Query(
                "select o.number from ExchangeOrder o where o.demandNumber is not null and o.outgoing = false and (o.demandId = :demand"
                        + " or o.demandId in (select d.id from Demand d where d.masterId = :demand))")
        List<String> concernedBy(Long demand);

        @Query("select o from ExchangeOrder o where o.partner = :partner"
                + " and (o.state not in :over or o.receivedAt > :since) order by o.id")
        List<ExchangeOrder> toCompare(String partner, List<OrderState> over, Instant since);

        Page<ExchangeOrder> findByPartnerOrderByIdDesc(String partner, Pageable page);

        /** Of those that never became a case here. */
        @Modifying
        @Query("update ExchangeOrder o set o.callerName = null, o.callerPhone = null"
                + " where o.demandNumber is null and o.receivedAt < :time and o.callerName is not null")
        void forgetCallersBefore(Instant time);

        Optional<ExchangeOrder> findFirstByPartnerAndSourceNoStartingWithOrderByIdDesc(String partner, String begin);

        /**
         * Those of partners that may be read again, newest first: nothing of cases that stay with those who work on them.
         *
         * @param all whatever their category; else one of {@code categories}, which is never empty
         */
        @Query(READABLE + " and (:all = true or o.theirCategory in :categories) and o.state in :states"
                + " and o.receivedAt between :from and :to order by o.receivedAt desc, o.id desc")
        List<ExchangeOrder> readable(
                Collection<String> partners,
                boolean all,
                Collection<String> categories,
                Collection<OrderState> states,
                Instant from,
                Instant to,
                Pageable page);

        /** As above, by our numbers. */
        @Query(READABLE + " and o.number in :numbers order by o.receivedAt desc, o.id desc")
        List<ExchangeOrder> readable(Collection<String> partners, Collection<String> numbers);

        long countByPartnerAndState(String partner, OrderState state);

        List<ExchangeOrder> findByStateOrderById(OrderState state);

        @Query("select new org.ganxian.exchange.kept.ExchangeOrder$Counts("
                + "count(case when o.outgoing = false then 1 end),"
                + " count(case when o.outgoing = false and o.demandNumber is not null then 1 end),"
                + " count(case when o.outgoing = false and o.state = org.ganxian.exchange.ledger.OrderState.NOT_ACCEPTED"
                + " then 1 end),"
                + " count(case when o.outgoing = false and o.state = org.ganxian.exchange.ledger.OrderState.CLOSED then 1 end),"
                + " count(case when o.outgoing = true then 1 end),"
                + " count(case when o.outgoing = true and o.theirNumber is not null then 1 end),"
                + " count(case when o.outgoing = true and o.state = org.ganxian.exchange.ledger.OrderState.CLOSED then 1 end))"
                + " from ExchangeOrder o where o.partner = :partner and o.receivedAt >= :from and o.receivedAt < :to")
        Counts counts(String partner, Instant from, Instant to);
    }

    /**
     * How many there were of a time.
     *
     * @param came theirs
     * @param transferred ours that went to them
     * @param taken of these, those that they have accepted by a number
     */
    public record Counts(
            long came, long accepted, long sentBack, long closed, long transferred, long taken, long done) {}

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(PeopleTime.ZONE);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    /** For example {@code DJ20261130-000001}; also the business key of its process. */
    @SuppressWarnings("NullAway.Init") // by assignNumber, as soon as the row has an id
    private String number;

    private String partner;
    private String sourceNo;

    @Enumerated(EnumType.STRING)
    private OrderState state = OrderState.WAITING;

    /** One of ours that goes to the partner; its number is the source's. */
    private boolean outgoing;

    private boolean danger;

    /** Nobody but the call-back learns who told. */
    private boolean secret;

    private boolean created;
    private int nextSeq = Sequence.NEW.next();

    @Getter(AccessLevel.NONE)
    private int stateSeq;

    /** Number of the last message of ours. */
    private int outSeq;

    private @Nullable String demandNumber;
    private @Nullable Long demandId;
    private @Nullable String theirCategory;

    /** The unit that a secret one is about, as they name it. */
    private @Nullable String reportedUnit;

    /** By which they know one of ours. */
    private @Nullable String theirNumber;

    /** How the resident was asked before it went there, zh-CN; missing in danger. */
    private @Nullable String consent;

    private @Nullable String theirStatus;

    /** What the partner was told last of where it stands. */
    private @Nullable String told;

    private boolean firstHere;
    private @Nullable Instant dueThere;
    private Instant receivedAt;
    private @Nullable Instant urgedAt;
    private @Nullable Instant withdrawalAskedAt;
    private @Nullable Instant acknowledgedAt;
    private @Nullable Instant closedThereAt;

    /** What the list said, or a person. */
    private @Nullable String scope;

    private @Nullable String reason;

    /** Of a secret order only; of any other both are the demand's. */
    @Convert(converter = Encrypted.class)
    private @Nullable String callerName;

    @Convert(converter = Encrypted.class)
    private @Nullable String callerPhone;

    @Version
    @Getter(AccessLevel.NONE)
    private long version;

    public ExchangeOrder(String partner, String sourceNo, Instant receivedAt) {
        this.partner = partner;
        this.sourceNo = sourceNo;
        this.receivedAt = receivedAt;
    }

    /** One that goes to the partner; it has no source number before {@link #assignNumber}. */
    public static ExchangeOrder to(
            String partner, Demand demand, boolean secret, @Nullable String consent, Instant at) {
        ExchangeOrder order = new ExchangeOrder(partner, "ZC-" + UUID.randomUUID(), at);
        order.outgoing = true;
        order.created = true;
        order.secret = secret;
        order.consent = consent;
        order.demandNumber = demand.number();
        order.demandId = demand.id();
        order.state = OrderState.TRANSFERRING;
        return order;
    }

    public void assignNumber() {
        number = "%s%s-%06d".formatted(outgoing ? "ZC" : "DJ", DAY.format(receivedAt), id % 1_000_000);
        if (outgoing) {
            sourceNo = number;
        }
    }

    public Sequence sequence() {
        return new Sequence(created, nextSeq, stateSeq);
    }

    public void follow(Sequence after) {
        created = after.created();
        nextSeq = after.next();
        stateSeq = after.stateRank();
    }

    /** 建单 is here. */
    public void begin(Bodies.Order body, boolean tellsOfDanger) {
        // A message that overtook this one may have told of danger already.
        danger = danger || tellsOfDanger;
        state = danger ? OrderState.EMERGENCY : OrderState.RECEIVED;
        secret = body.isSecret();
        theirCategory = body.category();
        firstHere = body.isFirstHere();
        reportedUnit = secret ? body.reported() : null;
        dueThere = body.dueAt() == null ? null : EnvelopeReader.time(body.dueAt());
        if (secret && body.caller() != null) {
            callerName = body.caller().name();
            callerPhone = body.caller().phone();
        }
    }

    /** What was said later tells of danger. */
    public void alarm() {
        danger = true;
        if (created && demandNumber == null && !state.isOver()) {
            state = OrderState.EMERGENCY;
        }
    }

    /** They take it, by their number, until then. */
    public void acceptedThere(@Nullable String theirs, @Nullable Instant due) {
        theirNumber = theirs;
        dueThere = due;
        state = OrderState.TRANSFERRED;
    }

    /** It is late there, and they were told so. */
    public void chase(Instant at) {
        urgedAt = at;
    }

    public void becomes(OrderState next) {
        state = next;
    }

    public void scoped(String by, @Nullable String why) {
        scope = by;
        reason = why;
    }

    public void isOf(Demand demand) {
        demandNumber = demand.number();
        demandId = demand.id();
        if (state != OrderState.EMERGENCY) {
            state = OrderState.ACCEPTED;
        }
    }

    public int nextOut() {
        return ++outSeq;
    }

    /** @return false when they were told so before */
    public boolean tells(String status) {
        boolean changed = !status.equals(told);
        told = status;
        return changed;
    }

    public void standsThere(String status) {
        theirStatus = status;
    }

    /** @return false when it was urged before */
    public boolean urge(Instant at) {
        boolean first = urgedAt == null;
        urgedAt = first ? at : urgedAt;
        return first;
    }

    public void askWithdrawal(Instant at) {
        withdrawalAskedAt = at;
    }

    public void acknowledge(Instant at) {
        acknowledgedAt = acknowledgedAt == null ? at : acknowledgedAt;
    }

    public void closeThere(Instant at) {
        closedThereAt = closedThereAt == null ? at : closedThereAt;
    }

    public void erase() {
        callerName = null;
        callerPhone = null;
        reason = null;
    }
}
