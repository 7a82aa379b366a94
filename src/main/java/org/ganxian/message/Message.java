package org.ganxian.message;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.privacy.Encrypted;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;

/** One message on its way to a resident by one channel. */
@Entity(name = "ResidentMessage")
@Table(name = "resident_message")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class Message {

    interface Repository extends org.springframework.data.repository.Repository<Message, String> {

        @Query(
                "from ResidentMessage m where (:kind is null or m.kind = :kind) and (:state is null or m.state = :state)")
        Page<Message> some(@Nullable Occasion kind, @Nullable State state, Pageable page);
    }

    @RequiredArgsConstructor
    @Getter
    enum Channel {
        SMS("短信"),
        MAIL("邮件");

        private final String title;
    }

    @RequiredArgsConstructor
    @Getter
    enum State {
        /** A job of the engine will send it. */
        WAITING("等待发送"),
        SENT("已发出"),
        /** All retries are used up; there is an incident in Cockpit. */
        FAILED("没有发出，见 Cockpit"),
        /** There was nobody to tell any more, or it was of no use any more. */
        DROPPED("不用再发");

        private final String title;
    }

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    private String id;

    /** No two messages have the same: each thing is told once. */
    private String onceKey;

    /** Null for a one-time code, which is of no case yet. */
    private @Nullable Long demandId;

    @Enumerated(EnumType.STRING)
    private Occasion kind;

    @Enumerated(EnumType.STRING)
    private Channel channel;

    /** The number that asked for a one-time code; else null: where to is read when it is sent. */
    @Convert(converter = Encrypted.class)
    private @Nullable String address;

    /** The one-time code, until it is sent. */
    @Convert(converter = Encrypted.class)
    private @Nullable String secret;

    private Instant madeAt;
    private Instant sendAt;

    @Enumerated(EnumType.STRING)
    private State state = State.WAITING;

    private int attempts;
    private @Nullable String lastError;
    private @Nullable Instant sentAt;

    /** What the demo's console was given; null in a real city. */
    @Convert(converter = Encrypted.class)
    private @Nullable String shown;

    Message(String onceKey, @Nullable Long demandId, Occasion kind, Channel channel, Instant madeAt, Instant sendAt) {
        this.id = UUID.randomUUID().toString();
        this.onceKey = onceKey;
        this.demandId = demandId;
        this.kind = kind;
        this.channel = channel;
        this.madeAt = madeAt;
        this.sendAt = sendAt;
    }

    /** A one-time code, which goes out at once. */
    static Message code(String phone, String code, Instant at) {
        Message message = new Message(UUID.randomUUID().toString(), null, Occasion.CODE, Channel.SMS, at, at);
        message.address = phone;
        message.secret = code;
        return message;
    }

    boolean isDone() {
        return state == State.SENT || state == State.DROPPED;
    }

    void sent(Instant at, @Nullable String shown) {
        state = State.SENT;
        attempts++;
        sentAt = at;
        lastError = null;
        this.shown = shown;
        forget();
    }

    void dropped() {
        state = State.DROPPED;
        forget();
    }

    private void forget() {
        secret = null;
        address = null;
    }
}
