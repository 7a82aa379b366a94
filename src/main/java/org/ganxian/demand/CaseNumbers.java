package org.ganxian.demand;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.ganxian.platform.PeopleTime;

/** A number is given once and for all: a demand that was read once is found by its id, which a transaction reads once. */
final class CaseNumbers {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(PeopleTime.ZONE);

    private final Cache<String, Long> ids =
            Caffeine.newBuilder().maximumSize(10_000).build();

    /** Unique by the row's own id, readable by its day. */
    static String of(String prefix, Instant receivedAt, long id) {
        return "%s%s-%06d".formatted(prefix, DAY.format(receivedAt), id % 1_000_000);
    }

    /** What the id was when somebody read it; a number is not looked for. */
    Optional<Long> id(String number) {
        return Optional.ofNullable(ids.getIfPresent(number));
    }

    Optional<Demand> find(String number, DemandRepository demands) {
        Optional<Demand> found = id(number)
                .flatMap(demands::findById)
                .filter(demand -> number.equals(demand.number()))
                .or(() -> demands.findByNumber(number));
        found.ifPresent(this::learn);
        return found;
    }

    void learn(Demand demand) {
        ids.put(demand.number(), demand.id());
    }
}
