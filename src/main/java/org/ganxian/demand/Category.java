package org.ganxian.demand;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
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

    Category(String code, int level, @Nullable String parent, String name) {
        this.code = code;
        this.level = level;
        this.parent = parent;
        this.name = name;
    }
}
