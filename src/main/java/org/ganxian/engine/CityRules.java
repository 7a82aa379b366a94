package org.ganxian.engine;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A table of rules that the city keeps in the product: what its pages have to know about it. */
public interface CityRules {

    /** Id of the decision; its file is called by it. */
    String decision();

    /** zh-CN, one sentence: what it decides. */
    String meaning();

    /** What may be chosen in a column, by the name of its input or output; any text in those that are not named. */
    Map<String, List<Choice>> choices();

    /** All that the table can be asked. */
    Stream<Map<String, Object>> questions(DecisionTable table);

    /** What another table would have made of the cases of the last month. Changes nothing. */
    Trial trial(DecisionTable now, DecisionTable then);

    /**
     * @param cases how many were looked at
     * @param moves those that would have another answer, newest first
     */
    record Trial(int cases, List<Move> moves) {}

    /**
     * @param what zh-CN, about which part of the case; empty for all of it
     * @param from zh-CN, by the table in force
     * @param to zh-CN, by the other one
     */
    record Move(String number, String what, String from, String to) {}
}
