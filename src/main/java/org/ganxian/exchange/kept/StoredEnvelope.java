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
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.RequiredArgsConstructor;
import org.ganxian.exchange.envelope.Envelope;
import org.ganxian.exchange.envelope.EnvelopeReader;
import org.ganxian.exchange.envelope.MessageType;
import org.ganxian.exchange.ledger.Sequence;
import org.ganxian.platform.privacy.Encrypted;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** One message, in or out. What it says is encrypted, and gone after 180 days; that it was there stays. */
@Entity(name = "ExchangeEnvelope")
@Table(name = "exchange_envelope")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class StoredEnvelope {

    public interface Repository extends JpaRepository<StoredEnvelope, Long> {

        @Query("select e from ExchangeEnvelope e where e.direction = :direction and e.partner = :partner"
                + " and e.sourceNo = :sourceNo and e.type = :type and e.seq = :seq order by e.edition")
        List<StoredEnvelope> editions(Direction direction, String partner, String sourceNo, MessageType type, int seq);

        Optional<StoredEnvelope> findFirstByDirectionAndMessageId(Direction direction, String messageId);

        @Lock(LockModeType.PESSIMISTIC_WRITE)
        @Query("select e from ExchangeEnvelope e where e.direction = :direction and e.messageId = :messageId")
        Optional<StoredEnvelope> take(Direction direction, String messageId);

        List<StoredEnvelope> findByOrderNumberAndDirectionAndStateOrderBySeqAscIdAsc(
                String orderNumber, Direction direction, State state);

        List<StoredEnvelope> findByOrderNumberOrderByIdAsc(String orderNumber);

        @Query("select e from ExchangeEnvelope e where e.partner = :partner"
                + " and (:direction is null or e.direction = :direction) and (:state is null or e.state = :state)")
        Page<StoredEnvelope> some(String partner, @Nullable Direction direction, @Nullable State state, Pageable page);

        List<StoredEnvelope> findByOrderNumberInAndTypeInOrderById(
                Collection<String> orderNumbers, Collection<MessageType> types);

        /** What partners that fetch were told, newest first; nothing of cases that stay with those who work on them. */
        @Query("select e from ExchangeEnvelope e where e.partner in :partners and e.direction = :direction"
                + " and e.type in :types and e.madeAt between :from and :to"
                + " and not exists (select d.id from ExchangeOrder o, Demand d where o.number = e.orderNumber"
                + " and d.id = o.demandId and d.confidential = true)"
                + " order by e.madeAt desc, e.id desc")
        List<StoredEnvelope> told(
                Collection<String> partners,
                Direction direction,
                Collection<MessageType> types,
                Instant from,
                Instant to,
                Pageable page);

        long countByPartnerAndDirectionAndMadeAtAfter(String partner, Direction direction, Instant since);

        long countByPartnerAndState(String partner, State state);

        long countByPartnerAndStateIn(String partner, Collection<State> states);

        Optional<StoredEnvelope> findFirstByPartnerAndDirectionAndTypeAndMadeAtAfterOrderByIdDesc(
                String partner, Direction direction, MessageType type, Instant since);

        @Modifying
        @Query("update ExchangeEnvelope e set e.raw = null, e.body = null where e.madeAt < :time"
                + " and e.body is not null")
        int forgetBefore(Instant time);

        @Modifying(clearAutomatically = true, flushAutomatically = true)
        @Query("update ExchangeEnvelope e set e.state = :to where e.messageId = :id and e.direction = :direction"
                + " and e.state = :from")
        int change(Direction direction, String id, State from, State to);

        @Modifying
        @Query("update ExchangeEnvelope e set e.attempts = e.attempts + 1, e.lastError = :error"
                + " where e.messageId = :id and e.direction = :direction")
        void countFailure(Direction direction, String id, @Nullable String error);
    }

    @RequiredArgsConstructor
    @Getter
    public enum Direction {
        IN("收"),
        OUT("发");

        private final String title;
    }

    @RequiredArgsConstructor
    @Getter
    public enum Way {
        HTTP("接口"),
        FILE("文件"),
        /** What goes out lies there for the partner to fetch. */
        OPEN311("Open311");

        private final String title;
    }

    @RequiredArgsConstructor
    @Getter
    public enum State {
        /** Those before it have not come yet. */
        HELD("等缺号"),
        /** In its turn, but there is no demand yet that could take it. */
        PENDING("等受理"),
        APPLIED("已处理"),
        /** Older than what moved the state last. */
        IGNORED("过时，未采用"),
        /** Other content under a number that was used. */
        CONFLICT("与此前的矛盾"),
        /** A job of the engine will send it. */
        WAITING("待发"),
        /** A file that somebody has to carry away, where no folder is set. */
        READY("待取走"),
        SENT("已发"),
        /** All retries are used up; somebody has to look at it. */
        DEAD("发不出去");

        private final String title;
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Enumerated(EnumType.STRING)
    private Direction direction;

    private String partner;

    @JdbcTypeCode(SqlTypes.CHAR)
    private String messageId;

    @Enumerated(EnumType.STRING)
    private MessageType type;

    private String sourceNo;
    private int seq;
    private int edition;
    private @Nullable String orderNumber;

    @JdbcTypeCode(SqlTypes.CHAR)
    private String bodyHash;

    /** As it came; missing for what goes out, which is signed anew each time. */
    @Convert(converter = Encrypted.class)
    private @Nullable String raw;

    @Convert(converter = Encrypted.class)
    private @Nullable String body;

    @Enumerated(EnumType.STRING)
    private Way way;

    @Enumerated(EnumType.STRING)
    private State state;

    private Instant occurredAt;
    private Instant madeAt;
    private @Nullable Instant doneAt;
    private int attempts;
    private @Nullable String lastError;

    /** One that came. */
    public StoredEnvelope(
            String partner, Envelope envelope, MessageType type, String raw, String body, Way way, Instant at) {
        this.direction = Direction.IN;
        this.partner = partner;
        this.messageId = String.valueOf(envelope.messageId());
        this.type = type;
        this.sourceNo = String.valueOf(envelope.sourceNo());
        this.seq = envelope.seq() == null ? 0 : envelope.seq();
        this.bodyHash = String.valueOf(envelope.bodyHash()).toLowerCase(java.util.Locale.ROOT);
        this.raw = raw;
        this.body = body;
        this.way = way;
        this.state = State.HELD;
        this.occurredAt = EnvelopeReader.time(envelope.occurredAt());
        this.madeAt = at;
    }

    /** One that goes. */
    public StoredEnvelope(
            String partner,
            String messageId,
            MessageType type,
            String sourceNo,
            int seq,
            @Nullable String orderNumber,
            String bodyHash,
            String body,
            Way way,
            Instant at) {
        this.direction = Direction.OUT;
        this.partner = partner;
        this.messageId = messageId;
        this.type = type;
        this.sourceNo = sourceNo;
        this.seq = seq;
        this.orderNumber = orderNumber;
        this.bodyHash = bodyHash;
        this.body = body;
        this.way = way;
        this.state = State.WAITING;
        this.occurredAt = at;
        this.madeAt = at;
    }

    public Sequence.Item item() {
        return new Sequence.Item(type, seq);
    }

    public void belongsTo(ExchangeOrder order) {
        orderNumber = order.number();
    }

    public void contradicts(int edition) {
        this.edition = edition;
        state = State.CONFLICT;
    }

    public void becomes(State next, Instant at) {
        state = next;
        doneAt = at;
    }

    public void sent(Instant at) {
        becomes(State.SENT, at);
        attempts++;
        lastError = null;
    }
}
