package org.ganxian.demand.places;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where communities lie, as the positions of those show who reported from them: no register of ours has it. Everybody may
 * see it, so it is the middle of five at least, to about a hundred metres.
 */
@Service
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class KnownPlaces {

    private static final Duration MEMORY = Duration.ofDays(365);
    private static final long FEWEST = 5;
    private static final double STEPS_OF_A_DEGREE = 1000;

    /** @param latitude WGS 84, degrees, as is the longitude */
    public record Known(String place, double latitude, double longitude) {}

    interface Rows extends Repository<Demand, Long> {
        @Query("select new org.ganxian.demand.places.KnownPlaces$Known(d.placeCode, avg(d.latitude), avg(d.longitude))"
                + " from Demand d where d.latitude is not null and d.longitude is not null and d.placeCode is not null"
                + " and d.receivedAt >= :since group by d.placeCode having count(d) >= :fewest order by d.placeCode")
        List<Known> middles(Instant since, long fewest);
    }

    private record Read(Instant hour, List<Known> all) {}

    private final Rows rows;
    private final Clock clock;
    /** Anybody may ask, and a year of demands is much to read: once an hour is enough. */
    private volatile Read read = new Read(Instant.MIN, List.of());

    @Transactional(readOnly = true)
    public List<Known> all() {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        if (!read.hour().equals(hour)) {
            read = new Read(
                    hour,
                    rows.middles(hour.minus(MEMORY), FEWEST).stream()
                            .map(one -> new Known(one.place(), rounded(one.latitude()), rounded(one.longitude())))
                            .toList());
        }
        return read.all();
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * STEPS_OF_A_DEGREE) / STEPS_OF_A_DEGREE;
    }
}
