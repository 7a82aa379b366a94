package org.ganxian.similar;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.SamePlace;
import org.ganxian.demand.SamePlace.Open;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Open demands of the last 14 days near the same place, of the same category or, within the same unit, of another one
 * that says the same: whoever chose a category may have erred. Likest text first, then the nearest.
 */
@Service
@Transactional(readOnly = true)
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SimilarDemands {

    private static final Duration WINDOW = Duration.ofDays(14);
    private static final double NEAR_METRES = 500;
    private static final int MOST = 10;

    private final SamePlace samePlace;
    private final Clock clock;

    /**
     * A likely duplicate.
     *
     * @param distanceMetres null when only the community is known to be the same
     * @param likeness of the texts, 0 to 1
     * @param sameUnit whether the same unit serves both
     */
    public record Similar(Open demand, @Nullable Double distanceMetres, double likeness, boolean sameUnit) {}

    /** At most ten of them. */
    public List<Similar> to(Demand demand) {
        Set<String> pairs = Likeness.pairs(demand.title(), demand.description());
        return samePlace.openAround(demand, NEAR_METRES, clock.instant().minus(WINDOW)).stream()
                .flatMap(other -> near(demand, other, pairs))
                .filter(similar -> similar.demand().categoryCode().equals(demand.categoryCode())
                        || similar.sameUnit() && similar.likeness() >= Likeness.ALIKE)
                .sorted(Comparator.comparing(Similar::likeness, Comparator.reverseOrder())
                        .thenComparing(Similar::distanceMetres, Comparator.nullsLast(Double::compare)))
                .limit(MOST)
                .toList();
    }

    private static Stream<Similar> near(Demand demand, Open other, Set<String> pairs) {
        Double metres = Distance.metres(demand.latitude(), demand.longitude(), other.latitude(), other.longitude());
        boolean samePlace = demand.placeCode() != null && demand.placeCode().equals(other.placeCode());
        if (metres == null ? !samePlace : metres > NEAR_METRES) {
            return Stream.empty();
        }
        return Stream.of(new Similar(
                other,
                metres,
                Likeness.of(pairs, Likeness.pairs(other.title(), other.description())),
                demand.servingUnit() != null && demand.servingUnit().equals(other.servingUnit())));
    }
}
