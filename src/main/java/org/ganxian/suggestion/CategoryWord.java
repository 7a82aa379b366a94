package org.ganxian.suggestion;

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
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** A word that the city has added, or taken away from the list, from a day on. The last one made of a word holds. */
@Entity
@Table(name = "category_word")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class CategoryWord {

    interface Repository extends JpaRepository<CategoryWord, Long> {
        List<CategoryWord> findAllByOrderById();
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String code;
    private String word;
    private boolean removed;
    private String changedBy;
    private Instant changedAt;

    /** The first day on which it holds; missing for what was changed before days were kept. */
    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    private @Nullable LocalDate validFrom;

    CategoryWord(Phrases.Phrase phrase, boolean removed, LocalDate from, Actor by, Instant at) {
        this.code = phrase.code();
        this.word = phrase.text();
        this.removed = removed;
        this.changedBy = by.id();
        this.changedAt = at;
        this.validFrom = from;
    }

    /** Long ago for what was changed before days were kept. */
    public LocalDate from() {
        return validFrom == null ? LocalDate.EPOCH : validFrom;
    }

    boolean holdsOn(LocalDate day) {
        return !from().isAfter(day);
    }

    Phrases.Phrase phrase() {
        return new Phrases.Phrase(code, word);
    }
}
