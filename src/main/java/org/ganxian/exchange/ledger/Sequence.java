package org.ganxian.exchange.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ganxian.exchange.envelope.MessageType;

/**
 * How far the messages of one order have come. Whatever the order in which they arrive, how often, and however late, each is
 * applied once, and the last word on the state is the one with the highest number.
 *
 * @param created whether 建单 is there; nothing is applied before
 * @param next the lowest number that has neither come nor been given up
 * @param stateRank of the last message that moved the state: an older one moves it no more
 */
public record Sequence(boolean created, int next, int stateRank) {

    public static final Sequence NEW = new Sequence(false, 1, 0);

    /** Two messages of one number are a partner's mistake; the type tells then which is later, so that all sides agree. */
    private static final int TYPES = 100;

    /** A message by what it is known by within its order. */
    public record Item(MessageType type, int seq) {

        static final Comparator<Item> IN_ORDER = Comparator.comparingInt(Item::rank);

        int rank() {
            return seq * TYPES + type.ordinal();
        }
    }

    /**
     * What follows.
     *
     * @param applied in this order
     * @param ignored too old to move the state
     * @param missing numbers that are waited for no longer
     */
    public record After(Sequence sequence, List<Item> applied, List<Item> ignored, List<Integer> missing) {

        /** Whether this one has to wait for those before it. */
        public boolean holds(Item item) {
            return !applied.contains(item) && !ignored.contains(item);
        }
    }

    /** @param held those of the order that wait, without this one */
    public After arrive(Item item, Collection<Item> held) {
        Walk walk = new Walk(held);
        if (item.type() == MessageType.CREATE) {
            walk.created = true;
            walk.next = Math.max(walk.next, item.seq() + 1);
            walk.applied.add(item);
        } else if (created && item.seq() < next) {
            walk.apply(item);
        } else {
            walk.waiting.add(item);
        }
        return walk.goOn();
    }

    /** The time to wait for what comes before this one is over: it and all that wait before it are applied. */
    public After overdue(Item item, Collection<Item> held) {
        Walk walk = new Walk(held);
        if (!created || !held.contains(item)) {
            return walk.goOn();
        }
        Set<Integer> there = held.stream().map(Item::seq).collect(Collectors.toSet());
        walk.missing.addAll(IntStream.range(next, item.seq())
                .filter(seq -> !there.contains(seq))
                .boxed()
                .toList());
        List.copyOf(walk.waiting).stream()
                .filter(one -> one.seq() <= item.seq())
                .forEach(one -> {
                    walk.waiting.remove(one);
                    walk.apply(one);
                });
        walk.next = Math.max(walk.next, item.seq() + 1);
        return walk.goOn();
    }

    private class Walk {
        private boolean created = Sequence.this.created;
        private int next = Sequence.this.next;
        private int stateRank = Sequence.this.stateRank;
        private final List<Item> applied = new ArrayList<>();
        private final List<Item> ignored = new ArrayList<>();
        private final List<Integer> missing = new ArrayList<>();
        private final TreeSet<Item> waiting = new TreeSet<>(Item.IN_ORDER);

        Walk(Collection<Item> held) {
            waiting.addAll(held);
        }

        void apply(Item item) {
            if (item.type().isOfState() && item.rank() < stateRank) {
                ignored.add(item);
                return;
            }
            stateRank = item.type().isOfState() ? item.rank() : stateRank;
            applied.add(item);
        }

        After goOn() {
            while (created && !waiting.isEmpty() && waiting.first().seq() <= next) {
                Item item = waiting.pollFirst();
                apply(item);
                next = Math.max(next, item.seq() + 1);
            }
            return new After(
                    new Sequence(created, next, stateRank),
                    List.copyOf(applied),
                    List.copyOf(ignored),
                    List.copyOf(missing));
        }
    }
}
