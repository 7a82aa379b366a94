package org.ganxian.demand;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was demanded at a demand's own place before: at the same address of its community, or within some steps of it. */
@Service
@Transactional(readOnly = true)
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SamePlace {

    /** The latest of them. {@code total} is what was found, of which there may be {@code more}. */
    public record Earlier(List<Fact> latest, int total, boolean more) {}

    /** What staff may know of a case that is not theirs: nothing that anybody wrote. */
    public record Fact(
            Long id,
            String number,
            String categoryCode,
            Status status,
            Instant receivedAt,
            BigDecimal latitude,
            BigDecimal longitude) {}

    interface Facts extends Repository<Demand, Long> {
        String FACT = "select new org.ganxian.demand.SamePlace$Fact("
                + "d.id, d.number, d.categoryCode, d.status, d.receivedAt, d.latitude, d.longitude) from Demand d";
        String EARLIER = " and d.receivedAt between :since and :until order by d.receivedAt desc";

        @Query(FACT + " where d.placeCode = :place and d.address = :address" + EARLIER)
        List<Fact> atAddress(String place, String address, Instant since, Instant until, Limit most);

        @Query(FACT + " where d.latitude between :south and :north and d.longitude between :west and :east" + EARLIER)
        List<Fact> within(
                BigDecimal south,
                BigDecimal north,
                BigDecimal west,
                BigDecimal east,
                Instant since,
                Instant until,
                Limit most);
    }

    private static final Duration MEMORY = Duration.ofDays(365);
    private static final double STEPS_METRES = 50;
    private static final double METRES_OF_A_DEGREE = 111_195;
    private static final int LATEST = 5;
    private static final int MOST = 100;

    private final Facts facts;
    private final Clock clock;

    /** Those of the last twelve months, newest first. */
    public Earlier before(Demand demand) {
        List<Fact> atAddress = atAddress(demand);
        List<Fact> near = near(demand);
        Map<Long, Fact> all = new TreeMap<>(Comparator.reverseOrder());
        Stream.concat(atAddress.stream(), near.stream())
                .filter(other -> other.id() < demand.id())
                .forEach(other -> all.put(other.id(), other));
        return new Earlier(
                all.values().stream().limit(LATEST).toList(),
                all.size(),
                atAddress.size() == MOST || near.size() == MOST);
    }

    private List<Fact> atAddress(Demand demand) {
        return demand.placeCode() == null
                        || demand.address() == null
                        || demand.address().isBlank()
                ? List.of()
                : facts.atAddress(demand.placeCode(), demand.address(), since(), demand.receivedAt(), Limit.of(MOST));
    }

    private List<Fact> near(Demand demand) {
        if (demand.latitude() == null || demand.longitude() == null) {
            return List.of();
        }
        double latitude = demand.latitude().doubleValue();
        double longitude = demand.longitude().doubleValue();
        double north = STEPS_METRES / METRES_OF_A_DEGREE;
        double east = north / Math.cos(Math.toRadians(latitude));
        return facts
                .within(
                        BigDecimal.valueOf(latitude - north),
                        BigDecimal.valueOf(latitude + north),
                        BigDecimal.valueOf(longitude - east),
                        BigDecimal.valueOf(longitude + east),
                        since(),
                        demand.receivedAt(),
                        Limit.of(MOST))
                .stream()
                .filter(other -> Math.hypot(
                                (other.latitude().doubleValue() - latitude) / north,
                                (other.longitude().doubleValue() - longitude) / east)
                        <= 1)
                .toList();
    }

    private Instant since() {
        return clock.instant().minus(MEMORY);
    }
}
