package org.ganxian.organization.units;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;

/** What is under way in a unit, and how it goes on in another one; the flows answer. */
public interface UnitWork {

    /**
     * A case that is not over.
     *
     * @param tasks how many people's tasks it has now
     * @param clocks how many limits run for it
     */
    record Line(String number, String title, @Nullable String address, String status, long tasks, long clocks) {}

    /**
     * How open cases go on.
     *
     * @param successors codes of the units that go on, by the codes of those that did
     * @param left codes of superiors that are above the unit no more
     * @param note zh-CN, for the timeline
     */
    record Move(Map<String, String> successors, Set<String> left, String note) {}

    /** What a flow keeps of units besides where a case lies and who serves it. */
    interface Part {

        /** Numbers of cases, over or not, that have to do with these units. */
        List<String> numbersOf(Collection<String> units);

        /** zh-CN, why these units cannot go on for those that they follow; empty when they can. */
        Optional<String> whyNot(Map<String, String> successors);

        /** Writes the successors into what is kept of a case, which is taken. */
        void carry(String number, Map<String, String> successors);
    }

    /** @throws Refusal 409 when these units cannot go on for those that they follow */
    void requireCarried(Map<String, String> successors);

    /** Whether there has never been a case. */
    boolean hasNever();

    /** How many cases that are not over lie in these places or are served by these units. */
    long count(Collection<String> units);

    /** A page of them, oldest first; {@code page} from 0. */
    List<Line> at(Collection<String> units, int page, int size);

    /**
     * The numbers of all of them, oldest first.
     *
     * @param words that their address has; empty for all
     */
    List<String> numbersAt(Collection<String> units, String words);

    /**
     * Carries one case over: its row, its tasks, its supervision, its figures, with a line of its timeline. Nothing happens
     * to a case that is over by now.
     */
    void carry(String number, Move move);
}
