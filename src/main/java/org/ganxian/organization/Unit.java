package org.ganxian.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lombok.AccessLevel;
import lombok.AllArgsConstructor;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.EngineClock;
import org.ganxian.platform.PeopleTime;
import org.jspecify.annotations.Nullable;

/** A place in the city's tree, or a body that serves one. */
@Entity
@Table(name = "unit")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@AllArgsConstructor(access = AccessLevel.PACKAGE)
@Getter
public class Unit {

    private static final int FORMER_NAMES = 400;

    /** The four levels of places, and the kinds of bodies that serve them. */
    @RequiredArgsConstructor
    @Getter
    public enum Kind {
        CITY("市"),
        DISTRICT("区县"),
        STREET("街道"),
        COMMUNITY("社区"),
        BRANCH("党支部"),
        DEPARTMENT("部门"),
        COMMITTEE("调委会");

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

    /** From this day on, in Asia/Shanghai, there is no such unit any more; null while nobody has closed it. */
    private @Nullable LocalDate closedFrom;

    /** Code of the unit that goes on with its work; null when it is not closed, or nobody does. */
    private @Nullable String successor;

    @Getter(AccessLevel.NONE)
    private @Nullable String formerNames;

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

    /** What it was called before, oldest first. */
    public List<String> formerNames() {
        return formerNames == null ? List.of() : List.of(formerNames.split("\\|"));
    }

    /** Whether it is there today. What is closed stays for the history of its cases, and is offered nowhere. */
    public boolean isOpen() {
        return isOpenOn(today());
    }

    boolean isOpenOn(LocalDate day) {
        return closedFrom == null || day.isBefore(closedFrom);
    }

    /** The day that it is for people. */
    public static LocalDate today() {
        return LocalDate.ofInstant(EngineClock.now(), PeopleTime.ZONE);
    }

    void rename(String newName) {
        List<String> former = new ArrayList<>(formerNames());
        former.remove(newName);
        former.remove(name);
        former.add(name);
        // A unit that was renamed so often is found by its last names.
        while (String.join("|", former).length() > FORMER_NAMES) {
            former.remove(0);
        }
        formerNames = String.join("|", former);
        name = newName;
    }

    void moveBelow(String newParent) {
        parent = newParent;
    }

    void doWhat(@Nullable String newFunction) {
        function = newFunction;
    }

    void closeFrom(LocalDate day, @Nullable String goesOn) {
        closedFrom = day;
        successor = goesOn;
    }
}
