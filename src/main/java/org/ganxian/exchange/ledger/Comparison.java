package org.ganxian.exchange.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

/** 对账: the orders of both sides laid beside each other. */
public final class Comparison {

    @RequiredArgsConstructor
    @Getter
    public enum Kind {
        MISSING_HERE("对方有，我们没有"),
        MISSING_THERE("我们有，对方没有"),
        BEHIND("对方没有收全我们的报文"),
        STATE("一边已办结，一边还在办");

        private final String title;

        /** Whether sending again is the answer; else a person looks at it. */
        public boolean isMendedBySending() {
            return this == MISSING_THERE || this == BEHIND;
        }
    }

    /** @param sent highest number of what we have sent of it */
    public record Ours(String sourceNo, boolean done, int sent) {}

    /**
     * @param done null where their word for it is not known
     * @param received highest number of ours that they have
     */
    public record Theirs(String sourceNo, @Nullable Boolean done, int received) {}

    /** @param from first number of ours that they lack; 1 when the whole order is missing there */
    public record Difference(Kind kind, String sourceNo, int from) {}

    private Comparison() {}

    /** In the order of their numbers. */
    public static List<Difference> of(Collection<Ours> ours, Collection<Theirs> theirs) {
        Map<String, Ours> here = ours.stream().collect(Collectors.toMap(Ours::sourceNo, Function.identity()));
        Map<String, Theirs> there = new TreeMap<>();
        theirs.forEach(line -> there.put(line.sourceNo(), line));
        List<Difference> found = new ArrayList<>();
        new TreeMap<>(here).forEach((number, one) -> {
            Theirs other = there.get(number);
            if (other == null) {
                found.add(new Difference(Kind.MISSING_THERE, number, 1));
                return;
            }
            if (other.received() < one.sent()) {
                found.add(new Difference(Kind.BEHIND, number, other.received() + 1));
            }
            if (other.done() != null && other.done() != one.done()) {
                found.add(new Difference(Kind.STATE, number, 1));
            }
        });
        there.keySet().stream()
                .filter(number -> !here.containsKey(number))
                .forEach(number -> found.add(new Difference(Kind.MISSING_HERE, number, 1)));
        return found;
    }
}
