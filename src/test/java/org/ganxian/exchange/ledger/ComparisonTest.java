package org.ganxian.exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ganxian.exchange.ledger.Comparison.Difference;
import org.ganxian.exchange.ledger.Comparison.Kind;
import org.ganxian.exchange.ledger.Comparison.Ours;
import org.ganxian.exchange.ledger.Comparison.Theirs;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void twoSidesThatSayTheSameHaveNothingBetweenThem() {
        assertThat(Comparison.of(
                        List.of(new Ours("A", true, 3), new Ours("B", false, 1)),
                        List.of(new Theirs("B", false, 1), new Theirs("A", true, 3))))
                .isEmpty();
    }

    @Test
    void eachDifferenceIsNamed() {
        assertThat(Comparison.of(
                        List.of(
                                new Ours("ours-alone", false, 2),
                                new Ours("behind", false, 5),
                                new Ours("state", true, 1)),
                        List.of(
                                new Theirs("theirs-alone", false, 0),
                                new Theirs("behind", false, 3),
                                new Theirs("state", false, 1))))
                .containsExactly(
                        new Difference(Kind.BEHIND, "behind", 4),
                        new Difference(Kind.MISSING_THERE, "ours-alone", 1),
                        new Difference(Kind.STATE, "state", 1),
                        new Difference(Kind.MISSING_HERE, "theirs-alone", 1));
    }

    @Test
    void anUnknownWordForAStateIsNoDifference() {
        assertThat(Comparison.of(List.of(new Ours("A", true, 0)), List.of(new Theirs("A", null, 0))))
                .isEmpty();
    }

    @Test
    void onlyWhatTheOtherSideLacksIsMendedBySending() {
        assertThat(List.of(Kind.values()))
                .filteredOn(Kind::isMendedBySending)
                .containsExactly(Kind.MISSING_THERE, Kind.BEHIND);
    }
}
