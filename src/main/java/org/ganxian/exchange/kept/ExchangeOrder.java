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
import java.util.List;
import java.util.Optional;
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

        Optional<ExchangeOrder> findByPartnerAndSourceNo(String partner, String sourceNo);

        Optional<ExchangeOrder> findByNumber(String number);

        Optional<ExchangeOrder> findByDemandNumber(String number);

        /** Held until the transaction ends: what comes for one order comes one after the other. */
        @Lock(LockModeType.PESSIMISTIC_WRITE)
        @Query("select o from ExchangeOrder o where o.id = :id")
        Optional<ExchangeOrder> take(Long id);

        /** Those of this demand, and of the demands that follow it. */
        @Query("select o.number from ExchangeOrder o where o.demandNumber is not null and (o.demandId = :demand"
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

        long countByPartnerAndState(String partner, OrderState state);

        List<ExchangeOrder> findByStateOrderById(OrderState state);
    }

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

    public void assignNumber() {
        number = "DJ%s-%06d".formatted(DAY.format(receivedAt), id % 1_000_000);
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
        dueThere = body.dueAt() == null ? null : EnvelopeReader.time(body.dueAt());
        if (secret && body.caller() != null) {
            callerName = body.caller().name();
            callerPhone = body.caller().phone();
        }
    }

    /** What was said later tells of danger. */
    public void alarm() {
        danger = true;
        if (created && demandNumber == null) {
            state = OrderState.EMERGENCY;
        }
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
    }
}
