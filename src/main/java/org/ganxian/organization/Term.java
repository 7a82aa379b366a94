package org.ganxian.organization;

import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.time.LocalDate;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.engine.EngineClock;
import org.ganxian.platform.PeopleTime;
import org.jspecify.annotations.Nullable;

/** What holds of a person on certain days of Asia/Shanghai, the first and the last included. It is ended, never deleted. */
@MappedSuperclass
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public abstract class Term {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String username;

    /** Null for since ever. */
    private @Nullable LocalDate validFrom;

    /** The last day; null for until further notice; before the first one when it was called off. */
    private @Nullable LocalDate validTo;

    /** User name; null for what an older version or the first start has set. */
    private @Nullable String setBy;

    private @Nullable Instant setAt;

    protected Term(
            String username, @Nullable LocalDate validFrom, @Nullable LocalDate validTo, @Nullable String setBy) {
        this.username = username;
        this.validFrom = validFrom;
        this.validTo = validTo;
        this.setBy = setBy;
        this.setAt = EngineClock.now();
    }

    /** Today in Asia/Shanghai. */
    public static LocalDate today() {
        return LocalDate.ofInstant(EngineClock.now(), PeopleTime.ZONE);
    }

    public boolean holdsOn(LocalDate day) {
        return (validFrom == null || !validFrom.isAfter(day)) && !isOverOn(day);
    }

    /** Whether it was over before this day, or was called off. */
    public boolean isOverOn(LocalDate day) {
        return validTo != null && (validTo.isBefore(day) || validFrom != null && validTo.isBefore(validFrom));
    }

    /** Whether there is a day on which both hold; null stands for an open end. */
    public boolean meets(@Nullable LocalDate from, @Nullable LocalDate to) {
        boolean calledOff = validFrom != null && validTo != null && validTo.isBefore(validFrom);
        return !calledOff
                && (validFrom == null || to == null || !validFrom.isAfter(to))
                && (validTo == null || from == null || !validTo.isBefore(from));
    }

    public void lastUntil(@Nullable LocalDate last) {
        validTo = last;
    }
}
