package org.ganxian.mediation.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.ganxian.demand.Status;
import org.ganxian.mediation.dossier.Agreement;
import org.ganxian.mediation.dossier.Ending;
import org.ganxian.mediation.figures.Counted.Axis;
import org.ganxian.mediation.figures.Counted.Key;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nobody can reckon a number about fewer than five cases from what is told. */
class SmallCellsTest {

    private static final FiguresPeriod SECOND_QUARTER = new FiguresPeriod(2026, 2);

    private static List<Integer> hidden(Integer... parts) {
        return SmallCells.of(List.of(parts)).parts().stream().boxed().toList();
    }

    @Test
    void aSmallPartHidesTheNextSmallestBesideItOrTheSum() {
        assertThat(hidden(10, 3, 7, 0)).as("10 + 7 from 20 would tell 3").containsExactly(1, 2);
        assertThat(hidden(10, 0, 7)).isEmpty();
        assertThat(hidden(1, 1, 9, 8)).as("two that are one each").containsExactly(0, 1, 3);
        assertThat(hidden(4, 4, 9, 8)).as("two that are four each").containsExactly(0, 1, 3);
        assertThat(hidden(2, 3, 9)).as("either may be the larger").containsExactly(0, 1);
        assertThat(SmallCells.of(List.of(3, 0)).sum()).isTrue();
        assertThat(SmallCells.of(List.of(1, 1, 1, 1, 1)).sum()).as("five ones").isTrue();
        assertThat(SmallCells.of(List.of(9, 8), new BitSet(), true).parts().cardinality())
                .as("parts that would give a hidden sum")
                .isEqualTo(1);
    }

    /** By trying all that it could have been: what is told of the parts and the sum leaves each small one more than one value. */
    @Property(tries = 300)
    void whatIsSmallCouldBeSomethingElse(@ForAll @Size(min = 1, max = 4) List<@IntRange(max = 9) Integer> parts) {
        SmallCells.Hidden found = SmallCells.of(parts);
        int[] small = IntStream.range(0, parts.size())
                .filter(i -> SmallCells.isSmall(parts.get(i)))
                .toArray();
        assertThat(found.parts().stream()).contains(IntStream.of(small).boxed().toArray(Integer[]::new));
        if (!found.sum()) {
            List<List<Integer>> fitting = fitting(parts, found.parts());
            for (int cell : small) {
                assertThat(fitting.stream().map(one -> one.get(cell)).distinct().count())
                        .as("part %d of %s", cell, parts)
                        .isGreaterThan(1);
            }
        }
    }

    /** All tables whose told parts and sum are these, and in which the same parts are hidden. */
    private static List<List<Integer>> fitting(List<Integer> parts, BitSet hidden) {
        int sum = parts.stream().mapToInt(Integer::intValue).sum();
        List<List<Integer>> tables = List.of(List.of());
        for (int i = 0; i < parts.size(); i++) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> table : tables) {
                for (int value : hidden.get(i) ? IntStream.rangeClosed(1, sum).toArray() : new int[] {parts.get(i)}) {
                    List<Integer> one = new ArrayList<>(table);
                    one.add(value);
                    longer.add(one);
                }
            }
            tables = longer;
        }
        return tables.stream()
                .filter(one -> one.stream().mapToInt(Integer::intValue).sum() == sum)
                .filter(one -> one.stream().anyMatch(SmallCells::isSmall))
                .toList();
    }

    private static Fact fact(String type, String origin, Status status, @Nullable Ending ending, boolean agreed) {
        Instant when = Instant.parse("2026-05-10T02:00:00Z");
        return new Fact(
                type,
                "M1",
                origin,
                when,
                status,
                when,
                ending,
                1,
                agreed ? Agreement.Form.WRITTEN : null,
                agreed ? when : null,
                agreed ? new BigDecimal("100.00") : null,
                0);
    }

    private static int count(Counted counted, Measure measure) {
        return counted.count(new Key(Axis.ALL, "", measure));
    }

    @Test
    void whatWasRefusedOrDeclinedIsNoMediationThatFailed() {
        Counted counted = new Counted(
                List.of(
                        fact("A", "APPLICATION", Status.FILED, null, true),
                        fact("A", "POLICE", Status.TERMINATED, Ending.TOO_FAR, false),
                        fact("A", "OWN_INITIATIVE", Status.DECLINED, Ending.DECLINED, false),
                        fact("A", "APPLICATION", Status.TERMINATED, Ending.UNREACHABLE, false),
                        fact("A", "APPLICATION", Status.WITHDRAWN, Ending.WITHDRAWN, false)),
                SECOND_QUARTER);
        assertThat(count(counted, Measure.TAKEN)).isEqualTo(5);
        assertThat(count(counted, Measure.ENTRUSTED)).isEqualTo(1);
        assertThat(count(counted, Measure.AGREED)).isEqualTo(1);
        assertThat(count(counted, Measure.FAILED)).isEqualTo(1);
        assertThat(count(counted, Measure.DECLINED)).isEqualTo(1);
        assertThat(count(counted, Measure.UNREACHABLE)).isEqualTo(1);
        assertThat(count(new Counted(List.of(), SECOND_QUARTER), Measure.TAKEN)).isZero();
    }

    /** Ten agreements of each of three types, of which one has but one amount. */
    @Test
    void theAmountOfOneAgreementIsNotToldAmongOthersWithoutOne() {
        Instant when = Instant.parse("2026-05-10T02:00:00Z");
        List<Fact> facts = new ArrayList<>();
        for (String type : List.of("A", "B", "C")) {
            for (int i = 0; i < 10; i++) {
                BigDecimal amount = type.equals("A") && i > 0 ? null : new BigDecimal("100.00");
                facts.add(new Fact(
                        type,
                        "M1",
                        "APPLICATION",
                        when,
                        Status.FILED,
                        when,
                        null,
                        1,
                        Agreement.Form.WRITTEN,
                        when,
                        amount,
                        0));
            }
        }
        Counted counted = new Counted(facts, SECOND_QUARTER).decide(List.of());
        assertThat(counted.isHidden(new Key(Axis.TYPE, "A", Measure.AGREED))).isFalse();
        assertThat(counted.isAmountHidden(Axis.TYPE, "A")).as("one party's").isTrue();
        assertThat(List.of("B", "C"))
                .as("one of them, too, since their sum would tell it")
                .filteredOn(type -> counted.isAmountHidden(Axis.TYPE, type))
                .hasSize(1);
        assertThat(counted.isAmountHidden(Axis.ALL, "")).isFalse();
    }

    /** A quarter with three, the others with ten: the year less the others would tell it. */
    @Test
    void theYearDoesNotTellWhatAQuarterHides() {
        List<Fact> facts = new ArrayList<>();
        for (int quarter = 1; quarter <= 4; quarter++) {
            Instant when = new FiguresPeriod(2026, quarter).from().plusSeconds(86_400);
            facts.addAll(Collections.nCopies(
                    quarter == 3 ? 3 : 10,
                    new Fact("A", "M1", "APPLICATION", when, Status.MEDIATING, null, null, 0, null, null, null, 0)));
        }
        FiguresPeriod year = new FiguresPeriod(2026, 0);
        List<Counted> quarters = year.quarters().stream()
                .map(quarter -> new Counted(facts, quarter).decide(List.of()))
                .toList();
        Key taken = new Key(Axis.ALL, "", Measure.TAKEN);
        assertThat(quarters.get(2).isHidden(taken)).isTrue();
        assertThat(quarters.get(0).isHidden(taken)).isFalse();
        assertThat(new Counted(facts, year).decide(quarters).isHidden(taken)).isTrue();
    }
}
