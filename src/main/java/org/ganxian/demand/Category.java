package org.ganxian.demand;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A node of the three-level category tree. A demand may name any level. */
@Entity
@Table(name = "category")
public class Category {

    @Id
    private String code;

    private int level;
    private String parent;
    private String name;

    protected Category() {}

    Category(String code, int level, String parent, String name) {
        this.code = code;
        this.level = level;
        this.parent = parent;
        this.name = name;
    }

    public String code() {
        return code;
    }

    /** 1 to 3. */
    public int level() {
        return level;
    }

    /** Code of the level above; null on level 1. */
    public String parent() {
        return parent;
    }

    public String name() {
        return name;
    }
}
