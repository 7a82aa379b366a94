package org.ganxian.reply;

import jakarta.persistence.Entity;
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

/** A version of a template. Never changes: what is said otherwise is another version. */
@Entity
@Immutable
@Table(name = "reply_template")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class ReplyTemplate {

    interface Repository extends JpaRepository<ReplyTemplate, Long> {

        /** Newest first. */
        List<ReplyTemplate> findByCodeOrderByVersionDesc(String code);

        /** All versions of all templates, newest first. */
        List<ReplyTemplate> findAllByOrderByVersionDesc();
    }

    /**
     * What a version says.
     *
     * @param unit code of the unit whose cases it is for, with all below it
     * @param form id of the task's form
     * @param field of that form
     * @param category code; null for all
     * @param validFrom first day on which it is offered, unless a later version is by then
     * @param validTo last day; null for no end
     */
    record Content(
            String unit,
            String form,
            String field,
            @Nullable String category,
            String title,
            String words,
            LocalDate validFrom,
            @Nullable LocalDate validTo) {}

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    /** The same for all versions of a template. */
    private String code;

    /** From 1. */
    private int version;

    private String unit;
    private String form;
    private String field;
    private @Nullable String category;
    private String title;
    private String words;

    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    private LocalDate validFrom;

    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    private @Nullable LocalDate validTo;

    private String editedBy;
    private Instant editedAt;

    ReplyTemplate(String code, int version, Content content, Actor by, Instant at) {
        this.code = code;
        this.version = version;
        this.unit = content.unit();
        this.form = content.form();
        this.field = content.field();
        this.category = content.category();
        this.title = content.title();
        this.words = content.words();
        this.validFrom = content.validFrom();
        this.validTo = content.validTo();
        this.editedBy = by.id();
        this.editedAt = at;
    }

    Content content() {
        return new Content(unit, form, field, category, title, words, validFrom, validTo);
    }

    boolean hasBegunOn(LocalDate day) {
        return !validFrom.isAfter(day);
    }

    boolean isOverOn(LocalDate day) {
        return validTo != null && validTo.isBefore(day);
    }
}
