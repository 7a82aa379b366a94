package org.ganxian.demand;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
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

    /** What is compared of an open demand to tell whether it is the same matter. Nothing encrypted is read for it. */
    public record Open(
            Long id,
            String number,
            String title,
            String description,
            String categoryCode,
            @Nullable String placeCode,
            @Nullable String address,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            @Nullable String servingUnit,
            @Nullable Long masterId,
            Status status,
            Instant receivedAt) {

        public Optional<Long> master() {
            return Optional.ofNullable(masterId);
        }
    }

    /** Where something is: a community, a point, both or neither. */
    public record Place(
            @Nullable String code,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude) {}

    /** The box around a circle on the map, in degrees; its sides are found by an index, the circle is not. */
    private record Box(BigDecimal latitude, BigDecimal longitude, double reachNorth, double reachEast) {

        static Box around(BigDecimal latitude, BigDecimal longitude, double metres) {
            double reach = metres / METRES_OF_A_DEGREE;
            return new Box(latitude, longitude, reach, reach / Math.cos(Math.toRadians(latitude.doubleValue())));
        }

        BigDecimal south() {
            return latitude.subtract(BigDecimal.valueOf(reachNorth));
        }

        BigDecimal north() {
            return latitude.add(BigDecimal.valueOf(reachNorth));
        }

        BigDecimal west() {
            return longitude.subtract(BigDecimal.valueOf(reachEast));
        }

        BigDecimal east() {
            return longitude.add(BigDecimal.valueOf(reachEast));
        }

        boolean isInCircle(BigDecimal otherLatitude, BigDecimal otherLongitude) {
            return Math.hypot(
                            otherLatitude.subtract(latitude).doubleValue() / reachNorth,
                            otherLongitude.subtract(longitude).doubleValue() / reachEast)
                    <= 1;
        }
    }

    /** How many demands named a place. */
    public record Spoken(String place, long times) {}

    interface Facts extends Repository<Demand, Long> {
        String FACT = "select new org.ganxian.demand.SamePlace$Fact("
                + "d.id, d.number, d.categoryCode, d.status, d.receivedAt, d.latitude, d.longitude) from Demand d";
        String EARLIER = " and d.receivedAt between :since and :until order by d.receivedAt desc";

        String OPEN = "select new org.ganxian.demand.SamePlace$Open(d.id, d.number, d.title, d.description,"
                + " d.categoryCode, d.placeCode, d.address, d.latitude, d.longitude, d.servingUnit, d.masterId, d.status,"
                + " d.receivedAt) from Demand d where d.id <> :self and d.status in :open and d.receivedAt >= :since";
        String NEWEST = " order by d.receivedAt desc";

        @Query(OPEN + " and d.placeCode = :place" + NEWEST)
        List<Open> openIn(String place, Long self, Collection<Status> open, Instant since, Limit most);

        @Query(OPEN + " and d.latitude between :south and :north and d.longitude between :west and :east" + NEWEST)
        List<Open> openWithin(
                BigDecimal south,
                BigDecimal north,
                BigDecimal west,
                BigDecimal east,
                Long self,
                Collection<Status> open,
                Instant since,
                Limit most);

        /** Places of demands within, the one with most of them first. */
        @Query("select new org.ganxian.demand.SamePlace$Spoken(d.placeCode, count(d)) from Demand d where d.latitude"
                + " between :south and :north and d.longitude between :west and :east and d.receivedAt >= :since and"
                + " d.placeCode is not null group by d.placeCode order by count(d) desc, d.placeCode")
        List<Spoken> spokenWithin(
                BigDecimal south, BigDecimal north, BigDecimal west, BigDecimal east, Instant since, Limit most);

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
    private static final double AROUND_METRES = 300;
    private static final long FEWEST = 3;
    /** No demand has this id. */
    private static final Long NOBODY = 0L;

    private static final int LATEST = 5;
    private static final int MOST = 100;
    private static final int MOST_OPEN = 500;
    private static final Set<Status> OPEN =
            Arrays.stream(Status.values()).filter(Status::isOpen).collect(Collectors.toUnmodifiableSet());

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

    /** Other open demands of its community, and within about so many metres of it: the newest 500 of either. */
    public Collection<Open> openAround(Demand demand, double metres, Instant since) {
        return openAround(
                demand.id(), new Place(demand.placeCode(), demand.latitude(), demand.longitude()), metres, since);
    }

    /** The same, of what is no demand yet. */
    public Collection<Open> openAround(Place place, double metres, Instant since) {
        return openAround(NOBODY, place, metres, since);
    }

    private Collection<Open> openAround(Long self, Place place, double metres, Instant since) {
        Map<Long, Open> all = new TreeMap<>();
        if (place.code() != null) {
            facts.openIn(place.code(), self, OPEN, since, Limit.of(MOST_OPEN))
                    .forEach(other -> all.put(other.id(), other));
        }
        if (place.latitude() != null && place.longitude() != null) {
            Box box = Box.around(place.latitude(), place.longitude(), metres);
            facts.openWithin(box.south(), box.north(), box.west(), box.east(), self, OPEN, since, Limit.of(MOST_OPEN))
                    .forEach(other -> all.put(other.id(), other));
        }
        return all.values();
    }

    /**
     * Where most demands from about here say that they are: at least three of the last twelve months within 300 m, and
     * more than of any other place.
     *
     * @param latitude WGS 84, degrees, as is the longitude
     */
    public Optional<String> placeAround(BigDecimal latitude, BigDecimal longitude) {
        Box box = Box.around(latitude, longitude, AROUND_METRES);
        List<Spoken> found = facts.spokenWithin(box.south(), box.north(), box.west(), box.east(), since(), Limit.of(2));
        boolean clear = !found.isEmpty()
                && found.get(0).times() >= FEWEST
                && (found.size() == 1 || found.get(0).times() > found.get(1).times());
        return clear ? Optional.of(found.get(0).place()) : Optional.empty();
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
        Box box = Box.around(demand.latitude(), demand.longitude(), STEPS_METRES);
        return facts
                .within(box.south(), box.north(), box.west(), box.east(), since(), demand.receivedAt(), Limit.of(MOST))
                .stream()
                .filter(other -> box.isInCircle(other.latitude(), other.longitude()))
                .toList();
    }

    private Instant since() {
        return clock.instant().minus(MEMORY);
    }
}
