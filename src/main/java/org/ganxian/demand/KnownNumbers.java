package org.ganxian.demand;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A number is given once and for all: a demand that was read once is found by its id, which a transaction reads once. */
final class KnownNumbers {

    private final Cache<String, Long> ids =
            Caffeine.newBuilder().maximumSize(10_000).build();

    Optional<Demand> find(String number, DemandRepository demands) {
        @Nullable Long known = ids.getIfPresent(number);
        Optional<Demand> found = (known == null ? Optional.<Demand>empty() : demands.findById(known))
                .filter(demand -> number.equals(demand.number()))
                .or(() -> demands.findByNumber(number));
        found.ifPresent(demand -> ids.put(demand.number(), demand.id()));
        return found;
    }
}
