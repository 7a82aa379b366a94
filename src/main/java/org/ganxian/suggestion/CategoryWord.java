package org.ganxian.suggestion;

import jakarta.persistence.Entity;
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
import org.springframework.data.jpa.repository.JpaRepository;

/** A word that the city has added, or taken away from the shipped list. */
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

    CategoryWord(Phrases.Phrase phrase, boolean removed, Actor by, Instant at) {
        this.code = phrase.code();
        this.word = phrase.text();
        this.removed = removed;
        this.changedBy = by.id();
        this.changedAt = at;
    }

    Phrases.Phrase phrase() {
        return new Phrases.Phrase(code, word);
    }
}
