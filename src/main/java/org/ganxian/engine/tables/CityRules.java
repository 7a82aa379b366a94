package org.ganxian.engine.tables;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ganxian.engine.Choice;
import org.ganxian.platform.Refusal;

/** A table of rules that the city keeps in the product: what its pages have to know about it. */
public interface CityRules {

    /** Id of the decision; its file is called by it. */
    String decision();

    /** zh-CN, one sentence: what it decides. */
    String meaning();

    /** What may be chosen in a column, by the name of its input or output; any text in those that are not named. */
    Map<String, List<Choice>> choices();

    /**
     * What a column without choices says to people: P5D is 5 个工作日.
     *
     * @param row the answers of the row in which it stands, by the names of their columns
     * @return zh-CN; the value itself where there are no other words for it
     */
    default String inWords(String column, String value, Map<String, String> row) {
        return value;
    }

    /**
     * The value that somebody typed, be it in words or as the table has it.
     *
     * @param row as typed, by the names of the columns
     * @return what was typed where it is no such words; the checks of the table say what is wrong with it
     * @throws Refusal 400 for words that contradict the row
     */
    default String typed(String column, String text, Map<String, String> row) {
        return text;
    }

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
