package org.ganxian.intake.imports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** WGS 84 degrees, both or none. */
record Position(@Nullable BigDecimal longitude, @Nullable BigDecimal latitude) {

    static final Position UNKNOWN = new Position(null, null);

    /** About a tenth of a metre. */
    private static final int DECIMALS = 6;

    private static final int CHARACTERS = 30;

    /** {@link #UNKNOWN} for what is missing, no number, or nowhere; 0, 0 is what systems write that do not know. */
    static Position of(@Nullable String longitude, @Nullable String latitude) {
        BigDecimal east = degrees(longitude, 180);
        BigDecimal north = degrees(latitude, 90);
        return east == null || north == null || east.signum() == 0 && north.signum() == 0
                ? UNKNOWN
                : new Position(east, north);
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
