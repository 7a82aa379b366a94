package org.ganxian.intake.imports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.ganxian.platform.CityBounds;
import org.jspecify.annotations.Nullable;

/** WGS 84 degrees, both or none. */
record Position(@Nullable BigDecimal longitude, @Nullable BigDecimal latitude) {

    static final Position UNKNOWN = new Position(null, null);

    /** About a tenth of a metre. */
    private static final int DECIMALS = 6;

    private static final int CHARACTERS = 30;

    /**
     * {@link #UNKNOWN} for what is missing, no number, nowhere, or outside the city; 0, 0 is what systems write that do not know.
     *
     * @param hints gets one, zh-CN, when something stands there that is no position: it is not worth the demand
     */
    static Position of(@Nullable String longitude, @Nullable String latitude, CityBounds bounds, List<String> hints) {
        BigDecimal east = degrees(longitude, 180);
        BigDecimal north = degrees(latitude, 90);
        if (east != null && north != null && (east.signum() != 0 || north.signum() != 0)) {
            if (bounds.contain(east, north)) {
                return new Position(east, north);
            }
            hints.add(CityBounds.OUTSIDE + "；没有采用");
        } else if (longitude != null || latitude != null) {
            hints.add("经纬度读不出，没有采用");
        }
        return UNKNOWN;
    }

    private static @Nullable BigDecimal degrees(@Nullable String written, int most) {
        if (written == null || written.length() > CHARACTERS) {
            return null;
        }
        try {
            BigDecimal degrees = new BigDecimal(written).setScale(DECIMALS, RoundingMode.HALF_UP);
            return degrees.abs().compareTo(BigDecimal.valueOf(most)) > 0 ? null : degrees;
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }
}
