package org.ganxian.mediation.court;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.Choice;
import org.ganxian.mediation.dossier.CoCommittee;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which courts may be asked to confirm an agreement (民事诉讼法第二百零五条): of a party's domicile, the object's place or the committee. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Courts {

    private final Units units;
    private final CoCommittee.Repository joint;

    /** Why a court may be asked. */
    public enum Ground {
        COMMITTEE,
        PLACE,
        /** Where a party lives is said by the parties: it is kept nowhere else. */
        DOMICILE
    }

    /** The courts that may be asked on this ground. */
    public List<String> on(Ground ground, Mediation mediation, @Nullable String place) {
        return (switch (ground) {
                    case COMMITTEE -> of(committees(mediation));
                    case PLACE -> of(place == null ? List.of() : List.of(place));
                    case DOMICILE -> all();
                })
                .stream().map(Choice::value).toList();
    }

    /** Of several that mediated together each counts (民诉法解释第三百五十二条). */
    private List<String> committees(Mediation mediation) {
        return Stream.concat(
                        Stream.of(mediation.committee()),
                        joint.findByMediationIdAndStateOrderById(mediation.id(), CoCommittee.State.NAMED).stream()
                                .map(CoCommittee::committee))
                .toList();
    }

    /** Those of the whole city. */
    public List<Choice> all() {
        return of(units.open().stream()
                .filter(unit -> unit.kind() == Unit.Kind.DISTRICT)
                .map(Unit::code)
                .toList());
    }

    /** @param where codes of committees, places and domiciles */
    public List<Choice> of(List<String> where) {
        Set<String> districts = new LinkedHashSet<>();
        where.stream()
                .map(units::find)
                .flatMap(found -> found.stream())
                .flatMap(unit -> units.upwards(unit.code()).stream())
                .filter(unit -> unit.kind() == Unit.Kind.DISTRICT)
                .map(Unit::name)
                .forEach(districts::add);
        return districts.stream()
                .map(this::nameOf)
                .map(name -> new Choice(name, name))
                .toList();
    }

    /** A county's court is called after it alone, a district's after the city too. */
    private String nameOf(String district) {
        return (district.endsWith("区") ? units.city().name() : "") + district + "人民法院";
    }
}
