package org.ganxian.mediation.dossier;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Status;
import org.ganxian.organization.units.UnitWork;
import org.springframework.stereotype.Component;

/** The committees of a mediation, when one of them is merged into another. */
@Component
@RequiredArgsConstructor
class CarriedMediations implements UnitWork.Part {

    private static final Set<Status> OVER =
            Arrays.stream(Status.values()).filter(Status::isFinal).collect(Collectors.toUnmodifiableSet());

    private final Mediation.Repository mediations;

    @Override
    public List<String> numbersOf(Collection<String> codes) {
        return codes.isEmpty() ? List.of() : mediations.goingAt(codes, OVER);
    }

    @Override
    public Optional<String> whyNot(Map<String, String> successors) {
        return Optional.empty();
    }

    @Override
    public void carry(String number, Map<String, String> successors) {
        mediations.findByNumber(number).ifPresent(mediation -> successors.forEach(mediation::carryOver));
    }
}
