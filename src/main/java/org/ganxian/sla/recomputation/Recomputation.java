package org.ganxian.sla.recomputation;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.calendar.CalendarChanged;
import org.ganxian.sla.SlaPolicies;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

/** Deadlines computed anew after a change: why, which, how far it is. */
@Entity
@Table(name = "recomputation")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter(AccessLevel.PACKAGE)
class Recomputation {

    interface Repository extends JpaRepository<Recomputation, Long> {
        List<Recomputation> findAllByOrderByIdDesc(Limit most);
    }

    enum Kind {
        /** The calendar changed: what touches its days is looked at. */
        CALENDAR,
        /** The limits changed: every running clock is looked at. */
        POLICY
    }

    enum State {
        RUNNING,
        DONE
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    /** zh-CN. */
    private String cause;

    // As they are: the default goes by way of the JVM's zone and misses a day in some.

    /** First day that may count differently; null for limits. */
    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    private @Nullable LocalDate fromDay;

    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    private @Nullable LocalDate toDay;

    /** Null for the whole country, and for limits. */
    private @Nullable String unitCode;

    /** Id of the decision table that counts; null for calendars. */
    private @Nullable String decisionId;

    private String requestedBy;
    private Instant requestedAt;
    private int total;
    private int done;
    private int moved;
    private int flagged;

    /** Clocks that could not be computed anew. */
    private int setAside;

    private long lastClockId;

    @Enumerated(EnumType.STRING)
    private State state = State.RUNNING;

    /** Null while it runs. */
    private @Nullable Instant finishedAt;

    @Getter(AccessLevel.NONE)
    @Version
    private long version;

    private Recomputation(Kind kind, String cause, String by, Instant at) {
        this.kind = kind;
        this.cause = cause;
        this.requestedBy = by;
        this.requestedAt = at;
    }

    static Recomputation of(CalendarChanged change, String by, Instant at) {
        Recomputation made = new Recomputation(Kind.CALENDAR, change.cause(), by, at);
        made.fromDay = change.from();
        made.toDay = change.to();
        made.unitCode = change.unit();
        return made;
    }

    /** @param decision the limits that open cases are to follow */
    static Recomputation of(SlaPolicies.Table decision, String by, Instant at) {
        Recomputation made = new Recomputation(Kind.POLICY, "在办诉求套用第 " + decision.version() + " 版时限规则", by, at);
        made.decisionId = decision.id();
        return made;
    }

    void expect(int clocks) {
        total = clocks;
    }

    /** A batch is done with, up to this clock. */
    void advance(long lastClock, int looked, int moved, int flagged) {
        this.lastClockId = lastClock;
        this.done += looked;
        this.total = Math.max(total, done);
        this.moved += moved;
        this.flagged += flagged;
    }

    /** This clock cannot be computed; it goes on behind it. */
    void setAside(long clock) {
        advance(clock, 1, 0, 0);
        setAside++;
    }

    /** What was to be done was counted at the beginning; clocks have ended since. */
    void finish(Instant at) {
        total = done;
        state = State.DONE;
        finishedAt = at;
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }
}
