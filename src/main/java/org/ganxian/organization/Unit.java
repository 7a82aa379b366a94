package org.ganxian.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

/** A place in the city's tree, or a body that serves one. */
@Entity
@Table(name = "unit")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class Unit {

    /** The four levels of places, and the two kinds of bodies that serve them. */
    @RequiredArgsConstructor
    @Getter
    public enum Kind {
        CITY("市"),
        DISTRICT("区县"),
        STREET("街道"),
        COMMUNITY("社区"),
        BRANCH("党支部"),
        DEPARTMENT("部门");

        private final String title;

        /** True for levels at which a resident can live. */
        public boolean isPlace() {
            return compareTo(COMMUNITY) <= 0;
        }
    }

    @Id
    private String code;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    /** Code of the unit above; null for the city. */
    private @Nullable String parent;

    private String name;

    /** What a department does, as routing names it (for example {@code WATER}); null for all other kinds. */
    @Column(name = "function_key")
    private @Nullable String function;

    @Getter(AccessLevel.NONE)
    private boolean demo;

    public Unit(String code, Kind kind, @Nullable String parent, String name, @Nullable String function, boolean demo) {
        this.code = Objects.requireNonNull(code);
        this.kind = Objects.requireNonNull(kind);
        this.parent = parent;
        this.name = Objects.requireNonNull(name);
        this.function = function;
        this.demo = demo;
    }

    /** True for invented data, which every screen marks 演示数据. */
    public boolean isDemo() {
        return demo;
    }
}
