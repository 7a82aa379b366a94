package org.ganxian.engine;

import java.util.List;

/** Says of a table of rules whether it may take effect, before it does. */
public interface DecisionCheck {

    /** Id of the decision. */
    String decision();

    /** zh-CN, one sentence a mistake; empty for a table that may take effect. */
    List<String> mistakes(DecisionTable table);
}
