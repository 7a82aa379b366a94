package org.ganxian.insight;

import java.util.List;
import java.util.Map;
import org.ganxian.organization.Unit;
import org.jspecify.annotations.Nullable;

/**
 * A part of the city whose cases are shown.
 *
 * @param unit the place at its top
 * @param onlyItself without the places below, for what is known no closer
 * @param district code of the one in which it lies, or of the place itself
 * @param codes of all places in it; missing for the whole city
 * @param trail from the viewer's own area to this one
 */
public record Area(
        Unit unit,
        boolean onlyItself,
        String district,
        @Nullable List<String> codes,
        List<Unit> trail) {

    /** Marks, behind a code, the cases of the place itself without those of the places below. */
    public static final String ITSELF = "~";

    /** Whose sums those of the whole city are: no district has this code. */
    public static final String CITY = "";

    public boolean isWholeCity() {
        return codes == null;
    }

    /** As addresses name it. */
    public String within() {
        return onlyItself ? unit.code() + ITSELF : unit.code();
    }

    /** What stands behind a condition on {@code insight_case}, for these {@link #parameters()}. */
    public String condition() {
        if (isWholeCity()) {
            return "";
        }
        return " and district_code = :district" + (isWholeDistrict() ? "" : " and area_code in (:codes)");
    }

    private boolean isWholeDistrict() {
        return !onlyItself && unit.code().equals(district);
    }

    /** Whether what is over is summed by day in it: in the city, and in each whole district. */
    public boolean isSummed() {
        return isWholeCity() || isWholeDistrict();
    }

    /** Whose sums those of it are, when it {@link #isSummed()}: the code of the district, or {@link #CITY}. */
    public String sums() {
        return isWholeCity() ? CITY : district;
    }

    public Map<String, Object> parameters() {
        return codes == null ? Map.of() : Map.of("district", district, "codes", codes);
    }

    boolean contains(String code) {
        return codes == null || codes.contains(code);
    }
}
