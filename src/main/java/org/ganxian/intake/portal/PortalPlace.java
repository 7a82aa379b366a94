package org.ganxian.intake.portal;

import java.math.BigDecimal;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.SamePlace;
import org.ganxian.organization.Units;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which community the phone may be in, as those say who reported from there. Nothing is kept; the resident chooses. */
@Controller
@RequiredArgsConstructor
class PortalPlace {

    private static final BigDecimal POLE = BigDecimal.valueOf(89);

    private final SamePlace places;
    private final Units units;

    /** @param name with what stands above it */
    record Guess(String code, String name) {}

    /** Nothing (204) where it is not clear. A body, not an address: positions stand in no log. */
    @PostMapping("/portal/place")
    ResponseEntity<Guess> guess(@RequestParam(defaultValue = "") String position) {
        BigDecimal longitude = OrderForm.degrees(position, 1);
        BigDecimal latitude = OrderForm.degrees(position, 2);
        Optional<String> place =
                longitude == null || latitude == null || latitude.abs().compareTo(POLE) > 0
                        ? Optional.empty()
                        : places.placeAround(latitude, longitude);
        return place.flatMap(units::openPlace)
                .map(unit -> ResponseEntity.ok(new Guess(unit.code(), units.path(unit.code()))))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }
}
