package org.ganxian.platform;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The box around the city, with a margin for demands from just outside; WGS 84 degrees, all four inclusive.
 *
 * @param west smaller than {@code east}
 * @param south smaller than {@code north}
 */
@ConfigurationProperties("ganxian.city-bounds")
public record CityBounds(BigDecimal west, BigDecimal east, BigDecimal south, BigDecimal north) {

    public static final String OUTSIDE = "坐标不在本市范围内，请核对经度和纬度，看看是否填反";

    public CityBounds {
        if (west.compareTo(east) >= 0 || south.compareTo(north) >= 0) {
            throw new IllegalArgumentException("ganxian.city-bounds: west must lie west of east, south south of north");
        }
    }

    /** True for no position too. */
    public boolean contain(@Nullable BigDecimal longitude, @Nullable BigDecimal latitude) {
        return longitude == null
                || latitude == null
                || longitude.compareTo(west) >= 0
                        && longitude.compareTo(east) <= 0
                        && latitude.compareTo(south) >= 0
                        && latitude.compareTo(north) <= 0;
    }
}
