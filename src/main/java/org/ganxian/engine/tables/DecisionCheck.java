package org.ganxian.engine.tables;

import java.util.List;
import java.util.Map;

/** Says of a table of rules whether it may take effect, before it does. */
public interface DecisionCheck {

    /** Id of the decision. */
    String decision();

    /** zh-CN, one sentence a mistake; empty for a table whose rows all make sense. */
    List<String> mistakes(DecisionTable table);

    /** What somebody has to answer, whatever the table is: the table itself, or the release's where the city's never did. */
    List<Map<String, Object>> questions();

    /** zh-CN: that nobody answers one of them. */
    String unanswered(Map<String, Object> question);
}
