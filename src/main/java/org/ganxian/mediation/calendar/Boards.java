package org.ganxian.mediation.calendar;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.codes.CodeList;
import org.ganxian.codes.CodeTables;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.PanelMember;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.springframework.stereotype.Component;

/** What a board of cases says beside their numbers: the type of the dispute and who mediates. */
@Component
@RequiredArgsConstructor
class Boards {

    /** Of each case the names of its mediators by their user names, who presides first. */
    record Panels(Map<Long, Map<String, String>> byCase) {

        Set<String> of(Long mediationId) {
            return byCase.getOrDefault(mediationId, Map.of()).keySet();
        }

        List<String> namesOf(Long mediationId) {
            return List.copyOf(byCase.getOrDefault(mediationId, Map.of()).values());
        }
    }

    private final PanelMember.Repository panels;
    private final People people;
    private final CodeTables codes;

    Panels of(Collection<Long> mediationIds) {
        Map<Long, Map<String, String>> byCase = new HashMap<>();
        if (!mediationIds.isEmpty()) {
            panels.ofCases(mediationIds)
                    .forEach(seat -> byCase.computeIfAbsent(seat.mediationId(), id -> new LinkedHashMap<>())
                            .put(seat.username(), nameOf(seat.username())));
        }
        return new Panels(byCase);
    }

    private String nameOf(String username) {
        return people.find(username).map(Person::name).orElse(username);
    }

    String type(Mediation mediation) {
        return type(mediation.disputeType());
    }

    String type(String code) {
        return codes.name(CodeList.DISPUTE_TYPE, code);
    }
}
