package org.ganxian.demand;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far apart two demands are. */
final class Distance {

    private static final double NEAR_METRES = 500;

    private static final double EARTH_METRES = 6_371_000;

    private Distance() {}

    /** Metres on a sphere, missing when either has no coordinates. */
    static @Nullable Double metres(Demand a, Demand b) {
        if (a.latitude() == null || a.longitude() == null || b.latitude() == null || b.longitude() == null) {
            return null;
        }
        double lat1 = Math.toRadians(a.latitude().doubleValue());
        double lat2 = Math.toRadians(b.latitude().doubleValue());
        double x =
                Math.toRadians(b.longitude().doubleValue() - a.longitude().doubleValue()) * Math.cos((lat1 + lat2) / 2);
        return Math.hypot(x, lat2 - lat1) * EARTH_METRES;
    }

    /** Another demand at the same place, or in the same community where the place of one is not known. */
    static Optional<Demands.Duplicate> near(Demand a, Demand b) {
        Double metres = metres(a, b);
        boolean samePlace = a.placeCode() != null && a.placeCode().equals(b.placeCode());
        return metres != null && metres <= NEAR_METRES || metres == null && samePlace
                ? Optional.of(new Demands.Duplicate(b, metres))
                : Optional.empty();
    }
}
