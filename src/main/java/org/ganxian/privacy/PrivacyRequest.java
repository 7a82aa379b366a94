package org.ganxian.privacy;

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
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.privacy.Encrypted;
import org.ganxian.platform.privacy.Masks;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** What a resident wants of what is kept of them, asked by a clerk and decided by somebody else. */
@Entity
@Table(name = "privacy_request")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class PrivacyRequest {

    interface Repository extends JpaRepository<PrivacyRequest, Long> {
        @Query("from PrivacyRequest p where (:anybodys = true or p.askedBy = :username) and p.kind in :kinds and"
                + " p.state in :states")
        Page<PrivacyRequest> some(
                boolean anybodys, String username, Collection<Kind> kinds, Collection<State> states, Pageable page);

        @Modifying
        @Query(
                "update PrivacyRequest set phone = null where state <> WAITING and decidedAt < :time and phone is not null")
        void forgetPhonesDecidedBefore(Instant time);
    }

    /** PIPL art. 45 and 47. */
    @RequiredArgsConstructor
    @Getter
    public enum Kind {
        EXPORT("查阅、复制"),
        DELETION("删除");

        private final String title;
    }

    @RequiredArgsConstructor
    @Getter
    public enum State {
        WAITING("待审批"),
        APPROVED("已同意"),
        REFUSED("不同意");

        private final String title;
    }

    /** How long the file can be fetched. */
    static final Duration OPEN = Duration.ofDays(7);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    /** As it is kept with demands; null once it is needed no more. */
    @Convert(converter = Encrypted.class)
    private @Nullable String phone;

    private String phoneMasked;

    /** By what the clerk knew them, zh-CN. */
    private String proof;

    /** Of the cases that were found, separated by blanks. */
    private String numbers;

    private String askedBy;
    private Instant askedAt;

    @Enumerated(EnumType.STRING)
    private State state = State.WAITING;

    private @Nullable String decidedBy;
    private @Nullable Instant decidedAt;

    /** zh-CN: what was done, or why not. */
    private @Nullable String outcome;

    @Getter(AccessLevel.NONE)
    @Version
    @Column(name = "version")
    private long version;

    PrivacyRequest(Kind kind, String phone, String proof, List<String> numbers, String askedBy, Instant askedAt) {
        this.kind = kind;
        this.phone = phone;
        this.phoneMasked = Masks.phone(phone);
        this.proof = proof;
        this.numbers = String.join(" ", numbers);
        this.askedBy = askedBy;
        this.askedAt = askedAt;
    }

    List<String> cases() {
        return List.of(numbers.split(" "));
    }

    boolean isWaiting() {
        return state == State.WAITING;
    }

    void decide(boolean approved, String by, Instant at, String outcome) {
        this.state = approved ? State.APPROVED : State.REFUSED;
        this.decidedBy = by;
        this.decidedAt = at;
        this.outcome = outcome;
        if (!approved || kind == Kind.DELETION) {
            phone = null;
        }
    }

    /** The number, while the file can be fetched. */
    Optional<String> openPhone(Instant now) {
        Instant since = decidedAt;
        boolean isOpen =
                kind == Kind.EXPORT && state == State.APPROVED && since != null && now.isBefore(since.plus(OPEN));
        return isOpen ? Optional.ofNullable(phone) : Optional.empty();
    }
}
