package org.ganxian.reconciliation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.ganxian.demand.DemandMoved;
import org.ganxian.demand.ManyDemands;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.RetriedTransaction;
import org.ganxian.platform.Tie;
import org.ganxian.platform.Tie.Kept;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Goes through all ties page by page. What looks broken at a glance is looked at again while its case stands still, so
 * that work which goes on meanwhile is no break; it is repaired in that very moment.
 */
@Service
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
@Slf4j
public class Reconciliation {

    static final String REPAIRED = "reconciliation-repaired";
    private static final int AT_ONCE = 200;

    private final List<Tie> ties;
    private final ManyDemands demands;
    private final RetriedTransaction transaction;
    private final ApplicationEventPublisher events;
    private final CurrentActor actors;
    private final Audit audit;

    /**
     * @param looked how many rows were looked at, of all ties together
     * @param next where to go on; null when everything was looked at
     */
    public record Part(
            int looked, List<Break> breaks, @Nullable String next) {}

    /** Where a walk stands: which tie, and behind which key. */
    private record Place(int tie, String key) {}

    /**
     * Looks at the next rows. Not in the transaction of whoever asks, in whose memory a clock would be found the second time
     * as it was the first time, while its timer is read anew.
     *
     * @param from what the part before answered as its next; null to begin with
     * @param most rows of all ties together
     * @throws Refusal 400 for a place that is none
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Part look(@Nullable String from, int most) {
        return walk(from, most, null);
    }

    /** As {@link #look}, and repairs in this person's name what is safe. Each repair is one transaction. */
    Part repair(@Nullable String from, int most, Actor by) {
        return walk(from, most, by);
    }

    /** One case, by all ties. */
    List<Break> lookAt(String number, @Nullable Actor by) {
        return actors.asSystem(() -> sorted().stream()
                .flatMap(tie -> breaks(tie, List.of(number), by).stream())
                .toList());
    }

    private Part walk(@Nullable String from, int most, @Nullable Actor by) {
        return actors.asSystem(() -> walkOn(placeOf(from), most, by));
    }

    private Part walkOn(Place from, int most, @Nullable Actor by) {
        List<Tie> all = sorted();
        List<Break> breaks = new ArrayList<>();
        Place place = from;
        int looked = 0;
        while (place.tie() < all.size() && looked < most) {
            Tie tie = all.get(place.tie());
            int wanted = Math.min(AT_ONCE, most - looked);
            List<Kept> some = tie.after(place.key(), wanted);
            looked += some.size();
            Set<String> numbers = new LinkedHashSet<>();
            some.forEach(kept -> numbers.add(kept.number()));
            breaks.addAll(breaks(tie, numbers, by));
            place = some.size() < wanted
                    ? new Place(place.tie() + 1, "")
                    : new Place(place.tie(), some.get(some.size() - 1).key());
        }
        return new Part(
                looked, breaks, place.tie() < all.size() ? all.get(place.tie()).id() + ":" + place.key() : null);
    }

    private List<Tie> sorted() {
        return ties.stream().sorted(Comparator.comparing(Tie::id)).toList();
    }

    private Place placeOf(@Nullable String text) {
        if (text == null) {
            return new Place(0, "");
        }
        List<String> ids = sorted().stream().map(Tie::id).toList();
        String[] parts = text.split(":", 2);
        // Keys are numbers or ids of the engine's.
        if (parts.length < 2 || !ids.contains(parts[0]) || !parts[1].matches("\\d{0,18}|[0-9a-f-]{1,64}")) {
            throw Refusal.invalid("没有这个位置，请使用上一页给出的 next");
        }
        return new Place(ids.indexOf(parts[0]), parts[1]);
    }

    private List<Break> breaks(Tie tie, Collection<String> numbers, @Nullable Actor by) {
        List<Break> found = new ArrayList<>();
        for (String number : transaction.run(() -> tie.broken(numbers)).keySet()) {
            standingStill(tie, number)
                    .ifPresent(one -> found.add(by == null || !one.repairable() ? one : repaired(tie, one, by)));
        }
        return found;
    }

    private Optional<Break> standingStill(Tie tie, String number) {
        return transaction.run(() -> {
            demands.take(List.of(number));
            Map<String, String> broken = tie.broken(List.of(number));
            return Optional.ofNullable(broken.get(number))
                    .map(what -> new Break(tie.id(), tie.title(), number, what, tie.isRepairable(), null));
        });
    }

    private Break repaired(Tie tie, Break one, Actor by) {
        try {
            transaction.run(() -> {
                boolean isCase = !demands.take(List.of(one.number())).isEmpty();
                if (!tie.broken(List.of(one.number())).isEmpty()) {
                    tie.repair(one.number());
                    audit.record(by, REPAIRED, tie.id() + " " + one.number());
                    if (isCase) {
                        // What is counted of it may have changed with it.
                        events.publishEvent(new DemandMoved(one.number()));
                    }
                }
                return isCase;
            });
        } catch (RuntimeException failed) {
            log.error("The tie {} of {} could not be repaired", tie.id(), one.number(), failed);
        }
        return one.repaired(standingStill(tie, one.number()).isEmpty());
    }
}
