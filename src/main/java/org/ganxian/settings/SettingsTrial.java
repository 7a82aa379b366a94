package org.ganxian.settings;

import org.ganxian.platform.Actor;

/** Tries what is in force in a section, with whoever it leads to and nobody else, and says in seconds what came of it. */
public interface SettingsTrial {

    /** @param said zh-CN, what to do next where it did not go */
    record Outcome(boolean went, String said) {}

    /** Of its section. */
    String section();

    /** zh-CN, what its button says. */
    String button();

    /** Called outside of transactions. */
    Outcome run(Actor by);
}
