package org.ganxian.exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ganxian.exchange.envelope.MessageType;
import org.ganxian.exchange.ledger.Sequence.Item;

/** A day's messages of an order end in the same state whatever the network does to them: nothing lost, nothing doubled. */
class SequenceProperties {

    /**
     * As the network delivers it.
     *
     * @param overdue whether the time of one that waits is over; else it arrives
     */
    record Event(int which, boolean overdue) {}

    /** What the rest of the system keeps: who waits, who was applied, and which word on the state was last. */
    private static class Ledger {
        private Sequence sequence = Sequence.NEW;
        private final Set<Item> known = new HashSet<>();
        private final Set<Item> held = new LinkedHashSet<>();
        private final List<Item> applied = new ArrayList<>();
        private final List<Item> ignored = new ArrayList<>();
        private final Set<Integer> missing = new HashSet<>();

        void arrives(Item item) {
            // The same again is answered and changes nothing.
            if (known.add(item)) {
                take(sequence.arrive(item, held), item);
            }
        }

        void overdue(Item item) {
            if (held.contains(item)) {
                take(sequence.overdue(item, held), item);
            }
        }

        void happens(Event event, List<Item> day) {
            Item item = day.get(event.which() % day.size());
            if (event.overdue()) {
                overdue(item);
            } else {
                arrives(item);
            }
        }

        private void take(Sequence.After after, Item item) {
            assertThat(after.sequence().stateRank())
                    .as("a state never goes back")
                    .isGreaterThanOrEqualTo(sequence.stateRank());
            assertThat(after.sequence().next()).isGreaterThanOrEqualTo(sequence.next());
            sequence = after.sequence();
            applied.addAll(after.applied());
            ignored.addAll(after.ignored());
            missing.addAll(after.missing());
            held.removeAll(after.applied());
            held.removeAll(after.ignored());
            if (after.holds(item)) {
                held.add(item);
            }
        }

        /** The last word on the state that was applied. */
        Item state() {
            return applied.stream()
                    .filter(item -> item.type().isOfState())
                    .reduce((earlier, later) -> later)
                    .orElse(null);
        }

        /** What a person reads, by number. */
        Set<Item> contents() {
            Set<Item> all = new HashSet<>(applied);
            all.removeIf(item -> item.type().isOfState());
            return all;
        }
    }

    @Provide
    Arbitrary<List<Item>> days() {
        return Arbitraries.of(
                        MessageType.SUPPLEMENT,
                        MessageType.URGE,
                        MessageType.PROGRESS,
                        MessageType.WITHDRAW,
                        MessageType.REWORK,
                        MessageType.CLOSED)
                .list()
                .ofMaxSize(8)
                .map(types -> {
                    List<Item> day = new ArrayList<>(List.of(new Item(MessageType.CREATE, 1)));
                    types.forEach(type -> day.add(new Item(type, day.size() + 1)));
                    return day;
                });
    }

    @Provide
    Arbitrary<List<Event>> faults() {
        Arbitrary<Integer> which = Arbitraries.integers().between(0, 8);
        Arbitrary<Boolean> overdue = Arbitraries.of(false, false, false, false, true);
        return Combinators.combine(which, overdue).as(Event::new).list().ofMaxSize(40);
    }

    private static Ledger orderly(List<Item> day) {
        Ledger ledger = new Ledger();
        day.forEach(ledger::arrives);
        return ledger;
    }

    @Property(tries = 20_000)
    void anyInterleavingEndsAsTheOrderlyDay(
            @ForAll("days") List<Item> day, @ForAll("faults") List<Event> faults, @ForAll long seed) {
        Ledger orderly = orderly(day);
        Ledger rude = new Ledger();
        for (Event event : faults) {
            rude.happens(event, day);
        }
        // Partners send what was not answered until it is: all of it comes in the end, in some order.
        List<Item> rest = new ArrayList<>(day);
        java.util.Collections.shuffle(rest, new java.util.Random(seed));
        rest.forEach(rude::arrives);

        assertThat(rude.held).as("nothing waits for ever").isEmpty();
        assertThat(rude.applied).as("nothing is doubled").doesNotHaveDuplicates();
        assertThat(rude.contents()).as("nothing that was said is lost").isEqualTo(orderly.contents());
        assertThat(rude.state()).as("the same last word").isEqualTo(orderly.state());
        assertThat(rude.sequence).isEqualTo(orderly.sequence);
        Set<Item> all = new HashSet<>(rude.applied);
        all.addAll(rude.ignored);
        assertThat(all).containsExactlyInAnyOrderElementsOf(day);
    }

    @Property(tries = 5_000)
    void whatComesBeforeItsTurnWaitsUnlessTimeIsOver(@ForAll("days") List<Item> day, @ForAll long seed) {
        List<Item> shuffled = new ArrayList<>(day);
        java.util.Collections.shuffle(shuffled, new java.util.Random(seed));
        Ledger ledger = new Ledger();
        shuffled.forEach(ledger::arrives);
        assertThat(ledger.applied)
                .as("in the order of their numbers")
                .isSortedAccordingTo(Comparator.comparingInt(Item::seq));
        assertThat(ledger.missing).isEmpty();
    }

    @Property(tries = 5_000)
    void whatIsReportedMissingHadNotCome(@ForAll("days") List<Item> day, @ForAll("faults") List<Event> faults) {
        Ledger ledger = new Ledger();
        for (Event event : faults) {
            Set<Integer> before = new HashSet<>(ledger.missing);
            ledger.happens(event, day);
            Set<Integer> fresh = new HashSet<>(ledger.missing);
            fresh.removeAll(before);
            ledger.known.forEach(item -> assertThat(fresh).doesNotContain(item.seq()));
        }
    }
}
