package org.ganxian.demand;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Table;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.Actor;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One line of a demand's timeline: what, who, when, why. Written once, never changed. */
@Entity
@Immutable
@Table(name = "timeline_entry")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class TimelineEntry {

    /**
     * Of a line, what, when and by whom: who only counts need not read what was said.
     *
     * @param actor id of an actor
     */
    public record Happened(Step step, Instant at, String actor) {}

    @Getter(AccessLevel.PACKAGE)
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Getter(AccessLevel.NONE)
    private Long demandId;

    @Column(name = "happened_at")
    private Instant at;

    @Enumerated(EnumType.STRING)
    private Step step;

    private String actorId;

    /** Unit and duty, or 群众 or 系统. */
    private String actorTitle;

    /** Why, or what was said; missing when the step says it all. */
    @Column(name = "note")
    private @Nullable String text;

    TimelineEntry(Long demandId, Instant at, Step step, Actor actor, @Nullable String text) {
        this.demandId = demandId;
        this.at = at;
        this.step = step;
        this.actorId = actor.id();
        this.actorTitle = actor.title();
        this.text = text;
    }

    @PreUpdate
    @PreRemove
    void refuseChange() {
        throw new IllegalStateException("The timeline is append-only");
    }
}
