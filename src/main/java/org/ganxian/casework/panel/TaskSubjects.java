package org.ganxian.casework.panel;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For tasks whose case is no demand of ours: whoever brings them says what they are about, on cards and above the form. */
public interface TaskSubjects {

    /**
     * On a card, for all who see the task: nothing personal.
     *
     * @param title zh-CN
     */
    record Brief(String number, String title) {}

    /** A line of what is known; both zh-CN. */
    record Fact(String name, String value) {}

    /**
     * Above the form, for those who may work the task.
     *
     * @param text what was said, zh-CN
     * @param page path of ours that says more
     */
    record Subject(
            String number,
            String title,
            @Nullable String text,
            List<Fact> facts,
            @Nullable String page) {}

    /** By business key, those that are its own. */
    Map<String, Brief> briefs(Collection<String> businessKeys);

    /**
     * @param holds whether the person holds the task, and so sees who called
     * @return empty for a key of somebody else's
     */
    Optional<Subject> subject(String businessKey, boolean holds);
}
