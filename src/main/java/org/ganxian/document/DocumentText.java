package org.ganxian.document;

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
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** A version of a text. Never changes: what is said otherwise is another version. */
@Entity
@Immutable
@Table(name = "document_text")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class DocumentText {

    interface Repository extends JpaRepository<DocumentText, Long> {

        /** Newest first. */
        List<DocumentText> findByWordingAndVariantOrderByVersionDesc(Wording wording, Variant variant);

        /** All versions of all texts, newest first. */
        List<DocumentText> findAllByOrderByVersionDesc();
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Enumerated(EnumType.STRING)
    private Wording wording;

    @Enumerated(EnumType.STRING)
    private Variant variant;

    /** From 1. */
    private int version;

    /** The first day on which it is printed, unless a later version is by then. */
    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    private LocalDate validFrom;

    private String words;

    /** User name; missing for what was shipped. */
    private @Nullable String editedBy;

    private Instant editedAt;

    /** @param by missing for what is shipped */
    DocumentText(
            Wording wording,
            Variant variant,
            int version,
            LocalDate validFrom,
            String words,
            @Nullable Actor by,
            Instant at) {
        this.wording = wording;
        this.variant = variant;
        this.version = version;
        this.validFrom = validFrom;
        this.words = words;
        this.editedBy = by == null ? null : by.id();
        this.editedAt = at;
    }

    boolean isShipped() {
        return editedBy == null;
    }

    boolean hasBegunOn(LocalDate day) {
        return !validFrom.isAfter(day);
    }
}
