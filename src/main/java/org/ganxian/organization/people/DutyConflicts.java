package org.ganxian.organization.people;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Post;
import org.ganxian.organization.Unit;

/**
 * Duties that one person should not have together (受审分离 and its kin). On each case the flows refuse the second work by
 * the same hands whatever the duties are; here whoever gives the duties is told before.
 */
final class DutyConflicts {

    /** @param name zh-CN, as the flows name it */
    private record Rule(String name, Set<Duty> one, Set<Duty> other) {

        boolean separates(Duty a, Duty b) {
            return one.contains(a) && other.contains(b) || one.contains(b) && other.contains(a);
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule("受审分离", EnumSet.of(Duty.CLERK), EnumSet.of(Duty.MEMBER, Duty.REVIEWER, Duty.HEAD, Duty.ISSUER)),
            new Rule("办审分离", EnumSet.of(Duty.MEMBER), EnumSet.of(Duty.REVIEWER, Duty.HEAD, Duty.DISPATCHER)),
            new Rule(
                    "回访回避",
                    EnumSet.of(Duty.CALLER),
                    EnumSet.of(Duty.CLERK, Duty.MEMBER, Duty.REVIEWER, Duty.HEAD, Duty.ISSUER, Duty.MEDIATOR)),
            new Rule("调审分离", EnumSet.of(Duty.DIRECTOR), EnumSet.of(Duty.SECRETARY, Duty.MEDIATOR)));

    private DutyConflicts() {}

    /**
     * What a new duty breaks together with others of the same days.
     *
     * @param unit finds a unit by its code
     * @return zh-CN sentences, empty for none
     */
    static List<String> of(Post added, List<Post> others, Function<String, Unit> unit) {
        Unit where = unit.apply(added.unitCode());
        return others.stream()
                .distinct()
                .filter(other -> !other.equals(added))
                .flatMap(other -> RULES.stream()
                        .filter(rule -> rule.separates(added.duty(), other.duty()))
                        .filter(rule -> meetOnCases(added, other, unit))
                        .map(rule -> "%s：“%s”和“%s”由同一个人担任时，同一件事只能办其中一环"
                                .formatted(
                                        rule.name(),
                                        People.title(where, added.duty()),
                                        People.title(unit.apply(other.unitCode()), other.duty()))))
                .toList();
    }

    /** A branch's member handles orders, which no desk accepts and no reviewer decides: there only one unit's work meets. */
    private static boolean meetOnCases(Post one, Post other, Function<String, Unit> unit) {
        boolean orders = isOfABranch(one, unit) || isOfABranch(other, unit);
        return !orders || one.unitCode().equals(other.unitCode());
    }

    private static boolean isOfABranch(Post post, Function<String, Unit> unit) {
        return unit.apply(post.unitCode()).kind() == Unit.Kind.BRANCH;
    }
}
