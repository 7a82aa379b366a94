package org.ganxian.exchange.kept;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.privacy.Encrypted;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

/** Something that a person has to look at. Its words say nothing of what a case is about. */
@Entity
@Table(name = "exchange_exception")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class ExchangeException {

    public interface Repository extends JpaRepository<ExchangeException, Long> {

        boolean existsByOnceKey(String onceKey);

        Page<ExchangeException> findByPartnerAndSettledAtIsNullOrderByIdDesc(String partner, Pageable page);

        long countByPartnerAndSettledAtIsNull(String partner);
    }

    @RequiredArgsConstructor
    @Getter
    public enum Kind {
        CONFLICT("数据冲突"),
        GAP("缺号"),
        UNMAPPED("没有对照"),
        DEAD_LETTER("发不出去"),
        REFUSED_FILE("没有收的文件"),
        RECONCILIATION("对账不符"),
        AFTER_END("了结以后来信"),
        REWORK("对方要求重办"),
        NO_RESULT("对方没有回传结果"),
        LATE_THERE("对方超期"),
        ATTACHMENT("附件没有收"),
        PAGE("报文页取不到");

        private final String title;
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String onceKey;
    private String partner;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private @Nullable String orderNumber;

    /** zh-CN. */
    private String words;

    private Instant raisedAt;
    private @Nullable Instant settledAt;
    private @Nullable String settledBy;

    @Convert(converter = Encrypted.class)
    private @Nullable String note;

    public ExchangeException(
            String onceKey, String partner, Kind kind, @Nullable String orderNumber, String words, Instant raisedAt) {
        this.onceKey = onceKey;
        this.partner = partner;
        this.kind = kind;
        this.orderNumber = orderNumber;
        this.words = words;
        this.raisedAt = raisedAt;
    }

    public void settle(String by, String how, Instant at) {
        settledBy = by;
        note = how;
        settledAt = at;
    }
}
