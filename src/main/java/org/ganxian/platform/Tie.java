package org.ganxian.platform;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Two places that must say the same of a case (勾稽): its row and its process, a clock and its timer. A module offers the
 * ties of what it keeps; {@code reconciliation} looks at all of them.
 */
public interface Tie {

    /**
     * Something to look at.
     *
     * @param key where it stands in the order that {@link #after} goes through; sorts as text or as a number, as the
     *     tie itself knows
     * @param number of the case
     */
    record Kept(String key, String number) {}

    /** Short and for good, for example {@code clock-timer}. */
    String id();

    /** zh-CN. */
    String title();

    /**
     * The next ones behind this key.
     *
     * @param key empty to begin with
     */
    List<Kept> after(String key, int most);

    /**
     * What is wrong with these cases, in one zh-CN sentence each; sound ones are left out. Read without a lock, what is
     * on its way may look broken: whoever reports it asks again while the case stands still.
     *
     * @param numbers some hundred at most
     */
    Map<String, String> broken(Collection<String> numbers);

    /** Whether one of both sides can be made anew from the other, so that nothing gets lost. */
    default boolean isRepairable() {
        return false;
    }

    /** Makes it so, in the transaction in which the case stands still. */
    default void repair(String number) {
        throw new UnsupportedOperationException(id());
    }
}
