package org.ganxian.danger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.Actor;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** A line of the list. */
@Entity
@Table(name = "danger_word")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class DangerWord {

    interface Repository extends JpaRepository<DangerWord, Long> {
        List<DangerWord> findAllByOrderById();
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    /** As text: a newer node on the same database may know more kinds. */
    @Column(name = "kind")
    @Getter(AccessLevel.NONE)
    private String kindName;

    private String word;

    /** Missing for what was shipped. */
    private @Nullable String addedBy;

    private @Nullable Instant addedAt;

    /** The first day on which it counts; missing for always. */
    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    private @Nullable LocalDate validFrom;

    /** The last day; missing for as long as nobody takes it away. */
    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    private @Nullable LocalDate validTo;

    DangerWord(Word word) {
        this.kindName = word.kind().name();
        this.word = word.text();
    }

    /** @param from the first day on which it counts */
    DangerWord(Word word, LocalDate from, Actor by, Instant at) {
        this(word);
        this.validFrom = from;
        this.addedBy = by.id();
        this.addedAt = at;
    }

    boolean isShipped() {
        return addedBy == null;
    }

    /** Whether nobody in the city has had to do with it. */
    boolean isUntouched() {
        return isShipped() && validTo == null;
    }

    /** False for what only a newer release can read: its kind, or how it is written. */
    boolean isReadable() {
        return Arrays.stream(Kind.values()).anyMatch(kind -> kind.name().equals(kindName)) && asWord().isSound();
    }

    public Kind kind() {
        return Kind.valueOf(kindName);
    }

    Word asWord() {
        return new Word(kind(), word);
    }

    boolean countsOn(LocalDate day) {
        return !beginsAfter(day) && !isOverBy(day);
    }

    boolean beginsAfter(LocalDate day) {
        return validFrom != null && validFrom.isAfter(day);
    }

    /** Whether it counts neither on that day nor ever after. */
    boolean isOverBy(LocalDate day) {
        return validTo != null && validTo.isBefore(day);
    }

    /** Whether it counts on that day and on all that follow. */
    boolean staysFrom(LocalDate day) {
        return validTo == null && !beginsAfter(day);
    }

    /** @param day the first on which it does not count */
    void endBefore(LocalDate day) {
        this.validTo = day.minusDays(1);
    }

    void stay() {
        this.validTo = null;
    }
}
