package org.ganxian.escalation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.units.UnitWork;
import org.springframework.stereotype.Component;

/** Who was asked to take a case, and has not answered, when one of both sides is merged into another unit. */
@Component
@RequiredArgsConstructor
class CarriedHandovers implements UnitWork.Part {

    private final Handover.Repository handovers;

    @Override
    public List<String> numbersOf(Collection<String> units) {
        return units.isEmpty()
                ? List.of()
                : handovers.findByStateAndToUnitInOrderById(Handover.State.ASKED, units).stream()
                        .map(Handover::subject)
                        .toList();
    }

    @Override
    public Optional<String> whyNot(Map<String, String> successors) {
        return Optional.empty();
    }

    @Override
    public void carry(String number, Map<String, String> successors) {
        handovers
                .findFirstBySubjectAndStateOrderByIdDesc(number, Handover.State.ASKED)
                .ifPresent(asked -> asked.carryOver(successors));
    }
}
