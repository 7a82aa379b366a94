package org.ganxian.similar;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How far apart two demands are. */
final class Distance {

    private static final double EARTH_METRES = 6_371_000;

    private Distance() {}

    /** Metres on a sphere, missing when either has no coordinates. */
    static @Nullable Double metres(
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            @Nullable BigDecimal otherLatitude,
            @Nullable BigDecimal otherLongitude) {
        if (latitude == null || longitude == null || otherLatitude == null || otherLongitude == null) {
            return null;
        }
        double lat1 = Math.toRadians(latitude.doubleValue());
        double lat2 = Math.toRadians(otherLatitude.doubleValue());
        double x = Math.toRadians(otherLongitude.doubleValue() - longitude.doubleValue()) * Math.cos((lat1 + lat2) / 2);
        return Math.hypot(x, lat2 - lat1) * EARTH_METRES;
    }
}
