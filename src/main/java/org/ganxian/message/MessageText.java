package org.ganxian.message;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.Actor;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.springframework.data.jpa.repository.JpaRepository;

/** A version of what one kind of message says. Never changes. */
@Entity
@Immutable
@Table(name = "message_text")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class MessageText {

    interface Repository extends JpaRepository<MessageText, Long> {

        /** Newest first. */
        List<MessageText> findByKindOrderByVersionDesc(Occasion kind);

        /** Newest first. */
        List<MessageText> findAllByOrderByVersionDesc();
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Enumerated(EnumType.STRING)
    private Occasion kind;

    /** From 1; the shipped words are none. */
    private int version;

    private String words;

    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    private LocalDate validFrom;

    private String editedBy;
    private Instant editedAt;

    MessageText(Occasion kind, int version, String words, LocalDate validFrom, Actor by, Instant at) {
        this.kind = kind;
        this.version = version;
        this.words = words;
        this.validFrom = validFrom;
        this.editedBy = by.id();
        this.editedAt = at;
    }
}
