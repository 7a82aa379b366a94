package org.ganxian.mediation.figures;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A period's numbers, and which of them are not told. */
final class Counted {

    /** By what numbers are told apart. */
    enum Axis {
        ALL,
        TYPE,
        COMMITTEE
    }

    /**
     * A number.
     *
     * @param row code of the type or committee; empty for all
     */
    record Key(Axis axis, String row, Measure measure) {}

    /** What is told of each type and committee. */
    static final List<Measure> COLUMNS = List.of(Measure.TAKEN, Measure.AGREED, Measure.FAILED, Measure.DECLINED);

    /** An amount is about those alone that have one: of six agreements with one amount it would be one party's. */
    private static final List<Measure> OF_ROWS =
            Stream.concat(COLUMNS.stream(), Stream.of(Measure.WITH_AMOUNT)).toList();

    private final List<Fact> facts;
    private final Instant from;
    private final Instant to;
    private final Set<String> types;
    private final Set<String> committees;
    private final Set<Key> hidden = new HashSet<>();

    Counted(List<Fact> facts, FiguresPeriod period) {
        this.from = period.from();
        this.to = period.to();
        this.facts = facts.stream()
                .filter(fact -> Arrays.stream(Measure.values()).anyMatch(measure -> fact.counts(measure, from, to)))
                .toList();
        this.types = rows(Fact::disputeType);
        this.committees = rows(Fact::committee);
    }

    private Set<String> rows(Function<Fact, String> row) {
        return facts.stream().map(row).sorted().collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Decides what is not told.
     *
     * @param parts of this period, each decided; empty for a period without any
     */
    Counted decide(List<Counted> parts) {
        keys().stream().filter(key -> isToldBy(key, parts)).forEach(hidden::add);
        int before;
        do {
            before = hidden.size();
            for (Measure whole : Measure.values()) {
                if (whole.split().isEmpty()) {
                    hide(whole);
                }
            }
            hideRows(Measure.WITH_AMOUNT);
        } while (hidden.size() > before);
        return this;
    }

    private List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            keys.add(new Key(Axis.ALL, "", measure));
        }
        for (Measure measure : OF_ROWS) {
            types.forEach(type -> keys.add(new Key(Axis.TYPE, type, measure)));
            committees.forEach(committee -> keys.add(new Key(Axis.COMMITTEE, committee, measure)));
        }
        return keys;
    }

    /** Whether this number and those of the parts of the period that are told would tell one that is not. */
    private static boolean isToldBy(Key key, List<Counted> parts) {
        BitSet hiddenParts = new BitSet();
        for (int i = 0; i < parts.size(); i++) {
            hiddenParts.set(i, parts.get(i).isHidden(key));
        }
        return SmallCells.tells(parts.stream().map(part -> part.count(key)).toList(), hiddenParts);
    }

    private void hide(Measure whole) {
        Key sum = new Key(Axis.ALL, "", whole);
        if (SmallCells.isSmall(count(sum))) {
            hidden.add(sum);
        }
        Arrays.stream(Measure.values())
                .filter(part -> part.whole() == whole)
                .collect(Collectors.groupingBy(Measure::split))
                .values()
                .forEach(parts -> hide(
                        sum,
                        parts.stream().map(part -> new Key(Axis.ALL, "", part)).toList()));
        if (COLUMNS.contains(whole)) {
            hideRows(whole);
        }
    }

    private void hideRows(Measure measure) {
        Key sum = new Key(Axis.ALL, "", measure);
        hide(sum, types.stream().map(type -> new Key(Axis.TYPE, type, measure)).toList());
        hide(
                sum,
                committees.stream()
                        .map(one -> new Key(Axis.COMMITTEE, one, measure))
                        .toList());
    }

    private void hide(Key sum, List<Key> parts) {
        BitSet already = new BitSet();
        for (int i = 0; i < parts.size(); i++) {
            already.set(i, isHidden(parts.get(i)));
        }
        SmallCells.Hidden found = SmallCells.of(parts.stream().map(this::count).toList(), already, isHidden(sum));
        found.parts().stream().mapToObj(parts::get).forEach(hidden::add);
        if (found.sum()) {
            hidden.add(sum);
        }
    }

    boolean isHidden(Key key) {
        return hidden.contains(key);
    }

    int count(Key key) {
        return (int) facts.stream()
                .filter(fact -> isOf(fact, key.axis(), key.row()) && fact.counts(key.measure(), from, to))
                .count();
    }

    private static boolean isOf(Fact fact, Axis axis, String row) {
        return switch (axis) {
            case ALL -> true;
            case TYPE -> fact.disputeType().equals(row);
            case COMMITTEE -> fact.committee().equals(row);
        };
    }

    boolean isAmountHidden(Axis axis, String row) {
        return isHidden(new Key(axis, row, Measure.AGREED)) || isHidden(new Key(axis, row, Measure.WITH_AMOUNT));
    }

    /** In yuan, what agreements of a type have promised. */
    BigDecimal amount(Axis axis, String row) {
        return facts.stream()
                .filter(fact -> isOf(fact, axis, row) && fact.counts(Measure.AGREED, from, to))
                .map(Fact::amount)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    Set<String> types() {
        return types;
    }

    Set<String> committees() {
        return committees;
    }
}
