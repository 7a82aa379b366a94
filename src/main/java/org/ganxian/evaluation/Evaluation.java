package org.ganxian.evaluation;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** One rating of one completion; a rework is rated anew. */
@Entity
@Immutable
@Table(name = "evaluation")
public class Evaluation {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private Long demandId;

    /** 0 for the first completion, 1 and 2 after rework. */
    private int round;

    @Enumerated(EnumType.STRING)
    private Grade grade;

    private String comment;
    private Instant ratedAt;

    protected Evaluation() {}

    Evaluation(Long demandId, int round, Grade grade, String comment, Instant ratedAt) {
        this.demandId = demandId;
        this.round = round;
        this.grade = grade;
        this.comment = comment;
        this.ratedAt = ratedAt;
    }

    public Grade grade() {
        return grade;
    }

    public int round() {
        return round;
    }

    /** The resident's words; null for none. */
    public String comment() {
        return comment;
    }

    Long demandId() {
        return demandId;
    }
}
