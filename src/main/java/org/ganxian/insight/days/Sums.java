package org.ganxian.insight.days;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.ganxian.insight.Area;

/** What some rows come to, by day: of the whole city, and of each district. */
record Sums(Map<Key, PartCounts> figures, Map<LengthKey, Lengths> lengths) {

    /** @param district its code, or {@link Area#CITY} */
    record Key(String district, LocalDate day, String flow) {}

    /**
     * @param district its code, or {@link Area#CITY}
     * @param what key of a process, for its stays; behind {@code first-response:} that of a flow or nothing, with an empty step
     */
    record LengthKey(String district, String what, LocalDate day, String step) {}

    /** In the order in which the database keeps them. */
    Sums() {
        this(
                new TreeMap<>(Comparator.comparing(Key::district)
                        .thenComparing(Key::day)
                        .thenComparing(Key::flow)),
                new TreeMap<>(Comparator.comparing(LengthKey::district)
                        .thenComparing(LengthKey::what)
                        .thenComparing(LengthKey::day)
                        .thenComparing(LengthKey::step)));
    }

    /** In the city by district, in the district by the place itself: where that belongs may change, its district never does. */
    void add(LocalDate day, String flow, String district, String place, String category, int[] counts) {
        add(new Key(Area.CITY, day, flow), district, category, counts);
        add(new Key(district, day, flow), place, category, counts);
    }

    private void add(Key key, String place, String category, int[] counts) {
        PartCounts sum = figures.computeIfAbsent(key, k -> new PartCounts());
        sum.add(PartCounts.PLACE + place, counts, 1);
        sum.add(PartCounts.CATEGORY + category, counts, 1);
    }

    void add(String district, String what, LocalDate day, String step, int minutes, int often) {
        for (String whose : new String[] {Area.CITY, district}) {
            lengths.computeIfAbsent(new LengthKey(whose, what, day, step), k -> new Lengths())
                    .add(minutes, often);
        }
    }

    /** Where nothing is left is as if nothing were kept. */
    boolean isSame(Sums other) {
        return texts().equals(other.texts());
    }

    private Map<Record, String> texts() {
        Map<Record, String> texts = new HashMap<>();
        figures.forEach((key, counts) -> texts.put(key, counts.toString()));
        lengths.forEach((key, some) -> texts.put(key, some.toString()));
        texts.values().removeIf(String::isEmpty);
        return texts;
    }
}
