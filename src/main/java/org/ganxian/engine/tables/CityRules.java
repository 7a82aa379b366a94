package org.ganxian.engine.tables;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ganxian.engine.Choice;

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
     * What the table in force would have made of the cases of the last month whose category lies below {@code from}, had
     * it been {@code to}: before a category is renamed or merged. Changes nothing.
     *
     * @param from names from the first level down
     * @param to names from the first level down, in place of those
     */
    Trial regrouped(DecisionTable now, List<String> from, List<String> to);

    /** A path of names with another beginning; itself where it begins otherwise. */
    static List<String> regrouped(List<String> path, List<String> from, List<String> to) {
        return path.size() < from.size() || !path.subList(0, from.size()).equals(from)
                ? path
                : Stream.concat(to.stream(), path.subList(from.size(), path.size()).stream())
                        .toList();
    }

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
