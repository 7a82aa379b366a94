package org.ganxian.intake.portal;

import java.math.BigDecimal;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.places.KnownPlaces;
import org.ganxian.organization.Units;
import org.ganxian.platform.CityBounds;
import org.ganxian.platform.GroundMap;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** What the map shows on which a resident points at a place: the city's own pictures, and the communities we know of. */
@Controller
@RequiredArgsConstructor
class PortalMap {

    private final GroundMap ground;
    private final CityBounds bounds;
    private final KnownPlaces places;
    private final Units units;

    /** @param name of a community that can be chosen */
    record Place(String code, String name, double latitude, double longitude) {}

    /** All degrees are WGS 84. */
    record Facts(
            List<String> tiles,
            String hosts,
            String attribution,
            BigDecimal west,
            BigDecimal east,
            BigDecimal south,
            BigDecimal north,
            List<Place> places) {}

    /** Whether there is anything to see: on an empty ground nobody finds their street. */
    boolean isUseful() {
        return !ground.tiles().isEmpty() || !places.all().isEmpty();
    }

    @ResponseBody
    @GetMapping("/portal/map")
    Facts facts() {
        return new Facts(
                ground.tiles(),
                ground.hosts(),
                ground.attribution(),
                bounds.west(),
                bounds.east(),
                bounds.south(),
                bounds.north(),
                places.all().stream()
                        .flatMap(known -> units.openPlace(known.place()).stream()
                                .map(unit -> new Place(unit.code(), unit.name(), known.latitude(), known.longitude())))
                        .toList());
    }
}
