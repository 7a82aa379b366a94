package org.ganxian.demand;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;

/** A node of the three-level category tree. A demand may name any level. */
@Entity
@Table(name = "category")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class Category {

    @Id
    private String code;

    /** 1 to 3. */
    private int level;

    /** Code of the level above; null on level 1. */
    private @Nullable String parent;

    private String name;

    /** First day on which it may be chosen; missing for always. */
    private @Nullable LocalDate validFrom;

    /** Last day on which it may be chosen; missing for always. */
    private @Nullable LocalDate validTo;

    /** Code of the one that it was merged into. */
    private @Nullable String successor;

    Category(String code, int level, @Nullable String parent, String name) {
        this.code = code;
        this.level = level;
        this.parent = parent;
        this.name = name;
    }

    Category(
            String code,
            int level,
            @Nullable String parent,
            String name,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable String successor) {
        this(code, level, parent, name);
        this.validFrom = validFrom;
        this.validTo = validTo;
        this.successor = successor;
    }

    void rename(String newName) {
        name = newName;
    }

    void limit(@Nullable LocalDate from, @Nullable LocalDate to) {
        validFrom = from;
        validTo = to;
    }

    void mergeInto(Category other) {
        successor = other.code;
    }

    void standAlone() {
        successor = null;
    }

    /** Whether it may be chosen on this day, as far as it says itself. */
    boolean isValidOn(LocalDate day) {
        return successor == null
                && (validFrom == null || !day.isBefore(validFrom))
                && (validTo == null || !day.isAfter(validTo));
    }
}
