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
import org.ganxian.platform.Actor;
import org.hibernate.annotations.Immutable;

/** One line of a demand's timeline: what, who, when, why. Written once, never changed. */
@Entity
@Immutable
@Table(name = "timeline_entry")
public class TimelineEntry {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private Long demandId;

    @Column(name = "happened_at")
    private Instant at;

    @Enumerated(EnumType.STRING)
    private Step step;

    private String actorId;
    private String actorTitle;

    @Column(name = "note")
    private String text;

    protected TimelineEntry() {}

    TimelineEntry(Long demandId, Instant at, Step step, Actor actor, String text) {
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

    public Instant at() {
        return at;
    }

    public Step step() {
        return step;
    }

    public String actorId() {
        return actorId;
    }

    /** Unit and duty, or 群众 or 系统. */
    public String actorTitle() {
        return actorTitle;
    }

    /** Why, or what was said; null when the step says it all. */
    public String text() {
        return text;
    }
}
