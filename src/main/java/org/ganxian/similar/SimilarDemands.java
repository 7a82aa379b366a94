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
import org.ganxian.demand.SamePlace.Place;
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

    private static final Comparator<Similar> LIKEST = Comparator.comparing(Similar::likeness, Comparator.reverseOrder())
            .thenComparing(Similar::distanceMetres, Comparator.nullsLast(Double::compare));

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
        Place place = new Place(demand.placeCode(), demand.latitude(), demand.longitude());
        return samePlace.openAround(demand, NEAR_METRES, clock.instant().minus(WINDOW)).stream()
                .flatMap(other -> near(place, demand.servingUnit(), other, pairs))
                .filter(similar -> similar.demand().categoryCode().equals(demand.categoryCode())
                        || similar.sameUnit() && similar.likeness() >= Likeness.ALIKE)
                .sorted(LIKEST)
                .limit(MOST)
                .toList();
    }

    /**
     * Those whose words are alike, whatever their category, of what is no demand yet: at most ten, by nobody's unit.
     *
     * @param text as somebody has just written it
     */
    public List<Similar> to(String text, Place place) {
        Set<String> pairs = Likeness.pairs(null, text);
        return samePlace.openAround(place, NEAR_METRES, clock.instant().minus(WINDOW)).stream()
                .flatMap(other -> near(place, null, other, pairs))
                .filter(similar -> similar.likeness() >= Likeness.ALIKE)
                .sorted(LIKEST)
                .limit(MOST)
                .toList();
    }

    private static Stream<Similar> near(Place place, @Nullable String servingUnit, Open other, Set<String> pairs) {
        Double metres = Distance.metres(place.latitude(), place.longitude(), other.latitude(), other.longitude());
        boolean samePlace = place.code() != null && place.code().equals(other.placeCode());
        if (metres == null ? !samePlace : metres > NEAR_METRES) {
            return Stream.empty();
        }
        return Stream.of(new Similar(
                other,
                metres,
                Likeness.of(pairs, Likeness.pairs(other.title(), other.description())),
                servingUnit != null && servingUnit.equals(other.servingUnit())));
    }
}
