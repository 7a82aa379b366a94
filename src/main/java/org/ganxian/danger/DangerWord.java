package org.ganxian.danger;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.Actor;
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

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String word;

    /** Missing for what was shipped. */
    private @Nullable String addedBy;

    private @Nullable Instant addedAt;

    DangerWord(Word word) {
        this.kind = word.kind();
        this.word = word.text();
    }

    DangerWord(Word word, Actor by, Instant at) {
        this(word);
        this.addedBy = by.id();
        this.addedAt = at;
    }

    boolean isShipped() {
        return addedBy == null;
    }

    Word asWord() {
        return new Word(kind, word);
    }
}
