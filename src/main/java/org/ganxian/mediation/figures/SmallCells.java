package org.ganxian.mediation.figures;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Which numbers are not told, because they are about so few cases that a person could be recognized: those from one to four,
 * and so many more that they cannot be reckoned from their sum either. A zero is about nobody.
 */
final class SmallCells {

    /** A number about fewer cases than these is not told. */
    static final int FEWEST = 5;

    private SmallCells() {}

    static boolean isSmall(int cases) {
        return cases > 0 && cases < FEWEST;
    }

    /**
     * What is hidden of parts whose sum is told, and of the sum.
     *
     * @param parts hidden ones
     * @param sum whether it is hidden too, since it is small or nothing else would keep a part hidden
     */
    record Hidden(BitSet parts, boolean sum) {}

    /**
     * @param parts all parts of one sum
     * @param also parts that are hidden for another reason
     * @param sumHidden whether the sum is hidden for another reason
     */
    static Hidden of(List<Integer> parts, BitSet also, boolean sumHidden) {
        BitSet hidden = (BitSet) also.clone();
        IntStream.range(0, parts.size()).filter(i -> isSmall(parts.get(i))).forEach(hidden::set);
        int sum = parts.stream().mapToInt(Integer::intValue).sum();
        boolean noSum = sumHidden || isSmall(sum);
        while (!noSum && tells(parts, hidden)) {
            OptionalInt next = smallestShown(parts, hidden);
            noSum = next.isEmpty();
            next.ifPresent(hidden::set);
        }
        // All parts together would tell it.
        if (noSum && hidden.stream().noneMatch(i -> parts.get(i) > 0)) {
            smallestShown(parts, hidden).ifPresent(hidden::set);
        }
        return new Hidden(hidden, noSum);
    }

    private static OptionalInt smallestShown(List<Integer> parts, BitSet hidden) {
        return IntStream.range(0, parts.size())
                .filter(i -> !hidden.get(i) && parts.get(i) > 0)
                .reduce((a, b) -> parts.get(b) < parts.get(a) ? b : a);
    }

    static Hidden of(List<Integer> parts) {
        return of(parts, new BitSet(), false);
    }

    /** Whether the sum and what is shown of its parts tell what is hidden: a single one, or all that are small at their least or most. */
    static boolean tells(List<Integer> parts, BitSet hidden) {
        int[] values =
                hidden.stream().map(parts::get).filter(value -> value > 0).toArray();
        int sum = Arrays.stream(values).sum();
        boolean allSmall = Arrays.stream(values).allMatch(SmallCells::isSmall);
        boolean extreme = allSmall && (sum == values.length || sum == values.length * (FEWEST - 1));
        return values.length == 1 || values.length > 0 && extreme;
    }
}
