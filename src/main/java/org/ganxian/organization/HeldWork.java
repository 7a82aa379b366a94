package org.ganxian.organization;

import java.util.List;
import java.util.Set;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;

/** What somebody has in hand of cases, and how it goes on without them; the flows answer. */
public interface HeldWork {

    /**
     * A task that somebody holds, or a case that will come back to them.
     *
     * @param key names it among what they hold
     * @param number of the case
     * @param what zh-CN, name of the task
     * @param groups whose task it is else; empty where only the flow knows
     */
    record Held(String key, String number, String what, Set<String> groups) {}

    /** All that this person has in hand, by the cases' numbers. */
    List<Held> of(String username);

    /** User names of those who could go on with it by unit and duty. What they did on the case before is asked when they get it. */
    List<String> colleagues(Held held);

    /**
     * It is its group's again, or this colleague's. Nothing happens when it is not the person's any more.
     *
     * @param from user name of whoever has it
     * @param to user name; null for nobody in person
     * @param note zh-CN, for the timeline
     * @throws Refusal 409 that names the task, when the colleague may not do it
     */
    void handOn(Held held, String from, @Nullable String to, String note);
}
