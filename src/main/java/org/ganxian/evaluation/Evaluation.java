package org.ganxian.evaluation;

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
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One rating of one completion; a rework is rated anew. */
@Entity
@Immutable
@Table(name = "evaluation")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
public class Evaluation {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Getter(AccessLevel.PACKAGE)
    private Long demandId;

    /** 0 for the first completion, 1 and 2 after rework; as {@link Evaluations#followed} of a demand that this one follows. */
    @Getter
    private int round;

    @Getter
    @Enumerated(EnumType.STRING)
    private Grade grade;

    /** The resident's words. */
    @Getter
    private @Nullable String comment;

    private Instant ratedAt;

    Evaluation(Long demandId, int round, Grade grade, @Nullable String comment, Instant ratedAt) {
        this.demandId = demandId;
        this.round = round;
        this.grade = grade;
        this.comment = comment;
        this.ratedAt = ratedAt;
    }
}
